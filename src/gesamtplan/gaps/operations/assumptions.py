"""Assumptions: every change makes a new version; the versions before stay readable and can be restored."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.core.models import Source
from gesamtplan.gaps.models import AnalysisTopic, Assumption
from gesamtplan.gaps.queries.assumptions import TARGET, audit_key
from gesamtplan.gaps.references import SeriesReference, check_reference, read_reference
from gesamtplan.gaps.rules import may_analyse
from gesamtplan.gaps.states import AssumptionRole
from gesamtplan.indicators.models import IndicatorValue

NEEDS_A_VALUE = frozenset({AssumptionRole.NORM, AssumptionRole.SIZE, AssumptionRole.REACH})
KEPT = ("role", "groups", "supply", "unit")


class AssumptionError(Exception):
    """Base of all reasons for which a change is not accepted; nothing was written."""


class NotAllowedError(AssumptionError):
    """Raised when the person may not change assumptions. Ask the coordination for a role."""


class NoReasonError(AssumptionError):
    """Raised for a change without a reason: whoever opens a figure wants to know why it stands so."""


class BadValueError(AssumptionError):
    """Raised for a value that the computation cannot use; says which would do."""


class NoFiguresError(AssumptionError):
    """Raised when an indicator has no figures of the part named. Choose another part or indicator."""


class StaleAssumptionError(AssumptionError):
    """Raised when somebody else changed it since the form was opened. Read theirs, then send yours again."""


@dataclass(frozen=True)
class Change:
    """What an assumption shall say from now on. `value` None: none is needed (people, places) or none is known."""

    statement: Mapping[str, str]
    value: Decimal | None
    refers_to: Mapping[str, Any]
    certainty: str
    valid_from: date | None
    reason: str
    sources: Sequence[Source] = field(default_factory=tuple)
    source_url: str = ""


def change_assumption(
    *, topic: AnalysisTopic, code: str, version: int, change: Change, actor: User, now: datetime
) -> Assumption:
    """Make the next version. `version` is the one that the author saw.

    Raises NotAllowedError, NoReasonError, BadValueError, NoFiguresError, BadReferenceError or
    StaleAssumptionError; then nothing is written. Figures follow with the next assessment only.
    """
    _check_person(actor, change.reason)
    with transaction.atomic():
        before = _replaced(topic, code, version)
        check_change(role=before.role, change=change)
        after = _next(before, change)
        _trace("change_assumption", before, after, actor, now)
    return after


def restore_assumption(
    *, earlier: Assumption, version: int, reason: str, actor: User, now: datetime
) -> Assumption:
    """Make an earlier version hold again, as a new version. Raises as `change_assumption`."""
    _check_person(actor, reason)
    with transaction.atomic():
        before = _replaced(earlier.topic, earlier.code, version)
        after = _next(before, replace(as_change(earlier), reason=reason))
        _trace("restore_assumption", before, after, actor, now)
    return after


def check_change(*, role: str, change: Change) -> None:
    """Raises BadValueError, BadReferenceError or NoFiguresError where the computation could not use the change."""
    _check_value(role, change.value)
    check_reference(role, change.refers_to)
    _check_figures(change.refers_to)


def as_change(row: Assumption) -> Change:
    """What a stored version says, without its reason."""
    return Change(
        statement=row.statement,
        value=row.value,
        refers_to=row.refers_to,
        certainty=row.certainty,
        valid_from=row.valid_from,
        reason="",
        sources=tuple(row.sources.all()),
    )


def _check_person(actor: User, reason: str) -> None:
    if not may_analyse(actor):
        raise NotAllowedError(f"{actor} may not change assumptions. Ask the coordination for a role.")
    if not reason.strip():
        raise NoReasonError("The change has no reason. Write why the assumption shall say something else.")


def _replaced(topic: AnalysisTopic, code: str, seen: int) -> Assumption:
    """The version seen, which is current no more: compare and swap, so that of two authors one wins."""
    rows = Assumption.objects.filter(topic=topic, code=code)
    if not rows.filter(version=seen, is_current=True).update(is_current=False):
        raise StaleAssumptionError(
            f"Version {seen} of {code} is not the current one: somebody else changed it meanwhile. "
            "Read their version, then send yours again."
        )
    return rows.get(version=seen)


def _next(before: Assumption, change: Change) -> Assumption:
    after = Assumption.objects.create(
        topic=before.topic,
        code=before.code,
        **{name: getattr(before, name) for name in KEPT},
        statement=dict(change.statement),
        value=change.value,
        refers_to=dict(change.refers_to),
        certainty=change.certainty,
        valid_from=change.valid_from,
        version=before.version + 1,
        reason=change.reason,
    )
    after.sources.set([*change.sources, *([_source_at(change.source_url)] if change.source_url else [])])
    return after


def _check_value(role: str, value: Decimal | None) -> None:
    if value is None and role in NEEDS_A_VALUE:
        raise BadValueError("Nothing can be computed without this value. Write a number from 0 on.")
    if value is not None and value < 0:
        raise BadValueError(f"{value} is below 0. Write a number from 0 on.")
    if role == AssumptionRole.REACH and value is not None and (value < 1 or value != int(value)):
        raise BadValueError(f"{value} is no number of minutes. Write whole minutes from 1 on.")


def _check_figures(refers_to: Mapping[str, Any]) -> None:
    reference = read_reference(refers_to)
    while isinstance(reference, SeriesReference):
        if not has_figures(reference.indicator, reference.part):
            raise NoFiguresError(
                f"Indicator {reference.indicator} has no figures of its {reference.part}. "
                "Choose another part, or another indicator."
            )
        reference = reference.minus


def has_figures(indicator: str, part: str) -> bool:
    """True when any area has a current figure of this part."""
    values = IndicatorValue.objects.current().filter(indicator__code=indicator)
    if not part.startswith("base-"):
        return values.exclude(**{part: None}).exists()
    number = int(part.removeprefix("base-"))
    return any(len(bases) >= number for bases in values.values_list("bases", flat=True)[:50])


def _source_at(url: str) -> Source:
    """The stored source with this address, else a new one that is called by its address."""
    known = Source.objects.filter(url=url).first()
    code = "U" + hashlib.sha256(url.encode()).hexdigest()[:12]
    return known or Source.objects.create(code=code, title={"de": url[:300]}, url=url, kind="assumption")


def _trace(action: str, before: Assumption, after: Assumption, actor: User, now: datetime) -> None:
    record(
        action=action,
        target=TARGET,
        target_id=audit_key(after),
        now=now,
        actor=actor,
        before=_as_data(before),
        after=_as_data(after),
        reason=after.reason,
    )


def _as_data(row: Assumption) -> dict[str, Any]:
    return {
        "version": row.version,
        "statement": dict(row.statement),
        "value": None if row.value is None else str(row.value),
        "refers_to": row.refers_to,
        "certainty": row.certainty,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
    }
