"""A whole spreadsheet is undone: every offer as before, except those that somebody changed since."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.offers.models import DirectoryVersion, Offer, SheetChange, SheetImport
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.operations.sheets.figures import FiguresFrom
from gesamtplan.offers.operations.sheets.places import drop_unused
from gesamtplan.offers.operations.sheets.uploads import locked_import, trace
from gesamtplan.offers.operations.sheets.writing import AT_ONCE, Target, write_targets
from gesamtplan.offers.queries.spreadsheets import current_offers
from gesamtplan.offers.rules import providers_of
from gesamtplan.offers.sheets.columns import columns
from gesamtplan.offers.sheets.plan import Current
from gesamtplan.offers.states import RowChange, SheetState
from gesamtplan.translations.models import Translation

# What a spreadsheet itself gives an offer; whatever else points at it was done by somebody.
OWN = {"criteria", "reports", "at_sites"}


@transaction.atomic
def undo_sheet(*, found: SheetImport, author: User | None, now: datetime) -> SheetImport:
    """Put back what stood there before. `left_out`: offers that somebody changed since, or that the person may not change.

    Figures are appended: those of before are told again. An offer that the import made is deleted, or taken out of
    the directory if anything depends on it. Raises NotAllowedError, WrongStateError.
    """
    DirectoryVersion.objects.select_for_update().filter(pk=1).first()
    locked = locked_import(found, author, SheetState.UNDONE)
    offers = current_offers()
    providers = None if author is None else providers_of(author)
    changes = list(locked.changes.all())
    ours = [one for one in changes if _is_ours(offers.get(one.code), locked, providers)]
    codes = {one.code for one in ours}
    locked.left_out = [one.code for one in changes if one.code not in codes]
    made = [one for one in ours if one.what == RowChange.CREATED]
    targets = [_as_before(one, offers[one.code]) for one in ours if one.what != RowChange.CREATED]
    write_targets(targets, FiguresFrom(author, f"undo of {locked.file_name[:80]} ({locked.pk})"), now)
    _take_back([offers[one.code] for one in made])
    drop_unused({one.after["_site"] for one in ours if one.after.get("_is_new_site")})
    locked.state, locked.undone_at, locked.done, locked.message = SheetState.UNDONE, now, 100, ""
    locked.save(update_fields=["state", "undone_at", "done", "message", "left_out"])
    only_figures = all(one.what == RowChange.FIGURES for one in ours)
    offers_changed(codes=sorted(codes), now=now, texts=not only_figures)
    trace("undo_sheet", locked, author, now, {"undone": len(codes), "left_out": locked.left_out})
    return locked


def _is_ours(offer: Current | None, found: SheetImport, providers: frozenset[str] | None) -> bool:
    """Nobody changed the offer since, and the person may change it."""
    if offer is None or offer.modified_at != found.applied_at:
        return False
    return providers is None or offer.provider in providers


def _as_before(change: SheetChange, offer: Current) -> Target:
    before = {name: value for name, value in change.before.items() if name in columns()}
    back = {name: value for name, value in change.before.items() if name.startswith("_")}
    values = {**offer.values, **before}
    return Target(offer.code, offer.pk, values, frozenset(before), offer.hidden, back)


def _take_back(made: Sequence[Current]) -> None:
    """Delete what nothing depends on, take the rest out of the directory."""
    kept = set(_depended_on(made))
    gone = [offer.pk for offer in made if offer.pk not in kept]
    for start in range(0, len(gone), AT_ONCE):
        Offer.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    Offer.objects.filter(pk__in=kept).update(is_public=False)


def _depended_on(made: Sequence[Current]) -> Iterator[int]:
    """Keys of offers at which other rows point, or of which somebody wrote a translation."""
    keys = {offer.pk for offer in made}
    for relation in Offer._meta.related_objects:
        if relation.get_accessor_name() in OWN:
            continue
        column = f"{relation.field.name}__in"
        rows = relation.related_model._default_manager.filter(**{column: keys})
        yield from rows.values_list(f"{relation.field.name}__pk", flat=True)
    translated = set(Translation.objects.filter(kind="offer").values_list("key", flat=True))
    yield from (offer.pk for offer in made if offer.code in translated)
