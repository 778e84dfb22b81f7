"""The search: what every room writes into it, how words are compared, one function that answers (ADR 0006).

Knows no room: a document is a kind, a key, texts, facets and the name of its page.
"""
