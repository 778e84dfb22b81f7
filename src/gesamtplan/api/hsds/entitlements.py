"""What the rules say of a kind of offer, per residence status; statuses that get the same answer stand together."""

import datetime as dt
from functools import lru_cache
from typing import Any

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.entitlement import STATUSES, Entitlement, entitle, load_rules
from gesamtplan.engine.entitlement.fields import Text
from gesamtplan.engine.entitlement.labels import labels


@lru_cache(maxsize=512)
def entitlement_facts(kind: str, on: dt.date, language: str) -> tuple[dict[str, Any], ...]:
    """Facts of the profile (EntitlementFact) on one day, asked without circumstances or months of a person."""
    return tuple(_fact(answer, codes, language) for answer, codes in _grouped(kind, on))


@lru_cache(maxsize=512)
def entitlement_sentence(kind: str, on: dt.date, language: str) -> str:
    """The same for people: each verdict with the statuses it holds for."""
    groups: dict[str, list[str]] = {}
    for answer, codes in _grouped(kind, on):
        verdict = _in(labels()[answer.verdict].name, language)
        months = f" ({answer.after_months})" if answer.after_months else ""
        groups.setdefault(verdict + months, []).extend(codes)
    return "; ".join(
        f"{verdict}: {', '.join(_in(STATUSES[code].short, language) for code in codes)}"
        for verdict, codes in groups.items()
    )


@lru_cache(maxsize=64)
def _grouped(kind: str, on: dt.date) -> tuple[tuple[Entitlement, tuple[str, ...]], ...]:
    groups: dict[Any, tuple[Entitlement, list[str]]] = {}
    for status in STATUSES:
        answer = entitle(load_rules(), status, kind, on)
        key = (answer.verdict, answer.after_months, answer.missing, tuple(rule.id for rule in answer.rules))
        groups.setdefault(key, (answer, []))[1].append(status)
    return tuple((answer, tuple(codes)) for answer, codes in groups.values())


def _fact(answer: Entitlement, statuses: tuple[str, ...], language: str) -> dict[str, Any]:
    span = answer.rule.span if answer.rule else None
    return {
        "kind": answer.kind,
        "statuses": list(statuses),
        "verdict": answer.verdict.value,
        "after_months": answer.after_months,
        "conditions": list(answer.missing),
        "basis": _in(answer.basis, language) if answer.basis else None,
        "certainty": answer.shown_certainty.value if answer.shown_certainty else None,
        "level": answer.level.value if answer.level else None,
        "on": answer.on.isoformat(),
        "valid_from": span.start.isoformat() if span and span.start else None,
        "valid_to": (span.end.isoformat() if span.end else span.end_meaning.value) if span else None,
        "sources": [
            {"id": source.id, "title": _in(source.title, language), "url": source.url}
            for source in answer.sources
        ],
    }


def _in(text: Text | str, language: str) -> str:
    return text if isinstance(text, str) else LocalizedText(text.as_data()).in_language(language)
