"""What the search finds of organizations. Contact persons are not in it."""

from collections.abc import Iterator

from gesamtplan.core.search_index.document import Document, joined
from gesamtplan.parties.models import Organization


def organization_documents() -> Iterator[Document]:
    """All organizations, each with the one it belongs to."""
    for row in Organization.objects.select_related("parent"):
        yield Document(
            kind="organization",
            key=row.code,
            title=row.name,
            body=joined((row.role, row.note, row.parent.name if row.parent else None)),
            names=(row.short_name,),
            page="organization",
            args=(row.code,),
        )
