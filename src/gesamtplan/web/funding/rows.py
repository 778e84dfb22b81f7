"""Budget lines as file: column by column, heading and value. Unknown is an empty cell."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import payer_level
from gesamtplan.kern.formats import machine_date
from gesamtplan.web.downloads import Table, source_links
from gesamtplan.web.funding.words import level_word


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
