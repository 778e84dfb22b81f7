"""Writes of this room."""

from collections.abc import Sequence

from gesamtplan.core.entries import Entry
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, choose, cite, put
from gesamtplan.core.search_index.operations import reindex
from gesamtplan.parties.models import Organization
from gesamtplan.parties.search import organization_documents
from gesamtplan.parties.states import OrganizationKind


def store_organizations(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """Put every organization in place, then its parent, which may stand further down in the file."""
    sources = by_code(Source)
    for entry in entries:
        if entry.get("kind") not in OrganizationKind.values:
            kinds = ", ".join(OrganizationKind.values)
            report.refuse(
                entry.row, "kind", entry.get("kind"), "is not a kind of organization.", f"Use one of {kinds}."
            )
            continue
        values = {
            "name": entry.text("name"),
            "short_name": entry.get("short_name", ""),
            "kind": entry.get("kind"),
            "is_department": bool(entry.get("is_department", False)),
            "role": entry.text("role"),
            "note": entry.text("note"),
            "in_project": entry.get("in_project"),
        }
        row = put(Organization, key={"code": entry.get("code")}, values=values, report=report)
        cite(row, entry.get("sources", []), by_code=sources, entry=entry, report=report)
    known = by_code(Organization)
    for entry in (e for e in entries if e.get("parent") and e.get("code") in known):
        parent = choose(known, entry.get("parent"), column="parent", entry=entry, report=report)
        put(Organization, key={"code": entry.get("code")}, values={"parent": parent}, report=ImportReport(""))
    reindex(kind="organization", documents=organization_documents())
