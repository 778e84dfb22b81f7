"""Why nothing was written."""

from collections.abc import Sequence


class SheetError(Exception):
    """Base of all reasons for which nothing was written."""


class NotAllowedError(SheetError):
    """Raised when the person may not take over spreadsheets, or not this one. Ask the coordination for a role."""


class WrongStateError(SheetError):
    """Raised when the file was taken over, undone or thrown away meanwhile. Look at the list of files."""


class UnfitChoiceError(SheetError):
    """Raised when columns are assigned so that no row could be understood; says what to do."""


class StalePreviewError(SheetError):
    """Raised when the directory changed since the preview; `codes`: offers that somebody changed. Look again."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(
            f"The directory changed since the preview ({', '.join(codes) or 'other rows'}). "
            "Nothing was written; look at the preview again."
        )
        self.codes = codes


class RefusedRowsError(SheetError):
    """Raised when rows are refused and nobody said that the rest is to be taken over without them."""


class NothingToDoError(SheetError):
    """Raised when the file would change nothing."""
