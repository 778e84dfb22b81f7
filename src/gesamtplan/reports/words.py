"""Dates and amounts in words, as exact as they are known and no more."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from gesamtplan.core.states import AmountPrecision
from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.states import AmountKind


def unknown() -> str:
    """The word for what no source says."""
    return _("unknown")


def day_words(day: date | None, precision: str) -> str:
    """31.12.2019, 12/2019 or 2019."""
    if day is None:
        return unknown()
    if precision == "year":
        return str(day.year)
    return f"{day:%m/%Y}" if precision == "month" else date_format(day, "SHORT_DATE_FORMAT")


def number(value: Decimal) -> str:
    """A number without decimals that say nothing."""
    return number_format(value.normalize() if value % 1 else value.quantize(Decimal(1)), use_l10n=True, force_grouping=True)


def euro(value: Decimal, precision: str = AmountPrecision.EXACT) -> str:
    """An amount with the doubt of its source."""
    amount = f"{number(value)} €"
    return amount if precision == AmountPrecision.EXACT else f"{AmountPrecision(precision).label} {amount}"


def amount_words(line: BudgetLine) -> str:
    """Amount, posts and refunds of one line."""
    parts = []
    if line.amount is not None:
        parts.append(f"{euro(line.amount, line.precision)} {_('per year') if line.per_year else ''}".strip())
        if line.kind != AmountKind.UNKNOWN:
            parts.append(str(AmountKind(line.kind).label))
    for value, words in ((line.posts_asked, _("posts asked for")), (line.posts_granted, _("posts granted"))):
        if value is not None:
            parts.append(f"{number(value)} {words}")
    if line.refund_expected is not None:
        parts.append(_("refund expected: %s") % euro(line.refund_expected))
    if line.refund_received is not None:
        parts.append(_("refund received: %s") % euro(line.refund_received))
    if line.share_percent is not None:
        parts.append(_("share of others: %s %%") % number(line.share_percent))
    return ", ".join(parts) or unknown()


def period_words(line: BudgetLine) -> str:
    """From when to when, as far as it is known."""
    if line.period_from is None:
        return ""
    start = day_words(line.period_from, line.period_precision or "day")
    if line.period_to is None:
        return _("from %s") % start if line.per_year else start
    end = day_words(line.period_to, line.period_precision or "day")
    return start if start == end else f"{start} – {end}"

