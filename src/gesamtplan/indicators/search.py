"""What the search finds of figures: the definitions of series, and single figures from public sources."""

from collections.abc import Iterator

from gesamtplan.core.search_index.document import Document, joined
from gesamtplan.indicators.models import Indicator, ReportedFigure


def indicator_documents() -> Iterator[Document]:
    """All indicators with their definition."""
    for row in Indicator.objects.prefetch_related("fields_of_action"):
        definition = (row.definition, row.numerator, row.denominator, row.data_source)
        yield Document(
            kind="indicator",
            key=row.code,
            title=_title(row),
            body=joined({"de": words} for words in definition),
            page="figure",
            args=(row.code,),
            facets={"field": tuple(field.code for field in row.fields_of_action.all())},
        )


def _title(row: Indicator) -> dict[str, str]:
    """Title and breakdown, in each language that has a title."""
    breakdown = row.breakdown or {}
    return {
        language: ": ".join(filter(None, (title, breakdown.get(language))))
        for language, title in row.title.items()
    }


def figure_documents() -> Iterator[Document]:
    """All reported figures; they stand on one page."""
    for row in ReportedFigure.objects.all():
        parts = (name for name, _ in row.named_parts)
        yield Document(
            kind="figure",
            key=row.code,
            title=row.title,
            body=joined((row.group_name, row.note, row.date_text, *parts)),
            page="figures-reported",
        )
