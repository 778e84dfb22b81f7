"""Style sheets follow the direction of the text: pages also come right to left."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "src" / "gesamtplan" / "kern" / "static" / "kern"
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|float:|clear:|text-align: (?:left|right)|(?<![\w-])(?:left|right):"
    r"|border-(?:top|bottom)-(?:left|right)"
)
SIDES = re.compile(
    r"(?:margin|padding|border-width|border-radius): ([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+) ?[;}]"
)
DIGITS = {"lists.css": 1, "pages-reports.css": 1}  # columns of digits, see the comment in lists.css


@pytest.mark.parametrize("sheet", sorted(FOLDER.glob("*.css")), ids=lambda sheet: sheet.name)
def test_sheet_names_no_left_or_right(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert len(PHYSICAL.findall(text)) == DIGITS.get(sheet.name, 0), PHYSICAL.findall(text)


@pytest.mark.parametrize("sheet", sorted(FOLDER.glob("*.css")), ids=lambda sheet: sheet.name)
def test_sheet_treats_both_sides_alike(sheet: Path) -> None:
    uneven = [
        found.group()
        for found in SIDES.finditer(sheet.read_text("utf-8"))
        if not _alike(*found.groups(), corners="radius" in found.group())
    ]
    assert uneven == []


def _alike(one: str, two: str, three: str, four: str, *, corners: bool) -> bool:
    """Left and right get the same; corners are given from the upper left on, clockwise."""
    return (one, three) == (two, four) if corners else two == four
