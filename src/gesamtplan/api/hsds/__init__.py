"""The directory of offers as Open Referral's HSDS 3.1 has it, under /api/hsds/v3, with a profile of our own.

May use: what api may use. An unknown value is left out of the standard's fields and null in the profile.
"""
