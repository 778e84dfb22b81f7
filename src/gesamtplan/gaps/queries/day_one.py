"""Reads of the stored day-one matrix; nothing is computed here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.models import Assessment, DayOneRow
from gesamtplan.gaps.states import PUBLISHED, AssessmentKind, Outcome
from gesamtplan.offers.models import Offer

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Vocabulary:
    """The words and rules frozen with an assessment; every text shows itself in the reader's language."""

    explanation: dict[str, Any]

    def named(self, group: str) -> list[tuple[str, LocalizedText, LocalizedText]]:
        """(code, name, short name) of the `statuses`, `kinds` or `circumstances`, in their order."""
        entries = self.explanation[group]
        return [(item["code"], text(item["name"]), text(item.get("short", item["name"]))) for item in entries]

    def label(self, group: str, code: str | None) -> LocalizedText:
        """Name of a code; group: verdict, certainty, level, caveat."""
        return text(self.explanation["labels"][f"{group}.{code}"]["name"]) if code else LocalizedText()

    def fact(self, code: str, value: object) -> LocalizedText:
        """A condition, or its opposite, in words."""
        return text(self.explanation["conditions"][code]["true" if value else "false"])

    def rules(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The rules as data, in the order asked for."""
        found = [self.explanation["rules"][rule] for rule in ids]
        return [rule | {"sources": [_titled(source) for source in rule["sources"]]} for rule in found]

    @property
    def statuses(self) -> list[tuple[str, LocalizedText, LocalizedText]]:
        """Rows of the matrix."""
        return self.named("statuses")

    @property
    def kinds(self) -> list[tuple[str, LocalizedText, LocalizedText]]:
        """Columns of the matrix."""
        return self.named("kinds")

    @property
    def circumstances(self) -> list[tuple[str, LocalizedText, LocalizedText]]:
        """Sets of circumstances; the first is the default."""
        return self.named("circumstances")


def _titled(source: dict[str, Any]) -> dict[str, Any]:
    """A source that the city has too is called in the reader's language."""
    title = source["title"]
    return source | {"title": LocalizedText(title) if isinstance(title, dict) else title}


def text(data: dict[str, str] | None) -> LocalizedText:
    """A text of the explanation."""
    return LocalizedText(data or {})


@dataclass(frozen=True)
class Cell:
    """One answer of the matrix and the days and months for which it holds (null is open)."""

    status: str
    kind: str
    outcome: Outcome
    valid_from: date | None
    valid_to: date | None
    months_from: int
    months_to: int | None
    entitlement: dict[str, Any]
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Matrix:
    """All cells for one day, number of months and set of circumstances."""

    assessment: Assessment
    on: date
    months: int
    circumstances: str
    cells: dict[tuple[str, str], Cell]

    @cached_property
    def words(self) -> Vocabulary:
        """Words and rules of the assessment."""
        return Vocabulary(self.assessment.explanation)

    @property
    def rows(self) -> list[tuple[str, list[Cell]]]:
        """(status, its cells in the order of the kinds)."""
        kinds = [code for code, _, _ in self.words.kinds]
        return [
            (status, [self.cells[status, kind] for kind in kinds]) for status, _, _ in self.words.statuses
        ]

    def turned_since(self, earlier: "Matrix") -> dict[tuple[str, str], Cell]:
        """(status, kind) -> the cell as it was, where the outcome is another one now and was known before."""
        return {
            key: earlier.cells[key]
            for key, cell in self.cells.items()
            if earlier.cells[key].outcome not in {cell.outcome, Outcome.UNKNOWN}
        }


def current_assessment() -> Assessment | None:
    """The day-one assessment that is shown; None before the first one is stored."""
    return Assessment.objects.filter(kind=AssessmentKind.DAY_ONE, status__in=PUBLISHED).first()


def matrix(on: date, months: int, circumstances: str, assessment: Assessment | None = None) -> Matrix | None:
    """The matrix as stored, in four queries at most; None before anything is stored."""
    assessment = assessment or current_assessment()
    if assessment is None:
        return None
    rows = (
        _rows(assessment, circumstances)
        .filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))
        .filter(Q(months_to=None) | Q(months_to__gte=months), months_from__lte=months)
    )
    return Matrix(
        assessment, on, months, circumstances, {(row.status_code, row.kind_code): _cell(row) for row in rows}
    )


def _rows(assessment: Assessment, circumstances: str) -> QuerySet[DayOneRow]:
    offers = (
        Offer.objects.filter(is_public=True).select_related("provider").prefetch_related("sources").told()
    )
    rows = DayOneRow.objects.filter(assessment=assessment, circumstances=circumstances)
    return rows.prefetch_related(Prefetch("offers", queryset=offers))


def _cell(row: DayOneRow) -> Cell:
    return Cell(
        status=row.status_code,
        kind=row.kind_code,
        outcome=Outcome(row.outcome),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        months_from=row.months_from,
        months_to=row.months_to,
        entitlement=row.entitlement,
        offers=tuple(row.offers.all()),
    )


@dataclass(frozen=True)
class ChangeDate:
    """A day on which cells turned, or became known, for one set of circumstances."""

    on: date
    turned: int
    learned: int


def change_dates(assessment: Assessment, circumstances: str) -> list[ChangeDate]:
    """All days on which an outcome changed for any number of months, the latest first; no query."""
    found = [
        ChangeDate(
            date.fromisoformat(entry["on"]),
            entry["turned"].get(circumstances, 0),
            entry["learned"].get(circumstances, 0),
        )
        for entry in assessment.explanation["changes"]
    ]
    return [change for change in reversed(found) if change.turned or change.learned]


def last_turn(assessment: Assessment, circumstances: str, on: date) -> date | None:
    """The last day, up to `on`, on which a cell turned that was known before; no query."""
    return next(
        (item.on for item in change_dates(assessment, circumstances) if item.turned and item.on <= on), None
    )


@dataclass(frozen=True)
class TurnedCell:
    """A cell before and after a day, at the first number of months at which the outcome differs."""

    before: Cell
    after: Cell
    months: int

    @property
    def learned(self) -> bool:
        """Before the day the outcome was not known: no turn, but the first thing that is known."""
        return self.before.outcome == Outcome.UNKNOWN


def turned_cells(assessment: Assessment, on: date, circumstances: str) -> list[TurnedCell]:
    """The cells whose outcome differs between the day before and the day, for any number of months."""
    rows = [
        _cell(row) for row in _rows(assessment, circumstances).filter(Q(valid_from=on) | Q(valid_to=on - DAY))
    ]
    before = _by_cell(cell for cell in rows if cell.valid_to == on - DAY)
    after = _by_cell(cell for cell in rows if cell.valid_from == on)
    turns = (_first_turn(before[key], after[key]) for key in before if key in after)
    return [turn for turn in turns if turn]


def _by_cell(cells: Iterable[Cell]) -> dict[tuple[str, str], list[Cell]]:
    found: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        found.setdefault((cell.status, cell.kind), []).append(cell)
    return found


def _first_turn(before: list[Cell], after: list[Cell]) -> TurnedCell | None:
    for months in sorted({cell.months_from for cell in (*before, *after)}):
        was, now = _at(before, months), _at(after, months)
        if was.outcome != now.outcome:
            return TurnedCell(was, now, months)
    return None


def _at(cells: list[Cell], months: int) -> Cell:
    return next(cell for cell in cells if cell.months_from <= months <= (cell.months_to or months))
