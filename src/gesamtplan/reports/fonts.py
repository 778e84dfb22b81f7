"""The one typeface of reports; built from KERN's Fira Sans by `make setup`."""

from pathlib import Path

FAMILY = "Fira Sans"
FOLDER = Path(__file__).resolve().parent.parent / "kern" / "fonts"


class FontsMissingError(Exception):
    """Raised when the fonts were not built, because the report would look different elsewhere. Run `make setup`."""


def require_fonts() -> Path:
    """The folder with the fonts; raises FontsMissingError."""
    if not any(FOLDER.glob("*.ttf")):
        raise FontsMissingError(
            f"There are no fonts in {FOLDER}, so the report cannot be set. Run `make setup` and repeat."
        )
    return FOLDER
