"""The text of a PDF as the standard says it is read (ISO 32000-1, 14.8.2.3): in the order of the structure, not of looks.

`ReversedChars` turns glyphs round, `ActualText` replaces them, `ToUnicode` says which letters a glyph stands for.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

Texts = dict[tuple[int, int], str]


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file, to be asked."""
    return pikepdf.open(io.BytesIO(pdf))


def paragraphs(document: pikepdf.Pdf) -> list[tuple[str, str]]:
    """(kind of element, text) for each element that holds text itself, in the order of reading."""
    texts = {
        (number, mcid): text
        for number, page in enumerate(document.pages)
        for mcid, text in _marked(page).items()
    }
    pages = {page.objgen: number for number, page in enumerate(document.pages)}
    return [found for found in _walk(document.Root.StructTreeRoot, texts, pages) if found[1].strip()]


def _walk(node: Any, texts: Texts, pages: dict[Any, int]) -> Iterator[tuple[str, str]]:
    own, kids = [], node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if own:
                yield str(node.get("/S", "")), "".join(own)
                own = []
            yield from _walk(kid, texts, pages)
        elif (key := _content(kid, node, pages)) is not None:
            own.append(texts.get(key, ""))
    if own:
        yield str(node.get("/S", "")), "".join(own)


def _content(kid: Any, node: Any, pages: dict[Any, int]) -> tuple[int, int] | None:
    if isinstance(kid, int):
        return pages[node.Pg.objgen], kid
    if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
        return pages[kid.get("/Pg", node.get("/Pg")).objgen], int(kid.MCID)
    return None


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """Text by number of the marked content it stands in; a glyph without letters is an error."""
    letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    marks: list[tuple[str, Any]] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        what = str(operator)
        if what in {"BMC", "BDC"}:
            marks.append((str(operands[0]), operands[1] if len(operands) > 1 else {}))
            _add(found, marks, _actual(marks[-1][1]))
        elif what == "EMC":
            marks.pop()
        elif what == "Tf":
            font = str(operands[0])
        elif what in {"Tj", "TJ"} and not any(_actual(tag) for _, tag in marks):
            _add(found, marks, _shown(operands, letters[font], marks))
    return found


def _actual(tag: Any) -> str:
    return str(tag["/ActualText"]) if isinstance(tag, pikepdf.Dictionary) and "/ActualText" in tag else ""


def _add(found: dict[int, str], marks: list[tuple[str, Any]], text: str) -> None:
    numbers = [
        int(tag["/MCID"]) for _, tag in marks if isinstance(tag, pikepdf.Dictionary) and "/MCID" in tag
    ]
    if numbers:
        found[numbers[-1]] = found.get(numbers[-1], "") + text


def _shown(operands: Any, letters: dict[int, str], marks: list[tuple[str, Any]]) -> str:
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    glyphs = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
    assert 0 not in glyphs, "a letter that no font has"
    turned = any(name == "/ReversedChars" for name, _ in marks)
    return "".join(letters[glyph] for glyph in (reversed(glyphs) if turned else glyphs))


def _letters(font: Any) -> dict[int, str]:
    pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes().decode())
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
