"""Money: who pays, what was asked, granted, spent.

May use: indicators and below; not gaps, not resolutions.
"""
