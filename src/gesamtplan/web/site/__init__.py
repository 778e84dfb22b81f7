"""Imprint, privacy, accessibility, data."""
