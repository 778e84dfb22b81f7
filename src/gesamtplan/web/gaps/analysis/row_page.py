"""How one row was computed, as its page shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.models import GapRow
from gesamtplan.gaps.queries.analysis import (
    Cited,
    Line,
    Outline,
    StoredAnalysis,
    Topic,
    area_names,
    gap_row,
    line_of,
    outlines,
)
from gesamtplan.gaps.states import RowStatus
from gesamtplan.kern.charts import MapArea, MapPicture, Segment, district_map
from gesamtplan.web.gaps.analysis import words
from gesamtplan.web.gaps.analysis.answers import Answer, answers
from gesamtplan.web.gaps.analysis.assumptions import Shown as ShownAssumption
from gesamtplan.web.gaps.analysis.assumptions import shown_one
from gesamtplan.web.gaps.analysis.formulas import Step, steps

PARTS = {
    "numerator": _("what is counted"),
    "denominator": _("base population"),
    **{f"base-{number}": _("one of its base figures") for number in range(1, 6)},
}


@dataclass(frozen=True)
class Input:
    """A fact that went in; `part`: what of the figure was read; value None is not known."""

    name: LocalizedText
    part: object
    value: float | None
    date: str
    origin: str
    area: str
    sources: list[Cited]


@dataclass(frozen=True)
class Origin:
    """Where claimed places stand; `area` "" is the rest."""

    area: str
    name: str
    places: float
    minutes: float | None


@dataclass(frozen=True)
class RowPage:
    """Everything the template reads."""

    analysis: StoredAnalysis
    topic: Topic
    row: GapRow

    @cached_property
    def line(self) -> Line:
        """The figures."""
        return line_of(self.row)

    @property
    def told(self) -> dict[str, Any]:
        """The explanation as stored; nothing but `protected` for too few people."""
        return dict(self.row.explanation)

    @property
    def is_protected(self) -> bool:
        """Too few people to show figures."""
        return self.row.status == RowStatus.PROTECTED

    @property
    def group_name(self) -> LocalizedText:
        """For whom."""
        return self.topic.groups[self.row.group.code][0]

    @property
    def headline(self) -> str:
        """How much is missing for how many."""
        return words.headline(self.topic, self.line)

    @property
    def best_case(self) -> str:
        """What would still be missing in the best case."""
        return words.best_case(self.line)

    @property
    def why(self) -> list[str]:
        """What would help, part by part."""
        return list(words.why(self.line))

    @property
    def reasons(self) -> list[object]:
        """Why it is an estimate or partial."""
        return words.reasons(self.row.reasons)

    @cached_property
    def bars(self) -> list[tuple[object, list[Segment]]]:
        """Need as it is met at a fair share and in the best case; empty where it is not known."""
        return list(_bars(self.line))

    @property
    def legend(self) -> list[Segment]:
        """The key to the bars: each part once."""
        return list({segment.css_class: segment for _, bar in self.bars for segment in bar}.values())

    @property
    def steps(self) -> list[Step]:
        """The formulas with their numbers."""
        return [] if self.is_protected else list(steps(self.line, self.told))

    @cached_property
    def inputs(self) -> list[tuple[object, list[Input]]]:
        """(heading, facts): how many people there are, how many places the group may use."""
        people = [self._input("people", key) for key in self.told["people"]]
        places = [
            self._input(supply["assumption"], key)
            for supply in self.told["supply"]
            if supply["admitted"]
            for key in supply["facts"]
        ]
        return [(_("People"), people), (_("Places that they may use"), places)]

    @property
    def uncounted(self) -> list[ShownAssumption]:
        """Kinds of places that the group may use and of which no number is known."""
        codes = [
            one["assumption"]
            for one in self.told.get("supply", ())
            if one["admitted"] and one["places"] is None
        ]
        return [shown_one(self.topic, code) for code in dict.fromkeys(codes)]

    def _input(self, use: str, key: str) -> Input:
        fact = self.topic.facts[key]
        sources = fact["sources"] or self._sources_of(use)
        return Input(
            LocalizedText(fact["name"]),
            PARTS.get(_part_of(key), ""),
            fact["value"],
            fact["date"],
            fact["origin"],
            self.names.get(_area_of(key), ""),
            self.topic.cited(sources),
        )

    def _sources_of(self, use: str) -> Sequence[str]:
        """Sources of the assumption that names a fact without sources of its own."""
        group = self.row.group.code
        found = [
            one["sources"]
            for code, one in self.topic.assumptions.items()
            if code == use or (one["role"] == use and group in one["groups"])
        ]
        return found[0] if found else ()

    @property
    def assumptions(self) -> list[ShownAssumption]:
        """Those that concern the group."""
        group, supply = self.row.group.code, self.told.get("norm", {}).get("supply", "")
        return [
            shown_one(self.topic, code)
            for code, one in self.topic.assumptions.items()
            if (not one["groups"] or group in one["groups"]) and one["supply"] in {"", supply}
        ]

    @property
    def answers(self) -> list[Answer]:
        """What the entitlement rules say about the group and each kind of places."""
        return list(answers(self.topic, self.told.get("supply", ())))

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of areas by code."""
        return area_names()

    @property
    def need_text(self) -> str:
        """Places needed, as people write it."""
        return words.whole(self.line.figures["need"] or 0)

    @property
    def back(self) -> str:
        """Query string of the map and list from which the row was opened."""
        row = self.row
        chosen = {"topic": self.topic.code, "group": row.group.code, "year": str(row.year)}
        return urlencode(
            chosen | ({} if row.area.kind == "city" else {"level": row.area.kind, "area": row.area.code})
        )

    @cached_property
    def districts(self) -> dict[str, Outline]:
        """By code."""
        return {outline.code: outline for outline in outlines("district")} if self.told.get("origins") else {}

    @cached_property
    def origins(self) -> list[Origin]:
        """Where the claimed places stand, the most first."""
        return [
            Origin(
                one["area"] or "", self._name(one["area"]), one["places"], one["minutes"]
            )
            for one in self.told.get("origins", ())
        ]  # fmt: skip

    def _name(self, area: str | None) -> str:
        return self.districts[area].label if area in self.districts else ""

    @property
    def has_origins(self) -> bool:
        """Places stand in districts, not just in the city as a whole."""
        return any(origin.name for origin in self.origins)

    @cached_property
    def map(self) -> MapPicture:
        """The districts in which the claimed places stand; the others are not told one by one."""
        places = {origin.area: origin.places for origin in self.origins if origin.area}
        own = (
            self.row.area.parent.code if self.row.area.kind == "sub-district" and self.row.area.parent else ""
        )
        areas = [
            MapArea(
                one.label,
                one.geometry,
                places.get(code),
                framed=code in {own, self.row.area.code},
                muted=code not in places,
            )
            for code, one in self.districts.items()
        ]
        title = words.ORIGINS_TITLE
        return district_map(areas, title=title, unit=str(self.topic.text("places_unit")), decimals=0)


def _bars(line: Line) -> Iterator[tuple[object, list[Segment]]]:
    need, unmet, best = (line.figures[name] for name in ("need", "unmet", "best_unmet"))
    if not need or unmet is None or best is None:
        return
    covered = words.BAR["covered"]
    missing_word = words.BAR["at_most" if line.is_upper_bound else "missing"]
    missing = [
        Segment(words.REMEDIES[name].word, line.figures[name] or 0, words.REMEDIES[name].tone)
        for name in ("no_place", "too_far", "not_eligible")
        if (line.figures[name] or 0) >= words.NEGLIGIBLE
    ]
    yield (
        words.BAR["fair"],
        [Segment(covered, need - unmet, "tone-good"), Segment(missing_word, unmet, "tone-closed")],
    )
    yield words.BAR["best"], [Segment(covered, need - best, "tone-good"), *missing]


def _part_of(key: str) -> str:
    """Which part of the figure was read."""
    parts = key.split(":")
    return parts[2] if len(parts) > 2 else ""


def _area_of(key: str) -> str:
    """Code of the area in the key of a fact of a series; others speak of the whole city."""
    parts = key.split(":")
    return parts[3] if parts[0] == "series" else "city"


def row_page(analysis: StoredAnalysis, topic: str, group: str, area: str, year: str) -> RowPage | None:
    """The row asked for, of the last year if none is said; None if there is no such row."""
    asked = int(year) if year.isdecimal() else None
    row = gap_row(analysis.assessment, topic, group, area, asked)
    return RowPage(analysis, analysis.topics[topic], row) if row and topic in analysis.topics else None
