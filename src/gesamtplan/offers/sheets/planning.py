"""Makes the plan row by row."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gesamtplan.core.imports import Refusal, Repair
from gesamtplan.offers.sheets.cells import KEEP, read_cell, same, text_of
from gesamtplan.offers.sheets.choice import Choice
from gesamtplan.offers.sheets.columns import SITE, Column, columns, plain
from gesamtplan.offers.sheets.faults import CellFaultError
from gesamtplan.offers.sheets.plan import Change, Current, Outcome, Plan, RowPlan, State
from gesamtplan.offers.sheets.tables import Line, Table
from gesamtplan.offers.sheets.whole_rows import Fault, faults_of

Progress = Callable[[int, int], None]
NOTHING: Mapping[str, Any] = dict.fromkeys(columns()) | {"public": True}
Identity = tuple[str, str, str]


@dataclass
class _Row:
    """A row while it is read."""

    line: Line
    given: dict[str, Any] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    def refuse(self, column: object, raw: Any, why: str, remedy: str) -> None:
        shown = text_of(raw)[:200]
        self.refusals.append(Refusal(self.line.number, str(column), shown, why, remedy))

    def repair(self, column: object, old: Any, new: Any, why: str) -> None:
        shown = text_of(old)[:200]
        self.repairs.append(Repair(self.line.number, str(column), shown, text_of(new)[:200], why))


@dataclass
class _Planner:
    table: Table
    choice: Choice
    state: State
    by_identity: Mapping[Identity, list[str]]
    first_rows: dict[str, int]
    has_site: bool

    def row_plan(self, row: _Row) -> RowPlan:
        """What becomes of the row."""
        current = self._current(row)
        target = self._target(row, current)
        if not row.refusals:
            for fault in faults_of(target, current, row.given, self.choice, self.state):
                self._refuse(row, fault, target)
        code = str(row.given.get("code") or "")
        title = str(target.get("title_de") or target.get("title_en") or "")
        said = (tuple(row.refusals), tuple(row.repairs), current)
        if row.refusals:
            return RowPlan(row.line.number, code, title, Outcome.REFUSED, (), *said)
        changes = tuple(_changes(current.values if current else NOTHING, target))
        outcome = Outcome.NEW if current is None else Outcome.CHANGED if changes else Outcome.SAME
        return RowPlan(row.line.number, code, title, outcome, changes, *said)

    def _refuse(self, row: _Row, fault: Fault, target: Mapping[str, Any]) -> None:
        column = columns()[fault.column]
        raw = next((row.line.cell(at) for at, name in self.choice.columns.items() if name == column.name), "")
        shown = raw if raw != "" else target.get(column.name) or ""
        row.refuse(column, shown, fault.why, fault.remedy)

    def _current(self, row: _Row) -> Current | None:
        """The offer that the row is about; gives a row without a code the one by which it is known."""
        code = row.given.get("code")
        if not code and not row.refusals:
            code = self._known_by_identity(row)
        if code:
            row.given["code"] = code
            first = self.first_rows.setdefault(code, row.line.number)
            if first != row.line.number:
                row.refuse(
                    columns()["code"],
                    code,
                    _("stands in row %(row)d too.") % {"row": first},
                    _("Keep one of the two rows, or give one a code of its own."),
                )
        return self.state.offers.get(code or "")

    def _known_by_identity(self, row: _Row) -> str:
        identity = self._identity({"provider": self.choice.provider or None, **row.given})
        known = self.by_identity.get(identity, [])
        if len(known) > 1:
            row.refuse(
                columns()["code"],
                "",
                _("is missing, and several offers have this title: %(codes)s.")
                % {"codes": ", ".join(known[:5])},
                _("Write the code of the one that is meant."),
            )
            return ""
        if known:
            row.repair(columns()["code"], "", known[0], _("Known by title, provider and place."))
            return known[0]
        return "S" + hashlib.sha256("\n".join(identity).encode()).hexdigest()[:12]

    def _identity(self, values: Mapping[str, Any]) -> Identity:
        return identity_of(values, with_site=self.has_site)

    def _target(self, row: _Row, current: Current | None) -> dict[str, Any]:
        given = {name: value for name, value in row.given.items() if value is not KEEP}
        target = {**(current.values if current else NOTHING), **given}
        if current is None:
            target["kind"] = target["kind"] or self.choice.kind or None
            target["provider"] = target["provider"] or self.choice.provider or None
        elif current.sites > 1 and any(name in given for name in SITE):
            for name in SITE:
                target[name] = current.values[name]
            why = _("The offer has several sites: they are left as they are.")
            row.repair(columns()["site_name"], next(given[n] for n in SITE if n in given), "", why)
        _lay_figures(target, row.given, current, self.choice)
        return target


def _lay_figures(
    target: dict[str, Any], given: Mapping[str, Any], current: Current | None, choice: Choice
) -> None:
    """The day of the file counts for figures that it changes and that name no day of their own."""
    before = current.values if current else NOTHING
    changed = any(target[name] != before[name] for name in ("places", "taken", "waiting", "next_start"))
    if changed and choice.as_of and "as_of" not in given:
        target["as_of"] = choice.as_of


def identity_of(values: Mapping[str, Any], *, with_site: bool) -> Identity:
    """By which an offer without a code is known again."""
    title = str(values.get("title_de") or values.get("title_en") or "")
    site = str(values.get("site_street") or values.get("site_name") or "") if with_site else ""
    return plain(title), str(values.get("provider") or ""), plain(site)


def make_plan(table: Table, choice: Choice, state: State, progress: Progress | None = None) -> Plan:
    """What the table would change."""
    reading = {at: columns()[name] for at, name in choice.columns.items()}
    with_site = bool(set(choice.columns.values()) & {"site_street", "site_name"})
    known: defaultdict[Identity, list[str]] = defaultdict(list)
    for code, offer in state.offers.items():
        known[identity_of(offer.values, with_site=with_site)].append(code)
    planner = _Planner(table, choice, state, known, {}, with_site)
    rows = []
    for number, line in enumerate(table.lines):
        rows.append(planner.row_plan(_read(line, reading, table, state)))
        if progress and number % 500 == 0:
            progress(number, len(table.lines))
    return Plan(tuple(rows), table.remarks, state.words)


def _read(line: Line, reading: Mapping[int, Column], table: Table, state: State) -> _Row:
    row = _Row(line)
    for at, column in reading.items():
        raw = line.cell(at)
        if raw == "" or raw is None:
            continue
        try:
            found = read_cell(column, raw, state.words)
        except CellFaultError as fault:
            row.refuse(column, raw, fault.why, fault.remedy)
            continue
        if found.value is KEEP:
            continue
        row.given[column.name] = found.value
        if found.note:
            row.repair(column, raw, found.value, found.note)
        if (line.number, at) in table.filled:
            above = table.filled[line.number, at]
            why = _("The cell is merged with the one in row %(row)d, whose value counts.") % {"row": above}
            row.repair(column, "", raw, why)
    return row


def _changes(before: Mapping[str, Any], target: Mapping[str, Any]) -> Iterator[Change]:
    for name, column in columns().items():
        if name != "code" and not same(column, before[name], target[name]):
            yield Change(name, before[name], target[name])
