"""Committees, papers and motions of the council.

May use: parties, territory and below; not plan, not offers.
"""
