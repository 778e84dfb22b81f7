"""The day-one matrix."""
