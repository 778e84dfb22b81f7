"""What must hold for every person, every offer and every day."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesamtplan.engine.eligibility import (
    Criterion,
    Decider,
    Demand,
    Family,
    LanguageLevel,
    May,
    OfferConditions,
    Person,
    Places,
    Sex,
    condition_of,
    may_go,
)
from gesamtplan.engine.entitlement import KINDS, STATUSES, load_rules
from gesamtplan.engine.errors import BadInput

RULES = load_rules()
DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))
AREAS = ("05", "05.1", "06", "city")
SAID: dict[str, st.SearchStrategy[Any]] = {
    "status": st.sampled_from(list(STATUSES)),
    "months": st.integers(0, 60),
    "age": st.integers(0, 100),
    "sex": st.sampled_from(list(Sex)),
    "family": st.frozensets(st.sampled_from(list(Family))),
    "language_level": st.sampled_from(list(LanguageLevel)),
    "area": st.sampled_from(AREAS),
}
PERSONS = st.fixed_dictionaries({name: st.none() | said for name, said in SAID.items()}).map(
    lambda said: Person(**said)
)


def _codes(words: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(st.sampled_from(list(words)), min_size=1, max_size=3, unique=True).map(
        lambda c: {"codes": c}
    )


def _range(words: list[Any]) -> st.SearchStrategy[dict[str, Any]]:
    ends = st.tuples(st.integers(0, len(words) - 1), st.integers(0, len(words) - 1)).map(sorted)
    return ends.map(lambda pair: {"from": words[pair[0]], "to": words[pair[1]]})


ASKED: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "status": _codes(STATUSES),
    "age": _range(list(range(100))),
    "sex": _codes(Sex),
    "family": _codes(Family),
    "language-level": _range(list(LanguageLevel)),
    "residence": _codes(AREAS),
    "other": st.just({}),
}
CONDITIONS = st.fixed_dictionaries(
    {name: st.none() | st.just("none-required") | values for name, values in ASKED.items()}
).map(lambda asked: tuple(_condition(name, said) for name, said in asked.items() if said is not None))


def _condition(name: str, said: Any) -> Any:
    return condition_of(name, said) if isinstance(said, str) else condition_of(name, "required", said)


OFFERS = st.builds(
    OfferConditions,
    conditions=CONDITIONS,
    kinds=st.lists(st.sampled_from(list(KINDS)), max_size=2, unique=True).map(tuple),
    voluntary=st.booleans(),
    places=st.sampled_from(list(Places)),
)


@settings(max_examples=300, deadline=None)
@given(person=PERSONS, offer=OFFERS, on=DAYS, data=st.data())
def test_saying_more_never_turns_a_no_into_anything_else(
    person: Person, offer: OfferConditions, on: date, data: st.DataObject
) -> None:
    if may_go(RULES, person, offer, on).verdict is not May.NO:
        return
    silent = [name for name in SAID if getattr(person, name) is None]
    said = {name: data.draw(SAID[name]) for name in silent if data.draw(st.booleans())}
    assert may_go(RULES, replace(person, **said), offer, on).verdict is May.NO


@settings(max_examples=200, deadline=None)
@given(person=PERSONS, offer=OFFERS, on=DAYS)
def test_what_an_offer_does_not_say_never_yields_a_yes(
    person: Person, offer: OfferConditions, on: date
) -> None:
    stated = {c.criterion for c in offer.conditions if c.demand is not Demand.UNKNOWN}
    by_rule = {Criterion.STATUS} if offer.kinds else set()
    if set(Criterion) - stated - by_rule:
        assert may_go(RULES, person, offer, on).verdict not in {May.YES, May.IF_PLACE}


@settings(max_examples=200, deadline=None)
@given(person=PERSONS, offer=OFFERS, on=DAYS)
def test_a_no_names_its_reason_and_an_ask_what_to_ask(
    person: Person, offer: OfferConditions, on: date
) -> None:
    found = may_go(RULES, person, offer, on)
    barred = found.verdict in {May.NO, May.AFTER_MONTHS}
    assert bool(found.reasons) is barred
    assert all(reason.condition or reason.basis for reason in found.reasons)
    assert found.verdict is not May.ASK or found.not_known
    assert found.verdict not in {May.YES, May.IF_PLACE} or not found.not_known


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", STATUSES)
def test_after_months_is_kept_and_never_taken_back(status: str, kind: str) -> None:
    """From the day of arrival on the promise stays the same month until it is kept."""
    offer = OfferConditions(_unasked(), (kind,), places=Places.FREE)
    for on in (date(2016, 6, 1), date(2020, 6, 1), date(2025, 12, 2)):
        found = [may_go(RULES, Person(status=status, months=m), offer, on) for m in range(40)]
        for months, answer in enumerate(found):
            if answer.verdict is May.AFTER_MONTHS:
                promised = answer.after_months or 0
                assert {a.after_months for a in found[months:promised]} == {promised}
                assert found[promised].verdict not in {May.NO, May.AFTER_MONTHS}


def test_the_promises_that_are_tested_exist() -> None:
    offer = OfferConditions(_unasked(), ("school",), places=Places.FREE)
    found = may_go(RULES, Person(status="gestattung", months=0), offer, date(2025, 12, 2))
    assert (found.verdict, found.after_months) == (May.AFTER_MONTHS, 3)


def _unasked() -> tuple[Any, ...]:
    return tuple(condition_of(name, "none-required") for name in Criterion if name != Criterion.STATUS)


@settings(max_examples=100, deadline=None)
@given(person=PERSONS, offers=st.lists(OFFERS, min_size=2, max_size=6), on=DAYS)
def test_deciding_many_offers_at_once_changes_no_answer(
    person: Person, offers: list[OfferConditions], on: date
) -> None:
    decider = Decider(RULES, person, on)
    assert [decider.answer(offer) for offer in offers] == [may_go(RULES, person, o, on) for o in offers]


@settings(max_examples=200, deadline=None)
@given(arrived=DAYS, months=st.integers(0, 60))
def test_the_day_on_which_months_are_full_is_the_first_one(arrived: date, months: int) -> None:
    person = Person(arrived=arrived)
    day = person.full_months_on(months)
    assert day is not None
    assert person.months_on(day) == months
    assert months == 0 or (person.months_on(day - timedelta(days=1)) or 0) < months


@given(person=PERSONS)
def test_a_person_does_not_show_in_a_log(person: Person) -> None:
    shown = f"{person!r} {person} {Decider(RULES, person, date(2026, 1, 1))!r}"
    assert shown.count("Person(not shown)") == 3
    assert not any(f"{field.name}=" in shown for field in fields(Person))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"status": "secret"}, "status"),
        ({"age": 777}, "age"),
        ({"months": -1}, "months"),
        ({"sex": "secret"}, "sex"),
        ({"family": frozenset({"secret"})}, "family"),
        ({"circumstances": (("secret", True),)}, "circumstances"),
    ],
)
def test_an_impossible_statement_is_refused_without_repeating_it(said: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        Person(**said)
    assert refused.value.column == field
    assert "secret" not in str(refused.value)
    assert "777" not in str(refused.value)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (("colour", "required", {}), "colour"),
        (("age", "perhaps", {}), "perhaps"),
        (("age", "required", {"from": 30, "to": 20}), "from"),
        (("age", "required", {"from": "16"}), "16"),
        (("age", "required", {"codes": [1]}), "codes"),
        (("status", "required", {"codes": ["p99"]}), "p99"),
        (("language-level", "required", {"from": "D1"}), "D1"),
        (("sex", "none-required", {"codes": ["female"]}), "none-required"),
    ],
)
def test_an_impossible_condition_is_refused_by_name(
    asked: tuple[str, str, dict[str, Any]], named: str
) -> None:
    with pytest.raises(BadInput, match=named):
        condition_of(*asked)
