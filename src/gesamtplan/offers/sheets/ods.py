"""An ODS sheet may say in one word that a row or cell is repeated a million times: such a file is not opened."""

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


def require_close(path: Path) -> None:
    """Raises UnfitSheetError."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(_Handler())
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
            while chunk := part.read(AT_ONCE):
                parser.feed(chunk)
            parser.close()
    except (KeyError, ValueError, SAXException, DefusedXmlException, zipfile.BadZipFile) as error:
        raise UnfitSheetError(
            _("The file is damaged (%(why)s). Save it again and repeat.") % {"why": error}
        ) from error


class _Handler(ContentHandler):
    """Counts how far what is filled reaches; empty rows and cells at the end go for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = self._columns = self._filled = 0
        self._repeated = 1

    def startElementNS(self, name: Any, _qname: Any, attrs: AttributesNSImpl) -> None:  # noqa: N802 - name of SAX
        given = {key[1]: value for key, value in attrs.items()}
        if name[1] == "table":
            self._rows = 0
        elif name[1] == "table-row":
            self._repeated, self._columns, self._filled = int(given.get("number-rows-repeated", 1)), 0, 0
        elif name[1] in {"table-cell", "covered-table-cell"}:
            self._columns += int(given.get("number-columns-repeated", 1))
            if "value-type" in given:
                self._filled = self._columns

    def endElementNS(self, name: Any, _qname: Any) -> None:  # noqa: N802 - name of SAX
        if name[1] != "table-row":
            return
        self._rows += self._repeated
        if self._filled:
            require_columns(self._filled)
            require_rows(self._repeated)
            require_rows(self._rows if self._rows > MOST_ROWS * 2 else 0)
