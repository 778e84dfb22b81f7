"""What an assessment says of itself, frozen with it: words, rules, how it was computed, what is missing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gesamtplan.engine.entitlement import CONDITIONS, KINDS, STATUSES, labels, rule_as_data
from gesamtplan.gaps.day_one import DayOneInputs, Key, Period, turns
from gesamtplan.gaps.inputs.facts import sources_named
from gesamtplan.gaps.states import AssessmentStatus

Cells = Mapping[Key, tuple[Period, ...]]
Data = dict[str, Any]

METHOD = {
    "de": "Für jede Zelle wird die Regel von Bund oder Freistaat gesucht, die am Tag galt. Sagt sie nein, "
    "gilt ein freiwilliges Angebot der Stadt aus dem Verzeichnis, wenn nichts Bekanntes dagegen spricht; "
    "sonst niemand. Wo keine Regel vorliegt, bleibt die Zelle unbekannt.",
    "en": "For each cell the rule of federation or state in force on the day is looked up. Where it says no, "
    "a voluntary offer of the city from the directory stands in, unless something known speaks against it; "
    "else nobody. Where there is no rule the cell stays unknown.",
}


def explain(inputs: DayOneInputs, found: Cells, on: date) -> Data:
    """Everything a page needs beside the rows themselves."""
    rules = inputs.rules
    titles = sources_named(source.id for rule in rules.rules for source in rule.sources)
    return {
        "method": METHOD,
        "caution": rules.norms.caution.as_data(),
        "compiled": rules.norms.compiled.isoformat(),
        "statuses": [
            _named(item, note=item.note.as_data() if item.note else None) for item in STATUSES.values()
        ],
        "kinds": [_named(item) for item in KINDS.values()],
        "circumstances": [item.as_data() for item in inputs.circumstances],
        "conditions": {code: _condition(item) for code, item in CONDITIONS.items()},
        "labels": _labels(),
        "rules": {rule.id: _rule(rule, titles) for rule in rules.rules},
        "rules_by_certainty": Counter(rule.certainty.value for rule in rules.rules),
        "offers": [offer.code for offer in inputs.offers],
        "changes": change_list(found),
        "reasons": reasons(found, on, inputs.circumstances[0].code),
    }


def _named(item: Any, **more: object) -> Data:
    return {"code": item.code, "name": item.name.as_data(), "short": item.short.as_data(), **more}


def _condition(item: Any) -> Data:
    return {"true": item.name.as_data(), "false": item.negated.as_data(), "reason": item.reason.as_data()}


def _labels() -> Data:
    return {
        f"{type(code).__name__.lower()}.{code.value}": {
            "name": words.name.as_data(),
            "short": words.short.as_data(),
        }
        for code, words in labels().items()
    }


def _rule(rule: Any, titles: Mapping[str, Data]) -> Data:
    """Without the nested words: they stand under labels and conditions. The city's sources are named in all languages."""
    data = rule_as_data(rule)
    data["sources"] = [
        source | {"title": titles[source["id"]]["title"]} if source["id"] in titles else source
        for source in data["sources"]
    ]
    codes = {key: data[key]["code"] for key in ("verdict", "level", "certainty")}
    return data | codes | {"when": [[fact["code"], fact["value"]] for fact in data["when"]]}


def change_list(found: Cells) -> list[Data]:
    """For each day of change, by set of circumstances: how many cells turned, how many became known."""
    turned: dict[date, Counter[str]] = defaultdict(Counter)
    learned: dict[date, Counter[str]] = defaultdict(Counter)
    for (_, _, circumstances), periods in found.items():
        for turn in turns(periods):
            (learned if turn.learned else turned)[turn.on][circumstances] += 1
    return [
        {"on": day.isoformat(), "turned": turned.get(day, {}), "learned": learned.get(day, {})}
        for day in sorted(turned.keys() | learned.keys())
    ]


def reasons(found: Cells, on: date, circumstances: str) -> list[Data]:
    """Why the assessment is partial: cells without a rule, and rules that contradict each other."""
    today = [
        period.stretches[0].answer
        for (_, _, code), periods in found.items()
        if code == circumstances
        for period in periods
        if (period.valid_from or on) <= on <= (period.valid_to or on)
    ]
    unknown = sum(answer.outcome == "unknown" for answer in today)
    failed = sum(answer.entitlement["completeness"] == "failed" for answer in today)
    return [*_reason("unknown", unknown, len(today)), *_reason("conflict", failed, len(today))]


def _reason(code: str, count: int, of: int) -> Iterable[Data]:
    return [{"code": code, "count": count, "of": of}] if count else []


def status_of(explanation: Data) -> AssessmentStatus:
    """Partial as soon as a cell is unknown or rules contradict each other."""
    return AssessmentStatus.PARTIAL if explanation["reasons"] else AssessmentStatus.COMPLETE
