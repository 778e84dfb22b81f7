"""Figures and offers as facts with their origin: what went into a result can be opened down to the source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gesamtplan.core.models import Source
from gesamtplan.gaps.references import FigureReference, OfferReference, Reference, SeriesReference
from gesamtplan.indicators.models import Indicator, IndicatorValue, ReportedFigure
from gesamtplan.offers.models import Offer
from gesamtplan.territory.states import AreaKind

CITY = "city"
NOT_PUBLISHED, NO_FIGURE, CARRIED = "not-published", "no-figure", "carried-forward"


@dataclass(frozen=True)
class Fact:
    """One number as it stands in the record. `key` names it in every assessment; `value` None is not known."""

    key: str
    value: float | None
    name: Mapping[str, str]
    date: str
    origin: str
    sources: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For digest and explanation."""
        return {
            "key": self.key,
            "value": self.value,
            "name": dict(self.name),
            "date": self.date,
            "origin": self.origin,
            "sources": list(self.sources),
        }


@dataclass(frozen=True)
class Amount:
    """What facts amount to; None is not known, and `reasons` says why, or what is uncertain about it."""

    value: float | None
    facts: tuple[Fact, ...] = ()
    reasons: tuple[str, ...] = ()

    def times(self, factor: float) -> "Amount":
        """The same, weighted."""
        return Amount(None if self.value is None else self.value * factor, self.facts, self.reasons)

    def with_reasons(self, more: Iterable[str]) -> "Amount":
        """The same, with what else is uncertain."""
        return Amount(self.value, self.facts, (*self.reasons, *more))


UNPUBLISHED = Amount(None, (), (NOT_PUBLISHED,))


@dataclass
class Record:
    """All figures and offers that some assumptions refer to and that were known `on` the day."""

    on: date
    series: dict[tuple[str, str, int], IndicatorValue] = field(default_factory=dict)
    figures: dict[str, ReportedFigure] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    names: dict[str, Indicator] = field(default_factory=dict)

    def amount(self, reference: Reference, area: str, year: int) -> Amount:
        """What the reference says of an area in a year; `area` is "city" for the whole of it."""
        if isinstance(reference, SeriesReference):
            return self._of_series(reference, area, year)
        if isinstance(reference, FigureReference) and area == CITY:
            return self._of_figure(reference, year)
        return UNPUBLISHED

    def places_of(self, code: str, carry: int, year: int) -> Amount:
        """Places of one offer as last counted, if that is not longer ago than `carry` years."""
        offer = self.offers.get(code)
        if offer is None or offer.places is None or offer.places_on is None:
            return Amount(None, (), (NO_FIGURE,))
        counted = offer.places_on.year
        sources = tuple(source.code for source in offer.sources.all())
        day = offer.places_on.isoformat()[: {"year": 4, "month": 7}.get(offer.places_on_precision, 10)]
        fact = Fact(f"offer:{code}", float(offer.places), offer.title, day, code, sources)
        return _carried(fact, counted, carry, year)

    def years(self, reference: Reference) -> set[int]:
        """Years for which the reference says something of the city, as the years of the analysis."""
        if isinstance(reference, SeriesReference):
            return {
                year + reference.lag
                for (code, area, year), row in self.series.items()
                if (code, area) == (reference.indicator, CITY) and _part(row, reference.part) is not None
            }
        if isinstance(reference, FigureReference):
            return {year for year, (code, _) in reference.by_year.items() if self._known(code)}
        return set()

    def _of_series(self, reference: SeriesReference, area: str, year: int) -> Amount:
        row = self.series.get((reference.indicator, area, year - reference.lag))
        value = _part(row, reference.part) if row else None
        if row is None or value is None:
            return Amount(None, (), (NO_FIGURE,))
        fact = Fact(
            f"series:{reference.indicator}:{reference.part}:{area}:{year - reference.lag}",
            value,
            self.names[reference.indicator].title,
            str(row.year),
            f"{row.delivery.title} ({row.delivery.as_of:%Y-%m})",
        )
        if reference.minus is None:
            return Amount(value, (fact,))
        less = self._of_series(reference.minus, area, year)
        if less.value is None:
            return less
        return Amount(value - less.value, (fact, *less.facts))

    def _of_figure(self, reference: FigureReference, year: int) -> Amount:
        known = [
            stated for stated, (code, _) in reference.by_year.items() if stated <= year and self._known(code)
        ]
        if not known:
            return Amount(None, (), (NO_FIGURE,))
        code, part = reference.by_year[max(known)]
        figure = self.figures.get(code)
        value = _figure_part(figure, part) if figure else None
        if figure is None or value is None:
            return Amount(None, (), (NO_FIGURE,))
        stated = _day_of(figure)
        day = stated.isoformat() if stated else ""
        sources = tuple(source.code for source in figure.sources.all())
        fact = Fact(f"figure:{code}:{part}", value, figure.title, day, code, sources)
        return _carried(fact, max(known), reference.carry, year)

    def _known(self, code: str) -> bool:
        """A figure of a later day was not known yet; one without a day is taken as known."""
        figure = self.figures.get(code)
        return figure is not None and (_day_of(figure) or self.on) <= self.on


def _day_of(figure: ReportedFigure) -> date | None:
    return figure.date or figure.period_from


def _carried(fact: Fact, counted: int, carry: int, year: int) -> Amount:
    """A count holds for its own year and, as an assumption, for `carry` further ones."""
    if not counted <= year <= counted + carry:
        return Amount(None, (), (NO_FIGURE,))
    return Amount(fact.value, (fact,), (CARRIED,) if year > counted else ())


def _part(row: IndicatorValue, part: str) -> float | None:
    if not part.startswith("base-"):
        number = getattr(row, part)
        return None if number is None else float(number)
    position = int(part.removeprefix("base-")) - 1
    stated = row.bases[position][1] if position < len(row.bases) else None
    return None if stated is None else float(stated)


def _figure_part(figure: ReportedFigure, part: str) -> float | None:
    if not part:
        return None if figure.value is None else float(figure.value)
    found = [item["value"] for item in figure.parts if item.get("code") == part]
    return float(found[0]) if found else None


def read_record(references: Iterable[Reference], on: date) -> Record:
    """What these references name and what was known on the day, in at most eight queries."""
    named = list(references)
    codes = {reference.indicator for one in named for reference in _series_in(one)}
    figures = {
        code for one in named if isinstance(one, FigureReference) for code, _part in one.by_year.values()
    }
    offers = {code for one in named if isinstance(one, OfferReference) for code in one.codes}
    values = IndicatorValue.objects.current().filter(indicator__code__in=codes, year__lte=on.year)
    rows = values.select_related("indicator", "area", "delivery").defer("area__geometry")
    return Record(
        on=on,
        series={(row.indicator.code, _area_code(row), row.year): row for row in rows},
        figures={
            row.code: row
            for row in ReportedFigure.objects.filter(code__in=figures).prefetch_related("sources")
        },
        offers={
            row.code: row for row in Offer.objects.filter(code__in=offers).prefetch_related("sources").told()
        },
        names={row.code: row for row in Indicator.objects.filter(code__in=codes)},
    )


def _series_in(reference: Reference) -> Iterator[SeriesReference]:
    while isinstance(reference, SeriesReference):
        yield reference
        reference = reference.minus


def _area_code(row: IndicatorValue) -> str:
    return CITY if row.area.kind == AreaKind.CITY else row.area.code


def sources_named(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Title, address and date of the sources, for an explanation that outlives them."""
    found = Source.objects.filter(code__in=set(codes))
    return {
        row.code: {"title": row.title, "url": row.url, "date": row.date, "partisan": row.partisan}
        for row in found
    }
