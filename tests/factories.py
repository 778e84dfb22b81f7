"""Dull rows for tests: needs, measures, fields, organizations, updates, users."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from gesamtplan.accounts.models import Role, User
from gesamtplan.core.models import Source
from gesamtplan.funding.models import BudgetLine, FundingSource
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import FieldOfAction, Measure, Need, OpenTopic, StatusUpdate

NUMBERS = count(1)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def text(german: str, english: str = "") -> dict[str, str]:
    """A localized text."""
    return {"de": german, "en": english or german}


def organization(code: str = "", **values: Any) -> Organization:
    """An organization of its own."""
    code = code or f"org-{next(NUMBERS)}"
    given = {"name": text(code), "kind": "city-department", **values}
    return Organization.objects.create(code=code, **given)


def field(**values: Any) -> FieldOfAction:
    """A field of action, numbered from 101 on."""
    number = 100 + next(NUMBERS)
    given = {"code": f"T{number}", "title": text("Feld"), "short_title": text(f"Feld {number}"), **values}
    return FieldOfAction.objects.create(number=number, **given)


def source(**values: Any) -> Source:
    """A source with its own address."""
    number = next(NUMBERS)
    return Source.objects.create(
        code=f"T{number}", title="Quelle", url=f"https://example.org/{number}", **values
    )


def need(code: str = "", fields: list[FieldOfAction] | None = None, **values: Any) -> Need:
    """A public need."""
    code = code or f"TN{next(NUMBERS):05d}"
    row = Need.objects.create(code=code, **{"title": text(f"Bedarf {code}"), "origin": "plan", **values})
    row.fields_of_action.set(fields or [])
    return row


def measure(
    code: str = "", fields: list[FieldOfAction] | None = None, needs: list[Need] | None = None, **values: Any
) -> Measure:
    """A public measure."""
    code = code or f"TM{next(NUMBERS):05d}"
    row = Measure.objects.create(code=code, **{"title": text(f"Maßnahme {code}"), **values})
    row.fields_of_action.set(fields or [])
    row.needs.set(needs or [])
    return row


def update(subject: Need | Measure, state: str, on: date = date(2020, 1, 1), **values: Any) -> StatusUpdate:
    """A published status update."""
    key = {"need": subject} if isinstance(subject, Need) else {"measure": subject}
    given = {"text": text("Sachstand"), "created_at": NOW, "published_at": NOW, **values}
    return StatusUpdate.objects.create(**key, state=state, date=on, **given)


def open_topic(subject: Need, **values: Any) -> OpenTopic:
    """An entry of the register."""
    return OpenTopic.objects.create(need=subject, **{"opened_on": date(2019, 12, 31), **values})


def budget_line(row: Measure, **values: Any) -> BudgetLine:
    """Money of a measure from a payer of its own."""
    payer = FundingSource.objects.create(code=f"payer-{next(NUMBERS)}", name=text("Stadt"), level="city")
    return BudgetLine.objects.create(
        measure=row, source=payer, **{"kind": "granted", "amount": 1000, **values}
    )


def user(kind: str = "", organization_code: str = "", **values: Any) -> User:
    """Somebody who signs in, with one role."""
    row = User.objects.create_user(
        username=f"user-{next(NUMBERS)}", password="a long enough password", **values
    )
    if kind:
        Role.objects.create(user=row, kind=kind, organization_code=organization_code)
    return row


def many_needs(number: int) -> list[Need]:
    """Needs with all columns filled: lead, fields, sources, measures, state, open topic."""
    fields, lead, cited = [field(), field()], organization(), source()
    rows = [need(fields=fields, lead=lead, term="short") for _ in range(number)]
    for row in rows:
        row.sources.add(cited)
        update(row, "recognised")
        measure(needs=[row], fields=fields)
        open_topic(row, department=lead)
    return rows


def many_measures(number: int) -> list[Measure]:
    """Measures with all columns filled: lead, fields, needs, sources, state, money."""
    fields, lead, cited, wanted = [field()], organization(), source(), need()
    rows = [measure(fields=fields, lead=lead, needs=[wanted], start=date(2020, 1, 1)) for _ in range(number)]
    for row in rows:
        row.sources.add(cited)
        update(row, "in-work")
        budget_line(row).sources.add(cited)
    return rows
