"""Who may use what: the entitlement engine, asked from outside. Nothing of a question is stored."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from gesamtplan.api.listing import Reading, Whole, answers, item_of, whole
from gesamtplan.api.shapes import Asked, Day, Words
from gesamtplan.engine.entitlement import (
    CONDITIONS,
    KINDS,
    STATUSES,
    Entitlement,
    EntitlementError,
    entitle,
    load_rules,
    parse_conditions,
    rule_as_data,
)

router = Router(tags=["Entitlement"])
Data = dict[str, Any]
ONE = f"!?({'|'.join(CONDITIONS)})"  # a circumstance as it may be written in a question


class Label(Schema):
    """A code with its words."""

    code: str
    name: Words


class Fact(Label):
    """A circumstance and whether it holds; the name says it in words, negated where it does not hold."""

    value: bool


class Presumed(Fact):
    """A circumstance taken for granted because nobody has said otherwise."""

    reason: Words


class Step(Schema):
    """What holds after more months since arrival."""

    after_months: int
    verdict: Label
    rules: list[str]


class Alternative(Schema):
    """What would hold under other circumstances."""

    conditions: list[Fact]
    verdict: Label
    after_months: int | None
    later: list[Step]
    rules: list[str]


class RuleSource(Schema):
    """Where a rule stands."""

    id: str
    title: Words
    url: str


class RuleOut(Schema):
    """One dated, sourced rule; `origin` is the wording it was normalised from."""

    id: str
    kind: str
    statuses: list[str] | None = Field(description="null: whatever the status")
    when: list[Fact]
    provided: list[str]
    after_months: int | None
    until_months: int | None
    verdict: Label
    valid_from: Day | None
    from_meaning: str
    from_precision: str
    valid_to: str | None = Field(description="a day, `open` or `unknown`")
    to_precision: str
    known_until: Day | None
    level: Label
    voluntary: bool
    certainty: Label
    inferred: bool
    basis: Words | None
    note: Words | None
    exception: Words | None
    reading: Words | None
    sources: list[RuleSource]
    origin: Data

    @staticmethod
    def resolve_valid_from(rule: Data) -> str | None:
        found: str | None = rule["from"]
        return found

    @staticmethod
    def resolve_valid_to(rule: Data) -> str | None:
        found: str | None = rule["to"]
        return found


class EntitlementOut(Schema):
    """The verdict and everything that led to it. `unknown` is a hole in the rules, never a no."""

    status: Label
    kind: Label
    on: Day
    months: int | None
    conditions: list[Fact] = Field(description="as stated in the question")
    verdict: Label = Field(
        description="by-right, at-discretion, if-place, conditional, after-months, reduced, no, unknown"
    )
    after_months: int | None = Field(description="with `after-months`: from which month on")
    since_months: int | None = Field(description="the waiting time that is over")
    missing: list[Label] = Field(description="circumstances on which the verdict depends and nobody stated")
    later: list[Step]
    alternatives: list[Alternative]
    presumed: list[Presumed]
    exceptions: list[Alternative] = Field(description="what follows if a presumption does not hold")
    exception: Words | None = Field(description="exceptions in the words of the rule that decided")
    basis: Words | None = Field(description="legal basis of the rule that decided")
    certainty: Label | None = Field(description="how sure the answer is: high, medium, low")
    level: Label | None
    voluntary: bool
    caveats: list[Label]
    completeness: Label
    rule: RuleOut | None = Field(description="the rule that decided")
    rules: list[str] = Field(description="all rules that decided, where several agree or contradict")
    sources: list[RuleSource]
    explanation: list[Data] = Field(description="every rule considered and what became of it")
    caution: Words
    norms_version: str
    inputs_digest: str


class Question(Reading):
    """Who asks for what, when."""

    kind: Asked = Field(description="kind of offer", json_schema_extra={"enum": list(KINDS)})
    status: Asked = Field(description="residence status", json_schema_extra={"enum": list(STATUSES)})
    on: Day | None = Field(None, description="day asked for; left out: today")
    months: int | None = Field(
        None, ge=0, le=1200, description="whole months since arrival; left out: not known"
    )
    conditions: str = Field(
        "",
        max_length=1000,
        description="codes divided by commas; with `!` before it: does not hold; not named: not known",
        examples=["!in-reception"],
        json_schema_extra={"pattern": f"^({ONE}(,{ONE})*)?$"},
    )


class ConditionOut(Label):
    """A circumstance of the person."""

    negated: Words
    presumed: bool | None = Field(description="what is taken for granted while nobody has said")
    reason: Words


class Named(Label):
    """A code with its full and its short name."""

    short: Words


@router.get("/entitlement", summary="Who may use what", **answers(EntitlementOut))
def ask(request: HttpRequest, query: Query[Question]) -> HttpResponse:
    """One question to the rules. Not legal advice: see `certainty` and `caution`."""
    try:
        facts = parse_conditions(query.conditions)
        on = query.on or timezone.localdate()
        found = entitle(load_rules(), query.status, query.kind, on, query.months, facts)
    except EntitlementError as error:
        raise HttpError(422, str(error)) from error
    return item_of(request, as_answer(found), query, EntitlementOut)


def as_answer(found: Entitlement) -> Data:
    """The engine's answer, with basis, exception and sources of the deciding rules beside the verdict."""
    data = found.as_data()
    rule = data["rule"] or {}
    sources = {source.id: source for item in found.rules for source in item.sources}
    beside = {
        "basis": rule.get("basis"),
        "exception": rule.get("exception"),
        "certainty": data["shown_certainty"],
        "sources": [{"id": item.id, "title": item.title, "url": item.url} for item in sources.values()],
    }
    return data | beside


@router.get("/entitlement/rules", summary="The rules", **answers(Whole[RuleOut]))
def list_rules(request: HttpRequest, query: Query[Reading]) -> HttpResponse:
    """All dated rules with their sources."""
    return whole(request, _rules(), query, RuleOut)


@router.get("/entitlement/statuses", summary="Residence statuses", **answers(Whole[Named]))
def list_statuses(request: HttpRequest, query: Query[Reading]) -> HttpResponse:
    """Codes for `status`."""
    return whole(request, [_named(item) for item in STATUSES.values()], query, Named)


@router.get("/entitlement/kinds", summary="Kinds of offer", **answers(Whole[Named]))
def list_kinds(request: HttpRequest, query: Query[Reading]) -> HttpResponse:
    """Codes for `kind`."""
    return whole(request, [_named(item) for item in KINDS.values()], query, Named)


@router.get("/entitlement/conditions", summary="Circumstances", **answers(Whole[ConditionOut]))
def list_conditions(request: HttpRequest, query: Query[Reading]) -> HttpResponse:
    """Codes for `conditions`."""
    rows = [
        {"code": item.code, "presumed": item.presumed}
        | {key: getattr(item, key).as_data() for key in ("name", "negated", "reason")}
        for item in CONDITIONS.values()
    ]
    return whole(request, rows, query, ConditionOut)


def _named(item: Any) -> Data:
    return {"code": item.code, "name": item.name.as_data(), "short": item.short.as_data()}


@cache
def _rules() -> tuple[Data, ...]:
    """The rules do not change while a process runs."""
    return tuple(rule_as_data(rule) for rule in load_rules().rules)
