"""What the search finds of offers: only public ones, in every language into which they are translated."""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from gesamtplan.core.search_index.document import Document, joined
from gesamtplan.core.search_index.operations import AT_ONCE, reindex
from gesamtplan.offers.models import Offer, Site
from gesamtplan.translations.models import Translation

Texts = Mapping[str, str]
Made = Mapping[str, Texts]  # by field


def offer_documents(codes: Collection[str] | None = None) -> Iterator[Document]:
    """Public offers with kind, provider, sites and what is said of access; those with one of the codes or all."""
    rows = Offer.objects.filter(is_public=True).select_related("kind", "provider").order_by("code")
    rows = rows.prefetch_related("at_sites__site__area")
    walk = (rows if codes is None else rows.filter(code__in=codes)).iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(walk, AT_ONCE)):
        made = _translations("offer", {row.code for row in chunk})
        kinds = _translations("offer-kind", {row.kind.code for row in chunk})
        yield from (_document(row, made.get(row.code, {}), kinds.get(row.kind.code, {})) for row in chunk)


def index_offers(codes: Collection[str] | None = None) -> None:
    """Called inside every write that changes what is public of these offers, by default of all."""
    reindex(kind="offer", documents=offer_documents(codes), keys=codes)


def _translations(kind: str, keys: Collection[str]) -> Mapping[str, Made]:
    """By key, field and language; the text of record, where it has the language, is not in it."""
    made: dict[str, dict[str, dict[str, str]]] = {}
    for text in Translation.objects.filter(kind=kind, key__in=keys):
        made.setdefault(text.key, {}).setdefault(text.field, {})[text.language] = text.text
    return made


def _document(row: Offer, made: Made, made_of_kind: Made) -> Document:
    def text(field: str) -> Texts:
        return {**made.get(field, {}), **(getattr(row, field) or {})}

    kind = {**made_of_kind.get("name", {}), **row.kind.name}

    provider = row.provider.name if row.provider else text("provider_note")
    notes = (text(f"{name}_note") for name in ("eligibility", "languages", "fee", "closed"))
    sites = (part for place in row.at_sites.all() for part in _where(place.site))
    return Document(
        kind="offer",
        key=row.code,
        title=text("title"),
        body=joined((text("description"), kind, provider, *notes, *sites)),
        names=(row.code,),
        page="offer",
        args=(row.code,),
        facets={"field": (row.kind.field_code,)} if row.kind.field_code else {},
    )


def _where(site: Site) -> tuple[Texts | None, ...]:
    """Name, address and area: who looks for a street or a district finds what is there."""
    address = " ".join(filter(None, (site.street, site.postal_code, site.town)))
    return site.name, {"de": address}, {"de": str(site.area.name)} if site.area else None
