"""May this person go to this offer? The rules of federation, state and city joined with what the offer itself asks.

May use: the entitlement rules; no Django, no clock. Ask `Decider(load_rules(), person, on).answer(offer)`.
Nothing of a person is kept: `Person` lives as long as the question and does not show itself in a log.
"""

from gesamtplan.engine.eligibility.codes import (
    Criterion,
    Demand,
    Door,
    Family,
    LanguageLevel,
    May,
    Places,
    Sex,
    Whose,
)
from gesamtplan.engine.eligibility.conditions import Condition, OfferConditions, condition_of
from gesamtplan.engine.eligibility.decide import Decider, may_go
from gesamtplan.engine.eligibility.law import Law
from gesamtplan.engine.eligibility.person import Person
from gesamtplan.engine.eligibility.results import Answer, Open, Reason

__all__ = [
    "Answer",
    "Condition",
    "Criterion",
    "Decider",
    "Demand",
    "Door",
    "Family",
    "LanguageLevel",
    "Law",
    "May",
    "OfferConditions",
    "Open",
    "Person",
    "Places",
    "Reason",
    "Sex",
    "Whose",
    "condition_of",
    "may_go",
]
