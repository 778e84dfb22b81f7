"""Council resolutions joined to needs, measures and the motions they settle.

May use: indicators and below; not gaps, not funding.
"""
