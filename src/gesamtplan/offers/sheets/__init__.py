"""Spreadsheets with offers: reading any of them, saying what they would change, writing our own.

Pure: nothing here touches the database. `queries.sheets` brings the state of the directory, `operations.sheets` writes.
"""
