"""Where an uploaded spreadsheet lies until it is taken over, thrown away or a week old."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gesamtplan.offers.sheets.faults import UnfitSheetError

KEPT = timedelta(days=7)


def folder() -> Path:
    """Of all uploads; it need not be there yet."""
    return Path(settings.MEDIA_ROOT) / "spreadsheets"


def path_of(number: int, digest: str) -> Path:
    """Of the import with this number, whether it is kept or not."""
    return folder() / f"{number}-{digest}"


def kept_file(number: int, digest: str) -> Path:
    """Raises UnfitSheetError where it is not kept any more."""
    path = path_of(number, digest)
    if not path.is_file():
        raise UnfitSheetError(_("The file is not kept any more. Upload it again."))
    return path
