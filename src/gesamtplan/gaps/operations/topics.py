"""Topics, groups and assumptions as a city delivers them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from gesamtplan.core.entries import Entry, clean, partial_date
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, choose, cite, put
from gesamtplan.gaps.models import AnalysisGroup, AnalysisTopic, Assumption
from gesamtplan.gaps.references import BadReferenceError, check_reference
from gesamtplan.gaps.states import AssumptionRole, CellKind, Certainty, Years
from gesamtplan.plan.models import FieldOfAction, TargetGroup

TEXTS = ("title", "question", "carries", "cannot_carry", "people_unit", "places_unit")


@dataclass(frozen=True)
class _Known:
    """What an entry may name."""

    sources: Mapping[str, Source]
    fields: Mapping[str, FieldOfAction]
    target_groups: Mapping[str, TargetGroup]


def store_topics(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """Put topics and groups in place; an assumption that was changed on the desk keeps its newer version."""
    known = _Known(by_code(Source), by_code(FieldOfAction), by_code(TargetGroup))
    for position, entry in enumerate(entries, 1):
        field = choose(known.fields, entry.get("field"), column="field", entry=entry, report=report)
        faults = [
            *_unknown_word(entry, "cells", CellKind.values, report),
            *_unknown_word(entry, "years", Years.values, report),
        ]
        if field is None or faults:
            continue
        values = {name: entry.text(name) for name in TEXTS} | {
            "position": position,
            "field_of_action": field,
            "cells": entry.get("cells"),
            "years": entry.get("years"),
            "groups_overlap": bool(entry.get("groups_overlap", False)),
        }
        topic = put(AnalysisTopic, key={"code": entry.get("code")}, values=values, report=report)
        _store_groups(topic, entry, known, report)
        _store_assumptions(topic, entry, known, report)


def _unknown_word(entry: Entry, column: str, words: list[str], report: ImportReport) -> list[str]:
    value = entry.get(column)
    if value in words:
        return []
    report.refuse(entry.row, column, value, "is not a known word.", f"Use one of {', '.join(words)}.")
    return [column]


def _inner(entry: Entry, key: str) -> list[Entry]:
    """The entries of a list within an entry, each with its own line."""
    return [Entry(item.get("__line__", entry.row), item) for item in entry.data.get(key) or []]


def _store_groups(topic: AnalysisTopic, entry: Entry, known: _Known, report: ImportReport) -> None:
    for position, item in enumerate(_inner(entry, "groups"), 1):
        values = {
            "position": position,
            "name": item.text("name"),
            "short": item.text("short") or item.text("name"),
            "statuses": item.get("statuses", []),
        }
        group = put(
            AnalysisGroup, key={"topic": topic, "code": item.get("code")}, values=values, report=report
        )
        found = [
            choose(known.target_groups, code, column="target_groups", entry=item, report=report)
            for code in item.get("target_groups", [])
        ]
        group.target_groups.set([row for row in found if row])


def _store_assumptions(topic: AnalysisTopic, entry: Entry, known: _Known, report: ImportReport) -> None:
    changed_here = set(topic.assumptions.filter(version__gt=1).values_list("code", flat=True))
    groups = set(topic.groups.values_list("code", flat=True))
    for item in _inner(entry, "assumptions"):
        if item.get("code") in changed_here:
            report.unchanged += 1
        elif values := _assumption_values(item, groups, report):
            key = {"topic": topic, "code": item.get("code"), "version": 1}
            row = put(Assumption, key=key, values=values, report=report)
            cite(row, item.get("sources", []), by_code=known.sources, entry=item, report=report)


def _assumption_values(item: Entry, groups: set[str], report: ImportReport) -> dict[str, Any] | None:
    """Columns of an assumption; None when something in it was refused."""
    before = len(report.refused)
    _unknown_word(item, "role", AssumptionRole.values, report)
    _unknown_word(item, "certainty", Certainty.values, report)
    for code in set(item.get("groups", [])) - groups:
        report.refuse(
            item.row, "groups", code, "is no group of this topic.", "Correct the code or add the group."
        )
    value = _number(item, report)
    refers_to = _with_text_keys(item.get("refers_to", {}))
    try:
        check_reference(item.get("role"), refers_to)
    except BadReferenceError as error:
        report.refuse(item.row, "refers_to", error.value, error.why, error.remedy)
    if len(report.refused) > before:
        return None
    return {
        "role": item.get("role"),
        "groups": item.get("groups", []),
        "supply": item.get("supply", ""),
        "statement": item.text("statement"),
        "value": value,
        "unit": item.text("unit"),
        "refers_to": refers_to,
        "certainty": item.get("certainty"),
        "valid_from": partial_date(item.get("valid_from"))[0],
    }


def _number(item: Entry, report: ImportReport) -> Decimal | None:
    value = item.get("value")
    if value is None:
        return None
    try:
        number = Decimal(str(value)).quantize(Decimal("0.000001"))
    except InvalidOperation:
        number = Decimal(-1)
    if number < 0:
        report.refuse(item.row, "value", value, "is no number from 0 on.", "Write e.g. 0.5.")
    return number


def _with_text_keys(value: Any) -> Any:
    """JSON knows only text as keys; YAML reads a year as a number."""
    if isinstance(value, dict):
        return {str(key): _with_text_keys(part) for key, part in clean(value).items()}
    return value
