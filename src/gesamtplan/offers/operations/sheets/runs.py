"""Somebody asks for a spreadsheet to be taken over or undone: a small one at once, a large one by the worker."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from gesamtplan.accounts.models import User
from gesamtplan.offers.models import SheetImport
from gesamtplan.offers.operations.sheets.errors import SheetError, WrongStateError
from gesamtplan.offers.operations.sheets.takeover import apply_sheet
from gesamtplan.offers.operations.sheets.undoing import undo_sheet
from gesamtplan.offers.operations.sheets.uploads import locked_import, trace
from gesamtplan.offers.queries.sheet_imports import plan_of
from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.states import SheetState

SMALL = 300  # rows that are taken over while the person waits
OVERDUE = timedelta(minutes=5)
UNDER_WAY = (SheetState.APPLYING, SheetState.UNDOING)
BACK = {SheetState.APPLYING: SheetState.UPLOADED, SheetState.UNDOING: SheetState.APPLIED}
READ_AND_WEIGHED = 40  # percent: then all is written, of which nobody else sees anything before it is done


def take_over(
    *,
    found: SheetImport,
    seen: str,
    seen_at: datetime,
    without_refused: bool,
    author: User | None,
    now: datetime,
    at_once: bool = False,
) -> SheetImport:
    """Take over what the preview with the fingerprint `seen`, made at `seen_at`, showed.

    A large file is left to the worker: the state is then "applying". Raises what `apply_sheet` raises.
    """
    with transaction.atomic():
        locked = locked_import(found, author, SheetState.APPLYING)
        locked.seen, locked.seen_at, locked.without_refused = seen, seen_at, without_refused
        _begin(locked, SheetState.APPLYING, now)
        locked.save(update_fields=["seen", "seen_at", "without_refused"])
        if at_once or locked.counts.get("rows", 0) <= SMALL:
            return apply_sheet(found=locked, author=author, now=now)
        trace("ask_for_sheet", locked, author, now, {"file": locked.file_name, "rows": locked.counts["rows"]})
    return _left_to_worker(locked)


def take_back(*, found: SheetImport, author: User | None, now: datetime) -> SheetImport:
    """Undo a file; a large one is left to the worker. Raises what `undo_sheet` raises."""
    with transaction.atomic():
        locked = locked_import(found, author, SheetState.UNDOING)
        _begin(locked, SheetState.UNDOING, now)
        if locked.changes.count() <= SMALL:
            return undo_sheet(found=locked, author=author, now=now)
        trace("ask_for_undo", locked, author, now, {"file": locked.file_name})
    return _left_to_worker(locked)


def _begin(found: SheetImport, state: SheetState, now: datetime) -> None:
    found.state, found.asked_at, found.done, found.message = state, now, 0, ""
    found.save(update_fields=["state", "asked_at", "done", "message"])


def _left_to_worker(found: SheetImport) -> SheetImport:
    from gesamtplan.offers.tasks import finish_sheet  # noqa: PLC0415 - the task calls this module: it stands above

    finish_sheet.enqueue(found.pk)
    found.refresh_from_db()
    return found


def finish(*, sheet: int, clock: Callable[[], datetime]) -> None:
    """Do what was asked for; what goes wrong is kept as message, and the file is back where it came from.

    Reasons that a person can do something about are not raised again.
    """
    found = SheetImport.objects.select_related("by").get(pk=sheet)
    if found.state not in UNDER_WAY:
        return
    try:
        if found.state == SheetState.APPLYING:
            # made before the transaction, so that others see how far it is; kept for it
            plan_of(found, found.by, localdate(clock()), _progress(found))
            apply_sheet(found=found, author=found.by, now=clock())
        else:
            undo_sheet(found=found, author=found.by, now=clock())
    except (SheetError, UnfitSheetError) as error:
        _give_back(found, error, clock())
    except Exception as error:
        _give_back(found, error, clock())
        raise


def give_up(*, found: SheetImport, author: User, now: datetime) -> None:
    """The worker was stopped: the file is back where it came from. Raises WrongStateError while it may be alive."""
    with transaction.atomic():
        locked = SheetImport.objects.select_for_update().get(pk=found.pk)
        if not is_overdue(locked, now):
            raise WrongStateError(f"{locked.file_name} is {locked.get_state_display()}. Wait, or look again.")
        locked_import(found, author, BACK[SheetState(locked.state)])
        _give_back(locked, WrongStateError("The worker was stopped. Nothing was written."), now)


def is_overdue(found: SheetImport, now: datetime) -> bool:
    """Under way for so long that its worker may have been stopped."""
    asked = found.asked_at
    return found.state in UNDER_WAY and asked is not None and now - asked >= OVERDUE


def _give_back(found: SheetImport, error: Exception, now: datetime) -> None:
    message = f"{type(error).__name__}: {error}"
    back = BACK[SheetState(found.state)]
    rows = SheetImport.objects.filter(pk=found.pk, state=found.state)
    rows.update(state=back, done=0, message=message)
    trace("fail_sheet", found, found.by, now, {"message": message})


def _progress(found: SheetImport) -> Callable[[int, int], None]:
    def save(done: int, total: int) -> None:
        percent = READ_AND_WEIGHED * done // max(total, 1)
        SheetImport.objects.filter(pk=found.pk).update(done=percent)

    return save
