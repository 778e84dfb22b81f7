"""Evidence of needs: which rows may be frozen, what was frozen, and how the same stands today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.evidence import Frozen, content_digest, frozen_cell, frozen_gaps
from gesamtplan.gaps.models import Assessment, DayOneRow, GapRow, NeedEvidence
from gesamtplan.gaps.queries.day_one import current_assessment, matrix
from gesamtplan.gaps.queries.shown import shown_analyses
from gesamtplan.gaps.states import PUBLISHED, EvidenceKind, Outcome, RowStatus
from gesamtplan.plan.models import Need


class EvidenceError(Exception):
    """Base of all reasons for which rows cannot be evidence of a need."""


class NoRowsError(EvidenceError):
    """Raised where nothing was chosen, or a key that no row has. Choose rows of the list."""


class MixedRowsError(EvidenceError):
    """Raised for rows of several topics or assessments: a need rests on one question. Choose one topic."""


class ProtectedRowsError(EvidenceError):
    """Raised when behind every chosen row stand too few people. Choose a larger area."""


class NoCellError(EvidenceError):
    """Raised when the matrix has no such cell, or someone is there for it. Open the cell in the matrix."""


def gaps_to_freeze(keys: Iterable[str]) -> tuple[Frozen, list[GapRow]]:
    """The rows with these keys as they would be frozen, largest first. Raises an EvidenceError."""
    wanted = set(keys)
    known = {key for key in wanted if key.isdecimal() and len(key) < 19}
    found = GapRow.objects.filter(pk__in=known, assessment__status__in=PUBLISHED)
    rows = list(found.select_related("assessment", "group__topic", "area").defer("area__geometry"))
    if not rows or len(rows) != len(wanted):
        raise NoRowsError(
            f"{len(wanted)} rows were asked for, {len(rows)} are there. Choose rows of the list."
        )
    if len({(row.assessment_id, row.group.topic_id) for row in rows}) > 1:
        raise MixedRowsError("The rows are of several topics or assessments. Choose rows of one topic.")
    if all(row.status == RowStatus.PROTECTED for row in rows):
        raise ProtectedRowsError("Too few people stand behind all of these rows. Choose a larger area.")
    rows.sort(key=lambda row: (-(row.unmet or 0), row.pk))
    return frozen_gaps(rows[0].assessment, rows), rows


def cell_to_freeze(status: str, kind: str, on: date, months: int, circumstances: str) -> Frozen:
    """A cell "nobody" of the current matrix as it would be frozen. Raises NoCellError."""
    found = matrix(on, months, circumstances)
    cell = found.cells.get((status, kind)) if found else None
    if found is None or cell is None or cell.outcome != Outcome.NOBODY:
        raise NoCellError(
            f"{status} × {kind} is no cell in which nobody is there on {on}. Choose one that is."
        )
    return frozen_cell(found.assessment, cell, on, months, circumstances)


def needs_resting_on(frozen: Frozen) -> list[Need]:
    """Needs that were proposed from exactly the same content: perhaps this one is there already."""
    wanted = frozen.digest()
    rows = NeedEvidence.objects.filter(kind=frozen.kind, assessment=frozen.assessment).select_related("need")
    return [row.need for row in rows if content_digest(row.content, "") == wanted]


def current_analysis() -> Assessment | None:
    """The needs analysis that is shown, without its long explanation; None before the first one."""
    return shown_analyses().defer("explanation").first()


@dataclass(frozen=True)
class Comparison:
    """A frozen row beside the row of the current assessment for the same people and area.

    `now` is None where the current assessment has no such row; its year may be a later one.
    """

    then: Mapping[str, Any]
    now: GapRow | None

    @property
    def group(self) -> LocalizedText:
        """For whom."""
        return LocalizedText(self.then["group"]["name"])

    @property
    def status(self) -> LocalizedText:
        """How much of the frozen row was known."""
        return LocalizedText(self.then["status_name"])

    @property
    def difference(self) -> float | None:
        """How many more (or, below 0, fewer) are missing now; None where one of both is not known."""
        before, after = self.then["unmet"], self.now.unmet if self.now else None
        return None if before is None or after is None else float(after) - float(before)


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence, then and now. `outcome_now`: of a day-one cell, on the day asked for."""

    frozen: NeedEvidence
    current: Assessment | None
    comparisons: tuple[Comparison, ...] = ()
    outcome_now: str | None = None

    @property
    def is_gap(self) -> bool:
        """Rows of the needs analysis, else a cell of the day-one matrix."""
        return self.frozen.kind == EvidenceKind.GAP

    @property
    def is_current(self) -> bool:
        """Nothing was computed anew since."""
        return self.current is not None and self.current.pk == self.frozen.assessment_id

    @cached_property
    def is_intact(self) -> bool:
        """What is stored is what was frozen, to the last digit."""
        return content_digest(self.frozen.content, self.frozen.picture) == self.frozen.content_digest

    @cached_property
    def words(self) -> dict[str, LocalizedText]:
        """The frozen names, in the reader's language."""
        content = self.frozen.content
        if self.is_gap:
            names = ("title", "people_unit", "places_unit", "carries", "cannot_carry")
            return {name: LocalizedText(content["topic"][name]) for name in names}
        named = {
            name: LocalizedText(content[name]["name"]) for name in ("status", "offer_kind", "circumstances")
        }
        return named | {"outcome": LocalizedText(content["outcome_name"])}

    @property
    def day(self) -> date:
        """Day for which it was computed or, of a cell, looked up."""
        return date.fromisoformat(self.frozen.content.get("day") or self.frozen.content["on"])

    @property
    def frozen_on(self) -> date:
        """Day on which it was frozen, in the city."""
        return localdate(self.frozen.frozen_at)

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Sources as frozen: title, url, date, partisan."""
        content = self.frozen.content
        of_rules = (source for rule in content.get("rules", ()) for source in rule["sources"])
        return [_titled(source) for source in (content["sources"].values() if self.is_gap else of_rules)]


def _titled(source: Mapping[str, Any]) -> dict[str, Any]:
    title = source["title"]
    return {**source, "title": LocalizedText(title) if isinstance(title, dict) else title}


def evidence_of(need: Need, on: date) -> list[Evidence]:
    """All evidence of a need beside today's figures, the newest first; one query where there is none."""
    stored = list(need.evidence.select_related("assessment", "frozen_by").defer("assessment__explanation"))
    gaps = [row for row in stored if row.kind == EvidenceKind.GAP]
    analysis = current_analysis() if gaps else None
    rows = _current_rows(analysis, gaps) if analysis else {}
    day_one = current_assessment() if len(gaps) < len(stored) else None
    return [
        Evidence(row, analysis, _comparisons(row.content, rows))
        if row.kind == EvidenceKind.GAP
        else Evidence(row, day_one, outcome_now=_outcome(day_one, row.content, on))
        for row in stored
    ]


Key = tuple[str, str, str]


def _current_rows(analysis: Assessment, stored: Sequence[NeedEvidence]) -> dict[Key, list[GapRow]]:
    """Rows of the current assessment by topic, group and area, of all years."""
    topics = {row.content["topic"]["code"] for row in stored}
    areas = {item["area"]["code"] for row in stored for item in row.content["rows"]}
    found = GapRow.objects.filter(assessment=analysis, group__topic__code__in=topics, area__code__in=areas)
    by_key: dict[Key, list[GapRow]] = {}
    for row in found.select_related("group__topic", "area").defer("area__geometry", "explanation"):
        by_key.setdefault((row.group.topic.code, row.group.code, row.area.code), []).append(row)
    return by_key


def _comparisons(content: Mapping[str, Any], rows: Mapping[Key, list[GapRow]]) -> tuple[Comparison, ...]:
    topic = content["topic"]["code"]
    return tuple(
        Comparison(then, _same(rows.get((topic, then["group"]["code"], then["area"]["code"]), []), then))
        for then in content["rows"]
    )


def _same(rows: Sequence[GapRow], then: Mapping[str, Any]) -> GapRow | None:
    """The row of the same year; where only later years are computed, the latest."""
    by_year = {row.year: row for row in rows}
    return by_year.get(then["year"]) or (by_year[max(by_year)] if by_year else None)


def _outcome(assessment: Assessment | None, content: Mapping[str, Any], on: date) -> str | None:
    """What the same person meets today, after as many months."""
    months = content["months"]
    row = DayOneRow.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_to=None) | Q(valid_to__gte=on),
        Q(months_to=None) | Q(months_to__gte=months),
        assessment=assessment,
        status_code=content["status"]["code"],
        kind_code=content["offer_kind"]["code"],
        circumstances=content["circumstances"]["code"],
        months_from__lte=months,
    ).first()
    return row.outcome if row else None
