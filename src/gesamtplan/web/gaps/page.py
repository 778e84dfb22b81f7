"""The day-one matrix as the page shows it: stored answers put beside each other, in words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.queries.day_one import Cell, Matrix, Vocabulary, change_dates, text
from gesamtplan.gaps.states import Outcome
from gesamtplan.gaps.touches import Touched, touched
from gesamtplan.kern.marks import mark
from gesamtplan.web.gaps import words as say
from gesamtplan.web.gaps.forms import DayOneForm, Selection


@dataclass(frozen=True)
class ShownCell:
    """One cell: sign, word and small print; `query` opens its details."""

    cell: Cell
    kind: LocalizedText
    before: str
    query: str

    @property
    def sign(self) -> str:
        """Character that stands beside the colour."""
        return mark("outcome", self.cell.outcome).sign

    @property
    def word(self) -> str:
        """Outcome in one or two words."""
        return say.breakable(say.SHORT[self.cell.outcome])

    @property
    def lines(self) -> list[str]:
        """Small print."""
        return [*say.small_lines(self.cell), *([self.before] if self.before else [])]

    @property
    def uncertain(self) -> bool:
        """Marked as not sure."""
        return say.is_uncertain(self.cell)


@dataclass(frozen=True)
class Turning:
    """The banner: how many cells turned, on which days, by which rules, and what that touches."""

    count: int
    first: date
    last: date
    bases: list[LocalizedText]
    touched: Touched


@dataclass(frozen=True)
class DayOnePage:
    """Everything the templates read."""

    form: DayOneForm
    selection: Selection
    matrix: Matrix
    earlier: Matrix | None

    @cached_property
    def words(self) -> Vocabulary:
        """Words and rules frozen with the assessment."""
        return self.matrix.words

    @cached_property
    def turned(self) -> dict[tuple[str, str], Cell]:
        """Cells as they were, where they turned."""
        return self.matrix.turned_since(self.earlier) if self.earlier else {}

    @cached_property
    def rows(self) -> list[tuple[str, LocalizedText, list[ShownCell]]]:
        """(heading that may break, full status, cells)."""
        names = {code: (say.breakable(short), name) for code, name, short in self.words.statuses}
        kinds = {code: short for code, _, short in self.words.kinds}
        return [
            (*names[status], [self._shown(cell, kinds[cell.kind]) for cell in cells])
            for status, cells in self.matrix.rows
        ]

    def _shown(self, cell: Cell, kind: LocalizedText) -> ShownCell:
        query = self.selection.query(status=cell.status, kind=cell.kind)
        return ShownCell(cell, kind, self.before(cell), query)

    def before(self, cell: Cell) -> str:
        """How a turned cell read before; empty for the others."""
        was = self.turned.get((cell.status, cell.kind))
        if was is None or self.earlier is None:
            return ""
        days = self.turning_days
        return say.before(was, self.earlier.on, days[0] if len(days) == 1 else None)

    @cached_property
    def turning_days(self) -> list[date]:
        """The days between the two compared ones on which any cell turned, ascending."""
        if self.earlier is None:
            return []
        first, last = sorted((self.earlier.on, self.matrix.on))
        known = change_dates(self.matrix.assessment, self.selection.circumstances)
        return sorted(change.on for change in known if change.turned and first < change.on <= last)

    @property
    def legend(self) -> list[dict[str, Any]]:
        """Outcomes in the order of the legend, with sign and number of cells."""
        counts = Counter(cell.outcome for cell in self.matrix.cells.values())
        return [
            {
                "code": item.value,
                "label": item.label,
                "sign": mark("outcome", item).sign,
                "count": counts[item],
            }
            for item in Outcome
        ]

    @cached_property
    def turning(self) -> Turning | None:
        """None if nothing turned."""
        cells = [self.matrix.cells[key] for key in self.turned]
        if not cells:
            return None
        days = self.turning_days
        rules = {rule: None for cell in cells for rule in cell.entitlement["rules"]}
        bases = {text(rule["basis"]): None for rule in self.words.rules(rules)}
        return Turning(len(cells), days[0], days[-1], list(bases), touched(cell.kind for cell in cells))

    @property
    def columns(self) -> list[tuple[LocalizedText, str]]:
        """(full name, heading that may break) of the kinds."""
        return [(name, say.breakable(short)) for _, name, short in self.words.kinds]

    @property
    def month_links(self) -> list[tuple[int, str]]:
        """The numbers of months at which something may change."""
        steps = {rule[key] for rule in self.rules for key in ("after_months", "until_months") if rule[key]}
        return [(months, self.selection.query(months=months)) for months in sorted(steps | {0})]

    @property
    def rules(self) -> list[dict[str, Any]]:
        """All rules behind the matrix."""
        return list(self.matrix.assessment.explanation["rules"].values())

    @property
    def certainties(self) -> list[tuple[int, LocalizedText]]:
        """Number of rules by certainty, the surest first."""
        counts = self.matrix.assessment.explanation["rules_by_certainty"]
        return [
            (counts.get(code, 0), self.words.label("certainty", code)) for code in ("high", "medium", "low")
        ]

    @property
    def compiled(self) -> date:
        """Last day up to which the rules were compiled."""
        return date.fromisoformat(self.matrix.assessment.explanation["compiled"])

    @property
    def is_after_compilation(self) -> bool:
        """The day asked for lies after the day up to which the rules were compiled."""
        return self.selection.on > self.compiled

    @property
    def method(self) -> LocalizedText:
        """How the matrix was computed."""
        return text(self.matrix.assessment.explanation["method"])

    @property
    def caution(self) -> LocalizedText:
        """No legal advice."""
        return text(self.matrix.assessment.explanation["caution"])

    @property
    def reasons(self) -> list[dict[str, Any]]:
        """Why the assessment is partial."""
        return list(self.matrix.assessment.explanation["reasons"])
