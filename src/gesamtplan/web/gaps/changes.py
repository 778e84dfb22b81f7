"""What changed on one day, as the page shows it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.http import QueryDict

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.models import Assessment
from gesamtplan.gaps.queries.day_one import (
    ChangeDate,
    TurnedCell,
    Vocabulary,
    change_dates,
    last_turn,
    text,
    turned_cells,
)
from gesamtplan.gaps.touches import Touched, touched
from gesamtplan.kern.formats import format_partial_date
from gesamtplan.web.gaps import words as say
from gesamtplan.web.gaps.forms import DayOneForm, Selection

DAY = timedelta(days=1)


@dataclass(frozen=True)
class ChangesPage:
    """`on` None: nothing ever turned for these circumstances."""

    assessment: Assessment
    on: date | None
    circumstances: str
    error: str
    cells: list[TurnedCell]

    @cached_property
    def words(self) -> Vocabulary:
        """Words and rules frozen with the assessment."""
        return Vocabulary(self.assessment.explanation)

    @property
    def turned(self) -> list[TurnedCell]:
        """Cells that were known before and say something else now."""
        return [cell for cell in self.cells if not cell.learned]

    @property
    def learned(self) -> list[TurnedCell]:
        """Cells of which nothing was known before."""
        return [cell for cell in self.cells if cell.learned]

    @property
    def turned_rows(self) -> list[dict[str, Any]]:
        """The turned cells in words."""
        return [self._row(turn) for turn in self.turned]

    @property
    def learned_rows(self) -> list[dict[str, Any]]:
        """The cells that became known, in words."""
        return [self._row(turn) for turn in self.learned]

    def _row(self, turn: TurnedCell) -> dict[str, Any]:
        after = turn.after
        rules = self.words.rules(after.entitlement["rules"])
        before = self.on - DAY if self.on else None
        selection = Selection(self.on or date.min, turn.months, before, self.circumstances)
        return {
            "status": self._name("statuses", after.status),
            "kind": self._name("kinds", after.kind),
            "months": turn.months,
            "before": turn.before.outcome,
            "before_word": say.outcome_word(turn.before.outcome),
            "after": after.outcome,
            "after_word": say.outcome_word(after.outcome),
            "bases": list(dict.fromkeys(str(text(rule["basis"])) for rule in rules)),
            "sources": list({source["id"]: source for rule in rules for source in rule["sources"]}.values()),
            "query": selection.query(status=after.status, kind=after.kind),
        }

    def _name(self, group: str, code: str) -> LocalizedText:
        return next(name for entry, name, _ in self.words.named(group) if entry == code)

    @cached_property
    def touched(self) -> Touched:
        """Offers and needs that the turned cells touch."""
        return touched(turn.after.kind for turn in self.turned) if self.turned else Touched((), ())

    @property
    def offers(self) -> list[tuple[Any, str]]:
        """(offer, up to when it is known to exist)."""
        return [(offer, say.confirmed(offer)) for offer in self.touched.offers]

    @property
    def day(self) -> str:
        """The day as people write it."""
        return format_partial_date(self.on) if self.on else ""

    @property
    def choices(self) -> list[tuple[ChangeDate, str]]:
        """(day of change, the day as people write it)."""
        return [(change, format_partial_date(change.on)) for change in self.dates]

    @property
    def dates(self) -> list[ChangeDate]:
        """All days on which something changed, the latest first."""
        return change_dates(self.assessment, self.circumstances)


def read_changes(query: QueryDict, assessment: Assessment, today: date) -> ChangesPage:
    """The day asked for; by default the last one on which something turned."""
    words = Vocabulary(assessment.explanation)
    form = DayOneForm(query.dict(), words)
    form.full_clean()
    wish = form.cleaned_data
    circumstances = wish.get("circumstances") or words.circumstances[0][0]
    on = wish.get("on") or last_turn(assessment, circumstances, today)
    cells = turned_cells(assessment, on, circumstances) if on else []
    return ChangesPage(
        assessment, on, circumstances, " ".join(str(error) for error in form.errors.get("on", [])), cells
    )
