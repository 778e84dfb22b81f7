"""Rows -> frozen inputs of the engine; the one bridge to it. The matrix: `day_one`; the needs analysis: `topics`."""
