"""Takes over offers and organizations of other systems from HSDS files, JSON or tables.

May use: what offers may use. Files are read as streams, first to check them as a whole, then to store them.
"""
