"""A spreadsheet is uploaded, its columns are assigned, or it is thrown away. None of it changes an offer."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.offers.models import ColumnMapping, SheetImport
from gesamtplan.offers.operations.sheets.errors import NotAllowedError, UnfitChoiceError, WrongStateError
from gesamtplan.offers.queries.sheet_imports import guess_of, imports_for, table_of
from gesamtplan.offers.queries.spreadsheets import current_offers, vocabulary
from gesamtplan.offers.rules import may_import_offers
from gesamtplan.offers.sheets.choice import Choice
from gesamtplan.offers.sheets.files import open_book
from gesamtplan.offers.sheets.kept import KEPT, folder, path_of
from gesamtplan.offers.sheets.limits import LARGEST
from gesamtplan.offers.sheets.tables import table_at
from gesamtplan.offers.states import SHEET_STEPS, SheetState

NAME_LENGTH = 200


def require_importer(author: User | None) -> None:
    """Raises NotAllowedError; nobody (None) is the command line, whose user runs the system anyway."""
    if author is not None and not may_import_offers(author):
        raise NotAllowedError(f"{author} may not take over spreadsheets. Ask the coordination for a role.")


def upload_sheet(
    *, chunks: Iterable[bytes], file_name: str, author: User | None, now: datetime
) -> SheetImport:
    """Keep a file and find out what it is. Raises NotAllowedError; UnfitSheetError, and nothing is kept then."""
    require_importer(author)
    _throw_away_old(now)
    path, digest = _stored(chunks)
    try:
        book = open_book(path)
        guessed, grid = guess_of(book, vocabulary(current_offers().values()))
        table = table_at(grid, guessed.choice.row, guessed.choice.height)
        with transaction.atomic():
            found = SheetImport.objects.create(
                file_name=file_name[:NAME_LENGTH],
                digest=digest,
                shape=table.shape,
                mapping=guessed.choice.as_data(),
                is_sure=guessed.is_own,
                by=author,
                at=now,
                counts={"rows": len(table.lines)},
            )
            trace("upload_sheet", found, author, now, {"file": found.file_name, "rows": len(table.lines)})
            path.replace(path_of(found.pk, digest))
    finally:
        path.unlink(missing_ok=True)
    return found


def _stored(chunks: Iterable[bytes]) -> tuple[Path, str]:
    """The file under a name for the moment, and its digest; what is too large is not written to its end."""
    folder().mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=folder(), delete=False) as out:
        for chunk in chunks:
            digest.update(chunk)
            out.write(chunk)
            size += len(chunk)
            if size > LARGEST:
                break
    return Path(out.name), digest.hexdigest()


@transaction.atomic
def set_mapping(*, found: SheetImport, choice: Choice, author: User | None, now: datetime) -> SheetImport:
    """Say which column means what; it is remembered for files of the same shape.

    Raises NotAllowedError, WrongStateError, UnfitChoiceError, UnfitSheetError.
    """
    locked = locked_import(found, author, SheetState.APPLYING)
    names = list(choice.columns.values())
    if len(set(names)) < len(names):
        raise UnfitChoiceError("Two columns mean the same. Choose one of them.")
    if not {"code", "title_de", "title_en"} & set(names):
        raise UnfitChoiceError("Neither a code nor a title is assigned. No row could be known by anything.")
    table = table_of(locked, choice)
    locked.mapping, locked.shape, locked.is_sure = choice.as_data(), table.shape, True
    locked.counts = {"rows": len(table.lines)}
    locked.save(update_fields=["mapping", "shape", "is_sure", "counts"])
    kept = {"mapping": choice.as_data(), "by": author, "at": now}
    ColumnMapping.objects.update_or_create(shape=table.shape, defaults=kept)
    trace("map_sheet", locked, author, now, {"columns": sorted(names)})
    return locked


@transaction.atomic
def discard_sheet(*, found: SheetImport, author: User | None, now: datetime) -> None:
    """Throw an upload away. Raises NotAllowedError, WrongStateError."""
    locked = locked_import(found, author, SheetState.DISCARDED)
    _discard(locked)
    trace("discard_sheet", locked, author, now, {"file": locked.file_name})


def _discard(found: SheetImport) -> None:
    found.state = SheetState.DISCARDED
    found.save(update_fields=["state"])
    path = path_of(found.pk, found.digest)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _throw_away_old(now: datetime) -> None:
    """Uploads of which nobody made anything for a week, and files that belong to none."""
    with transaction.atomic():
        for old in SheetImport.objects.filter(state=SheetState.UPLOADED, at__lt=now - KEPT):
            _discard(old)
            trace("discard_sheet", old, None, now, {"file": old.file_name, "why": "a week old"})
    for path in folder().glob("*"):
        if now.timestamp() - path.stat().st_mtime > KEPT.total_seconds():
            path.unlink(missing_ok=True)


def locked_import(found: SheetImport, author: User | None, into: SheetState) -> SheetImport:
    """The row for this transaction, from whose state that step may follow. Raises NotAllowedError, WrongStateError."""
    require_importer(author)
    locked = SheetImport.objects.select_for_update().get(pk=found.pk)
    if author is not None and not imports_for(author).filter(pk=found.pk).exists():
        raise NotAllowedError(f"{locked} is a file of somebody else.")
    if into not in SHEET_STEPS[SheetState(locked.state)]:
        raise WrongStateError(
            f"{locked.file_name} is {locked.get_state_display()}. Look at the list of files."
        )
    return locked


def trace(
    action: str, found: SheetImport, author: User | None, now: datetime, after: dict[str, object]
) -> None:
    """One row of the audit for the whole file; its changes stand in SheetChange."""
    record(
        action=action,
        target="offers.sheetimport",
        target_id=found.pk,
        now=now,
        actor=author,
        after=after,
    )
