"""What the search finds of council decisions: title, paper, body, department and every point."""

from collections.abc import Iterator

from gesamtplan.core.search_index.document import Document, joined
from gesamtplan.council.search import year_of
from gesamtplan.resolutions.models import Resolution


def resolution_documents() -> Iterator[Document]:
    """All resolutions."""
    rows = Resolution.objects.select_related("paper", "committee", "department")
    for row in rows.prefetch_related("points"):
        committee = row.committee.name if row.committee else row.committee_note
        department = row.department.name if row.department else None
        points = (point.text for point in row.points.all())
        yield Document(
            kind="resolution",
            key=row.code,
            title=row.title,
            body=joined((*points, row.note, row.vote, committee, department)),
            names=(row.paper.reference if row.paper else row.code,),
            page="resolution",
            args=(row.code,),
            facets=year_of(row.date),
        )
