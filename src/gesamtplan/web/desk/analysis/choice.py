"""What somebody chose on the list or in the matrix, and what follows from it for the draft of a need."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.models import Source
from gesamtplan.gaps.evidence import Frozen
from gesamtplan.gaps.models import AnalysisGroup, GapRow
from gesamtplan.gaps.queries.evidence import (
    NoCellError,
    cell_to_freeze,
    current_analysis,
    gaps_to_freeze,
    needs_resting_on,
)
from gesamtplan.gaps.touches import declared_touches
from gesamtplan.offers.models import OfferKind
from gesamtplan.plan.models import FieldOfAction, Need, TargetGroup
from gesamtplan.web.desk.analysis.picture import picture_of
from gesamtplan.web.desk.analysis.sentences import first_words, overlapping

CELL = ("status", "kind", "on", "months", "circumstances")


@dataclass(frozen=True)
class Choice:
    """Rows of the needs analysis, or (without rows) a cell of the day-one matrix."""

    frozen: Frozen
    rows: list[GapRow]

    @property
    def is_gap(self) -> bool:
        """Rows, not a cell."""
        return bool(self.rows)

    @cached_property
    def picture(self) -> str:
        """SVG to be frozen; empty for a cell."""
        return picture_of(self.rows) if self.rows else ""

    @cached_property
    def is_outdated(self) -> bool:
        """A later analysis is shown meanwhile."""
        analysis = current_analysis() if self.rows else None
        return analysis is not None and analysis.pk != self.frozen.assessment.pk

    @property
    def proposed_before(self) -> list[Need]:
        """Needs that rest on exactly this."""
        return needs_resting_on(self.frozen)

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """Title and description by language."""
        return first_words(self.frozen, overlapping(self.rows) if self.rows else False)

    @property
    def names(self) -> dict[str, LocalizedText]:
        """The chosen cell's names; of rows the topic's."""
        content = self.frozen.content
        if self.rows:
            return {
                name: LocalizedText(content["topic"][name])
                for name in ("title", "people_unit", "places_unit")
            }
        return {
            name: LocalizedText(content[name]["name"]) for name in ("status", "offer_kind", "circumstances")
        }

    @property
    def field(self) -> FieldOfAction | None:
        """The topic's field; of a cell that of the kinds of offer it applies to."""
        if self.rows:
            return self.rows[0].group.topic.field_of_action
        code = self.frozen.content["offer_kind"]["code"]
        fields = [kind.field_code for kind in OfferKind.objects.all() if code in kind.entitlement_kinds]
        return FieldOfAction.objects.filter(code__in=fields).first()

    @property
    def target_groups(self) -> Iterable[TargetGroup]:
        """Those that the topic's groups stand for, or that are declared for the kind of offer."""
        if self.rows:
            links = AnalysisGroup.target_groups.through.objects
            groups = {row.group_id for row in self.rows}
            wanted = links.filter(analysisgroup__in=groups).values("targetgroup")
            return TargetGroup.objects.filter(pk__in=wanted)
        code = self.frozen.content["offer_kind"]["code"]
        codes = {
            group for touch in declared_touches() if code in touch.kinds for group in touch.target_groups
        }
        return TargetGroup.objects.filter(code__in=codes)

    @property
    def sources(self) -> Iterable[Source]:
        """Sources of the figures, for the need."""
        codes: Any = self.frozen.content.get("sources", {})
        return Source.objects.filter(code__in=codes)


def read_choice(query: QueryDict) -> Choice:
    """From the address: ?row=1&row=2, or the address of a cell. Raises an EvidenceError."""
    if "status" in query:
        return Choice(_cell(query), [])
    return Choice(*gaps_to_freeze(query.getlist("row")))


def _cell(query: QueryDict) -> Frozen:
    status, kind, day, months, circumstances = (query.get(name, "") for name in CELL)
    try:
        on = parse_date(day)
    except ValueError:  # well formed, but no such day
        on = None
    if on is None or not months.isdecimal() or int(months) > 600:
        raise NoCellError(
            f"{day!r} and {months!r} name no day and months of the matrix. Open the cell there."
        )
    return cell_to_freeze(status, kind, on, int(months), circumstances)
