"""What calamine does not tell of an XLSX sheet: errors of formulas, formulas never computed, cells too far out.

calamine gives both as empty cells, and an empty cell means "as it is". It also makes room for all cells up to the
last one, so a single cell at the far end of a sheet would fill the memory.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any
from xml.etree.ElementTree import Element
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _

from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.sheets.limits import AT_ONCE, MOST_COLUMNS, MOST_ROWS, require_columns, require_rows

WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_LINK = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
SUSPECT = re.compile(rb"t=[\"']e[\"']|<(?:\w+:)?f[ >]")
# a cell that holds something, in a column of three letters or from GS on, or in a row of five digits or more
FAR = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?r=[\"'](?:(?P<column>G[S-Z]|[H-Z][A-Z]|[A-Z]{3})\d+|[A-Z]{1,3}(?P<row>\d{5,}))[\"'](?:[^>]*[^/>])?><(?!/)"
)
OVERLAP = 400
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class Uncomputed(str):
    """A formula whose result nobody computed."""

    __slots__ = ()


def unread_cells(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """By row and column from 0: the error as it is shown, or the formula as Uncomputed. Raises UnfitSheetError."""
    try:
        with zipfile.ZipFile(path) as archive:
            name = _part(archive, sheet)
            with archive.open(name) as part:
                suspect = _scan(part)
            if not suspect:
                return {}
            with archive.open(name) as part:
                return _flaws(part)
    except (KeyError, ParseError, SAXException, DefusedXmlException, zipfile.BadZipFile) as error:
        raise UnfitSheetError(
            _("The sheet “%(name)s” cannot be read (%(why)s).") % {"name": sheet, "why": error}
        ) from error


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the archive in which the sheet is kept; raises KeyError."""
    workbook, links = fromstring(archive.read(WORKBOOK)), fromstring(archive.read(LINKS))
    key = next(_link(one) for one in _all(workbook, "sheet") if one.get("name") == sheet)
    target = {one.get("Id"): one.get("Target", "") for one in _all(links, "Relationship")}[key]
    return target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _all(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _link(sheet: Element) -> str | None:
    return sheet.get(LINK) or sheet.get(STRICT_LINK)


def _scan(part: IO[bytes]) -> bool:
    """Whether there are formulas or errors at all. Raises UnfitSheetError where a cell lies too far out."""
    suspect, tail = False, b""
    while chunk := part.read(AT_ONCE):
        seen = tail + chunk
        suspect = suspect or SUSPECT.search(seen) is not None
        for found in FAR.finditer(seen):
            if found["column"]:
                require_columns(MOST_COLUMNS + 1)
            if int(found["row"]) > MOST_ROWS * 2:
                require_rows(MOST_ROWS + 1)
        tail = seen[-OVERLAP:]
    return suspect


def _flaws(part: IO[bytes]) -> dict[tuple[int, int], str]:
    handler, parser = _Handler(), make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    while chunk := part.read(AT_ONCE):
        parser.feed(chunk)
    parser.close()
    return handler.found


class _Handler(ContentHandler):
    """Walks through the cells; one without a place of its own follows the one before."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[tuple[int, int], str] = {}
        self._place = (-1, -1)
        self._kind = ""
        self._texts: dict[str, str] = {}
        self._within = ""

    def startElementNS(self, name: Any, _qname: Any, attrs: AttributesNSImpl) -> None:  # noqa: N802 - name of SAX
        local, given = name[1], {key[1]: value for key, value in attrs.items()}
        if local == "row":
            row = int(given["r"]) - 1 if "r" in given else self._place[0] + 1
            self._place = (row, -1)
        elif local == "c":
            self._place = _place(given["r"]) if "r" in given else (self._place[0], self._place[1] + 1)
            self._kind, self._texts = given.get("t", ""), {}
        self._within = local
        if local in {"f", "v", "is"}:
            self._texts[local] = ""

    def characters(self, content: str) -> None:
        if self._within in self._texts:
            self._texts[self._within] += content

    def endElementNS(self, name: Any, _qname: Any) -> None:  # noqa: N802 - name of SAX
        self._within = ""
        if name[1] != "c":
            return
        if self._kind == "e":
            self.found[self._place] = self._texts.get("v") or "#N/A"
        elif (
            "f" in self._texts and self._kind != "str" and not (self._texts.get("v") or self._texts.get("is"))
        ):
            self.found[self._place] = Uncomputed(f"={self._texts['f']}")


def _place(said: str) -> tuple[int, int]:
    """ "B7" -> (6, 1)."""
    found = PLACE.fullmatch(said)
    if found is None:
        raise KeyError(said)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
