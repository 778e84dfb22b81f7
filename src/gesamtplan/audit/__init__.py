"""Who did what when: an append-only record of every change.

May use: accounts and below.
"""
