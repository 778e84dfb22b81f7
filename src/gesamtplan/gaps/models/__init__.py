"""Stored results of the needs analysis; pages, reports and the API only read them."""

from gesamtplan.gaps.models.assessment import Assessment, AssessmentRun
from gesamtplan.gaps.models.day_one import DayOneRow
from gesamtplan.gaps.models.evidence import NeedEvidence
from gesamtplan.gaps.models.rows import GapRow
from gesamtplan.gaps.models.topic import AnalysisGroup, AnalysisTopic, Assumption

__all__ = [
    "AnalysisGroup",
    "AnalysisTopic",
    "Assessment",
    "AssessmentRun",
    "Assumption",
    "DayOneRow",
    "GapRow",
    "NeedEvidence",
]
