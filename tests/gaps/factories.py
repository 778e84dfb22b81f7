"""Dull offers, needs and assessments."""

from datetime import UTC, date, datetime
from typing import Any

from gesamtplan.gaps.models import Assessment
from gesamtplan.gaps.operations import store_day_one
from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.offers.operations.eligibility import asked_of_statuses, store_condition
from gesamtplan.plan.models import FieldOfAction, Need, TargetGroup

ON = date(2026, 1, 15)
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def make_kind(
    code: str = "course", field_code: str = "X3", kinds: tuple[str, ...] = ("integration-course",)
) -> OfferKind:
    return OfferKind.objects.create(
        code=code, name={"de": code, "en": code}, field_code=field_code, entitlement_kinds=list(kinds)
    )


def make_offer(code: str = "X01", **values: Any) -> Offer:
    kind = values.pop("kind", None) or OfferKind.objects.filter(code="course").first() or make_kind()
    fields = {
        "is_voluntary": True,
        "serves": ["integration-course"],
        "title": {"de": f"Kurs {code}", "en": f"Course {code}"},
    }
    statuses = values.pop("statuses", None)
    offer = Offer.objects.create(code=code, kind=kind, **fields | values)
    store_condition(offer, asked_of_statuses(statuses))
    return offer


def make_need(code: str, field_code: str = "X3", group: str | None = None, **values: Any) -> Need:
    field, _ = FieldOfAction.objects.get_or_create(
        code=field_code,
        defaults={
            "number": 90 + int(field_code[-1]),
            "title": {"de": field_code},
            "short_title": {"de": field_code},
        },
    )
    need = Need.objects.create(code=code, origin="plan", **{"title": {"de": code, "en": code}} | values)
    need.fields_of_action.add(field)
    if group:
        need.target_groups.add(
            TargetGroup.objects.get_or_create(code=group, defaults={"name": {"de": group}})[0]
        )
    return need


def store(**values: Any) -> Assessment:
    return store_day_one(**{"on": ON, "now": NOW} | values)
