"""How large a spreadsheet may be: what is larger is refused before it fills the memory."""

import zipfile

from django.utils.translation import gettext as _

from gesamtplan.offers.sheets.faults import UnfitSheetError

LARGEST = 25_000_000  # bytes of a file
UNPACKED = 300_000_000  # bytes of what a packed file holds
MOST_PARTS = 2_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
AT_ONCE = 1_000_000


def require_rows(number: int) -> None:
    """Raises UnfitSheetError."""
    if number > MOST_ROWS:
        raise UnfitSheetError(
            _("The sheet has more than %(most)d rows. Split the file and take the parts over.")
            % {"most": MOST_ROWS}
        )


def require_columns(number: int) -> None:
    """Raises UnfitSheetError."""
    if number > MOST_COLUMNS:
        raise UnfitSheetError(
            _("The sheet has more than %(most)d columns. Delete those that are not needed.")
            % {"most": MOST_COLUMNS}
        )


def require_unpacked(archive: zipfile.ZipFile) -> None:
    """Raises UnfitSheetError, or BadZipFile where a part is not as long as it says.

    A part that says too little is found out by its checksum: only as much is read as it says, and it is thrown away.
    """
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise UnfitSheetError(
            _("Unpacked, the file would have more than %(most)d MB. It is not opened.")
            % {"most": UNPACKED // 10**6}
        )
    for part in parts:
        with archive.open(part) as file:
            while file.read(AT_ONCE):
                pass
