"""Marks the words that were asked for, and cuts out the passage around the first of them."""

from collections.abc import Iterator

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.search_index.results import Part, Passage
from gesamtplan.core.search_index.wanted import Wanted
from gesamtplan.core.search_index.words import WORD

BEFORE, LENGTH = 60, 220


def marked(text: LocalizedText, language: str, wanted: Wanted) -> Passage:
    """The text in the reader's language, whole; in another one where it was found only there."""
    for code in _order(text, language):
        parts = tuple(_parts(text[code], code, wanted))
        if any(part.is_hit for part in parts):
            return Passage(code, parts)
    return _unmarked(text, language, None)


def passage(text: LocalizedText, language: str, wanted: Wanted) -> Passage:
    """Some words around the first hit, in the reader's language if it is there; else how the text begins."""
    for code in _order(text, language):
        at = next((m.start() for m in WORD.finditer(text[code]) if wanted.is_hit(m[0], code)), None)
        if at is not None:
            return Passage(code, tuple(_parts(_cut(text[code], at), code, wanted)))
    return _unmarked(text, language, LENGTH)


def _order(text: LocalizedText, language: str) -> list[str]:
    """The reader's language first, then the city's, then the others."""
    return sorted(text, key=lambda code: (code != language, code != text.SOURCE_LANGUAGE, code))


def _unmarked(text: LocalizedText, language: str, length: int | None) -> Passage:
    codes = _order(text, language)
    words = text[codes[0]] if codes else ""
    shown = words if length is None else _cut(words, 0)
    return Passage(codes[0] if codes else language, (Part(shown),) if shown else ())


def _cut(text: str, at: int) -> str:
    """About LENGTH characters around this place, at the borders of words; what is left out is an ellipsis."""
    start = text.rfind(" ", 0, max(at - BEFORE, 0)) + 1 if at > BEFORE else 0
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), at + 1)
    return ("… " if start else "") + text[start:end].replace("\n", " · ") + (" …" if end < len(text) else "")


def _parts(text: str, language: str, wanted: Wanted) -> Iterator[Part]:
    end = 0
    for match in WORD.finditer(text):
        if wanted.is_hit(match[0], language):
            if match.start() > end:
                yield Part(text[end : match.start()])
            yield Part(match[0], is_hit=True)
            end = match.end()
    if end < len(text):
        yield Part(text[end:])
