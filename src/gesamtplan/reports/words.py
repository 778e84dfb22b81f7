"""Dates and amounts in words, as exact as they are known and no more."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gesamtplan.core.states import DatePrecision
from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.states import AmountKind
from gesamtplan.kern.formats import format_amount, format_number, format_partial_date


def unknown() -> str:
    """The word for what no source says."""
    return pgettext("value", "unknown")


def day_words(day: date | None, precision: str | None = DatePrecision.DAY) -> str:
    """31.12.2019, Dezember 2019, 2019 or unknown."""
    return unknown() if day is None else format_partial_date(day, precision or DatePrecision.DAY)


def value_words(value: Decimal | None, decimals: int | None = None) -> str:
    """A number in the report's language; None is unknown."""
    return unknown() if value is None else format_number(value, decimals)


def decimals_of(values: Iterable[Decimal | None]) -> int:
    """Decimals that show every value in full, so that all of a series have the same."""
    known = [value.normalize().as_tuple().exponent for value in values if value is not None]
    return max((0, *(-exponent for exponent in known if isinstance(exponent, int))))


def line_words(line: BudgetLine) -> str:
    """One budget line in words: amount and posts, period, payer."""
    payer = str(line.source) if line.source else _("payer unknown")
    return " · ".join(part for part in (amount_words(line), period_words(line), payer) if part)


def amount_words(line: BudgetLine) -> str:
    """Amount, posts and refunds of one line; unknown where no source says any of them."""
    return ", ".join([*_money(line), *_posts(line), *_refunds(line)]) or unknown()


def _money(line: BudgetLine) -> Iterator[str]:
    if line.amount is not None:
        amount = format_amount(line.amount, line.precision)
        yield _("%s per year") % amount if line.per_year else amount
        yield str(AmountKind(line.kind).label)


def _posts(line: BudgetLine) -> Iterator[str]:
    if line.posts is not None:
        yield _("%s posts") % format_number(line.posts)
    if line.posts_asked is not None:
        yield _("%s posts asked for") % format_number(line.posts_asked)
    if line.posts_granted is not None:
        yield _("%s posts granted") % format_number(line.posts_granted)


def _refunds(line: BudgetLine) -> Iterator[str]:
    if line.refund_expected is not None:
        yield _("refund expected: %s") % format_amount(line.refund_expected, line.refund_expected_precision)
    if line.refund_received is not None:
        yield _("refund received: %s") % format_amount(line.refund_received)
    if line.share_percent is not None:
        yield _("share of others: %s %%") % format_number(line.share_percent)


def period_words(line: BudgetLine) -> str:
    """From when to when, as far as it is known."""
    if line.period_from is None:
        return ""
    start = day_words(line.period_from, line.period_precision)
    if line.period_to is None:
        return _("from %s") % start if line.per_year else start
    end = day_words(line.period_to, line.period_precision)
    return start if start == end else f"{start} – {end}"
