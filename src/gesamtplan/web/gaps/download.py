"""The day-one matrix as plain table."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gesamtplan.gaps.queries.day_one import text
from gesamtplan.web.gaps import words as say
from gesamtplan.web.gaps.page import DayOnePage

Row = list[Any]


def matrix_columns() -> list[str]:
    """Headings of `matrix_rows`."""
    return [
        _("Residence status"), _("Kind of offer"), pgettext("day one", "Outcome"), _("Later"),
        _("Legal basis"), _("Granted by"), _("Certainty"), _("Rules"), _("Offers of the city"),
        _("Holds for days"), _("Holds for months"), _("Earlier outcome"),
    ]  # fmt: skip


def matrix_rows(page: DayOnePage) -> Iterator[Row]:
    """One row per cell; what is not known is None."""
    words = page.words
    statuses = {code: name for code, name, _short in words.statuses}
    kinds = {code: name for code, name, _short in words.kinds}
    for key, cell in page.matrix.cells.items():
        answer = cell.entitlement
        was = page.turned.get(key)
        yield [
            statuses[cell.status],
            kinds[cell.kind],
            say.outcome_word(cell.outcome),
            "; ".join(say.later(months, verdict) for months, verdict in answer["later"]) or None,
            "; ".join(dict.fromkeys(str(text(rule["basis"])) for rule in words.rules(answer["rules"])))
            or None,
            words.label("level", answer["level"]) or None,
            words.label("certainty", answer["certainty"]) or None,
            ", ".join(answer["rules"]) or None,
            ", ".join(str(offer) for offer in cell.offers) or None,
            say.span_of_days(cell.valid_from, cell.valid_to),
            say.span_of_months(cell.months_from, cell.months_to),
            say.outcome_word(was.outcome) if was else None,
        ]
