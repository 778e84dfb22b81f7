"""Dull rows for tests of figures, council, money and offers. Numbers keep them apart; nothing of it is Munich's."""

import datetime as dt
from decimal import Decimal

from gesamtplan.core.models import Source
from gesamtplan.council.models import Committee, Motion, Paper
from gesamtplan.funding.models import BudgetLine, FundingSource
from gesamtplan.indicators.models import Delivery, Indicator, IndicatorTarget, IndicatorValue, ReportedFigure
from gesamtplan.offers.models import CapacityReport, Offer, OfferKind
from gesamtplan.offers.operations.eligibility import asked_of_statuses, store_condition
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import FieldOfAction, Measure, Need
from gesamtplan.resolutions.models import Discharge, MotionConcern, Resolution, ResolutionPoint
from gesamtplan.territory.models import Area

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def text(words: str) -> dict[str, str]:
    """The same words in both languages, told apart."""
    return {"de": f"{words} (de)", "en": f"{words} (en)"}


def source(number: int = 1) -> Source:
    row, _ = Source.objects.get_or_create(
        code=f"T{number:04d}", defaults={"title": f"Source {number}", "url": f"https://source.test/{number}"}
    )
    return row


def organization(number: int = 1) -> Organization:
    row, _ = Organization.objects.get_or_create(
        code=f"test-office-{number}",
        defaults={"name": text(f"Office {number}"), "kind": "city-department", "is_department": True},
    )
    return row


def field_of_action(number: int = 1) -> FieldOfAction:
    row, _ = FieldOfAction.objects.get_or_create(
        code=f"TF{number}",
        defaults={
            "number": 900 + number,
            "title": text(f"Field {number}"),
            "short_title": text(f"Field {number}"),
        },
    )
    return row


def need(number: int, *, is_public: bool = True) -> Need:
    row: Need = Need.objects.create(
        code=f"TN{number}", title=text(f"Need {number}"), origin="plan", is_public=is_public
    )
    row.fields_of_action.add(field_of_action())
    return row


def measure(number: int, *, is_public: bool = True) -> Measure:
    row: Measure = Measure.objects.create(
        code=f"TM{number}", title=text(f"Measure {number}"), is_public=is_public
    )
    row.fields_of_action.add(field_of_action())
    return row


def committee(number: int = 1, *, is_project_body: bool = True) -> Committee:
    row: Committee = Committee.objects.create(
        code=f"TC{number}", name=text(f"Body {number}"), kind="committee", is_project_body=is_project_body
    )
    row.sources.add(source(number))
    return row


def motion(number: int, *, state: str = "open", date: dt.date | None = dt.date(2016, 3, 1)) -> Motion:
    row: Motion = Motion.objects.create(
        code=f"TA{number}",
        reference=f"T / A {number:05d}",
        movers="Group T",
        subject=text(f"Motion {number}"),
        state=state,
        date=date,
    )
    row.sources.add(source(number))
    return row


def resolution(number: int, *, date: dt.date | None = dt.date(2017, 5, 2)) -> Resolution:
    """A decision on a paper with body, department, a point, a need, a measure and a motion."""
    paper = Paper.objects.create(reference=f"T / V {number:05d}", title=text(f"Paper {number}"), date=date)
    row: Resolution = Resolution.objects.create(
        code=f"TR{number}",
        title=text(f"Resolution {number}"),
        paper=paper,
        committee=committee(10_000 + number),
        department=organization(number),
        date=date,
    )
    row.sources.add(source(number))
    row.needs.add(need(10_000 + number))
    row.measures.add(measure(10_000 + number))
    ResolutionPoint.objects.create(resolution=row, number="1", text=text(f"Point {number}"))
    Discharge.objects.create(resolution=row, motion=motion(10_000 + number, state="treated"))
    return row


def concern(number: int) -> MotionConcern:
    row: MotionConcern = MotionConcern.objects.create(motion=motion(number), need=need(20_000 + number))
    return row


def funding_source(level: str = "city", *, is_duty: bool | None = None) -> FundingSource:
    row, _ = FundingSource.objects.get_or_create(
        code=f"test-{level}-{is_duty}",
        defaults={"name": text(f"Payer {level}"), "level": level, "is_duty": is_duty},
    )
    return row


def budget_line(number: int, **values: object) -> BudgetLine:
    """A granted amount of the city in 2033, a year that Munich's data do not reach."""
    given = {
        "measure": values.pop("measure", None) or measure(30_000 + number),
        "source": funding_source(),
        "kind": "granted",
        "amount": Decimal(1000 * (number + 1)),
        "period_from": dt.date(2033, 1, 1),
        "period_to": dt.date(2033, 12, 31),
        "period_precision": "year",
    }
    row: BudgetLine = BudgetLine.objects.create(**{**given, **values})
    row.sources.add(source(number))
    return row


def offer(number: int, **values: object) -> Offer:
    """`statuses` and figures of places go into the rows in which they live."""
    told = {
        name: values.pop(name)
        for name in ("statuses", "places", "taken", "waiting", "places_on")
        if name in values
    }
    kind, _ = OfferKind.objects.get_or_create(
        code="test-kind", defaults={"name": text("Kind T"), "entitlement_kinds": ["work"]}
    )
    given = {"title": text(f"Offer {number}"), "kind": kind, "provider": organization(number)}
    precision = values.pop("places_on_precision", "day")
    row: Offer = Offer.objects.create(code=f"TO{number}", **{**given, **values})
    row.sources.add(source(number))
    tell(row, precision=precision, **told)
    return row


def tell(row: Offer, *, statuses: list[str] | None = None, **figures: object) -> None:
    """Statuses as a delivery names them (["all"]: none required), and one figure of places."""
    store_condition(row, asked_of_statuses(statuses))
    precision, as_of = figures.pop("precision", "day"), figures.pop("places_on", None)
    if figures:
        given = {"as_of": as_of, "precision": precision, "channel": "import", "created_at": NOW}
        CapacityReport.objects.create(offer=row, **given, **figures)


def tell_line(row: Offer, target_group: str, **figures: object) -> CapacityReport:
    """A current figure of one target group."""
    given = {"channel": "import", "created_at": NOW, "target_group": target_group, **figures}
    report: CapacityReport = CapacityReport.objects.create(offer=row, **given)
    return report


def indicator(number: int, *, title: str = "Figure T", **values: object) -> Indicator:
    given = {
        "title": text(title),
        "breakdown": text(f"part {number}"),
        "theme": "Theme T",
        "definition": f"Defined {number}",
        "unit": "percent",
    }
    row: Indicator = Indicator.objects.create(code=f"theme-t.figure.{number}", **{**given, **values})
    return row


def delivery(number: int = 1, *, as_of: dt.date = dt.date(2030, 1, 1)) -> Delivery:
    row, _ = Delivery.objects.get_or_create(
        digest=f"test-{number}",
        defaults={
            "title": f"Delivery {number}",
            "publisher": "Office T",
            "licence": "dl-de/by-2-0",
            "as_of": as_of,
        },
    )
    return row


def value(of: Indicator, area: Area, year: int, number: Decimal | None, **values: object) -> IndicatorValue:
    given = {"delivery": delivery(), **values}
    row: IndicatorValue = IndicatorValue.objects.create(
        indicator=of, area=area, year=year, value=number, **given
    )
    return row


def target(of: Indicator, number: Decimal, due: dt.date) -> IndicatorTarget:
    row: IndicatorTarget = IndicatorTarget.objects.create(indicator=of, value=number, due=due)
    row.sources.add(source())
    return row


def reported_figure(number: int, **values: object) -> ReportedFigure:
    given = {
        "group": "test-group",
        "group_name": text("Group T"),
        "title": text(f"Reported {number}"),
        "value": Decimal(46_000),
        "unit": "persons",
        "unit_name": text("persons"),
        "precision": "about",
        "date": dt.date(2018, 1, 1),
        "date_precision": "year",
    }
    row: ReportedFigure = ReportedFigure.objects.create(code=f"test-reported-{number}", **{**given, **values})
    row.sources.add(source(number))
    return row
