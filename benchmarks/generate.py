"""A city that is larger than Munich's plan: made-up needs, measures and offers, only for measuring."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.models import Source
from gesamtplan.engine.entitlement.vocabulary import STATUSES
from gesamtplan.funding.models import BudgetLine, FundingSource
from gesamtplan.offers.models import CapacityReport, Eligibility, Offer, OfferKind
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import FieldOfAction, Measure, Need, StatusUpdate, TargetGroup
from gesamtplan.plan.states import MeasureState, NeedState

Row = TypeVar("Row", bound=Model)


def grow(needs: int, measures: int, offers: int, now: datetime) -> None:
    """Add that many rows; every column of every list has something to show, every row two sources."""
    leads = list(Organization.objects.all()[:20])
    found = Need.objects.bulk_create(_need(n, leads) for n in range(needs))
    done = Measure.objects.bulk_create(_measure(n, leads) for n in range(measures))
    for model, rows in ((Need, found), (Measure, done)):
        _link(model.fields_of_action.through, rows, _all(FieldOfAction))
        _link(model.target_groups.through, rows, _all(TargetGroup))
    _link(Measure.needs.through, done, found)
    _updates(found, done, now)
    payers = _all(FundingSource)
    lines = BudgetLine.objects.bulk_create(_line(n, row, payers) for n, row in enumerate(done))
    kinds = _all(OfferKind)
    offered = Offer.objects.bulk_create(_offer(n, kinds, leads) for n in range(offers))
    Eligibility.objects.bulk_create(_statuses(n, row) for n, row in enumerate(offered))
    CapacityReport.objects.bulk_create(_places(n, row, now) for n, row in enumerate(offered))
    sources = _all(Source)
    for rows in (found, done, lines, offered):
        through = type(rows[0]).sources.through
        _link(through, rows, sources)
        _link(through, rows, [*sources[1:], sources[0]])


def _all(model: type[Row]) -> list[Row]:
    return list(model._default_manager.all())


def _title(word: str, number: int) -> LocalizedText:
    return LocalizedText(de=f"{word} {number}", en=f"{word} {number} (en)")


def _need(number: int, leads: Sequence[Organization]) -> Need:
    return Need(
        code=f"GN{number:05d}",
        title=_title("Bedarf", number),
        description=_title("Was fehlt und woher man es weiß:", number),
        origin="plan",
        lead=leads[number % len(leads)],
    )


def _measure(number: int, leads: Sequence[Organization]) -> Measure:
    return Measure(
        code=f"GM{number:05d}",
        title=_title("Maßnahme", number),
        description=_title("Was getan wird und von wem:", number),
        lead=leads[number % len(leads)],
        start=date(2016 + number % 9, 1, 1),
    )


def _offer(number: int, kinds: Sequence[OfferKind], leads: Sequence[Organization]) -> Offer:
    return Offer(
        code=f"GO{number:05d}",
        title=_title("Angebot", number),
        kind=kinds[number % len(kinds)],
        provider=leads[number % len(leads)],
        costs=[{"amount": 100 + number, "precision": "about"}],
    )


def _statuses(number: int, offer: Offer) -> Eligibility:
    codes = list(STATUSES)[: 1 + number % len(STATUSES)]
    return Eligibility(offer=offer, criterion="status", answer="required", values={"codes": codes})


def _places(number: int, offer: Offer, now: datetime) -> CapacityReport:
    told = date(2024, 1 + number % 12, 1)
    return CapacityReport(offer=offer, places=number % 50, as_of=told, channel="import", created_at=now)


def _line(number: int, measure: Measure, payers: Sequence[FundingSource]) -> BudgetLine:
    return BudgetLine(
        measure=measure,
        source=payers[number % len(payers)],
        kind="granted",
        amount=1000 * number,
        period_from=date(2016 + number % 9, 1, 1),
        period_precision="year",
    )


def _link(through: Any, rows: Iterable[Model], others: Sequence[Model]) -> None:
    """Give each row one of the others in turn."""
    this, other = (field.attname for field in through._meta.fields[1:])
    pairs = ((row.pk, others[n % len(others)].pk) for n, row in enumerate(rows))
    through.objects.bulk_create(through(**{this: one, other: two}) for one, two in pairs)


def _updates(needs: Sequence[Need], measures: Sequence[Measure], now: datetime) -> None:
    """One published update per row, so that each has a state."""
    stamp = {"date": date(2020, 1, 1), "created_at": now, "published_at": now, "text": _title("Sachstand", 1)}
    subjects = (("need", needs, NeedState.values), ("measure", measures, MeasureState.values))
    StatusUpdate.objects.bulk_create(
        StatusUpdate(**{name: row}, state=states[n % len(states)], **stamp)
        for name, rows, states in subjects
        for n, row in enumerate(rows)
    )
