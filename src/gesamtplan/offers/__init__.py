"""The directory of offers: kinds, providers, places, who may use them, who pays.

May use: parties, territory and below; not plan, not council.
"""
