"""Goes through a whole file before anything is stored: identifiers, names, references. Memory grows with the ids only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from gesamtplan.core.imports import ImportReport
from gesamtplan.offers.hsds.cleaning import cleaned
from gesamtplan.offers.hsds.identity import foreign_uid
from gesamtplan.offers.hsds.objects import Found, read_objects

NAMED = frozenset({"service", "organization"})
IDENTIFIED = NAMED | {"location"}
POINTED_AT = frozenset({"service_at_location", "contact"})
POINTS_AT = {
    "organization_id": "organization", "service_id": "service", "location_id": "location",
    "service_at_location_id": "service_at_location", "contact_id": "contact",
}  # fmt: skip
MOST = 1000  # faults told; a file with more is of another kind
LONGEST_NAME = 500
REMEDY = {
    "organization": "Take over the organizations first, or ask for the services in full.",
    "service": "Add the service to the package, or take out this line.",
    "location": "Add the place to the package, or take out this line.",
    "service_at_location": "Add it to the package, or take out this line.",
    "contact": "Add the contact to the package, or take out this line.",
}


@dataclass
class _Seen:
    """Row of every object by kind and identifier, and the references not yet found."""

    rows: dict[tuple[str, UUID], int] = field(default_factory=dict)
    wanted: dict[tuple[str, UUID], tuple[int, str, str]] = field(default_factory=dict)


def check_file(path: Path, known: Mapping[str, Collection[UUID]]) -> ImportReport:
    """What would be repaired and refused. `known`: identifiers by kind taken over earlier.

    Raises UnreadableHsdsError where the file breaks off.
    """
    report, seen = ImportReport(path.name), _Seen()
    for found in read_objects(path):
        report.read += 1
        _check(found, seen, report)
        if len(report.refused) >= MOST:
            report.refuse(
                found.row, "", "", f"is where reading stopped, after {MOST} faults.", "Mend these first."
            )
            return report
    _check_references(seen, known, report)
    if not report.read:
        report.refuse(
            1, "", "", "is empty: the file holds no object.", "Ask the sender for a file with services."
        )
    return report


def _check(found: Found, seen: _Seen, report: ImportReport) -> None:
    if not isinstance(found.data, dict):
        report.refuse(
            found.row, "", repr(found.data)[:80], "is no object.", "Give a list of services or organizations."
        )
        return
    if "__more__" in found.data:
        report.refuse(
            found.row,
            "",
            found.data["__more__"],
            "is beyond the last column.",
            "Quote texts with a comma in them.",
        )
        return
    data = cleaned(found.data, found.row, report)
    if found.kind in IDENTIFIED:
        _check_identity(found, data, seen, report)
    if found.kind in POINTED_AT and data.get("id"):
        seen.rows.setdefault((found.kind, foreign_uid(found.kind, data["id"])), found.row)
    if found.kind in NAMED and not _is_name(data.get("name")):
        why = f"is missing or longer than {LONGEST_NAME} characters."
        report.refuse(found.row, "name", str(data.get("name") or "")[:80], why, "Give each a name.")
    _note_references(found, data, seen)


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and 0 < len(name.strip()) <= LONGEST_NAME


def _check_identity(found: Found, data: Mapping[str, Any], seen: _Seen, report: ImportReport) -> None:
    given = data.get("id")
    if not isinstance(given, str) or not given.strip():
        why = f"is missing: a {found.kind} without an id would not be known again next time."
        report.refuse(found.row, "id", given or "", why, "Give it a UUID that stays the same.")
        return
    uid = foreign_uid(found.kind, given)
    if str(uid) != given.strip().lower():
        report.repair(found.row, "id", given, uid, "is no UUID; this one stands for it from now on")
    first = seen.rows.setdefault((found.kind, uid), found.row)
    if first != found.row:
        report.refuse(
            found.row,
            "id",
            given,
            f"stands in row {first} too.",
            "Keep one of the two, or give one a new id.",
        )
    for nested in _organizations_in(data):
        seen.rows.setdefault(("organization", foreign_uid("organization", nested["id"])), found.row)


def _organizations_in(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    nested = data.get("organization")
    return [nested] if isinstance(nested, Mapping) and isinstance(nested.get("id"), str) else []


def _note_references(found: Found, data: Mapping[str, Any], seen: _Seen) -> None:
    """Inside one JSON object its parts hang together anyway; tables hang together by their references."""
    columns = (
        POINTS_AT if found.table else {"organization_id": "organization"} if found.kind == "service" else {}
    )
    for column, kind in columns.items():
        given = data.get(column)
        if given not in (None, ""):
            seen.wanted.setdefault(
                (kind, foreign_uid(kind, given)), (found.row, f"{found.kind}.{column}", str(given))
            )


def _check_references(seen: _Seen, known: Mapping[str, Collection[UUID]], report: ImportReport) -> None:
    for (kind, uid), (row, column, given) in seen.wanted.items():
        if (kind, uid) not in seen.rows and uid not in known.get(kind, ()):
            report.refuse(row, column, given, f"names a {kind} that is not there.", REMEDY[kind])
            if len(report.refused) >= MOST:
                return
