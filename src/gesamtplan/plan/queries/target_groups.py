"""Target groups by their code."""

from gesamtplan.core.fields import LocalizedText
from gesamtplan.plan.models import TargetGroup


def target_group_names() -> dict[str, LocalizedText]:
    """Name of each target group, by code."""
    return {row.code: row.name for row in TargetGroup.objects.all()}
