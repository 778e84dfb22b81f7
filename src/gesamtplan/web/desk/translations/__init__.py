"""The desk of those who look after texts in other languages."""
