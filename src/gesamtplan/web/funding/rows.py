"""One budget line as page and file show it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext

from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import payer_level
from gesamtplan.kern.formats import format_amount, format_partial_date, machine_date
from gesamtplan.offers.states import FundingLevel
from gesamtplan.web.downloads import Table, source_links


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


def _period(line: BudgetLine, day: date | None) -> str | None:
    return machine_date(day, line.period_precision or "day") if day else None


def _with_amount(line: BudgetLine, words: Any) -> Any:
    """What is said of an amount is only known together with it."""
    return None if line.amount is None else words


MONEY = Table(
    "money",
    (
        (_lazy("Measure"), lambda line: line.measure.code),
        (_lazy("Title"), lambda line: line.measure.title),
        (
            _lazy("Fields of action"),
            lambda line: ", ".join(f.code for f in line.measure.fields_of_action.all()),
        ),
        (_lazy("Payer"), lambda line: line.source),
        (_lazy("Level"), lambda line: level_word(payer_level(line)) if line.source else None),
        (_lazy("Duty by law"), lambda line: _yes_no(line.source.is_duty) if line.source else None),
        (_lazy("Kind of amount"), lambda line: line.get_kind_display()),
        (_lazy("Amount in EUR"), lambda line: line.amount),
        (_lazy("Precision"), lambda line: _with_amount(line, line.get_precision_display())),
        (_lazy("Per year"), lambda line: _with_amount(line, _yes_no(line.per_year))),
        (_lazy("Period from"), lambda line: _period(line, line.period_from)),
        (_lazy("Period to"), lambda line: _period(line, line.period_to)),
        (_lazy("Posts asked"), lambda line: line.posts_asked),
        (_lazy("Posts granted"), lambda line: line.posts_granted),
        (_lazy("Refund expected in EUR"), lambda line: line.refund_expected),
        (_lazy("Refund received in EUR"), lambda line: line.refund_received),
        (_lazy("Share borne by others in percent"), lambda line: line.share_percent),
        (_lazy("Note"), lambda line: line.note),
        (_lazy("Sources"), source_links),
    ),
)
