"""Frozen content in, PDF bytes out: PDF/UA-1 and PDF/A-2a in one file, the same bytes every time."""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from gesamtplan.reports.fonts import require_fonts

TEMPLATES = Path(__file__).resolve().parent / "typst"


class ReportNotSetError(Exception):
    """Raised when the typesetter refuses the content, e.g. a character the fonts lack; says which and what to do."""


def typeset(content: dict[str, Any]) -> bytes:
    """The status report as PDF. Its date is the report's own, so that nothing depends on the clock."""
    return compiled("status.typ", content, on=content["on"], pictures=content["pictures"])


def compiled(
    template: str, content: dict[str, Any], *, on: str, pictures: Mapping[str, str] | None = None
) -> bytes:
    """A template of this room with its content; `on` (ISO) is the day told as the day of making.

    Raises FontsMissingError or ReportNotSetError.
    """
    fonts = require_fonts()
    with tempfile.TemporaryDirectory() as folder:
        place = _laid_out(content, pictures or {}, Path(folder))
        try:
            return typst.compile(
                place / template,
                root=place,
                font_paths=[fonts],
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=["ua-1", "a-2a"],
                timestamp=_noon(on),
            )
        except typst.TypstError as error:
            raise ReportNotSetError(
                f"The report could not be set as PDF/UA and PDF/A: {error}. "
                "Mend the text it names in the record and create the report again."
            ) from error


def _laid_out(content: dict[str, Any], pictures: Mapping[str, str], place: Path) -> Path:
    """Template, content and pictures in one folder: the typesetter may read nothing else."""
    for template in TEMPLATES.glob("*.typ"):
        (place / template.name).write_text(template.read_text("utf-8"), "utf-8")
    frozen = json.dumps(content, ensure_ascii=False, sort_keys=True)
    (place / "content.json").write_text(frozen, "utf-8")
    for name, svg in pictures.items():
        (place / f"{name}.svg").write_text(svg, "utf-8")
    return place


def _noon(on: str) -> int:
    """Noon of the report's day, in seconds since 1970."""
    return int(datetime.combine(date.fromisoformat(on), time(12), UTC).timestamp())
