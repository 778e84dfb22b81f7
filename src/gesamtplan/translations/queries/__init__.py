"""Reads of translations."""
