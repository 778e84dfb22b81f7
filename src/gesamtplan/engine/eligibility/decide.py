"""May I go there? The rules, the offer's own conditions and its places, put together."""

from dataclasses import dataclass, field
from datetime import date

from gesamtplan.engine.eligibility.admission import NOT_SAID, Admission, admission
from gesamtplan.engine.eligibility.codes import Criterion, Door, May, Places
from gesamtplan.engine.eligibility.conditions import Condition, OfferConditions
from gesamtplan.engine.eligibility.criteria import WHOSE, Fit, fit
from gesamtplan.engine.eligibility.law import Law, law_for
from gesamtplan.engine.eligibility.person import Person
from gesamtplan.engine.eligibility.results import Answer, Open, Reason
from gesamtplan.engine.entitlement import RuleSet

_ROOM = frozenset({Places.FREE, Places.NOT_LIMITED})
Own = tuple[tuple[Reason, ...], tuple[Open, ...]]


def may_go(rules: RuleSet, person: Person, offer: OfferConditions, on: date) -> Answer:
    """The answer for one offer on one day. For many offers keep one `Decider`."""
    return Decider(rules, person, on).answer(offer)


@dataclass(slots=True)
class Decider:
    """Answers for one person on one day; remembers what many offers share, and nothing once it is gone."""

    rules: RuleSet = field(repr=False)
    person: Person
    on: date
    _laws: dict[tuple[str, ...], Law | None] = field(default_factory=dict, repr=False)
    _own: dict[tuple[Condition, ...], Own] = field(default_factory=dict, repr=False)

    def answer(self, offer: OfferConditions) -> Answer:
        """What is certain is said first: a no before a later, a later before an ask. Raises BadInput."""
        law = self._law(offer.kinds)
        status = admission(self.person, offer, law)
        refused, silent = self._conditions(offer.conditions)
        shut = status.reasons if status.door is Door.CLOSED else ()
        reasons = (*_out_of_time(offer, self.on), *shut, *refused)
        not_known = (*status.not_known, *silent)
        if reasons:
            return Answer(May.NO, May.NO, reasons=reasons, law=law)
        if status.door is Door.LATER and law:
            return self._later(law, status, not_known)
        best = _with_places(status.door, offer.places)
        return Answer(May.ASK if not_known else best, best, not_known=not_known, law=law)

    def _later(self, law: Law, status: Admission, not_known: tuple[Open, ...]) -> Answer:
        months = law.months or 0
        day = self.person.full_months_on(months)
        return Answer(May.AFTER_MONTHS, May.AFTER_MONTHS, months, day, status.reasons, not_known, law)

    def _law(self, kinds: tuple[str, ...]) -> Law | None:
        if kinds not in self._laws:
            self._laws[kinds] = law_for(self.rules, self.person, kinds, self.on)
        return self._laws[kinds]

    def _conditions(self, conditions: tuple[Condition, ...]) -> Own:
        """Reasons of those not met, and what is not known; the status is weighed elsewhere."""
        if conditions not in self._own:
            stated = NOT_SAID | {condition.criterion: condition for condition in conditions}
            found = [(c, fit(c, self.person)) for c in stated.values() if c.criterion is not Criterion.STATUS]
            refused = tuple(Reason(c.criterion, condition=c) for c, how in found if how is Fit.FAILED)
            silent = tuple(Open(c.criterion, WHOSE[how]) for c, how in found if how in WHOSE)
            self._own[conditions] = refused, silent
        return self._own[conditions]


def _out_of_time(offer: OfferConditions, on: date) -> tuple[Reason, ...]:
    if offer.first_day and on < offer.first_day:
        return (Reason("validity", day=offer.first_day),)
    if offer.last_day and on > offer.last_day:
        return (Reason("validity", day=offer.last_day),)
    return ()


def _with_places(door: Door, places: Places) -> May:
    """An open door and a place known to be free is a yes; all else that is open depends on a place."""
    if door is Door.ASK:
        return May.ASK
    return May.YES if door is Door.OPEN and places in _ROOM else May.IF_PLACE
