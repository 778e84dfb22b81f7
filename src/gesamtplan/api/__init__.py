"""Machines read here: JSON and CSV under /api/v1, OpenAPI.

May use: every room below; not web.
"""
