"""Reads of the stored needs analysis; nothing is computed here but sums of stored figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.json_paths import WithoutPaths
from gesamtplan.gaps.compare import Row, Side
from gesamtplan.gaps.models import AnalysisTopic, Assessment, GapRow
from gesamtplan.gaps.queries.shown import shown_analyses
from gesamtplan.gaps.states import AssessmentStatus, RowStatus
from gesamtplan.territory.models import Area
from gesamtplan.territory.states import AreaKind

PUBLISHED = (AssessmentStatus.COMPLETE, AssessmentStatus.PARTIAL)
FIGURES = (
    "people", "need", "places", "access", "access_balanced", "claims", "unmet", "best_unmet", "no_place", "too_far",
    "not_eligible",
)  # fmt: skip
COLUMNS = ("pk", "group__code", "area__code", "area__name", "area__kind", "year", "rank", "status", "reasons")
TEXTS = ("title", "question", "carries", "cannot_carry", "people_unit", "places_unit")
RATIOS = frozenset({"access", "access_balanced"})
Data = Mapping[str, Any]
WORST = (RowStatus.PROTECTED, RowStatus.PARTIAL, RowStatus.ESTIMATE, RowStatus.COMPLETE)


@dataclass(frozen=True)
class Line:
    """A stored row without its explanation; `figures` by the names of GapRow, None is not known.

    `group` is "" and `pk` None for several groups taken together.
    """

    pk: int | None
    group: str
    area: str
    area_name: str
    level: str
    year: int
    rank: int | None
    status: str
    reasons: Sequence[str]
    figures: Mapping[str, float | None]

    @property
    def label(self) -> str:
        """The area as people name it: a district with its number."""
        return self.area_name if self.level == AreaKind.CITY else f"{self.area} {self.area_name}"

    @property
    def is_upper_bound(self) -> bool:
        """Places of some offers are not known: at most this much is missing."""
        return "places-unknown" in self.reasons


@dataclass(frozen=True)
class Cited:
    """A source as it was when the analysis was made."""

    title: LocalizedText
    url: str
    date: str
    partisan: bool


@dataclass(frozen=True)
class Topic:
    """A topic in the words frozen with an analysis; `field` is the field of action's short title today."""

    data: Data
    sources: Mapping[str, Data]
    field: object
    groups_overlap: bool

    @property
    def code(self) -> str:
        """Code of the topic."""
        return str(self.data["code"])

    def text(self, name: str) -> LocalizedText:
        """One of TEXTS in the reader's language."""
        return LocalizedText(self.data[name] or {})

    @cached_property
    def words(self) -> dict[str, LocalizedText]:
        """All of these texts, for templates."""
        return {name: self.text(name) for name in TEXTS}

    @cached_property
    def groups(self) -> dict[str, tuple[LocalizedText, LocalizedText]]:
        """(name, short name) by code, in their order."""
        return {
            item["code"]: (LocalizedText(item["name"]), LocalizedText(item["short"]))
            for item in self.data["groups"]
        }

    @property
    def years(self) -> list[int]:
        """Years it was computed for, ascending."""
        return list(self.data["years"])

    @cached_property
    def assumptions(self) -> dict[str, Data]:
        """By code, in their order."""
        return {item["code"]: item for item in self.data["assumptions"]}

    @cached_property
    def facts(self) -> dict[str, Data]:
        """By key; KeyError if the analysis was read without."""
        return {item["key"]: item for item in self.data["facts"]}

    @property
    def sums(self) -> dict[int, Data]:
        """What must add up, by year."""
        return {item["year"]: item for item in self.data["sums"]}

    @property
    def siting(self) -> list[Data]:
        """Where the next offers would help most; empty where nobody asked."""
        return list(self.data.get("siting", ()))

    def cited(self, codes: Iterable[str]) -> list[Cited]:
        """The sources of these codes."""
        found = [self.sources[code] for code in dict.fromkeys(codes) if code in self.sources]
        return [
            Cited(LocalizedText(one["title"]), one["url"], one["date"], bool(one["partisan"]))
            for one in found
        ]


@dataclass(frozen=True)
class StoredAnalysis:
    """An assessment with its topics by code, in their order."""

    assessment: Assessment
    topics: Mapping[str, Topic]


def published() -> QuerySet[Assessment]:
    """Analyses that may be shown, the current one first."""
    return shown_analyses()


def stored_analysis(pk: int | None = None, *, with_facts: bool = True) -> StoredAnalysis | None:
    """One analysis, by default the current one; None where there is none to show.

    The facts are most of it: a page that shows none is faster without.
    """
    now = {topic.code: topic for topic in AnalysisTopic.objects.select_related("field_of_action")}
    found = published().filter(pk=pk) if pk else published()
    if not with_facts:
        paths = [("topics", number, "facts") for number in range(len(now))]
        found = found.defer("explanation").annotate(told=WithoutPaths("explanation", paths))
    assessment = found.first()
    if assessment is None:
        return None
    explanation: Data = assessment.explanation if with_facts else vars(assessment)["told"]
    told, sources = explanation["topics"], explanation["sources"]
    topics = {one["code"]: _topic(one, sources, now.get(one["code"])) for one in told}
    return StoredAnalysis(assessment, topics)


def _topic(data: Data, sources: Mapping[str, Data], now: AnalysisTopic | None) -> Topic:
    field = now.field_of_action.short_title if now else data["field"]
    return Topic(data, sources, field, bool(now and now.groups_overlap))


def lines(assessment: Assessment, topic: str) -> list[Line]:
    """All rows of a topic: every group, area and year."""
    rows = GapRow.objects.filter(assessment=assessment, group__topic__code=topic).order_by("pk")
    return [_line(row) for row in rows.values_list(*COLUMNS, *FIGURES)]


def _line(row: Sequence[Any]) -> Line:
    pk, group, area, name, level, year, rank, status, reasons, *figures = row
    told = dict(zip(FIGURES, figures, strict=True))
    return Line(pk, group, area, name, level, year, rank, status, reasons, told)


def together(parts: Sequence[Line]) -> Line:
    """Several groups of one area and year as one line; what is not known of one is not known of all."""
    first = parts[0]
    figures = {name: _sum([part.figures[name] for part in parts]) for name in FIGURES if name not in RATIOS}
    people, claims = figures["people"], figures["claims"]
    figures["access"] = claims / people if people and claims is not None else None
    # The same places serve groups of the same age: they are counted once for each kind, not once for each group.
    return replace(
        first,
        pk=None,
        group="",
        rank=None,
        status=next(status for status in WORST if any(part.status == status for part in parts)),
        reasons=sorted({reason for part in parts for reason in part.reasons}),
        figures=figures | {"access_balanced": None, "places": None},
    )


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def gap_row(assessment: Assessment, topic: str, group: str, area: str, year: int | None) -> GapRow | None:
    """One row with its explanation, of the year or the last one there is."""
    rows = GapRow.objects.filter(
        assessment=assessment, group__topic__code=topic, group__code=group, area__code=area
    )
    rows = rows.filter(year=year) if year else rows
    return rows.select_related("group__topic", "area__parent").order_by("-year").first()


def line_of(row: GapRow) -> Line:
    """A whole row as line."""
    return Line(
        row.pk, row.group.code, row.area.code, row.area.name, row.area.kind, row.year, row.rank, row.status,
        row.reasons, {name: getattr(row, name) for name in FIGURES},
    )  # fmt: skip


@dataclass(frozen=True)
class Outline:
    """An area to draw and to name; `parent`: code of the area it is part of."""

    code: str
    name: str
    parent: str
    geometry: dict[str, Any]

    @property
    def label(self) -> str:
        """As people name it."""
        return f"{self.code} {self.name}"


def outlines(level: str) -> list[Outline]:
    """The areas of a level that have an outline, by code."""
    found = Area.objects.filter(kind=level, geometry__isnull=False).order_by("code")
    rows = found.values_list("code", "name", "parent__code", "geometry")
    return [Outline(code, name, parent or "", geometry or {}) for code, name, parent, geometry in rows]


def side(analysis: StoredAnalysis) -> Side:
    """An analysis as it is compared."""
    rows = GapRow.objects.filter(assessment=analysis.assessment).order_by("pk")
    columns = (
        "group__topic__code",
        "group__code",
        "area__code",
        "year",
        "status",
        "reasons",
        "explanation__supply",
    )
    return Side(
        [topic.data for topic in analysis.topics.values()],
        [_compared(row[: len(columns)], row[len(columns) :]) for row in rows.values_list(*columns, *FIGURES)],
        analysis.assessment.norms_version,
    )


def _compared(told: Sequence[Any], figures: Sequence[float | None]) -> Row:
    topic, group, area, year, status, reasons, supply = told
    answers = {
        (one["assumption"], answer["status"]): answer for one in supply or () for answer in one["answers"]
    }
    return Row(
        topic, group, area, year, dict(zip(FIGURES, figures, strict=True)), status, tuple(reasons), answers
    )


def area_names() -> dict[str, str]:
    """All areas by code, as people name them."""
    rows = Area.objects.order_by("code").values_list("code", "name", "kind")
    return {code: name if kind == AreaKind.CITY else f"{code} {name}" for code, name, kind in rows}
