"""How far a spreadsheet is, and what its rows did."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SheetState(models.TextChoices):
    """How far a spreadsheet with offers is."""

    UPLOADED = "uploaded", _("uploaded, nothing is stored yet")
    APPLYING = "applying", _("being taken over")
    APPLIED = "applied", _("taken over")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("thrown away")


# Work that fails in the background goes back to where it came from.
SHEET_STEPS: dict[SheetState, frozenset[SheetState]] = {
    SheetState.UPLOADED: frozenset({SheetState.APPLYING, SheetState.DISCARDED}),
    SheetState.APPLYING: frozenset({SheetState.APPLIED, SheetState.UPLOADED}),
    SheetState.APPLIED: frozenset({SheetState.UNDOING}),
    SheetState.UNDOING: frozenset({SheetState.UNDONE, SheetState.APPLIED}),
    SheetState.UNDONE: frozenset(),
    SheetState.DISCARDED: frozenset(),
}


class RowChange(models.TextChoices):
    """What a row of a spreadsheet did to an offer."""

    CREATED = "created", _("new")
    CHANGED = "changed", _("changed")
    FIGURES = "figures", _("only figures of places")
