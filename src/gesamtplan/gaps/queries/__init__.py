"""Reads of what is stored; nothing is computed here. The matrix: `day_one`; where what is missing: `analysis`."""
