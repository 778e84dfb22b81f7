"""Two analyses beside each other: which rows changed, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.compare import Comparison, RowChange, compare
from gesamtplan.gaps.models import Assessment
from gesamtplan.gaps.queries.analysis import StoredAnalysis, area_names, published, side, stored_analysis
from gesamtplan.gaps.states import RowStatus
from gesamtplan.web.gaps.analysis import words
from gesamtplan.web.gaps.analysis.causes import CAUSES, Names, ShownChange

ROWS_SHOWN = 200
FIGURES = {
    "people": _("People"),
    "need": _("Places needed"),
    "places": _("Places standing there"),
    "claims": _("Their share of places"),
    "unmet": _("Missing"),
    "best_unmet": _("Missing in the best case"),
}


@dataclass(frozen=True)
class Moved:
    """One figure of a row before and after; None is not known."""

    name: object
    before: float | None
    after: float | None


@dataclass(frozen=True)
class ShownRow:
    """A row that says something else. `states`: status before and after, if it is another; "" where no row was.

    `causes`: what changed of what its group rests on, by kind.
    """

    topic: LocalizedText
    group: LocalizedText
    area: str
    year: int
    moved: list[Moved]
    states: tuple[object, object] | None
    reasons_gone: list[object]
    reasons_new: list[object]
    causes: list[object]


@dataclass(frozen=True)
class ComparePage:
    """`before` and `after` None until there are two to choose."""

    choices: list[Assessment]
    before: StoredAnalysis | None = None
    after: StoredAnalysis | None = None

    @cached_property
    def found(self) -> Comparison | None:
        """What changed."""
        if self.before is None or self.after is None:
            return None
        return compare(side(self.before), side(self.after))

    @cached_property
    def names(self) -> Names:
        """Topics of both, in the words of the later one, and areas."""
        sides = [one for one in (self.before, self.after) if one]
        return Names({code: topic for one in sides for code, topic in one.topics.items()}, area_names())

    @property
    def selects(self) -> list[tuple[str, object, int]]:
        """(name, label, chosen) of the two lists."""
        if self.before is None or self.after is None:
            return []
        return [
            ("a", _("Earlier analysis"), self.before.assessment.pk),
            ("b", _("Later analysis"), self.after.assessment.pk),
        ]

    @property
    def causes(self) -> list[tuple[object, list[ShownChange]]]:
        """Changes by kind, only kinds that occur."""
        if self.found is None:
            return []
        by_kind = [(name, self.found.because(cause)) for cause, name in CAUSES.items()]
        return [(name, [self.names.shown(one) for one in changes]) for name, changes in by_kind if changes]

    @cached_property
    def rows(self) -> list[ShownRow]:
        """The first of the rows that changed."""
        return [self._row(change) for change in self.found.rows[:ROWS_SHOWN]] if self.found else []

    @property
    def hidden(self) -> int:
        """Rows that changed and are not shown."""
        return max(len(self.found.rows) - ROWS_SHOWN, 0) if self.found else 0

    def _row(self, change: RowChange) -> ShownRow:
        topic, group, area, year = change.key
        before, after = (set(row.reasons) if row else set() for row in (change.before, change.after))
        return ShownRow(
            topic=self.names.topics[topic].text("title"),
            group=self.names.topics[topic].groups[group][1],
            area=self.names.areas.get(area, area),
            year=year,
            moved=list(_moved(change)),
            states=_states(change),
            reasons_gone=words.reasons(sorted(before - after)),
            reasons_new=words.reasons(sorted(after - before)),
            causes=self._causes_of(topic, group),
        )

    def _causes_of(self, topic: str, group: str) -> list[object]:
        changes = self.found.causes if self.found else ()
        kinds = {
            change.cause
            for change in changes
            if change.topic in {topic, ""} and (not change.groups or group in change.groups)
        }
        return [name for cause, name in CAUSES.items() if cause in kinds]


def _moved(change: RowChange) -> Iterator[Moved]:
    if change.before and change.after:
        for name in change.moved:
            yield Moved(FIGURES[name], change.before.figures[name], change.after.figures[name])


def _states(change: RowChange) -> tuple[object, object] | None:
    """In words, if another one."""
    before, after = (RowStatus(row.status).label if row else "" for row in (change.before, change.after))
    return (
        before or pgettext_lazy("compared", "not there"),
        after or pgettext_lazy("compared", "no longer there"),
    ) if before != after else None  # fmt: skip


def compare_page(query: QueryDict) -> ComparePage:
    """The two asked for; by default the current one against the one before."""
    choices = list(published().defer("explanation"))
    known = {str(one.pk): one.pk for one in choices}
    newest = [one.pk for one in choices[:2]]
    after = known.get(query.get("b", "")) or (newest[0] if newest else None)
    before = known.get(query.get("a", "")) or next((pk for pk in newest if pk != after), None)
    if before is None or after is None:
        return ComparePage(choices)
    return ComparePage(choices, stored_analysis(before), stored_analysis(after))
