"""Offers in short, for lists that have to stay cheap: plain columns, no rows; four queries for a page of any length."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from gesamtplan.offers.freshness import freshness
from gesamtplan.offers.models import CapacityReport, Eligibility, Offer, OfferAtSite
from gesamtplan.offers.states import Criterion

COLUMNS = (
    "pk", "code", "title", "kind__code", "kind__name", "provider__code", "provider__name", "languages", "target_groups",
    "is_drop_in", "child_care", "fee", "funding_level", "is_voluntary", "funding_ends_on", "funding_ends_on_precision",
    "valid_from", "valid_to", "verified_on", "verified_on_precision", "modified_at",
)  # fmt: skip
LINE = ("site_id", "target_group", "places", "taken", "waiting", "next_start", "as_of", "precision")
SPOT = ("site__code", "site__longitude", "site__latitude", "site__area__code")


class Told(NamedTuple):
    """What was last told of one line (site, target group; neither: the whole offer); None is not told."""

    site: int | None
    target_group: str
    places: int | None
    taken: int | None
    waiting: int | None
    next_start: date | None
    as_of: date | None
    precision: str

    def is_fresh(self, today: date) -> bool:
        """Told recently enough to be shown as a fact."""
        return freshness(self.as_of, today, settings.PLACES_FRESH_DAYS).is_fresh


class Place(NamedTuple):
    """Where an offer takes place; degrees in WGS84, area by code."""

    code: str
    longitude: float | None
    latitude: float | None
    area: str | None


NOTHING = Told(None, "", None, None, None, None, None, "day")


@dataclass(frozen=True, slots=True)
class Brief:
    """One offer. `columns` by the names of COLUMNS; `answers` by criterion, one that is missing is unknown."""

    columns: Mapping[str, Any]
    answers: Mapping[str, str]
    statuses: list[str] | None
    lines: Sequence[Told]
    places: Sequence[Place]

    @property
    def figure(self) -> Told:
        """The line of the whole offer; NOTHING where none was told."""
        return next((line for line in self.lines if line.site is None and not line.target_group), NOTHING)


def briefs(rows: QuerySet[Offer]) -> list[Brief]:
    """These offers in their order; four queries."""
    found = [dict(zip(COLUMNS, row, strict=True)) for row in rows.values_list(*COLUMNS)]
    pks = [row["pk"] for row in found]
    answers, statuses = _answers(pks)
    lines, places = _lines(pks), _places(pks)
    return [
        Brief(row, answers[row["pk"]], statuses.get(row["pk"]), lines[row["pk"]], places[row["pk"]])
        for row in found
    ]


def brief_of(offer: Offer) -> Brief:
    """The same of one that was read with `in_full`, without a query."""
    rows = offer.criteria.all()
    lines: list[CapacityReport] = getattr(offer, "lines", [])
    sites = [place.site for place in offer.at_sites.all()]
    return Brief(
        columns={name: _follow(offer, name) for name in COLUMNS},
        answers={row.criterion: row.answer for row in rows},
        statuses=offer.statuses,
        lines=[Told(*(getattr(line, name) for name in LINE)) for line in lines],
        places=[Place(s.code, s.longitude, s.latitude, s.area.code if s.area else None) for s in sites],
    )


def _follow(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = None if row is None else getattr(row, name)
    return row


def _answers(pks: list[int]) -> tuple[Mapping[int, dict[str, str]], dict[int, list[str] | None]]:
    """Answers by criterion, and the statuses that are admitted; only of these are the codes shown in short."""
    rows = Eligibility.objects.filter(offer__in=pks).order_by("pk")
    answers: defaultdict[int, dict[str, str]] = defaultdict(dict)
    statuses: dict[int, list[str] | None] = {}
    for offer, criterion, answer, values in rows.values_list(
        "offer_id", "criterion", "answer", Cast("values", TextField())
    ):
        answers[offer][criterion] = answer
        if criterion == Criterion.STATUS:
            statuses[offer] = Eligibility(answer=answer, values=json.loads(values)).admitted_codes()
    return answers, statuses


def _lines(pks: list[int]) -> Mapping[int, list[Told]]:
    rows = CapacityReport.objects.current().filter(offer__in=pks).order_by("pk")
    found: defaultdict[int, list[Told]] = defaultdict(list)
    for offer, *told in rows.values_list("offer_id", *LINE):
        found[offer].append(Told(*told))
    return found


def _places(pks: list[int]) -> Mapping[int, list[Place]]:
    rows = OfferAtSite.objects.filter(offer__in=pks).order_by("site__code")
    found: defaultdict[int, list[Place]] = defaultdict(list)
    for offer, *where in rows.values_list("offer_id", *SPOT):
        found[offer].append(Place(*where))
    return found
