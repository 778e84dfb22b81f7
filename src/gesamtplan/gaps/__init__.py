"""Needs analysis: the day-one matrix, who may use what and who falls through.

May use: indicators and below; not funding, not resolutions.
"""
