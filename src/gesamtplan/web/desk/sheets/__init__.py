"""The desk of those who look after offers in spreadsheets: out, edited, in, undone."""
