"""Writes segments for a translator."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from django.utils.translation import gettext_lazy as _

from gesamtplan.translations.languages import LANGUAGES, SOURCE, Language
from gesamtplan.translations.queries.segments import Segment
from gesamtplan.translations.states import TextState
from gesamtplan.translations.xliff import CORE

NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
KEEP_SPACES = {"xml:space": "preserve"}
# An outdated text must be looked at again, a machine's text only reviewed.
STATES = {TextState.MACHINE: "translated"}
NOTES = {
    TextState.OUTDATED: _("The German text has changed since this translation was made."),
    TextState.MACHINE: _("Made by a machine. Set the state to “reviewed” once it is right."),
}


def write_xliff(out: IO[bytes], segments: Iterable[Segment], language: Language) -> int:
    """Write an XLIFF 2.0 file, segment by segment at constant memory; says how many there were.

    A unit is named kind/key/field. German is the source; where the text of record is bilingual, English is a note.
    """
    xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    _open(xml, "xliff", {"xmlns": CORE, "version": "2.0", "srcLang": SOURCE, "trgLang": language.code})
    _open(xml, "file", {"id": "texts", "canResegment": "no", "trgDir": language.direction})
    number = 0
    for number, segment in enumerate(segments, start=1):
        _write_unit(xml, segment, number)
    if not number:  # a file must hold something: an empty group says that nothing is to be done
        _write(xml, "group", "", {"id": "nothing-to-do"})
    xml.endElement("file")
    xml.endElement("xliff")
    xml.endDocument()
    return number


def _write_unit(xml: XMLGenerator, segment: Segment, number: int) -> None:
    xml.ignorableWhitespace("\n")
    _open(xml, "unit", {"id": f"u{number}", "name": segment.name})
    _open(xml, "notes")
    for note in _notes(segment):
        _write(xml, "note", note)
    xml.endElement("notes")
    _open(xml, "segment", {"state": STATES.get(segment.state, "initial")})
    _write(xml, "source", segment.source, KEEP_SPACES)
    if segment.text:
        _write(xml, "target", segment.text, KEEP_SPACES)
    xml.endElement("segment")
    xml.endElement("unit")


def _notes(segment: Segment) -> Iterator[str]:
    """What helps a translator: what the text is, why it is here again, what it says in English."""
    yield f"{segment.what.label}: {segment.field.label}. {segment.field.note}".strip()
    if note := NOTES.get(segment.state):
        yield str(note)
    if english := segment.record.get("en"):
        yield f"{LANGUAGES['en'].label}: {english}"


def _open(xml: XMLGenerator, element: str, attributes: Mapping[str, str] = {}) -> None:
    xml.startElement(element, AttributesImpl(attributes))


def _write(xml: XMLGenerator, element: str, text: str, attributes: Mapping[str, str] = {}) -> None:
    """An element with text; a sign that XML cannot hold becomes a space, as in fingerprints."""
    _open(xml, element, attributes)
    xml.characters(NOT_XML.sub(" ", text))
    xml.endElement(element)
