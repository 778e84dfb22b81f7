"""Reads a translator's file unit by unit, so that its size does not matter to the memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _

from gesamtplan.translations.languages import SOURCE, Language
from gesamtplan.translations.xliff import CORE

LARGEST = 100_000_000  # bytes of a file
LONGEST = 20_000  # characters of a text
MOST_SEGMENTS = 1_000  # of a text
DEEPEST = 100  # elements within each other; groups and annotations need a handful
AT_ONCE = 65_536
CODES = frozenset(
    {"ph", "pc", "sc", "ec", "cp"}
)  # what stands for mark-up or signs that our texts do not have
Name = tuple[str | None, str]  # namespace, local name
STATES = ("initial", "translated", "reviewed", "final")


class UnfitFileError(Exception):
    """Raised when a whole file is refused; says in the reader's language why and what to do."""


@dataclass
class Unit:
    """One text as it came back. `target` is None where the translator left it out.

    `state` is the least of its segments; `has_codes`: it holds mark-up that the German text cannot have.
    """

    line: int
    name: str
    source: str = ""
    target: str | None = None
    state: str = STATES[-1]
    has_codes: bool = False
    is_too_long: bool = False


def read_units(file: IO[bytes], language: Language) -> Iterator[Unit]:
    """Units of an XLIFF 2 file from German into this language. Raises UnfitFileError."""
    handler, size = _Handler(language), 0
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    handler.setDocumentLocator(parser)  # which only parse() does by itself
    try:
        while chunk := file.read(AT_ONCE):
            size += len(chunk)
            _require_size(size)
            parser.feed(chunk)
            yield from handler.take()
        parser.close()
        handler.finish()
        yield from handler.take()
    except (SAXParseException, DefusedXmlException, SAXException) as error:
        raise _broken(error) from error


def _require_size(size: int) -> None:
    if size > LARGEST:
        raise UnfitFileError(
            _("The file has more than %(most)d MB. Split it and import the parts.")
            % {"most": LARGEST // 10**6}
        )


def _broken(error: Exception) -> UnfitFileError:
    if isinstance(error, SAXParseException):
        return UnfitFileError(
            _("The file is broken at line %(line)s (%(why)s). Export it again from your tool.")
            % {"line": error.getLineNumber(), "why": error.getMessage()}
        )
    return UnfitFileError(
        _("The file declares a DOCTYPE or entities, which XLIFF never does. Export it again.")
    )


@dataclass
class _Part:
    """A segment, or what stands between two of them."""

    state: str
    is_gap: bool
    texts: dict[str, list[str]] = field(default_factory=dict)

    def joined(self, name: str) -> str | None:
        """Source or target; what stands between segments is the same in both unless told otherwise."""
        found = self.texts.get(name, self.texts.get("source") if self.is_gap else None)
        return None if found is None else "".join(found)


class _Handler(ContentHandler):
    """Collects finished units; other namespaces than XLIFF's own are passed over."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._done: list[Unit] = []
        self._unit: Unit | None = None
        self._parts: list[_Part] = []
        self._sink: list[str] | None = None
        self._room = 0
        self._began = False
        self._depth = 0
        self._foreign = 0
        self._open: dict[str, Callable[[AttributesNSImpl], None]] = {
            "xliff": self._open_file,
            "unit": self._open_unit,
            "segment": lambda given: self._open_part(given, is_gap=False),
            "ignorable": lambda given: self._open_part(given, is_gap=True),
            "source": lambda _given: self._open_text("source"),
            "target": lambda _given: self._open_text("target"),
            **dict.fromkeys(CODES, self._open_code),
        }

    def take(self) -> list[Unit]:
        """Units finished since the last call."""
        done, self._done = self._done, []
        return done

    def finish(self) -> None:
        """Refuses an empty file."""
        if not self._began:
            self._require_xliff(None, "")

    def startElementNS(self, name: Name, _qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: N802 - SAX's
        space, local = name
        self._depth += 1
        if not self._began or self._depth > DEEPEST:
            self._require_xliff(space, local)
        if self._foreign or space != CORE:
            self._foreign += 1
        elif opened := self._open.get(local):
            opened(attrs)

    def endElementNS(self, name: Name, _qname: str | None) -> None:  # noqa: N802 - SAX's
        self._depth -= 1
        if self._foreign:
            self._foreign -= 1
        elif name[1] in {"source", "target"}:
            self._sink = None
        elif name[1] == "unit":
            self._close_unit()

    def characters(self, content: str) -> None:
        if self._sink is None or self._foreign or self._unit is None:
            return
        self._room -= len(content)
        if self._room < 0:
            self._unit.is_too_long = True
        else:
            self._sink.append(content)

    def _require_xliff(self, space: str | None, local: str) -> None:
        self._began = True
        if local != "xliff" or space != CORE or self._depth > DEEPEST:
            raise UnfitFileError(
                _("This is not an XLIFF 2 file. Export it from your tool as XLIFF 2.0 or 2.1.")
            )

    def _open_file(self, given: AttributesNSImpl) -> None:
        languages = {name: _attribute(given, name) for name in ("srcLang", "trgLang")}
        wanted = {"srcLang": SOURCE, "trgLang": self._language.code}
        if {name: code.lower() for name, code in languages.items()} != wanted:
            raise UnfitFileError(
                _(
                    "The file translates from “%(from)s” into “%(into)s”, not from German into %(wanted)s. "
                    "Choose the right file or language."
                )
                % {"from": languages["srcLang"], "into": languages["trgLang"], "wanted": self._language.label}
            )

    def _open_unit(self, given: AttributesNSImpl) -> None:
        line = self._locator.getLineNumber()  # type: ignore[attr-defined] # set by setDocumentLocator
        self._unit, self._parts, self._room = Unit(line, _attribute(given, "name")), [], LONGEST

    def _open_part(self, given: AttributesNSImpl, *, is_gap: bool) -> None:
        if self._unit is None:
            return
        self._unit.is_too_long |= len(self._parts) >= MOST_SEGMENTS
        if not self._unit.is_too_long:
            self._parts.append(_Part(_attribute(given, "state") or STATES[0], is_gap))

    def _open_text(self, name: str) -> None:
        if self._parts and self._unit and not self._unit.is_too_long:
            self._sink = self._parts[-1].texts.setdefault(name, [])
            self._room = LONGEST

    def _open_code(self, _given: AttributesNSImpl) -> None:
        if self._unit and self._sink is not None:
            self._unit.has_codes = True

    def _close_unit(self) -> None:
        unit, segments = self._unit, [part for part in self._parts if not part.is_gap]
        if unit is None or not segments:
            return
        unit.source = "".join(part.joined("source") or "" for part in self._parts)
        targets = [part.joined("target") for part in self._parts]
        unit.target = None if None in targets else "".join(filter(None, targets))
        unit.state = min((part.state for part in segments), key=_progress)
        self._done.append(unit)
        self._unit, self._parts = None, []


def _progress(state: str) -> int:
    return STATES.index(state) if state in STATES else 0


def _attribute(given: AttributesNSImpl, name: str) -> str:
    found: Any = given.get((None, name), "")
    return str(found)
