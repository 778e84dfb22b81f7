"""Spreadsheets are uploaded, assigned, taken over as a whole and undone as a whole."""
