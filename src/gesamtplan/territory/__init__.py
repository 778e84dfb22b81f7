"""The city's areas: city, districts, sub-districts with geometry.

May use: audit and below; not parties.
"""
