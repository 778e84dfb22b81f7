"""One budget line as page and download show it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext

from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import payer_level
from gesamtplan.kern.formats import format_amount, format_partial_date, machine_date
from gesamtplan.offers.states import FundingLevel

COLUMNS: tuple[Any, ...] = (
    _lazy("Measure"), _lazy("Title"), _lazy("Fields of action"), _lazy("Payer"), _lazy("Level"), _lazy("Duty by law"),
    _lazy("Kind of amount"), _lazy("Amount in EUR"), _lazy("Precision"), _lazy("Per year"), _lazy("Period from"),
    _lazy("Period to"), _lazy("Posts asked"), _lazy("Posts granted"), _lazy("Refund expected in EUR"),
    _lazy("Refund received in EUR"), _lazy("Share borne by others in percent"), _lazy("Note"), _lazy("Sources"),
)  # fmt: skip


def level_word(level: str) -> Any:
    """Word for the level of a payer; "unknown" is a level of its own."""
    return FundingLevel(level).label if level in FundingLevel.values else pgettext("payer", "payer unknown")


def field_word(line: BudgetLine) -> str:
    """The field of action the money goes to; one word for several, so that no amount is split."""
    fields = list(line.measure.fields_of_action.all())
    if len(fields) > 1:
        return _("several fields")
    return str(fields[0].short_title) if fields else _("field unknown")


def period_text(line: BudgetLine) -> str:
    """ "2016–2019", "2022", "from 2016 on", or "" where no period is known."""
    precision = line.period_precision or "day"
    first, last = (
        format_partial_date(day, precision) if day else "" for day in (line.period_from, line.period_to)
    )
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return _("from %(date)s on") % {"date": first}
    return _("until %(date)s") % {"date": last} if last else ""


def amount_text(line: BudgetLine) -> str:
    """The amount with its caution and "per year" where the source says so; "unknown" where there is none."""
    if line.amount is None:
        return pgettext("value", "unknown")
    text = format_amount(line.amount, line.precision)
    return _("%(amount)s per year") % {"amount": text} if line.per_year else text


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else (_("yes") if value else _("no"))


def download_row(line: BudgetLine) -> tuple[Any, ...]:
    """One line in the order of COLUMNS; unknown is an empty cell."""
    precision = line.period_precision or "day"
    return (
        line.measure.code,
        line.measure.title,
        ", ".join(field.code for field in line.measure.fields_of_action.all()),
        line.source,
        level_word(payer_level(line)) if line.source else None,
        _yes_no(line.source.is_duty) if line.source else None,
        line.get_kind_display(),
        line.amount,
        line.get_precision_display() if line.amount is not None else None,
        _yes_no(line.per_year) if line.amount is not None else None,
        machine_date(line.period_from, precision) if line.period_from else None,
        machine_date(line.period_to, precision) if line.period_to else None,
        line.posts_asked,
        line.posts_granted,
        line.refund_expected,
        line.refund_received,
        line.share_percent,
        line.note,
        ", ".join(source.url for source in line.sources.all()) or None,
    )
