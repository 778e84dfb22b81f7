"""A spreadsheet is taken over: all that was previewed, in one transaction, or nothing."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gesamtplan.accounts.models import User
from gesamtplan.offers.models import DirectoryVersion, SheetChange, SheetImport
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.operations.sheets.errors import NothingToDoError, RefusedRowsError, StalePreviewError
from gesamtplan.offers.operations.sheets.figures import FiguresFrom
from gesamtplan.offers.operations.sheets.uploads import locked_import, trace
from gesamtplan.offers.operations.sheets.writing import Target, write_targets
from gesamtplan.offers.queries.sheet_imports import forget_plan, plan_of
from gesamtplan.offers.sheets.columns import FIGURES, SITE
from gesamtplan.offers.sheets.kept import path_of
from gesamtplan.offers.sheets.plan import Plan, RowPlan
from gesamtplan.offers.sheets.planning import NOTHING
from gesamtplan.offers.states import RowChange, SheetState

AT_ONCE = 500
# What an undo needs besides the columns, by the columns that were changed.
HIDDEN = {"fee": "_fee_precision", **dict.fromkeys(SITE, "_site"), **dict.fromkeys(FIGURES, "_note")}


@transaction.atomic
def apply_sheet(*, found: SheetImport, author: User | None, now: datetime) -> SheetImport:
    """Store what the confirmed preview showed; the caller has noted in `found` which that was.

    Raises NotAllowedError, WrongStateError, UnfitSheetError, StalePreviewError, RefusedRowsError, NothingToDoError.
    """
    DirectoryVersion.objects.select_for_update().filter(pk=1).first()  # nobody changes an offer meanwhile
    locked = locked_import(found, author, SheetState.APPLIED)
    plan = plan_of(locked, author, localdate(now))
    _require_fit(locked, plan)
    targets = [_target(row) for row in plan.to_write]
    origin = FiguresFrom(author, f"{locked.file_name[:90]} ({locked.pk})")
    said = write_targets(targets, origin, now)
    changes = (_change(locked, row, said.get(row.code, {})) for row in plan.to_write)
    SheetChange.objects.bulk_create(changes, batch_size=AT_ONCE)
    _finish(locked, plan, now)
    only_figures = all(target.names <= set(FIGURES) for target in targets)
    offers_changed(codes=[target.code for target in targets], now=now, texts=not only_figures)
    trace("apply_sheet", locked, author, now, {"file": locked.file_name, **locked.counts})
    return locked


def _require_fit(found: SheetImport, plan: Plan) -> None:
    if plan.fingerprint != found.seen:
        raise StalePreviewError(list(_changed_since(plan, found.seen_at)))
    if plan.refused and not found.without_refused:
        raise RefusedRowsError(
            f"{len(plan.refused)} row(s) are refused, so nothing was written. Mend them in the file and upload it "
            "again, or take over the rest without these rows."
        )
    if not plan.to_write:
        raise NothingToDoError("The file would change nothing.")


def _changed_since(plan: Plan, seen_at: datetime | None) -> Iterator[str]:
    for row in plan.rows:
        if row.current and seen_at and row.current.modified_at > seen_at:
            yield row.code


def _target(row: RowPlan) -> Target:
    current = row.current
    before = current.values if current else NOTHING
    values = {**before, "code": row.code, **{one.column: one.new for one in row.changes}}
    names = {one.column for one in row.changes}
    if current is None:
        names |= {"public"}
    return Target(
        row.code, current.pk if current else None, values, frozenset(names), current.hidden if current else {}
    )


def _change(found: SheetImport, row: RowPlan, said: dict[str, Any]) -> SheetChange:
    hidden = row.current.hidden if row.current else {}
    kept = {HIDDEN[one.column] for one in row.changes if one.column in HIDDEN}
    names = {one.column for one in row.changes}
    what = RowChange.CHANGED
    if row.current is None:
        what = RowChange.CREATED
    elif names <= set(FIGURES):
        what = RowChange.FIGURES
    before = {one.column: one.old for one in row.changes} | {name: hidden.get(name) for name in kept}
    after = {one.column: one.new for one in row.changes} | said
    return SheetChange(
        by_import=found, row=row.number, code=row.code, what=what,
        before={} if row.current is None else before, after=after,
    )  # fmt: skip


def _finish(found: SheetImport, plan: Plan, now: datetime) -> None:
    found.state, found.applied_at, found.message = SheetState.APPLIED, now, ""
    found.counts = {"rows": len(plan.rows), **plan.counts}
    found.done = 100
    found.save(update_fields=["state", "applied_at", "message", "counts", "done"])
    path = path_of(found.pk, found.digest)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    forget_plan()
