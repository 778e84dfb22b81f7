"""Which room writes which kind of document into the index; to build it anew and to find what is stale."""

from collections.abc import Callable, Iterator

from django.db import transaction

from gesamtplan.core.models import SearchDocument
from gesamtplan.core.search_index.document import Document
from gesamtplan.core.search_index.operations import clear, reindex
from gesamtplan.core.search_index.queries import stale
from gesamtplan.council.search import committee_documents, motion_documents
from gesamtplan.indicators.search import figure_documents, indicator_documents
from gesamtplan.offers.search import offer_documents
from gesamtplan.parties.search import organization_documents
from gesamtplan.plan.search import measure_documents, need_documents
from gesamtplan.reports.search import report_documents
from gesamtplan.resolutions.search import resolution_documents

DOCUMENTS: dict[str, Callable[[], Iterator[Document]]] = {
    "need": need_documents,
    "measure": measure_documents,
    "offer": offer_documents,
    "resolution": resolution_documents,
    "motion": motion_documents,
    "committee": committee_documents,
    "organization": organization_documents,
    "indicator": indicator_documents,
    "figure": figure_documents,
    "report": report_documents,
}


def rebuild(advance: Callable[[str, int, int], None]) -> int:
    """The whole index anew; how many documents it has. Readers see the old one until all is written."""
    with transaction.atomic():
        clear()
        written = 0
        for done, (kind, documents) in enumerate(DOCUMENTS.items(), start=1):
            written += reindex(kind=kind, documents=documents()).written
            advance("search index", done, len(DOCUMENTS))
    return written


def fill_if_empty() -> None:
    """After an upgrade from a version without the index: nothing to wait for on a city's size."""
    if not SearchDocument.objects.exists():
        rebuild(lambda _name, _done, _total: None)


def findings() -> Iterator[str]:
    """One sentence for each kind whose documents are not those of its rows."""
    for kind, documents in DOCUMENTS.items():
        if number := stale(kind, documents()):
            yield f"The search index is stale: {number} document(s) of kind {kind} differ. Run `gesamtplan index`."
    unknown = SearchDocument.objects.exclude(kind__in=DOCUMENTS).values_list("kind", flat=True)
    for kind in sorted(set(unknown)):
        yield f"The search index has documents of kind {kind}, which no room writes. Run `gesamtplan index`."
