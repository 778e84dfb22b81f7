"""A topic with its assumptions -> what the engine is told for one year; every number keeps its facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from gesamtplan.engine.digest import digest_of
from gesamtplan.engine.entitlement import RuleSet, Verdict, entitle, load_rules, rule_as_data
from gesamtplan.gaps.inputs.facts import CITY, Amount, Record, read_record
from gesamtplan.gaps.models import AnalysisGroup, AnalysisTopic, Assumption
from gesamtplan.gaps.references import OfferReference, Reference, read_reference
from gesamtplan.gaps.states import AssumptionRole, CellKind, Certainty, Years
from gesamtplan.offers.models import Offer
from gesamtplan.offers.states import EVERY_STATUS
from gesamtplan.territory.models import Area
from gesamtplan.territory.states import AreaKind

CLOSED = {Verdict.NO, Verdict.UNKNOWN}
MIXED, RULE_UNKNOWN = "mixed-group", "rule-unknown"


@dataclass(frozen=True)
class Place:
    """A cell: a sub-district, or the whole city. `weight` is its share of the people of its district."""

    code: str
    district: str
    weight: float
    longitude: float
    latitude: float
    geometry: Mapping[str, Any] | None


@dataclass(frozen=True)
class May:
    """Whether a group may use an offer, and what says so. `rule` holds the answer of the entitlement engine."""

    admitted: bool
    reasons: tuple[str, ...] = ()
    answers: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class SupplyFact:
    """Places of one offer, or of one kind of offer in one district, and which groups may use them."""

    code: str
    assumption: str
    supply: str
    area: str
    amount: Amount
    may: Mapping[str, May]


@dataclass(frozen=True)
class Norm:
    """Places of a kind that one person of a group needs."""

    supply: str
    value: float
    assumption: str


@dataclass(frozen=True)
class Size:
    """A new offer: its places, and within how many minutes it must be to help."""

    places: float
    minutes: int


@dataclass(frozen=True)
class YearInputs:
    """Everything the engine is told about a topic in one year. `people` by (group, area)."""

    topic: AnalysisTopic
    groups: tuple[AnalysisGroup, ...]
    year: int
    on: date
    places: tuple[Place, ...]
    people: Mapping[tuple[str, str], Amount]
    supply: tuple[SupplyFact, ...]
    norms: Mapping[str, Norm]
    sizes: Mapping[str, "Size"]
    minutes: int | None
    modes: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    is_last: bool

    @cached_property
    def facts(self) -> list[dict[str, Any]]:
        """Each fact once, by key."""
        amounts = [*self.people.values(), *(one.amount for one in self.supply)]
        found = {fact.key: fact.as_data() for amount in amounts for fact in amount.facts}
        return [found[key] for key in sorted(found)]

    @property
    def digest(self) -> str:
        """Changes with a figure, an offer, a rule's answer or an assumption; not with the day of computing."""
        return digest_of(
            {
                "topic": [self.topic.code, self.topic.cells, self.topic.groups_overlap],
                "year": self.year,
                "people": {f"{group}|{area}": amount.value for (group, area), amount in self.people.items()},
                "supply": [
                    [
                        one.code,
                        one.supply,
                        one.area,
                        one.amount.value,
                        {g: m.admitted for g, m in one.may.items()},
                    ]
                    for one in self.supply
                ],
                "norms": {group: [norm.supply, norm.value] for group, norm in self.norms.items()},
                "reach": [self.minutes, *self.modes],
                "sizes": {kind: [size.places, size.minutes] for kind, size in self.sizes.items()},
                "places": [[p.code, p.district, p.weight, p.longitude, p.latitude] for p in self.places],
                "facts": self.facts,
            }
        )


def topics() -> QuerySet[AnalysisTopic]:
    """All topics with groups and current assumptions, in their order."""
    current = Assumption.objects.filter(is_current=True).prefetch_related("sources").order_by("pk")
    return AnalysisTopic.objects.select_related("field_of_action").prefetch_related(
        Prefetch("groups", AnalysisGroup.objects.order_by("position")), Prefetch("assumptions", current)
    )


def inputs_of(topic: AnalysisTopic, on: date, rules: RuleSet | None = None) -> list[YearInputs]:
    """One set of inputs per year with figures that were known on the day; the last is judged by the day's rules."""
    assumptions = tuple(topic.assumptions.all())
    references = {one.code: read_reference(one.refers_to) for one in assumptions}
    record = read_record(references.values(), on)
    bridge = _Bridge(topic, assumptions, references, record, rules or load_rules(), places_of(topic))
    found = sorted(bridge.years())
    wanted = found if topic.years == Years.ALL else found[-1:]
    return [bridge.year(year, on, is_last=year == wanted[-1]) for year in wanted]


def places_of(topic: AnalysisTopic) -> tuple[Place, ...]:
    """The cells of a topic; a district's people are spread over its sub-districts like their population."""
    if topic.cells == CellKind.CITY:
        return (Place(CITY, CITY, 1.0, 0.0, 0.0, None),)
    rows = list(Area.objects.filter(kind=AreaKind.SUB_DISTRICT).select_related("parent").order_by("code"))
    totals: dict[str, int] = {}
    for row in rows:
        totals[_district(row)] = totals.get(_district(row), 0) + (row.population or 0)
    return tuple(
        Place(
            row.code,
            _district(row),
            (row.population or 0) / (totals[_district(row)] or 1),
            row.longitude or 0.0,
            row.latitude or 0.0,
            row.geometry,
        )
        for row in rows
    )


def _district(row: Area) -> str:
    return row.parent.code if row.parent else row.code


@dataclass(frozen=True)
class _Bridge:
    topic: AnalysisTopic
    assumptions: tuple[Assumption, ...]
    references: Mapping[str, Reference]
    record: Record
    rules: RuleSet
    places: tuple[Place, ...]

    def years(self) -> set[int]:
        """Years in which both people and places, or in a topic of all years either of them, are known."""
        by_role = {
            role: set[int]().union(
                *(self.record.years(self.references[one.code]) for one in self._with(role))
            )
            for role in (AssumptionRole.PEOPLE, AssumptionRole.PLACES)
        }
        people, places = by_role[AssumptionRole.PEOPLE], by_role[AssumptionRole.PLACES]
        return people | places if self.topic.years == Years.ALL else people & places

    def year(self, year: int, on: date, *, is_last: bool) -> YearInputs:
        """A past year is judged by the rules at its end, the last one by those of the day itself."""
        day = on if is_last else min(on, date(year, 12, 31))
        reach = next(iter(self._with(AssumptionRole.REACH)), None)
        return YearInputs(
            topic=self.topic,
            groups=tuple(self.topic.groups.all()),
            year=year,
            on=day,
            places=self.places,
            people={
                (group, area): self._people(one, area, year)
                for one in self._with(AssumptionRole.PEOPLE)
                for group in one.groups
                for area in self._areas
            },
            supply=tuple(self._supply(year, day)),
            norms=self._norms(),
            sizes={one.supply: _size(one) for one in self._with(AssumptionRole.SIZE)},
            minutes=int(reach.value) if reach and reach.value is not None else None,
            modes=tuple(reach.refers_to.get("modes", ())) if reach else (),
            assumptions=self.assumptions,
            is_last=is_last,
        )

    @cached_property
    def _areas(self) -> list[str]:
        return sorted({place.district for place in self.places})

    def _with(self, role: AssumptionRole) -> list[Assumption]:
        return [one for one in self.assumptions if one.role == role]

    def _people(self, one: Assumption, area: str, year: int) -> Amount:
        amount = self.record.amount(self.references[one.code], area, year)
        return amount.times(_factor(one)).with_reasons(_uncertain(one))

    def _norms(self) -> dict[str, Norm]:
        codes = [group.code for group in self.topic.groups.all()]
        return {
            group: Norm(one.supply, float(one.value or 0), one.code)
            for one in self._with(AssumptionRole.NORM)
            for group in one.groups or codes
        }

    def _supply(self, year: int, on: date) -> Iterable[SupplyFact]:
        for one in self._with(AssumptionRole.PLACES):
            reference = self.references[one.code]
            if isinstance(reference, OfferReference):
                yield from (self._offer(one, code, reference.carry, year, on) for code in reference.codes)
            else:
                may = self._may(one, on, None)
                for area in self._areas if reference else self._areas[:1]:
                    amount = self.record.amount(reference, area, year).times(_factor(one))
                    yield SupplyFact(f"{one.code}@{area}", one.code, one.supply, area, amount, may)

    def _offer(self, one: Assumption, code: str, carry: int, year: int, on: date) -> SupplyFact:
        offer = self.record.offers.get(code)
        amount = self.record.places_of(code, carry, year).times(_factor(one))
        may = self._may(one, on, offer)
        return SupplyFact(code, one.code, one.supply, self._areas[0], amount, may)

    def _may(self, one: Assumption, on: date, offer: Offer | None) -> dict[str, May]:
        """Groups that are not named are not admitted; of a group of several statuses one is enough."""
        return {
            group.code: self._answer(group, one.refers_to.get("entitlement"), on, offer)
            if not one.groups or group.code in one.groups
            else May(admitted=False)
            for group in self.topic.groups.all()
        }

    def _answer(self, group: AnalysisGroup, kind: str | None, on: date, offer: Offer | None) -> May:
        if not group.statuses:
            return May(admitted=True, reasons=(MIXED,) if kind else ())
        statuses = [status for status in group.statuses if _admits(offer, status)]
        if kind is None or not statuses or _names(offer, statuses):
            return May(admitted=bool(statuses))
        answers = [entitle(self.rules, status, kind, on) for status in statuses]
        unknown = all(answer.verdict == Verdict.UNKNOWN for answer in answers)
        return May(
            admitted=any(answer.verdict not in CLOSED for answer in answers),
            reasons=(RULE_UNKNOWN,) if unknown else (),
            answers=tuple(
                {
                    "status": answer.status,
                    "kind": kind,
                    "on": on.isoformat(),
                    "verdict": answer.verdict.value,
                    "certainty": answer.certainty.value if answer.certainty else None,
                    "rules": [rule_as_data(rule) for rule in answer.rules],
                }
                for answer in answers
            ),
        )


def _admits(offer: Offer | None, status: str) -> bool:
    """Not known who is admitted, or everybody: nothing speaks against any status."""
    admitted = offer.statuses if offer else None
    return admitted is None or EVERY_STATUS in admitted or status in admitted


def _names(offer: Offer | None, statuses: Sequence[str]) -> bool:
    """An offer that says itself that it is for them needs no rule."""
    return bool(offer and offer.statuses and set(statuses) & set(offer.statuses))


def _factor(one: Assumption) -> float:
    return 1.0 if one.value is None else float(one.value)


def _size(one: Assumption) -> Size:
    return Size(float(one.value or 0), int(one.refers_to.get("minutes", 30)))


def _uncertain(one: Assumption) -> Sequence[str]:
    return () if one.certainty != Certainty.LOW else ("low-certainty",)
