"""The engine: figures and rules computed in pure Python, usable from a notebook without the web platform.

May use: NumPy, SciPy, OR-tools, shapely, PyYAML and the dated, sourced norms beside it; no Django, no clock, no global state.
"""
