"""Fields of action, needs, measures, status updates, open topics.

May use: parties, territory and below; not council, not offers.
"""
