"""Frozen content in, PDF bytes out: PDF/UA-1 and PDF/A-2a in one file, the same bytes every time."""

import json
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "kern" / "fonts"
STANDARDS = ["ua-1", "a-2a"]


class FontsMissingError(Exception):
    """Raised when the fonts were not built, because the report would look different elsewhere. Run `make setup`."""


def typeset(content: dict[str, Any]) -> bytes:
    """The status report as PDF. Its date is the report's own, so that nothing depends on the clock."""
    if not any(FONTS.glob("*.ttf")):
        raise FontsMissingError(f"There are no fonts in {FONTS}, so the report cannot be set. Run `make setup` and repeat.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "status.typ").write_text((HERE / "typst" / "status.typ").read_text("utf-8"), "utf-8")
        (place / "content.json").write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), "utf-8")
        for name, svg in content["pictures"].items():
            (place / f"{name}.svg").write_text(svg, "utf-8")
        moment = datetime.combine(date.fromisoformat(content["on"]), time(12), UTC)
        return typst.compile(
            place / "status.typ",
            root=place,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=int(moment.timestamp()),
        )
