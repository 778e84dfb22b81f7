"""The PDF keeps what it claims: tagged, titled, described, PDF/UA-1 and PDF/A-2a, the same bytes every time."""

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from gesamtplan.reports import fonts
from gesamtplan.reports.typesetting import ReportNotSetError, typeset


@pytest.fixture
def document(pdf: bytes) -> pikepdf.Pdf:
    """The German report of Munich, opened."""
    return pikepdf.open(io.BytesIO(pdf))


def elements(node: Any) -> Iterator[Any]:
    """All structure elements below a node."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_pdf_is_tagged_and_has_language_and_title(document: pikepdf.Pdf) -> None:
    assert document.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in document.Root
    assert str(document.Root.Lang) == "de"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as meta:
        assert "Gesamtplan" in meta["dc:title"]


def test_pdf_claims_ua_1_and_a_2a(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as meta:
        claims = (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"])
    assert claims == ("1", "2", "A")


def test_pdf_describes_every_figure(document: pikepdf.Pdf, content: dict[str, Any]) -> None:
    figures = [e for e in elements(document.Root.StructTreeRoot) if str(e.S) == "/Figure"]
    assert len(figures) >= len(content["pictures"])
    assert all(len(str(figure.get("/Alt", ""))) > 20 for figure in figures)


def test_pdf_tables_have_header_cells(document: pikepdf.Pdf) -> None:
    tables = [e for e in elements(document.Root.StructTreeRoot) if str(e.S) == "/Table"]
    assert tables
    assert all(any(str(e.S) == "/TH" for e in elements(table)) for table in tables)


def test_pdf_has_an_outline(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        assert len(outline.root) >= 6


def test_pdf_embeds_only_our_typeface(document: pikepdf.Pdf) -> None:
    names = {
        str(font.BaseFont)
        for page in document.pages
        for font in page.get("/Resources", {}).get("/Font", {}).values()
    }
    assert names
    assert all("Fira" in name for name in names)


def test_same_content_gives_the_same_bytes(pdf: bytes, content: dict[str, Any]) -> None:
    assert typeset(json.loads(json.dumps(content))) == pdf


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed on this machine"
)
def test_pdf_says_all_needs_and_what_is_unknown(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    words = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, text=True).stdout
    missing = [code for code in (f"N{number:02}" for number in range(1, 36)) if code not in words]
    assert missing == []
    assert "unbekannt" in words


def test_missing_fonts_give_a_clear_error(
    content: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(fonts.FontsMissingError, match="make setup"):
        typeset(content)


def test_text_that_the_fonts_cannot_show_is_named(content: dict[str, Any]) -> None:
    with pytest.raises(ReportNotSetError, match="create the report again"):
        typeset(content | {"summary": "漢字"})
