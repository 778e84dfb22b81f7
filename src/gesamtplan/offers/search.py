"""What the search finds of offers: only public ones."""

from collections.abc import Iterator

from gesamtplan.core.search_index.document import Document, joined
from gesamtplan.core.search_index.operations import AT_ONCE
from gesamtplan.offers.models import Offer


def offer_documents() -> Iterator[Document]:
    """Public offers with kind, provider and what is said of access."""
    rows = Offer.objects.filter(is_public=True).select_related("kind", "provider")
    for row in rows.iterator(chunk_size=AT_ONCE):
        provider = row.provider.name if row.provider else row.provider_note
        yield Document(
            kind="offer",
            key=row.code,
            title=row.title,
            body=joined((row.description, row.kind.name, provider, row.eligibility_note, row.places_note)),
            names=(row.code,),
            page="offer",
            args=(row.code,),
            facets={"field": (row.kind.field_code,)} if row.kind.field_code else {},
        )
