"""What `gesamtplan import offers` does, told in lines: the same engine as at the desk."""

from pathlib import Path

import typer
from django.utils import translation
from django.utils.timezone import localdate, now

from gesamtplan.offers.models import SheetImport
from gesamtplan.offers.operations.sheets.errors import SheetError
from gesamtplan.offers.operations.sheets.runs import take_over
from gesamtplan.offers.operations.sheets.uploads import discard_sheet, upload_sheet
from gesamtplan.offers.queries.sheet_imports import plan_of
from gesamtplan.offers.sheets.columns import columns
from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.sheets.plan import Plan

AT_ONCE = 65_536
SHOWN = 200
ERRORS = (UnfitSheetError, SheetError, OSError)


def import_and_print(file: Path, *, dry_run: bool, without_refused: bool) -> None:
    """Say what the file would change, row by row, and unless it is a dry run, take it over."""
    try:
        with translation.override("en"):
            found = _uploaded(file)
            if not found.is_sure:
                raise SystemExit(
                    f"gesamtplan: nobody has said what the columns of {file.name} mean. It waits at the desk under "
                    "“Offers as spreadsheet”: say it there once, and files with these headings are known."
                )
            plan = plan_of(found, None, localdate())
            _say(plan)
            if dry_run or not plan.to_write or (plan.refused and not without_refused):
                discard_sheet(found=found, author=None, now=now())
                _stop_if_refused(plan, dry_run=dry_run, without_refused=without_refused)
                return
            take_over(
                found=found, seen=plan.fingerprint, seen_at=now(), without_refused=without_refused,
                author=None, now=now(), at_once=True,
            )  # fmt: skip
    except ERRORS as error:
        raise SystemExit(f"gesamtplan: {error}") from error
    typer.echo(f"{file.name} is taken over. It can be undone at the desk.")


def _uploaded(file: Path) -> SheetImport:
    with file.open("rb") as given:
        chunks = iter(lambda: given.read(AT_ONCE), b"")
        return upload_sheet(chunks=chunks, file_name=file.name, author=None, now=now())


def _say(plan: Plan) -> None:
    for remark in plan.remarks:
        typer.echo(remark)
    for row in plan.rows[:SHOWN]:
        for refusal in row.refusals:
            typer.echo(
                f"refused: row {row.number}, {refusal.column}: {refusal.value!r} {refusal.why} {refusal.remedy}"
            )
        for repair in row.repairs:
            typer.echo(f"row {row.number}, {repair.column}: {repair.old!r} → {repair.new!r} ({repair.why})")
        if row.changes:
            said = "; ".join(f"{columns()[one.column]}: {one.old!r} → {one.new!r}" for one in row.changes)
            typer.echo(f"{row.outcome}: row {row.number}, {row.code}: {said}")
    counts = plan.counts
    typer.echo(
        f"{counts['new']} new, {counts['changed']} changed, {counts['same']} as before, "
        f"{counts['refused']} refused, {counts['repaired']} put right"
    )


def _stop_if_refused(plan: Plan, *, dry_run: bool, without_refused: bool) -> None:
    if plan.refused and not (dry_run or without_refused):
        raise SystemExit(
            f"gesamtplan: {len(plan.refused)} row(s) refused, nothing was written. Mend them, or take over the rest "
            "with --without-refused."
        )
