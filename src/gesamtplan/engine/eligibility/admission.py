"""Does the residence status open this offer? The rules and the offer's own word on it, weighed against each other."""

from dataclasses import dataclass

from gesamtplan.engine.eligibility.codes import Criterion, Demand, Door, Whose
from gesamtplan.engine.eligibility.conditions import Condition, OfferConditions
from gesamtplan.engine.eligibility.criteria import WHOSE, Fit, fit
from gesamtplan.engine.eligibility.law import DISCRETION, RULE, STATUS, Law
from gesamtplan.engine.eligibility.person import Person
from gesamtplan.engine.eligibility.results import Open, Reason

NOT_SAID = {criterion: Condition(criterion, Demand.UNKNOWN) for criterion in Criterion}
_BARRED = frozenset({Door.CLOSED, Door.LATER})
_WHO_SAYS = {DISCRETION: Whose.AUTHORITY, RULE: Whose.RULES}


@dataclass(frozen=True, slots=True)
class Admission:
    """How far the door stands open; `reasons` if it is shut today, `not_known` if that depends."""

    door: Door
    reasons: tuple[Reason, ...] = ()
    not_known: tuple[Open, ...] = ()


def admission(person: Person, offer: OfferConditions, law: Law | None) -> Admission:
    """What federation or state close stays closed, unless the city gives the offer of its own will.

    An offer that names the statuses it is for needs no rule that opens it; one that is open to every status, or
    silent, is open to those to whom the rules open its kind.
    """
    own = next((c for c in offer.conditions if c.criterion is Criterion.STATUS), NOT_SAID[Criterion.STATUS])
    word = fit(own, person)
    shut = law is not None and law.door in _BARRED and not offer.voluntary
    if word is Fit.FAILED:
        return Admission(Door.CLOSED, (Reason(STATUS, condition=own),))
    if word is Fit.PERSON_SILENT:
        return _silent(word, law if shut else None)
    if own.demand is Demand.REQUIRED and not shut:
        return Admission(Door.IF_PLACE if law and law.door is Door.IF_PLACE else Door.OPEN)
    if law is not None and (shut or law.door not in _BARRED):
        return _by_law(law)
    return Admission(Door.OPEN) if word is Fit.MET else _silent(word, None)


def _silent(word: Fit, law: Law | None) -> Admission:
    """Somebody did not say which status; a rule that shuts the door on every one of them needs no saying."""
    asked = (Open(STATUS, WHOSE[word]),)
    if law is None:
        return Admission(Door.ASK, (), asked)
    found = _by_law(law)
    return Admission(found.door, found.reasons, (*asked, *found.not_known))


def _by_law(law: Law) -> Admission:
    rule = law.answer.rule if law.answer else None
    shut = law.door in _BARRED
    basis = rule.basis.as_data() if rule else None
    reasons = (Reason("entitlement", basis=basis, rule=rule.id if rule else None),) if shut else ()
    return Admission(law.door, reasons, tuple(Open(code, _whose(code)) for code in law.not_known))


def _whose(code: str) -> Whose:
    """Status, arrival and circumstances are for the person to say."""
    return _WHO_SAYS.get(code, Whose.PERSON)
