"""Small counts: behind a figure that is shown stand enough people."""

from dataclasses import replace

from django.conf import settings

from gesamtplan.gaps.analysis import Analysis, Row
from gesamtplan.gaps.states import RowStatus

FOLLOWS_FROM_PEOPLE = frozenset(
    {"access", "access_balanced", "claims", "unmet", "best_unmet", "no_place", "too_far", "not_eligible"}
)


def threshold() -> int:
    """People that must stand behind a figure."""
    return int(settings.DISCLOSURE_THRESHOLD)


def protected(analysis: Analysis) -> Analysis:
    """The same without figures of too few people."""
    return replace(analysis, rows=tuple(_protected(row) for row in analysis.rows))


def _protected(row: Row) -> Row:
    """The row, without what would let one count people where too few of them live.

    A ratio to known places gives the count away, so all that follows from it goes too.
    """
    people = row.figures["people"]
    if people is None or people == 0 or people >= threshold():
        return row
    shown = {
        name: None if name in FOLLOWS_FROM_PEOPLE | {"people", "need"} else value
        for name, value in row.figures.items()
    }
    return replace(
        row,
        figures=shown,
        status=RowStatus.PROTECTED,
        reasons=("too-few-people",),
        explanation={"protected": True},
    )
