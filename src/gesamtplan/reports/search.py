"""What the search finds of reports: public ones, each in its own language."""

from collections.abc import Iterator

from gesamtplan.core.search_index.document import Document
from gesamtplan.reports.models import Report


def report_documents() -> Iterator[Document]:
    """Public reports by title and summary."""
    for row in Report.objects.filter(is_public=True):
        summary = f"{row.content.get('subtitle', '')}\n{row.content.get('summary', '')}"
        yield Document(
            kind="report",
            key=str(row.pk),
            title={row.language: str(row)},
            body={row.language: summary.strip()},
            page="report",
            args=(str(row.pk),),
            facets={"year": (str(row.on.year),)},
        )
