"""What the search finds of motions and committees. A paper is found by the decision on it, whose page is also its own."""

from collections.abc import Iterator
from datetime import date

from gesamtplan.core.search_index.document import Document, joined
from gesamtplan.council.models import Committee, Motion


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
