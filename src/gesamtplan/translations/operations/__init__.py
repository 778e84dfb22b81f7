"""Writes of translations."""
