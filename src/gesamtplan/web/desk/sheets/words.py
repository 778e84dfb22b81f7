"""Why nothing was stored, in the reader's language."""

from django.utils.translation import gettext as _

from gesamtplan.offers.operations.sheets.errors import (
    NothingToDoError,
    RefusedRowsError,
    SheetError,
    StalePreviewError,
    WrongStateError,
)

NAMED = 10


def in_words(error: SheetError) -> str:
    """What happened, and what to do."""
    if isinstance(error, StalePreviewError) and error.codes:
        codes = ", ".join(error.codes[:NAMED]) + (" …" if len(error.codes) > NAMED else "")
        said = _("Somebody changed these offers since the preview: %(codes)s.") % {"codes": codes}
        return said + " " + _("Nothing is stored. Look at what the file would change now.")
    return {
        StalePreviewError: _(
            "The directory changed since the preview. Nothing is stored. Look at what the file would change now."
        ),
        RefusedRowsError: _(
            "Some rows are refused, so nothing is stored. Mend them in the file and upload it again, or tick "
            "that the rest is to be taken over without them."
        ),
        NothingToDoError: _("The file would change nothing, so nothing is stored."),
        WrongStateError: _("This file was taken over, undone or thrown away meanwhile. Nothing is stored."),
    }.get(type(error), _("You may not do this with this file. Ask the coordination for a role."))


def failure_in_words(message: str) -> str:
    """Of work in the background that failed: `message` begins with the name of the error."""
    name, _colon, _detail = message.partition(": ")
    found = {one.__name__: one for one in (RefusedRowsError, NothingToDoError, WrongStateError)}
    if name == StalePreviewError.__name__:
        return in_words(StalePreviewError([]))
    if name in found:
        return in_words(found[name]())
    return _(
        "The work was not finished, and nothing is stored. Repeat it; if it fails once more, give the sentence "
        "below to whoever runs the system."
    )
