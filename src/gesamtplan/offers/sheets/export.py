"""Writes the directory as XLSX: one row per offer, and a second sheet that explains the columns."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from gesamtplan.offers.sheets.cells import KEEP, read_cell, same, write_cell
from gesamtplan.offers.sheets.columns import Column, columns
from gesamtplan.offers.sheets.faults import CellFaultError
from gesamtplan.offers.sheets.plan import Current
from gesamtplan.offers.sheets.words import Vocabulary

LONGEST = 32_767  # characters of a cell, as Excel has it
DAY = {"de": "dd.mm.yyyy", "en": "yyyy-mm-dd"}
WIDTHS = {"text": 50, "title": 45, "line": 30, "word": 25, "words": 25, "demand": 25}
LOOKS_LIKE_FORMULA = tuple("=+-@'")


def write_offers(out: IO[bytes], offers: Iterable[Current], words: Vocabulary, language: str) -> None:
    """Headings and words in this language; without offers it is a template."""
    book = Workbook(write_only=True)
    with override(language):
        sheet = _sheet(book, _("Offers"), [(one, _width(one)) for one in columns().values()], language)
        for offer in offers:
            sheet.append(list(_cells(sheet, offer, words, language)))
        _explain(book, words, language)
    book.save(out)


def _sheet(book: Workbook, title: str, heads: Sequence[tuple[Column, int]], language: str) -> Any:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2"
    for number, (_column, width) in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_bold(sheet, column.heading.in_language(language)) for column, _width in heads])
    return sheet


def _width(column: Column) -> int:
    return WIDTHS.get(column.reads.partition(".")[0], 14)


def _bold(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cells(sheet: Any, offer: Current, words: Vocabulary, language: str) -> Iterator[Any]:
    for name, column in columns().items():
        value = offer.code if name == "code" else offer.values[name]
        yield styled(sheet, readable(column, value, words, language), language)


def readable(column: Column, value: Any, words: Vocabulary, language: str) -> Any:
    """What is written for a value; None where it would be read back as another one, so that nothing changes by it."""
    cell = write_cell(column, value, words, language)
    if cell is None:
        return None
    if isinstance(cell, str):
        cell = ILLEGAL_CHARACTERS_RE.sub("", cell)
        if len(cell) > LONGEST:
            return None
    try:
        found = read_cell(column, cell, words).value
    except CellFaultError:
        return None
    return cell if found is not KEEP and same(column, value, found) else None


def styled(sheet: Any, value: Any, language: str) -> Any:
    """Days as the language writes them; a text that Excel would take for a formula or a number stays a text."""
    if isinstance(value, dt.date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = DAY[language]
        return cell
    if isinstance(value, str) and value and (value.startswith(LOOKS_LIKE_FORMULA) or value[0].isdigit()):
        cell = WriteOnlyCell(sheet, value)
        cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
        return cell
    return value


def _explain(book: Workbook, words: Vocabulary, language: str) -> None:
    """The second sheet: what each column means, its words, and what an empty cell says."""
    sheet = book.create_sheet(_("What the columns mean"))
    for letter, width in zip("ABC", (32, 70, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for said in _general():
        sheet.append([said])
    sheet.append([])
    sheet.append([_bold(sheet, said) for said in (_("Column"), _("Meaning"), _("Allowed words"))])
    for column in columns().values():
        allowed = _allowed(column, words, language)
        first, *rest = allowed or [""]
        help_text = _wrapped(sheet, column.help.in_language(language))
        sheet.append([column.heading.in_language(language), help_text, _text(sheet, first)])
        for word in rest:
            sheet.append([None, None, _text(sheet, word)])


def _general() -> list[str]:
    return [
        _("An empty cell means: as it is. Nothing is deleted by emptying a cell."),
        _("“unknown” means: nobody knows it. What stood there is taken out."),
        _("“none required” means, of conditions: it does not matter. That is not the same as unknown."),
        _("Rows that are left out change nothing. A row with a new code, or without one, is a new offer."),
    ]


def _allowed(column: Column, words: Vocabulary, language: str) -> list[str]:
    kind, _dot, name = column.reads.partition(".")
    if kind == "yes_no":
        name = "yes_no"
    return [words[name].word(code, language) for code in words[name].names] if name in words else []


def _text(sheet: Any, text: str) -> Any:
    return styled(sheet, text, "de") if text else None


def _wrapped(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
