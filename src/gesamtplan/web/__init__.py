"""Pages for people, one package per room; combines rooms, computes nothing.

May use: every room below; not api.
"""
