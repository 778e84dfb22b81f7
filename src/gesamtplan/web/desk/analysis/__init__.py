"""The desk's side of the needs analysis: compute, change an assumption, turn a gap into a need."""
