"""Writes of this room."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gesamtplan.core.entries import Entry, partial_date
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, choose, cite, put
from gesamtplan.funding.models import BudgetLine, FundingSource
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import Measure

AMOUNTS = (
    "amount",
    "posts",
    "posts_asked",
    "posts_granted",
    "refund_expected",
    "refund_received",
    "share_percent",
)


def store_funding_sources(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """Payers."""
    sources, organizations = by_code(Source), by_code(Organization)
    for entry in entries:
        values = {
            "name": entry.text("name"),
            "level": entry.get("level"),
            "organization": choose(
                organizations, entry.get("organization"), column="organization", entry=entry, report=report
            ),
            "is_duty": entry.get("is_duty"),
            "note": entry.text("note"),
            "legal_basis": entry.get("legal_basis", ""),
        }
        row = put(FundingSource, key={"code": entry.get("code")}, values=values, report=report)
        cite(row, entry.get("sources", []), by_code=sources, entry=entry, report=report)


def store_budget_lines(*, measures: Sequence[Entry], report: ImportReport) -> None:
    """Money and posts of each measure, in the order of its lines."""
    sources, payers, known = by_code(Source), by_code(FundingSource), by_code(Measure)
    for entry in measures:
        measure = known.get(entry.get("code"))
        if measure is None:
            continue
        existing = list(BudgetLine.objects.filter(measure=measure).order_by("pk"))
        for position, line in enumerate(entry.get("budget") or entry.get("budget_lines", [])):
            part = Entry(entry.row, line)
            payer = choose(
                payers,
                part.get("source_of_funding"),
                column="source_of_funding",
                entry=part,
                report=report,
            )
            values = {"measure": measure, "source": payer, **_values(part, payers, report)}
            key = {"pk": existing[position].pk} if position < len(existing) else {"pk": None}
            row = put(BudgetLine, key=key, values=values, report=report)
            cite(
                row,
                part.get("sources") or entry.get("sources", []),
                by_code=sources,
                entry=part,
                report=report,
            )


def _values(part: Entry, payers: dict[str, FundingSource], report: ImportReport) -> dict[str, Any]:
    """Columns of a budget line; what is not said stays unknown."""
    start, precision = partial_date(part.get("period_from"), part.get("period_precision"))
    end, _ = partial_date(part.get("period_to"))
    numbers = {name: None if part.get(name) is None else Decimal(str(part.get(name))) for name in AMOUNTS}
    return {
        **numbers,
        "kind": part.get("kind", "unknown"),
        "precision": part.get("precision", "exact"),
        "refund_expected_precision": part.get("refund_expected_precision", "exact"),
        "per_year": part.get("per") == "year",
        "period_from": start,
        "period_to": end,
        "period_precision": precision if start else "",
        "refund_from": choose(
            payers, part.get("refund_from"), column="refund_from", entry=part, report=report
        ),
        "note": part.text("note"),
    }
