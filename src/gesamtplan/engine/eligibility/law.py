"""What the rules of federation, state and city leave of a kind of offer for this person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gesamtplan.engine.eligibility.codes import Door
from gesamtplan.engine.eligibility.person import Person
from gesamtplan.engine.entitlement import STATUSES, Caveat, Entitlement, RuleSet, Verdict, entitle

STATUS, ARRIVAL, DISCRETION, RULE = "status", "arrival", "discretion", "rule"
_DOOR = {
    Verdict.BY_RIGHT: Door.OPEN,
    Verdict.REDUCED: Door.OPEN,
    Verdict.IF_PLACE: Door.IF_PLACE,
    Verdict.AT_DISCRETION: Door.ASK,
    Verdict.CONDITIONAL: Door.ASK,
    Verdict.AFTER_MONTHS: Door.LATER,
    Verdict.NO: Door.CLOSED,
    Verdict.UNKNOWN: Door.ASK,
}
_SHUT = frozenset({Verdict.NO, Verdict.UNKNOWN})
_BEST = {
    door: number for number, door in enumerate((Door.OPEN, Door.IF_PLACE, Door.ASK, Door.LATER, Door.CLOSED))
}


@dataclass(frozen=True, slots=True)
class Law:
    """`months`: whole months since arrival, where the door opens later.

    `not_known`: `status`, `arrival`, `discretion` (an authority decides), `rule` (no source says), or the codes
    of circumstances. `answer`: the full answer of the rules with basis and sources; None while the status is not
    said and the statuses differ.
    """

    door: Door
    months: int | None = None
    not_known: tuple[str, ...] = ()
    answer: Entitlement | None = field(default=None, repr=False)  # it repeats what the person said


def law_for(rules: RuleSet, person: Person, kinds: Iterable[str], on: date) -> Law | None:
    """The best that any of these kinds gives; None where there is no kind, so that no rule concerns the offer."""
    found = [_of_kind(rules, person, kind, on) for kind in kinds]
    return min(found, key=lambda law: _BEST[law.door], default=None)


def _of_kind(rules: RuleSet, person: Person, kind: str, on: date) -> Law:
    statuses = [person.status] if person.status else list(STATUSES)
    months, facts = person.months_on(on), person.facts()
    laws = [_read(entitle(rules, status, kind, on, months, facts)) for status in statuses]
    first = laws[0]
    if all(
        (law.door, law.months, law.not_known) == (first.door, first.months, first.not_known) for law in laws
    ):
        return first
    if all(law.door is Door.CLOSED for law in laws):
        return first
    return Law(Door.ASK, None, (STATUS, *_arrival(laws)))


def _arrival(laws: Iterable[Law]) -> tuple[str, ...]:
    return (ARRIVAL,) if any(ARRIVAL in law.not_known for law in laws) else ()


def _read(answer: Entitlement) -> Law:
    """A no that ends after some months is a later; what may have changed since an unsaid arrival is to be asked."""
    door, months = _DOOR[answer.verdict], answer.after_months
    if answer.verdict is Verdict.CONDITIONAL and Caveat.CONDITIONS_MET in answer.caveats:
        door = Door.OPEN
    opening = [step.after_months for step in answer.later if step.verdict not in _SHUT]
    if door in {Door.CLOSED, Door.LATER}:
        door, months = (Door.LATER, opening[0]) if opening else (Door.CLOSED, None)
    unsaid = Caveat.MONTHS_UNKNOWN in answer.caveats
    if unsaid and door is not Door.LATER:
        door = Door.ASK
    return Law(door, months, _not_known(answer, door, unsaid=unsaid), answer)


def _not_known(answer: Entitlement, door: Door, *, unsaid: bool) -> tuple[str, ...]:
    arrival = (ARRIVAL,) if unsaid else ()
    if door is not Door.ASK:
        return arrival
    if answer.verdict is Verdict.AT_DISCRETION:
        return (*arrival, DISCRETION)
    if answer.verdict is Verdict.CONDITIONAL:
        return (*arrival, *(answer.missing or (DISCRETION,)))
    return (*arrival, *answer.missing) or (RULE,)
