"""Reads the objects of a JSON file one after another, so that a file of any size needs the memory of one object."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn, TextIO

CHUNK = 1 << 16
LARGEST = 8 << 20  # characters of one object
SPACE = re.compile(r"[ \t\n\r]*")
LISTS = {
    "contents": "",
    "services": "service",
    "service": "service",
    "organizations": "organization",
    "organization": "organization",
}
FRAME = frozenset({"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty"})


class UnreadableHsdsError(Exception):
    """Raised when a file is no JSON or no HSDS package: says where it breaks off, and what to do."""


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


class JsonStream:
    """Objects of one file: a list, a page with `contents`, one object, or one object a line (NDJSON)."""

    def __init__(self, file: TextIO, name: str) -> None:
        self._file, self._name = file, name
        self._text, self._at, self._gone, self._ended = "", 0, 0, False
        self._decode = json.JSONDecoder(parse_constant=_no_constant).raw_decode

    def objects(self) -> Iterator[tuple[str, Any]]:
        """(kind, object); the kind is empty where the file does not say it. Raises UnreadableHsdsError."""
        while first := self._next_sign():
            if first == "[":
                yield from (("", item) for item in self._items())
            elif first == "{":
                yield from self._members()
            else:
                self._fail("neither a list nor an object begins here")

    def _members(self) -> Iterator[tuple[str, Any]]:
        """Lists of objects are handed on at once; what is left is an object itself, or the frame of a page."""
        rest: dict[str, Any] = {}
        streamed = False
        self._skip("{")
        while self._next_sign() not in {"}", ""}:
            name = self._value()
            self._skip(":")
            if name in LISTS and self._next_sign() == "[":
                streamed = True
                yield from ((LISTS[name], _belonging(item, rest)) for item in self._items())
            else:
                rest[str(name)] = self._value()
            if self._next_sign() != "}":
                self._skip(",")
        self._skip("}")
        if rest.keys() - FRAME and not (streamed and "id" not in rest):
            yield "", rest

    def _items(self) -> Iterator[Any]:
        self._skip("[")
        while self._next_sign() not in {"]", ""}:
            yield self._value()
            if self._next_sign() != "]":
                self._skip(",")
        self._skip("]")

    def _value(self) -> Any:
        self._next_sign()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if self._more():
                    continue
                self._fail(str(error).split(":", 1)[0] or "too deeply nested")
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def _next_sign(self) -> str:
        """The next sign that is no space, without taking it; empty at the end."""
        while True:
            found = SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _skip(self, sign: str) -> None:
        found = self._next_sign()
        if found != sign:
            self._fail(f"{sign!r} is missing" if found else f"the file ends before its {sign!r}")
        self._at += 1

    def _more(self) -> bool:
        """Reads as much again as is still waiting, so that a large object costs no more than a few tries."""
        waiting = len(self._text) - self._at
        if self._ended or waiting > LARGEST:
            return False
        try:
            read = self._file.read(max(CHUNK, waiting))
        except UnicodeDecodeError as error:
            raise UnreadableHsdsError(
                f"{self._name} is not written in UTF-8: {error.reason}. Save it as UTF-8 and repeat."
            ) from error
        self._gone += self._at
        self._text, self._at, self._ended = self._text[self._at :] + read, 0, not read
        return bool(read)

    def _fail(self, why: str) -> NoReturn:
        place = self._gone + self._at + 1
        if len(self._text) - self._at > LARGEST:
            why = f"one object is larger than {LARGEST >> 20} million characters"
        raise UnreadableHsdsError(
            f"{self._name} cannot be read as JSON from character {place} on: {why}. "
            "Ask the sender for a complete file, or mend that place, and repeat."
        )


def _belonging(item: Any, owner: dict[str, Any]) -> Any:
    """A service listed inside its organization belongs to it."""
    if not isinstance(item, dict) or "id" not in owner or {"organization_id", "organization"} & item.keys():
        return item
    return {**item, "organization_id": owner["id"]}
