"""The changes of the day-one matrix as plain table."""

from django.utils.translation import gettext as _

from gesamtplan.gaps.queries.day_one import TurnedCell, Vocabulary, text
from gesamtplan.web.gaps import words as say
from gesamtplan.web.gaps.download import Row


def change_columns() -> list[str]:
    """Headings of `change_rows`."""
    return [
        _("Residence status"),
        _("Kind of offer"),
        _("From month"),
        _("Before"),
        _("After"),
        _("Legal basis"),
    ]


def change_rows(turned: list[TurnedCell], words: Vocabulary) -> list[Row]:
    """One row per cell that turned."""
    statuses = {code: name for code, name, _short in words.statuses}
    kinds = {code: name for code, name, _short in words.kinds}
    return [
        [
            statuses[turn.after.status],
            kinds[turn.after.kind],
            turn.months,
            say.outcome_word(turn.before.outcome),
            say.outcome_word(turn.after.outcome),
            "; ".join(str(text(rule["basis"])) for rule in words.rules(turn.after.entitlement["rules"]))
            or None,
        ]
        for turn in turned
    ]
