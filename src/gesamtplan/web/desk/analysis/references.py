"""A version of an assumption in words: what it says, and which figures it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gesamtplan.accounts.models import User
from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.models import Source
from gesamtplan.gaps.models import Assumption
from gesamtplan.gaps.operations.assumptions import Change
from gesamtplan.gaps.references import FigureReference, OfferReference, SeriesReference, read_reference
from gesamtplan.gaps.states import Certainty
from gesamtplan.indicators.models import Indicator, ReportedFigure
from gesamtplan.offers.models import Offer
from gesamtplan.web.desk.analysis.assumption_form import PART_CHOICES


@dataclass(frozen=True)
class ShownVersion:
    """`row`: a stored version, or one that is not saved yet; `at` and `by` None: the city's delivery."""

    row: Assumption
    at: datetime | None = None
    by: User | None = None
    new_sources: tuple[Source, ...] | None = None
    new_url: str = ""

    @classmethod
    def of_change(cls, before: Assumption, change: Change) -> Self:
        """How the next version would look; nothing is saved."""
        row = Assumption(
            topic=before.topic,
            code=before.code,
            role=before.role,
            unit=before.unit,
            statement=LocalizedText(change.statement),
            value=change.value,
            refers_to=dict(change.refers_to),
            certainty=change.certainty,
            valid_from=change.valid_from,
            version=before.version + 1,
            reason=change.reason,
        )
        return cls(row, new_sources=tuple(change.sources), new_url=change.source_url)

    @property
    def sources(self) -> list[Source]:
        """Where it can be checked."""
        return list(self.row.sources.all() if self.new_sources is None else self.new_sources)

    @property
    def value(self) -> Decimal | None:
        """Without trailing zeros."""
        return None if self.row.value is None else Decimal(self.row.value).normalize()

    @property
    def certainty(self) -> str:
        """In a word."""
        return str(Certainty(self.row.certainty).label)

    @property
    def valid_from(self) -> date | None:
        """Day from which it is meant to hold."""
        return self.row.valid_from

    @cached_property
    def figures(self) -> list[str]:
        """One sentence per figure or offer it names; empty where no figure is published or none is needed."""
        return list(figures_in_words(self.row.refers_to))


def figures_in_words(refers_to: Mapping[str, Any]) -> Iterator[str]:
    """What a reference names, with the titles as they stand."""
    reference = read_reference(refers_to)
    if isinstance(reference, SeriesReference):
        yield from _series(reference)
    elif isinstance(reference, FigureReference):
        titles = _titles(ReportedFigure, {code for code, _part in reference.by_year.values()})
        for year, (code, _part) in sorted(reference.by_year.items()):
            yield f"{year}: {titles.get(code, code)}"
        yield from _carried(reference.carry)
    elif isinstance(reference, OfferReference):
        titles = _titles(Offer, set(reference.codes))
        yield from (f"{code}: {titles.get(code, code)}" for code in reference.codes)
        yield from _carried(reference.carry)


def _series(reference: SeriesReference) -> Iterator[str]:
    parts = dict(PART_CHOICES)
    row: SeriesReference | None = reference
    while row:
        name = Indicator.objects.filter(code=row.indicator).first() or row.indicator
        words = _("%(indicator)s, %(part)s") if row is reference else _("less: %(indicator)s, %(part)s")
        yield words % {"indicator": name, "part": parts[row.part]}
        row = row.minus
    if reference.lag:
        yield ngettext(
            "taken from %(years)d year before", "taken from %(years)d years before", reference.lag
        ) % {"years": reference.lag}


def _carried(years: int) -> Iterator[str]:
    if years:
        yield _("the last figure is taken on for later years")


def _titles(model: type[ReportedFigure] | type[Offer], codes: set[str]) -> dict[str, str]:
    return {row.code: str(row.title) for row in model.objects.filter(code__in=codes)}
