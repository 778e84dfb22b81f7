"""What several rooms need in the same shape: localized texts, sources, partial dates, import reports.

May use: engine. Knows no room.
"""
