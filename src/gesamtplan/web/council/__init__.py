"""Resolutions, motions, committees."""
