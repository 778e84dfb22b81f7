"""Figures of the city: definitions, values by area and year, deliveries and revisions.

May use: plan, council, offers and below.
"""
