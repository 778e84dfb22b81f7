"""Reports from the record: content frozen once, then the same bytes as page and PDF.

May use: gaps, funding, resolutions and below.
"""
