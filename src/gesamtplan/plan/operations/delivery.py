"""Puts a city's plan in place from its files."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from gesamtplan.core.entries import LINE, Entry, clean, partial_date
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, choose, cite, put
from gesamtplan.core.search_index.operations import reindex
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import (
    EarlierMention,
    FieldOfAction,
    Goal,
    Measure,
    Need,
    OpenTopic,
    Plan,
    PlanEvent,
    StatusUpdate,
    TargetGroup,
)
from gesamtplan.plan.search import measure_documents, need_documents
from gesamtplan.plan.states import MeasureState, NeedState, Term


def store_plan(*, data: Mapping[str, Any], city: Organization, report: ImportReport) -> Plan:
    """The plan with its goals, leading questions, facts and events."""
    sources, entry = by_code(Source), Entry(1, data["plan"])
    values = {
        "title": entry.text("title"),
        "phase": entry.get("phase"),
        "summary": entry.text("summary"),
        "closed_on": partial_date(entry.get("project_end"))[0],
        "facts": clean(data.get("facts", [])),
        "not_found": clean(data.get("not_found", [])),
    }
    plan = put(Plan, key={"city": city}, values=values, report=report)
    cite(plan, entry.get("sources", []), by_code=sources, entry=entry, report=report)
    for part in _parts(data, "goals"):
        key = {"plan": plan, "position": part.get("position")}
        goal = put(
            Goal,
            key=key,
            values={"text": part.text("text"), "is_question": part.get("is_question")},
            report=report,
        )
        cite(goal, part.get("sources", []), by_code=sources, entry=part, report=report)
    for part in _parts(data, "events"):
        on, precision = partial_date(part.get("date"), part.get("date_precision"))
        values = {
            "title": part.text("title"),
            "date": on,
            "date_precision": precision,
            "reference": part.get("reference", ""),
        }
        event = put(PlanEvent, key={"plan": plan, "code": part.get("code")}, values=values, report=report)
        cite(event, part.get("sources", []), by_code=sources, entry=part, report=report)
    return plan


def _parts(data: Mapping[str, Any], key: str) -> list[Entry]:
    return [Entry(part.get(LINE, 0), part) for part in data.get(key) or []]


def store_fields(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """Fields of action."""
    sources, organizations = by_code(Source), by_code(Organization)
    for entry in entries:
        values = {
            "number": entry.get("number"),
            "title": entry.text("title"),
            "short_title": entry.text("short_title"),
            "is_cross_cutting": bool(entry.get("cross_cutting", False)),
            "subtopics": entry.get("subtopics", {}),
            "lead": choose(organizations, entry.get("lead"), column="lead", entry=entry, report=report),
        }
        row = put(FieldOfAction, key={"code": entry.get("code")}, values=values, report=report)
        cite(row, entry.get("sources", []), by_code=sources, entry=entry, report=report)


def store_target_groups(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """Target groups by code."""
    for entry in entries:
        put(TargetGroup, key={"code": entry.get("code")}, values={"name": entry.text("name")}, report=report)


def store_needs(*, entries: Sequence[Entry], now: datetime, report: ImportReport) -> None:
    """Needs with their state at the end of the project as first status update."""
    sources, organizations = by_code(Source), by_code(Organization)
    fields, groups = by_code(FieldOfAction), by_code(TargetGroup)
    for entry in entries:
        values = {
            "title": entry.text("title"),
            "description": entry.text("description"),
            "term": entry.get("term", Term.UNKNOWN),
            "origin": entry.get("origin"),
            "lead": choose(organizations, entry.get("lead"), column="lead", entry=entry, report=report),
            "lead_note": entry.text("lead_text"),
            "confidence": entry.get("confidence", ""),
        }
        need = put(Need, key={"code": entry.get("code")}, values=values, report=report)
        cite(need, entry.get("sources", []), by_code=sources, entry=entry, report=report)
        _link_fields(need, entry, fields, report)
        _link_groups(need, entry, groups, report)
        for part in _parts(entry.data, "earlier_mentions"):
            mention = put(
                EarlierMention,
                key={"need": need, "year": part.get("year"), "text": part.text("what")},
                values={},
                report=report,
            )
            cite(mention, _codes(part), by_code=sources, entry=part, report=report)
        _store_state(need, entry, NeedState, now, report)
    reindex(kind="need", documents=need_documents())


def _codes(part: Entry) -> list[str]:
    given = part.get("sources") or part.get("source") or []
    return [given] if isinstance(given, str) else list(given)


def _link_fields(
    row: Need | Measure, entry: Entry, fields: dict[str, FieldOfAction], report: ImportReport
) -> None:
    """All fields where the source says "all"."""
    if entry.get("all_fields"):
        row.fields_of_action.set(fields.values())
        return
    chosen = [
        choose(fields, code, column="fields", entry=entry, report=report) for code in entry.get("fields", [])
    ]
    row.fields_of_action.set(field for field in chosen if field)


def _link_groups(
    row: Need | Measure, entry: Entry, groups: dict[str, TargetGroup], report: ImportReport
) -> None:
    """Target groups that the source names."""
    chosen = [
        choose(groups, code, column="target_groups", entry=entry, report=report)
        for code in entry.get("target_groups", [])
    ]
    row.target_groups.set(group for group in chosen if group)


def _store_state(
    row: Need | Measure,
    entry: Entry,
    states: type[NeedState] | type[MeasureState],
    now: datetime,
    report: ImportReport,
) -> None:
    """The state that the delivery reports; none is written where neither state nor text is known."""
    state, words = entry.get("state"), entry.text("status_text") or entry.text("state_basis")
    if state is None and words is None:
        return
    if state is not None and state not in states.values:
        report.refuse(entry.row, "state", state, "is not a state.", f"Use one of {', '.join(states.values)}.")
        return
    on, precision = partial_date(
        entry.get("status_date") or entry.get("state_date"),
        entry.get("status_date_precision") or entry.get("state_date_precision"),
    )
    subject = {"need": row} if isinstance(row, Need) else {"measure": row}
    first = StatusUpdate.objects.filter(**subject, author=None).first()
    values = {
        "date": on,
        "date_precision": precision,
        "state": state or states.UNKNOWN,
        "text": words,
        "confidence": entry.get("confidence", ""),
        "published_at": now if first is None else first.published_at,
        "created_at": now if first is None else first.created_at,
    }
    update = put(StatusUpdate, key={**subject, "author": None}, values=values, report=report)
    cite(update, entry.get("sources", []), by_code=by_code(Source), entry=entry, report=report)


def store_open_topics(*, entries: Sequence[Entry], closed_on: date, report: ImportReport) -> None:
    """The register of what stayed open when the project closed."""
    sources, organizations, needs = by_code(Source), by_code(Organization), by_code(Need)
    for entry in entries:
        need = choose(needs, entry.get("need"), column="need", entry=entry, report=report)
        if need is None:
            continue
        due, _ = partial_date(entry.get("next_report_due"))
        values = {
            "department": choose(
                organizations, entry.get("department"), column="department", entry=entry, report=report
            ),
            "opened_on": partial_date(entry.get("opened_on"))[0] or closed_on,
            "next_report_due": due,
            "cadence_months": entry.get("cadence_months"),
            "note": entry.text("note") or entry.text("department_text"),
        }
        topic = put(OpenTopic, key={"need": need}, values=values, report=report)
        cite(topic, entry.get("sources", []), by_code=sources, entry=entry, report=report)
    reindex(kind="need", documents=need_documents())


def store_measures(*, entries: Sequence[Entry], now: datetime, report: ImportReport) -> None:
    """Measures; their money is stored by the room of money."""
    sources, organizations = by_code(Source), by_code(Organization)
    fields, needs, groups = by_code(FieldOfAction), by_code(Need), by_code(TargetGroup)
    for entry in entries:
        start, start_precision = partial_date(entry.get("start"), entry.get("start_precision"))
        end, end_precision = partial_date(entry.get("end"), entry.get("end_precision"))
        values = {
            "title": entry.text("title"),
            "description": entry.text("description"),
            "lead": choose(organizations, entry.get("lead"), column="lead", entry=entry, report=report),
            "start": start,
            "start_precision": start_precision,
            "end": end,
            "end_precision": end_precision,
            "period": entry.text("period_text"),
            "facts": entry.get("facts", {}),
        }
        measure = put(Measure, key={"code": entry.get("code")}, values=values, report=report)
        cite(measure, entry.get("sources", []), by_code=sources, entry=entry, report=report)
        _link_fields(measure, entry, fields, report)
        _link_groups(measure, entry, groups, report)
        partners = [
            choose(organizations, code, column="partners", entry=entry, report=report)
            for code in entry.get("partners", [])
        ]
        measure.partners.set(partner for partner in partners if partner)
        chosen = [
            choose(needs, code, column="needs", entry=entry, report=report) for code in entry.get("needs", [])
        ]
        measure.needs.set(need for need in chosen if need)
        _store_state(measure, entry, MeasureState, now, report)
    reindex(kind="measure", documents=measure_documents())
