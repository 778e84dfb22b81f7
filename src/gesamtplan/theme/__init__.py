"""How the city shows itself: its arms, as they were set and may be set back.

May use: audit and below.
"""
