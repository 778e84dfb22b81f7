"""The handout can be read by eye, by program and by screen reader: words whole, in logical order, in four languages."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from gesamtplan.reports.handout import MOST, Contact, Text, TooManyOffersError, handout_pdf, said
from tests.reports.handouts import GERMAN_TITLE, MAIL, PAGE, PHONE, WEB, handout, offer
from tests.reports.pdf_text import opened, paragraphs

LANGUAGES = ("de", "ar", "fa", "uk")
ZWNJ = "\u200c"  # steers the letters of Persian words; it is no letter, and PDF readers do not get it
MARKS_OF_POPPLER = re.compile("[\u202a-\u202e\u200e\u200f]")
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed on this machine"
)


def texts(part: Any) -> Iterator[str]:
    """Every text of a handout that is to be read."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Text):
        yield part.text
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one)
    elif is_dataclass(part):
        unread = {"language", "on", "sign", "tone", "footer", "link" if isinstance(part, Contact) else ""}
        yield from texts(
            tuple(getattr(part, field.name) for field in fields(part) if field.name not in unread)
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_handout_is_read_in_logical_order(language: str) -> None:
    content = handout(language)
    read = [text.strip() for _, text in paragraphs(opened(handout_pdf(content)))]
    given = [text.replace(ZWNJ, "") for text in texts(content) if text]
    assert sorted(read) == sorted(given)
    own = [read.index(content.offers[0].title.text.replace(ZWNJ, "")), read.index(PHONE), read.index(PAGE)]
    assert own == sorted(own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_handout_keeps_numbers_from_left_to_right(language: str) -> None:
    read = [text.strip() for _, text in paragraphs(opened(handout_pdf(handout(language))))]
    assert {PHONE, MAIL, WEB, PAGE, "81675 München"} <= set(read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_handout_has_headings_title_and_languages(language: str) -> None:
    document = opened(handout_pdf(handout(language)))
    kinds = [kind for kind, _ in paragraphs(document)]
    assert kinds.count("/Title") == 1
    assert kinds.count("/H1") == 2
    assert str(document.Root.Lang) == language
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as meta:
        claims = (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"])
    assert claims == ("1", "2", "A")


def languages_of(node: Any, inherited: str) -> Iterator[tuple[str, Any]]:
    """(language, number of the marked content) below a structure element."""
    own = str(node.get("/Lang", inherited))
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from languages_of(kid, own)
        else:
            yield own, kid


def test_handout_says_which_words_are_german() -> None:
    document = opened(handout_pdf(handout("ar", 1)))
    told = {language for language, _ in languages_of(document.Root.StructTreeRoot, "ar")}
    assert told == {"ar", "de"}


@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_handout_gives_whole_words_to_programs(language: str, tmp_path: Path) -> None:
    content = handout(language)
    file = tmp_path / "list.pdf"
    file.write_bytes(handout_pdf(content))
    out = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, text=True).stdout
    lines = [" ".join(line.split()) for line in as_written(out).splitlines()]
    for text in (content.title, content.intro, content.offers[0].title, content.offers[0].reasons[0]):
        assert as_poppler(text.text) in lines
    assert {PHONE, MAIL, WEB, PAGE, "Einsteinstraße 28"} <= set(lines)


def as_written(out: str) -> str:
    """Without the marks of direction. Signs and gaps that poppler takes for left to right are turned back."""

    def turned(found: re.Match[str]) -> str:
        if not re.search(r"\w", found[1]):
            return found[1][::-1]
        return found[1].lstrip() + " " * (len(found[1]) - len(found[1].lstrip()))

    return MARKS_OF_POPPLER.sub("", re.sub("\u202a([^\u202c\n]*)\u202c", turned, out))


def as_poppler(text: str) -> str:
    """It turns round the letters that share one glyph, as lam and alef do."""
    for pair in ("لا", "لأ", "لإ", "لآ", "هٔ"):
        text = text.replace(pair, pair[::-1])
    return text.replace(ZWNJ, "")


def test_arabic_letters_are_joined() -> None:
    """Each letter of a word stands in the form that its place asks for: four glyphs of one letter."""
    content = replace(handout("ar", 1), title=said("ببب ب", "ar"), offers=())
    document = opened(handout_pdf(content))
    maps = [font.ToUnicode.read_bytes() for font in document.pages[0].Resources.Font.values()]
    assert sum(found.count(b"<0628>") for found in maps) >= 4


def test_section_of_a_law_is_not_torn_apart_among_arabic_words() -> None:
    words = "لمن لديه § 25 Abs. 1 AufenthG أو § 24 فقط"
    content = replace(handout("ar", 1), title=said(words, "ar"), offers=())
    assert ("/Title", words) in paragraphs(opened(handout_pdf(content)))


def test_same_content_gives_the_same_bytes() -> None:
    assert handout_pdf(handout("ar")) == handout_pdf(handout("ar"))


def test_thirty_offers_take_less_than_a_second() -> None:
    handout_pdf(handout("ar", 1))
    start = time.process_time()
    handout_pdf(handout("ar", MOST))
    assert time.process_time() - start < 1


def test_a_longer_list_is_refused_with_a_way_out() -> None:
    with pytest.raises(TooManyOffersError, match=f"{MOST + 1}.*{MOST}"):
        handout_pdf(handout("de", MOST + 1))


def test_what_no_font_can_draw_is_marked_or_left_out() -> None:
    odd = replace(
        offer("de"), title=said("Kurs 漢 für alle 🙂", "de"), reasons=(said("ab 1\u202f000 €", "de"),)
    )
    read = [
        text.strip() for _, text in paragraphs(opened(handout_pdf(replace(handout("de"), offers=(odd,)))))
    ]
    assert "Kurs \N{REPLACEMENT CHARACTER} für alle" in read
    assert "ab 1\u00a0000 €" in read


def test_a_bare_offer_is_set() -> None:
    bare = replace(
        handout("uk"), offers=(type(offer("uk"))(title=said(GERMAN_TITLE, "de")),), notes=(), footer=None
    )
    assert ("/H1", GERMAN_TITLE) in paragraphs(opened(handout_pdf(bare)))
