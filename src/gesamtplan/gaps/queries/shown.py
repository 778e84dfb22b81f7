"""Which needs analysis is shown where nobody asks for another one."""

from django.db.models import QuerySet

from gesamtplan.gaps.models import Assessment
from gesamtplan.gaps.states import PUBLISHED, AssessmentKind


def shown_analyses() -> QuerySet[Assessment]:
    """Published ones, the shown one first: of the latest day; computing an earlier day, to compare, hides nothing."""
    rows = Assessment.objects.filter(kind=AssessmentKind.NEEDS, status__in=PUBLISHED)
    return rows.order_by("-on", "-current_since")
