"""What the search finds of papers, motions and committees."""

from collections.abc import Iterator
from datetime import date

from gesamtplan.core.search_index.document import Document, joined
from gesamtplan.council.models import Committee, Motion, Paper


def paper_documents() -> Iterator[Document]:
    """All papers, found by title, reference and department."""
    for row in Paper.objects.select_related("department"):
        yield Document(
            kind="paper",
            key=row.reference,
            title=row.title,
            body=joined((row.department.name if row.department else None,)),
            names=(row.reference,),
            page="paper",
            args=(row.reference,),
            facets=year_of(row.date),
        )


def motion_documents() -> Iterator[Document]:
    """All motions, found also by who moved them."""
    for row in Motion.objects.all():
        yield Document(
            kind="motion",
            key=row.code,
            title=row.subject,
            body=joined(({"de": row.movers}, row.reference_note, row.treatment)),
            names=(row.reference or row.code,),
            page="motion",
            args=(row.code,),
            facets=year_of(row.date),
        )


def committee_documents() -> Iterator[Document]:
    """All committees with what they do."""
    for row in Committee.objects.all():
        yield Document(
            kind="committee",
            key=row.code,
            title=row.name,
            body=joined((row.role,)),
            page="committee",
            args=(row.code,),
        )


def year_of(day: date | None) -> dict[str, tuple[str, ...]]:
    """The facet of the year; nothing where the date is unknown."""
    return {"year": (str(day.year),)} if day else {}
