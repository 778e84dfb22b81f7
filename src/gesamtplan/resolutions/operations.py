"""Writes of this room."""

from collections.abc import Sequence
from dataclasses import dataclass

from gesamtplan.core.entries import Entry, partial_date
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import Row, by_code, choose, cite, put
from gesamtplan.core.search_index.operations import reindex
from gesamtplan.council.models import Committee, Motion, Paper
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import Measure, Need
from gesamtplan.resolutions.models import Discharge, MotionConcern, Resolution, ResolutionPoint
from gesamtplan.resolutions.search import resolution_documents


def store_resolutions(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """Resolutions with their paper, points, and what they mandate and settle."""
    sources, organizations, committees = by_code(Source), by_code(Organization), by_code(Committee)
    targets = Targets(by_code(Need), by_code(Measure), by_code(Motion))
    for entry in entries:
        on, precision = partial_date(entry.get("date"), entry.get("precision") or entry.get("date_precision"))
        department = choose(
            organizations, entry.get("department"), column="department", entry=entry, report=report
        )
        values = {
            "paper": _paper(entry, department, report),
            "date": on,
            "date_precision": precision,
            "committee": choose(
                committees, entry.get("committee"), column="committee", entry=entry, report=report
            ),
            "committee_note": entry.text("committee_text"),
            "preparation": entry.text("prepared_by"),
            "department": department,
            "title": entry.text("title"),
            "vote": entry.text("vote"),
            "note": entry.text("note"),
            "facts": entry.get("facts", {}),
        }
        row = put(Resolution, key={"code": entry.get("code")}, values=values, report=report)
        cite(row, entry.get("sources", []), by_code=sources, entry=entry, report=report)
        _link(row, entry, targets, report)
    _link_parts(entries, report)
    reindex(kind="resolution", documents=resolution_documents())


def _paper(entry: Entry, department: Organization | None, report: ImportReport) -> Paper | None:
    """The council paper that was decided; none where its reference is unknown."""
    if not entry.get("reference"):
        return None
    values = {"title": entry.text("title"), "department": department}
    return put(
        Paper, key={"reference": entry.get("reference")}, values=values, report=ImportReport(report.source)
    )


@dataclass(frozen=True)
class Targets:
    """What a resolution may name, by code."""

    needs: dict[str, Need]
    measures: dict[str, Measure]
    motions: dict[str, Motion]


def _link(row: Resolution, entry: Entry, targets: Targets, report: ImportReport) -> None:
    """Needs, measures, motions and points of one resolution."""
    row.needs.set(_chosen(targets.needs, "needs", entry, report))
    row.related_needs.set(_chosen(targets.needs, "related_needs", entry, report))
    row.measures.set(_chosen(targets.measures, "measures", entry, report))
    for motion in _chosen(targets.motions, "settles_motions", entry, report):
        put(Discharge, key={"resolution": row, "motion": motion}, values={}, report=ImportReport(""))
    for position, point in enumerate(entry.get("points", []), start=1):
        words = Entry(entry.row, point).text("text")
        number = str(point.get("number") or "") or f"({position})"
        values = {"text": words, "kind": point.get("kind") or ""}
        put(
            ResolutionPoint, key={"resolution": row, "number": number}, values=values, report=ImportReport("")
        )


def _chosen(known: dict[str, Row], column: str, entry: Entry, report: ImportReport) -> list[Row]:
    """The rows that a column names."""
    found = (choose(known, code, column=column, entry=entry, report=report) for code in entry.get(column, []))
    return [row for row in found if row is not None]


def _link_parts(entries: Sequence[Entry], report: ImportReport) -> None:
    """A resolution may be part of another that stands further down."""
    known = by_code(Resolution)
    for entry in (e for e in entries if e.get("part_of") and e.get("code") in known):
        whole = choose(known, entry.get("part_of"), column="part_of", entry=entry, report=report)
        put(Resolution, key={"code": entry.get("code")}, values={"part_of": whole}, report=ImportReport(""))


def store_concerns(*, motions: Sequence[Entry], needs: Sequence[Entry], report: ImportReport) -> None:
    """Which motion asked for what a need names; said at the motion or at the need."""
    known_motions, known_needs = by_code(Motion), by_code(Need)
    stated = {(entry.get("code"), need): entry for entry in motions for need in entry.get("needs", [])}
    stated |= {(code, entry.get("code")): entry for entry in needs for code in _listed(entry, "motion")}
    related = {
        (entry.get("code"), need): entry for entry in motions for need in entry.get("related_needs", [])
    }
    related |= {
        (code, entry.get("code")): entry for entry in needs for code in entry.get("related_motions", [])
    }
    for pair, entry in (related | stated).items():
        motion = choose(known_motions, pair[0], column="motion", entry=entry, report=report)
        need = choose(known_needs, pair[1], column="need", entry=entry, report=report)
        if motion and need:
            key = {"motion": motion, "need": need}
            put(MotionConcern, key=key, values={"is_stated": pair in stated}, report=ImportReport(""))


def _listed(entry: Entry, column: str) -> list[str]:
    """One code or a list of codes: `motion: A-1` or `motions: [A-1, A-2]`."""
    many: list[str] = entry.get(column + "s", [])
    one = entry.get(column)
    return many or ([one] if one else [])


def store_need_resolutions(*, needs: Sequence[Entry], report: ImportReport) -> None:
    """A need may name the resolution that recognised it."""
    known, rows = by_code(Resolution), by_code(Need)
    for entry in needs:
        for code in _listed(entry, "resolution"):
            resolution = choose(known, code, column="resolution", entry=entry, report=report)
            if resolution and entry.get("code") in rows:
                resolution.needs.add(rows[entry.get("code")])
