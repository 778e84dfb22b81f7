"""The needs analysis: where and for whom something is missing, and how that was computed."""
