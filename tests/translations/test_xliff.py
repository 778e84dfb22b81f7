"""XLIFF out and in: what is written is read again, what is broken is refused."""

import io
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.translations.languages import target
from gesamtplan.translations.queries.segments import Segment
from gesamtplan.translations.states import fingerprint, visible
from gesamtplan.translations.xliff import CORE
from gesamtplan.translations.xliff.compare import Verdict, differences
from gesamtplan.translations.xliff.preview import SHOWN, preview
from gesamtplan.translations.xliff.read import LONGEST, UnfitFileError, Unit, read_units
from gesamtplan.translations.xliff.write import write_xliff
from tests.translations.rows import OURS, REGISTRY, exported, offer, returned, translation

ARABIC = target("ar")
HEAD = f'<xliff xmlns="{CORE}" version="2.1" srcLang="de" trgLang="ar"><file id="f">'
TAIL = "</file></xliff>"
AWKWARD = 'Er sagt: „Komm!“ & "geh" <b> %(n)s {name}\nzweite Zeile'


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Reasons are told in English here."""
    with override("en"):
        yield


def read(words: str | bytes, code: str = "ar") -> list[Unit]:
    return list(read_units(io.BytesIO(words if isinstance(words, bytes) else words.encode()), target(code)))


def unit(body: str, name: str = "offer/X/title") -> str:
    return f'{HEAD}<unit id="1" name="{name}">{body}</unit>{TAIL}'


def written(source: str) -> bytes:
    """A file with one segment that is in no database."""
    out = io.BytesIO()
    write_xliff(out, [Segment(OURS, "X", OURS.fields[0], {"de": source}, "ar", None)], ARABIC)
    return out.getvalue()


@given(st.text(max_size=200))
def test_every_source_survives_the_file_as_a_reader_sees_it(source: str) -> None:
    (found,) = read(written(source))
    assert visible(found.source) == visible(source)
    assert fingerprint(found.source) == fingerprint(source)
    assert (found.name, found.target) == ("offer/X/title", None)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_every_target_survives_the_file(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\ufffe" in text or "\uffff" in text:
        return
    (found,) = read(unit(f"<segment><source>a</source><target>{escaped}</target></segment>"))
    assert found.target == text


@pytest.mark.django_db
def test_file_goes_out_and_comes_back_with_arabic_quotes_and_placeholders() -> None:
    row = offer(AWKWARD, description={"de": "Offen", "en": "Open & free"})
    arabic = 'يقول: «تعال!» & "اذهب" <b> %(n)s {name}\nالسطر الثاني'
    translation(row, arabic, source_fingerprint="0" * 16)
    (first, second) = read(exported())
    assert (first.line, second.line) == (3, 6)  # both texts of the first unit have a line break
    assert (first.name, first.source, first.target) == (f"offer/{row.code}/title", AWKWARD, arabic)
    assert (second.source, second.target, second.state) == ("Offen", None, "initial")


@pytest.mark.django_db
def test_export_is_well_formed_for_other_tools() -> None:
    row = offer(description={"de": "Offen", "en": "Open & free"})
    translation(row, "مقهى", origin="machine")
    root = fromstring(exported(states=frozenset({"missing", "machine"})))
    space = {"x": CORE}
    assert root.attrib == {"version": "2.0", "srcLang": "de", "trgLang": "ar"}
    file = root.find("x:file", space)
    assert isinstance(file, Element)
    assert file.attrib["trgDir"] == "rtl"
    units = {one.attrib["name"].rpartition("/")[2]: one for one in file.findall("x:unit", space)}
    assert [one.attrib["state"] for one in root.iter(f"{{{CORE}}}segment")] == ["translated", "initial"]
    notes = [note.text for note in units["description"].iter(f"{{{CORE}}}note")]
    assert "English: Open & free" in notes
    assert len({one.attrib["id"] for one in units.values()}) == len(units) == 2


def test_nothing_to_do_is_a_file_too() -> None:
    out = io.BytesIO()
    assert write_xliff(out, [], ARABIC) == 0
    assert read(out.getvalue()) == []


def test_text_cut_into_segments_is_put_together() -> None:
    (found,) = read(
        unit(
            '<segment state="final"><source>Eins.</source><target>١.</target></segment>'
            "<ignorable><source> </source></ignorable>"
            '<segment state="translated"><source>Zwei.</source><target>٢.</target></segment>'
        )
    )
    assert (found.source, found.target, found.state) == ("Eins. Zwei.", "١. ٢.", "translated")


def test_segment_left_out_leaves_the_whole_text_out() -> None:
    (found,) = read(
        unit(
            "<segment><source>Eins.</source><target>١.</target></segment><segment><source>Zwei.</source></segment>"
        )
    )
    assert found.target is None


def test_annotations_and_other_modules_are_passed_over() -> None:
    (found,) = read(
        unit(
            '<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1">'
            f'<source xmlns="{CORE}">falsch</source><target xmlns="{CORE}">خطأ</target></mtc:match></mtc:matches>'
            "<notes><note>nicht dies</note></notes>"
            '<segment><source>Kurs</source><target>د<mrk id="m1" type="term">ور</mrk>ة</target></segment>'
        )
    )
    assert (found.source, found.target, found.has_codes) == ("Kurs", "دورة", False)


@pytest.mark.parametrize("code", ['<ph id="1"/>', '<pc id="1">x</pc>', '<cp hex="0001"/>', '<sc id="1"/>'])
def test_mark_up_in_a_text_is_told(code: str) -> None:
    (found,) = read(unit(f"<segment><source>Kurs</source><target>دورة{code}</target></segment>"))
    assert found.has_codes


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "XLIFF 2"),
        ("not xml", "line 1"),
        (HEAD + "<unit>", "broken"),
        (HEAD.replace('trgLang="ar"', 'trgLang="fa"') + TAIL, "into “fa”"),
        (HEAD.replace('srcLang="de"', 'srcLang="en"') + TAIL, "from “en”"),
        ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "XLIFF 2"),
        ("<html/>", "XLIFF 2"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + HEAD + TAIL, "DOCTYPE"),
        (unit("<segment><source>&lt;\x01</source></segment>"), "broken"),
        (HEAD + "<group>" * 200 + "</group>" * 200 + TAIL, "XLIFF 2"),
    ],
)
def test_unfit_file_is_refused_with_its_reason(words: str, why: str) -> None:
    with pytest.raises(UnfitFileError, match=why):
        read(words)


def test_language_of_a_file_is_compared_without_its_case() -> None:
    assert read(HEAD.replace('trgLang="ar"', 'trgLang="de-Simple"') + TAIL, "de-simple") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, Verdict.NEW),
        ({"name": "offer/TT-gone/title"}, Verdict.UNKNOWN),
        ({"name": "offer/{code}/places"}, Verdict.UNKNOWN),
        ({"name": ""}, Verdict.UNKNOWN),
        ({"source": "Sprachkurs"}, Verdict.SOURCE_CHANGED),
        ({"source": " Sprachcafé\n"}, Verdict.NEW),
        ({"target": " \n "}, Verdict.EMPTY),
        ({"target": None}, Verdict.EMPTY),
        ({"target": "ا" * (LONGEST + 1)}, Verdict.TOO_LONG),
        ({"is_too_long": True}, Verdict.TOO_LONG),
        ({"has_codes": True}, Verdict.CODES),
    ],
)
def test_verdict_on_a_first_translation(change: dict[str, str], verdict: Verdict) -> None:
    row = offer()
    given = {"line": 7, "name": "offer/{code}/title", "source": "Sprachcafé", "target": "مقهى", **change}
    given["name"] = given["name"].format(code=row.code)
    (found,) = differences(REGISTRY, [Unit(**given)], ARABIC)
    assert found.verdict == verdict


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stored", "text", "state", "verdict"),
    [
        ({}, "جديد", "translated", Verdict.CHANGED),
        ({}, "مقهى", "final", Verdict.SAME),
        ({"source_fingerprint": "0" * 16}, "مقهى", "initial", Verdict.UNTOUCHED),
        ({"source_fingerprint": "0" * 16}, "مقهى", "translated", Verdict.CONFIRMED),
        ({"source_fingerprint": "0" * 16}, "جديد", "initial", Verdict.CHANGED),
        ({"origin": "machine"}, "مقهى", "translated", Verdict.SAME),
        ({"origin": "machine"}, "مقهى", "reviewed", Verdict.CONFIRMED),
    ],
)
def test_verdict_where_there_is_a_translation(
    stored: dict[str, str], text: str, state: str, verdict: Verdict
) -> None:
    row = offer()
    translation(row, "مقهى", **stored)
    returned_unit = Unit(1, f"offer/{row.code}/title", "Sprachcafé", text, state)
    (found,) = differences(REGISTRY, [returned_unit], ARABIC)
    assert found.verdict == verdict


@pytest.mark.django_db
def test_text_of_record_is_not_replaced_and_a_text_counts_once() -> None:
    row = offer(description={"de": "Offen", "en": "Open"})
    (found,) = differences(
        REGISTRY, [Unit(1, f"offer/{row.code}/description", "Offen", "Opened")], target("en")
    )
    assert found.verdict == Verdict.OF_RECORD
    twice = [Unit(n, f"offer/{row.code}/description", "Offen", "مفتوح") for n in (1, 2)]
    assert [one.verdict for one in differences(REGISTRY, twice, ARABIC)] == [Verdict.NEW, Verdict.TWICE]


@pytest.mark.django_db
def test_preview_counts_and_names_doubts() -> None:
    row = offer("40 Plätze")
    file = returned(exported(), {"40 Plätze": "14 مكانا"})
    found = preview(REGISTRY, io.BytesIO(file), ARABIC)
    assert (found.stored, found.refusals) == (1, 0)
    assert found.to_store[0].unit.name == f"offer/{row.code}/title"
    assert [doubt.value for doubt in found.to_store[0].doubts] == ["numbers"]


class Endless(io.RawIOBase):
    """A file of a given size, made while it is read."""

    def __init__(self, size: int, body: str) -> None:
        self._parts = self._all(size, body)

    def _all(self, size: int, body: str) -> Iterator[bytes]:
        yield HEAD.encode()
        block = (body * (65_536 // len(body) + 1)).encode()
        for _ in range(size // len(block)):
            yield block
        yield TAIL.encode()

    def read(self, _size: int = -1) -> bytes:
        return next(self._parts, b"")


@pytest.mark.parametrize(
    "body",
    [
        '<unit id="1" name="offer/none/title"><segment><source>Kurs</source><target>دورة</target></segment></unit>',
        '<unit id="1" name="offer/none/title"><segment><source>Kurs</source></segment>',
        "<segment/>",
    ],
    ids=["units", "units in units", "segments outside"],
)
def test_large_file_needs_little_memory(body: str) -> None:
    tracemalloc.start()
    try:
        with suppress(UnfitFileError):
            found = preview({}, Endless(4_000_000, body), ARABIC)  # type: ignore[arg-type] # read() is all that is used
            assert len(found.refused) <= SHOWN
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000


def test_file_above_the_limit_is_refused() -> None:
    with pytest.raises(UnfitFileError, match="100 MB"):
        list(read_units(Endless(101_000_000, " " * 65_536), ARABIC))  # type: ignore[arg-type] # as above


def test_one_endless_text_is_cut_and_told() -> None:
    body = f'<unit id="1" name="x"><segment><source>a</source><target>{"ا" * 3_000_000}</target></segment></unit>'
    (found,) = read(HEAD + body + TAIL)
    assert found.is_too_long
    assert len(found.target or "") <= LONGEST
