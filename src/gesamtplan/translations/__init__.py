"""Texts of record in the languages of their readers: state, review, exchange with translators (ADR 0008).

Knows no room above: rooms declare what may be translated. May use: audit and below.
"""
