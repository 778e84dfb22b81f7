"""A city that is larger than Munich's plan: made-up needs, measures and offers, only for measuring."""

from datetime import date, datetime

from gesamtplan.core.fields import LocalizedText
from gesamtplan.funding.models import BudgetLine, FundingSource
from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import FieldOfAction, Measure, Need, StatusUpdate
from gesamtplan.plan.states import MeasureState, NeedState


def _title(word: str, number: int) -> LocalizedText:
    return LocalizedText(de=f"{word} {number}", en=f"{word} {number} (en)")


def grow(needs: int, measures: int, offers: int, now: datetime) -> None:
    """Add that many rows with fields, leads, updates and money, so that every column has something to show."""
    fields, leads = list(FieldOfAction.objects.all()), list(Organization.objects.all()[:20])
    sources, kinds = list(FundingSource.objects.all()), list(OfferKind.objects.all())
    need_rows = Need.objects.bulk_create(
        Need(code=f"GN{n:05d}", title=_title("Bedarf", n), origin="plan", lead=leads[n % len(leads)])
        for n in range(needs)
    )
    measure_rows = Measure.objects.bulk_create(
        Measure(
            code=f"GM{n:05d}",
            title=_title("Maßnahme", n),
            lead=leads[n % len(leads)],
            start=date(2016 + n % 9, 1, 1),
        )
        for n in range(measures)
    )
    link = Need.fields_of_action.through
    link.objects.bulk_create(
        link(need_id=row.pk, fieldofaction_id=fields[n % len(fields)].pk) for n, row in enumerate(need_rows)
    )
    link = Measure.fields_of_action.through
    link.objects.bulk_create(
        link(measure_id=row.pk, fieldofaction_id=fields[n % len(fields)].pk)
        for n, row in enumerate(measure_rows)
    )
    join = Measure.needs.through
    join.objects.bulk_create(
        join(measure_id=row.pk, need_id=need_rows[n % needs].pk) for n, row in enumerate(measure_rows)
    )
    stamp = {"date": date(2020, 1, 1), "created_at": now, "published_at": now, "text": _title("Sachstand", 1)}
    needs_states, measures_states = NeedState.values, MeasureState.values
    StatusUpdate.objects.bulk_create(
        [
            StatusUpdate(need=row, state=needs_states[n % len(needs_states)], **stamp)
            for n, row in enumerate(need_rows)
        ]
        + [
            StatusUpdate(measure=row, state=measures_states[n % len(measures_states)], **stamp)
            for n, row in enumerate(measure_rows)
        ]
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(measure=row, source=sources[n % len(sources)], kind="granted", amount=1000 * n)
        for n, row in enumerate(measure_rows)
    )
    Offer.objects.bulk_create(
        Offer(
            code=f"GO{n:05d}",
            title=_title("Angebot", n),
            kind=kinds[n % len(kinds)],
            provider=leads[n % len(leads)],
            places=n % 50,
        )
        for n in range(offers)
    )
