"""A budget line in words: level, field, period, amount."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gesamtplan.funding.models import BudgetLine
from gesamtplan.kern.formats import format_amount, format_partial_date
from gesamtplan.offers.states import FundingLevel


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
