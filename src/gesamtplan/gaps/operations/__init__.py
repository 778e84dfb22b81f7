"""Writes of this room."""

from gesamtplan.gaps.operations.analysis import NothingToAnalyseError, store_analysis
from gesamtplan.gaps.operations.day_one import store_day_one

__all__ = ["NothingToAnalyseError", "store_analysis", "store_day_one"]
