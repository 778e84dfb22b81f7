"""Objects of a JSON file one after another, whatever the size and form of the file."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesamtplan.offers.hsds import json_stream
from gesamtplan.offers.hsds.json_stream import JsonStream, UnreadableHsdsError

ITEM = {"id": "a", "name": "Kurs"}
VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def objects(text: str) -> list[tuple[str, Any]]:
    return list(JsonStream(io.StringIO(text), "file.json").objects())


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ([ITEM, ITEM], [("", ITEM), ("", ITEM)]),
        ({"total_items": 1, "contents": [ITEM]}, [("", ITEM)]),
        ({"contents": []}, []),
        (ITEM, [("", ITEM)]),
        ({"services": [ITEM], "organizations": [ITEM]}, [("service", ITEM), ("organization", ITEM)]),
        ({"service_at_locations": [ITEM], **ITEM}, [("", {"service_at_locations": [ITEM], **ITEM})]),
    ],
)
def test_every_form_gives_its_objects(data: Any, found: list[tuple[str, Any]]) -> None:
    assert objects(json.dumps(data)) == found
    assert objects(json.dumps(data, indent=3)) == found


def test_services_inside_an_organization_belong_to_it() -> None:
    found = objects(json.dumps({"id": "o", "name": "Verein", "services": [ITEM]}))
    assert found[0] == ("service", {**ITEM, "organization_id": "o"})
    assert found[1] == ("", {"id": "o", "name": "Verein"})


def test_one_object_a_line_is_read() -> None:
    assert objects('{"id": "a"}\n{"id": "b"}\n') == [("", {"id": "a"}), ("", {"id": "b"})]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.text(), VALUES, max_size=3), max_size=6), st.integers(1, 9))
def test_portions_never_change_what_is_read(data: list[Any], portion: int) -> None:
    """The file may be cut anywhere: in a number, in a letter written as \\u, between two objects."""
    before, json_stream.CHUNK = json_stream.CHUNK, portion
    try:
        assert [item for _, item in objects(json.dumps(data))] == data
    finally:
        json_stream.CHUNK = before


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1}',
        '[{"id": 1} {"id": 2}]',
        '{"contents": [1, 2',
        "service",
        '{"id" 1}',
        "[NaN]",
        '{"a": "b',
        "[" * 100_000,
    ],
)
def test_broken_files_are_told_with_their_place(text: str) -> None:
    with pytest.raises(UnreadableHsdsError, match=r"file\.json .*from character \d+ on"):
        objects(text)


def test_wrong_encoding_is_told(tmp_path: Any) -> None:
    path = tmp_path / "file.json"
    path.write_bytes('[{"name": "Straße"}]'.encode("latin-1"))
    with path.open(encoding="utf-8-sig") as file, pytest.raises(UnreadableHsdsError, match="UTF-8"):
        list(JsonStream(file, path.name).objects())


def test_an_object_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LARGEST", 1 << 20)
    with pytest.raises(UnreadableHsdsError, match="larger than"):
        list(JsonStream(_Endless('[{"name": "', "x" * 1000), "file.json").objects())


def test_memory_does_not_grow_with_the_file() -> None:
    line = json.dumps({"id": "a", "text": "x" * 20_000}) + ","
    peaks = [_peak(_Endless("[", line, times)) for times in (50, 2000)]
    assert peaks[1] < 1.5 * peaks[0]


def _peak(file: "_Endless") -> int:
    tracemalloc.start()
    with pytest.raises(UnreadableHsdsError):  # the list is never closed
        sum(1 for _ in JsonStream(file, "file.json").objects())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


class _Endless(io.StringIO):
    """A file that begins so and then repeats; `times` None: for ever."""

    def __init__(self, start: str, part: str, times: int | None = None) -> None:
        super().__init__()
        self._rest = self._parts(start, part, times)
        self._waiting = ""

    def _parts(self, start: str, part: str, times: int | None) -> Iterator[str]:
        yield start
        count = 0
        while times is None or count < times:
            count += 1
            yield part

    def read(self, size: int | None = -1, /) -> str:
        wanted = size or 0
        while len(self._waiting) < wanted:
            part = next(self._rest, "")
            if not part:
                break
            self._waiting += part
        found, self._waiting = self._waiting[:wanted], self._waiting[wanted:]
        return found
