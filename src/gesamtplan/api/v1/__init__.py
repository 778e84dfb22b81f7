"""Version 1 of the API, one module per subject: what may be asked, the shape of an item, the rows.

May use: the shapes and listings of `api`, every room below; not web.
"""
