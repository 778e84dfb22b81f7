"""Settings, urls, wsgi and command line: puts all together.

May use: everything. Nothing may use it.
"""
