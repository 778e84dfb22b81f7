"""What calamine does not tell of an ODS sheet: errors of formulas, and rows or cells repeated a million times."""

import zipfile
from pathlib import Path
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _

from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.sheets.limits import AT_ONCE, MOST_ROWS, require_columns, require_rows

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
CELLS = frozenset({"table-cell", "covered-table-cell"})


def unread_cells(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """Errors of formulas by row and column from 0: calamine shows them as empty. Raises UnfitSheetError."""
    handler, parser = _Handler(sheet), make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
            while chunk := part.read(AT_ONCE):
                parser.feed(chunk)
            parser.close()
    except (KeyError, ValueError, SAXException, DefusedXmlException, zipfile.BadZipFile) as error:
        raise UnfitSheetError(
            _("The file is damaged (%(why)s). Save it again and repeat.") % {"why": error}
        ) from error
    return handler.found


class _Handler(ContentHandler):
    """Counts how far what is filled reaches; empty rows and cells at the end go for nothing."""

    def __init__(self, sheet: str) -> None:
        super().__init__()
        self.found: dict[tuple[int, int], str] = {}
        self._sheet, self._is_asked_for = sheet, False
        self._rows = self._columns = self._filled = 0
        self._repeated = 1
        self._error: str | None = None

    def startElementNS(  # noqa: N802 - name of SAX
        self, name: Any, _qname: Any, attrs: AttributesNSImpl
    ) -> None:
        given: dict[Any, str] = dict(attrs.items())
        local = {key[1]: value for key, value in given.items()}
        if name[1] == "table":
            self._rows, self._is_asked_for = 0, local.get("name") == self._sheet
        elif name[1] == "table-row":
            self._repeated, self._columns, self._filled = int(local.get("number-rows-repeated", 1)), 0, 0
        elif name[1] in CELLS:
            self._columns += int(local.get("number-columns-repeated", 1))
            if (OFFICE, "value-type") in given:
                self._filled = self._columns
            if given.get((CALC, "value-type")) == "error" and self._is_asked_for:
                self._error = ""

    def characters(self, content: str) -> None:
        if self._error is not None:
            self._error += content

    def endElementNS(self, name: Any, _qname: Any) -> None:  # noqa: N802 - name of SAX
        if name[1] in CELLS and self._error is not None:
            self.found[self._rows, self._columns - 1] = self._error.strip() or "#N/A"
            self._error = None
        if name[1] != "table-row":
            return
        self._rows += self._repeated
        if self._filled:
            require_columns(self._filled)
            require_rows(self._repeated)
            require_rows(self._rows if self._rows > MOST_ROWS * 2 else 0)
