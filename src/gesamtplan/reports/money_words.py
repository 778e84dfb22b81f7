"""A budget line in words: amount, posts and refunds, period, payer."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.states import AmountKind
from gesamtplan.kern.formats import format_amount, format_number
from gesamtplan.reports.words import day_words, unknown


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
