"""The days on which rules begin or end."""

from collections.abc import Iterable
from datetime import date, timedelta

from gesamtplan.engine.entitlement.rules import Rule


def turning_days(rules: Iterable[Rule]) -> tuple[date, ...]:
    """First days of rules and days after their last, ascending."""
    days = set[date]()
    for rule in rules:
        days |= {rule.span.start} if rule.span.start else set()
        days |= {rule.span.end + timedelta(days=1)} if rule.span.end else set()
    return tuple(sorted(days))
