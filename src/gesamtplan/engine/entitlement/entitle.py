"""The one question put to the rules: who may use what, on which day, in which circumstances."""

from collections.abc import Mapping
from datetime import date

from gesamtplan.engine.digest import digest_of
from gesamtplan.engine.entitlement.branches import Branch, branches
from gesamtplan.engine.entitlement.caveats import caveats_of, certainty_of, completeness_of, shown_certainty
from gesamtplan.engine.entitlement.codes import Verdict
from gesamtplan.engine.entitlement.errors import MonthsError, UnknownCodeError
from gesamtplan.engine.entitlement.explain import explain
from gesamtplan.engine.entitlement.leaves import Facts, Leaf, Question, surest_first
from gesamtplan.engine.entitlement.presumptions import alternatives, exceptions, presumed_facts
from gesamtplan.engine.entitlement.results import Considered, Entitlement
from gesamtplan.engine.entitlement.ruleset import RuleSet
from gesamtplan.engine.entitlement.vocabulary import CONDITION_ORDER, KINDS, STATUSES, check_conditions

_CLOSED = frozenset({Verdict.NO, Verdict.UNKNOWN})


def entitle(
    rules: RuleSet,
    status: str,
    kind: str,
    on: date,
    months: int | None = None,
    conditions: Mapping[str, bool | None] | None = None,
) -> Entitlement:
    """The verdict with everything that led to it.

    `months`: whole months since arrival, None = not known. `conditions`: code -> true or false; None or left
    out = not known. Raises UnknownCodeError or MonthsError if the question makes no sense.
    """
    known = _checked(status, kind, months, conditions or {})
    question = Question(rules, status, kind, rules.period(on), months or 0)
    presumed = presumed_facts(question, known)
    facts = known | presumed
    found = branches(question, facts)
    leaf = found[0].leaf if len(found) == 1 else _open_verdict(found)
    caveats = caveats_of(question, on, months, leaf, found)
    certainty = certainty_of(found)
    return Entitlement(
        status=status,
        kind=kind,
        on=on,
        months=months,
        conditions=tuple(sorted(known.items())),
        verdict=leaf.verdict,
        after_months=leaf.after_months,
        missing=leaf.missing,
        later=leaf.later,
        alternatives=alternatives(found) if len(found) > 1 else (),
        presumed=tuple(presumed.items()),
        exceptions=exceptions(question, facts, presumed, found),
        rules=leaf.rules,
        certainty=certainty,
        shown_certainty=shown_certainty(certainty, caveats),
        caveats=caveats,
        completeness=completeness_of(found, caveats),
        explanation=_explained(question, on, facts, leaf, found),
        norms=rules.norms,
        inputs_digest=_digest(rules, status, kind, on, months, known),
    )


def _checked(
    status: str, kind: str, months: int | None, conditions: Mapping[str, bool | None]
) -> dict[str, bool]:
    if status not in STATUSES:
        raise UnknownCodeError("residence status", status, STATUSES)
    if kind not in KINDS:
        raise UnknownCodeError("kind of offer", kind, KINDS)
    if months is not None and (isinstance(months, bool) or not isinstance(months, int) or months < 0):
        raise MonthsError(months)
    check_conditions(conditions)
    return {code: value for code, value in conditions.items() if value is not None}


def _open_verdict(found: tuple[Branch, ...]) -> Leaf:
    """Circumstances that are not known decide: conditional if any of them opens the door, else unknown."""
    opens = any(branch.leaf.verdict not in _CLOSED for branch in found)
    codes = {code for branch in found for code, _ in branch.assumed}
    rules = {rule.id: rule for branch in found for rule in branch.leaf.rules}
    return Leaf(
        verdict=Verdict.CONDITIONAL if opens else Verdict.UNKNOWN,
        rules=surest_first(rules.values()),
        missing=tuple(sorted(codes, key=CONDITION_ORDER.__getitem__)),
    )


def _explained(
    question: Question, on: date, facts: Facts, leaf: Leaf, found: tuple[Branch, ...]
) -> tuple[Considered, ...]:
    ids, none = frozenset(rule.id for rule in leaf.rules), frozenset[str]()
    if len(found) > 1:
        return explain(question, on, facts, decided=none, possible=ids)
    decided = none if leaf.verdict is Verdict.AFTER_MONTHS else ids
    return explain(question, on, facts, decided=decided, possible=none)


def _digest(rules: RuleSet, status: str, kind: str, on: date, months: int | None, known: Facts) -> str:
    asked = {
        "status": status,
        "kind": kind,
        "on": on.isoformat(),
        "months": months,
        "conditions": dict(known),
    }
    return digest_of(asked | {"norms": rules.norms.digest})
