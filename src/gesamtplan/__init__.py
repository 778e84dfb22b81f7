"""Gesamtplan: the software with which a city runs its integration plan."""

__version__ = "0.1.0"
