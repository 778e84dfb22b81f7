"""An answer as plain data for JSON: codes for machines, words in both languages for people."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from gesamtplan.engine.entitlement.fields import Text
from gesamtplan.engine.entitlement.labels import labels
from gesamtplan.engine.entitlement.leaves import Assumed, Step
from gesamtplan.engine.entitlement.rules import Rule
from gesamtplan.engine.entitlement.vocabulary import CONDITIONS, KINDS, STATUSES

if TYPE_CHECKING:  # the results offer this module as their method
    from gesamtplan.engine.entitlement.results import Alternative, Considered, Entitlement

Data = dict[str, Any]


def entitlement_as_data(answer: "Entitlement") -> Data:
    """Everything the answer holds; dates as ISO text, texts as {de, en}, unknown as null."""
    return {
        "status": {"code": answer.status, "name": STATUSES[answer.status].name.as_data()},
        "kind": {"code": answer.kind, "name": KINDS[answer.kind].name.as_data()},
        "on": answer.on.isoformat(),
        "months": answer.months,
        "conditions": _facts(answer.conditions),
        "verdict": _label(answer.verdict),
        "summary": answer.summary.as_data(),
        "after_months": answer.after_months,
        "since_months": answer.since_months,
        "missing": [{"code": code, "name": CONDITIONS[code].name.as_data()} for code in answer.missing],
        "later": _steps(answer.later),
        "alternatives": [_alternative(item) for item in answer.alternatives],
        "presumed": [
            fact | {"reason": CONDITIONS[fact["code"]].reason.as_data()} for fact in _facts(answer.presumed)
        ],
        "exceptions": [_alternative(item) for item in answer.exceptions],
        **_ground(answer),
        "explanation": [_considered(item) for item in answer.explanation],
        "caution": answer.norms.caution.as_data(),
        "norms_version": answer.norms_version,
        "inputs_digest": answer.inputs_digest,
    }


def _ground(answer: "Entitlement") -> Data:
    return {
        "rule": rule_as_data(answer.rule) if answer.rule else None,
        "rules": [rule.id for rule in answer.rules],
        "level": _label(answer.level) if answer.level else None,
        "voluntary": answer.voluntary,
        "certainty": _label(answer.certainty) if answer.certainty else None,
        "shown_certainty": _label(answer.shown_certainty) if answer.shown_certainty else None,
        "end_unknown": answer.end_unknown,
        "caveats": [_label(caveat) for caveat in answer.caveats],
        "completeness": _label(answer.completeness),
    }


def rule_as_data(rule: Rule) -> Data:
    """One rule with its dates, words, sources and the delivered wording."""
    span = rule.span
    return {
        "id": rule.id,
        "kind": rule.kind,
        "statuses": None if rule.statuses is None else sorted(rule.statuses),
        "when": _facts(rule.when),
        "provided": list(rule.provided),
        "after_months": rule.after_months or None,
        "until_months": rule.until_months,
        "verdict": _label(rule.verdict),
        "from": span.start.isoformat() if span.start else None,
        "from_meaning": span.start_meaning.value,
        "from_precision": span.start_precision.value,
        "to": span.end.isoformat() if span.end else span.end_meaning.value,
        "to_precision": span.end_precision.value,
        "known_until": span.known_until.isoformat() if span.known_until else None,
        "level": _label(rule.level),
        "voluntary": rule.voluntary,
        "certainty": _label(rule.certainty),
        "inferred": rule.inferred,
        **{name: _text(getattr(rule, name)) for name in ("basis", "note", "exception", "reading")},
        "sources": [{"id": item.id, "title": item.title, "url": item.url} for item in rule.sources],
        "origin": _plain(rule.origin),
    }


def _plain(origin: Any) -> Data:
    return {
        key: value if isinstance(value, str | int | list) else str(value) for key, value in origin.items()
    }


def _label(code: StrEnum) -> Data:
    words = labels()[code]
    return {"code": code.value, "name": words.name.as_data(), "short": words.short.as_data()}


def _text(text: Text | None) -> Data | None:
    return dict(text.as_data()) if text else None


def _facts(facts: Assumed) -> list[Data]:
    return [
        {"code": code, "value": value, "name": CONDITIONS[code].said(value).as_data()}
        for code, value in facts
    ]


def _steps(steps: Iterable[Step]) -> list[Data]:
    return [
        {
            "after_months": step.after_months,
            "verdict": _label(step.verdict),
            "rules": [rule.id for rule in step.rules],
        }
        for step in steps
    ]


def _alternative(item: "Alternative") -> Data:
    return {
        "conditions": _facts(item.conditions),
        "verdict": _label(item.verdict),
        "after_months": item.after_months,
        "later": _steps(item.later),
        "rules": [rule.id for rule in item.rules],
    }


def _considered(item: "Considered") -> Data:
    return {
        "rule": item.rule.id,
        "verdict": item.rule.verdict.value,
        "basis": item.rule.basis.as_data(),
        "outcome": _label(item.outcome),
        "conditions": list(item.conditions),
        "by": list(item.by),
        "months": item.months,
    }
