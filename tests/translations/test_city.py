"""Texts that a city delivers: in once, below what people did, and no fault of the city where they do not fit."""

import io

import pytest

from gesamtplan.audit.models import AuditEntry
from gesamtplan.core.imports import ImportReport
from gesamtplan.offers.models import CapacityReport, Offer
from gesamtplan.offers.translatable import PLACES
from gesamtplan.translations.languages import target
from gesamtplan.translations.models import Translation, TranslationImport
from gesamtplan.translations.operations.city import store_city_texts
from gesamtplan.translations.queries.segments import segments
from gesamtplan.translations.states import TextState
from gesamtplan.translations.translatable import Registry
from gesamtplan.translations.xliff.compare import Verdict
from gesamtplan.translations.xliff.read import UnfitFileError
from tests import factories as make
from tests.factories import NOW
from tests.translations.rows import REGISTRY, exported, offer, returned, translation

pytestmark = pytest.mark.usefixtures("no_texts")


def delivered(file: bytes, registry: Registry = REGISTRY) -> ImportReport:
    """What the report says of a city's file."""
    report = ImportReport("ar.xlf")
    store_city_texts(
        registry=registry,
        file=io.BytesIO(file),
        file_name="ar.xlf",
        language=target("ar"),
        report=report,
        now=NOW,
    )
    return report


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.changed, report.unchanged, len(report.passed_over)


def text_of(row: Offer) -> str:
    return Translation.objects.get(key=row.code, field="title").text


def test_new_texts_are_a_machines_whatever_the_file_says_and_come_once() -> None:
    offer("Kurs")
    file = returned(exported(), {"Kurs": "دورة"}, state="final")
    assert counts(delivered(file)) == (1, 0, 0, 0)
    (found,) = segments(REGISTRY, "ar")
    assert (found.state, found.is_unreviewed) == (TextState.MACHINE, True)
    entries = AuditEntry.objects.count()
    assert counts(delivered(file)) == (0, 0, 1, 0)
    assert (TranslationImport.objects.count(), AuditEntry.objects.count()) == (1, entries)


def test_texts_of_people_stay() -> None:
    written, reviewed, translators = offer("a"), offer("b"), offer("c")
    file = returned(exported(), {"a": "آ", "b": "ب", "c": "ج"})
    translation(written, "كتب")
    translation(reviewed, "راجع", origin="machine", reviewed_at=NOW, reviewed_by=make.user())
    translation(translators, "ترجم", origin="import", source_fingerprint="0" * 16)
    assert counts(delivered(file)) == (0, 0, 3, 0)
    assert [text_of(row) for row in (written, reviewed, translators)] == ["كتب", "راجع", "ترجم"]
    assert not TranslationImport.objects.exists()


def test_machines_own_text_is_renewed() -> None:
    row, outdated = offer("Kurs"), offer("Hilfe")
    file = returned(exported(), {"Kurs": "دورة", "Hilfe": "مساعدة"})
    translation(row, "قديم", origin="machine")
    translation(outdated, "مساعدة", origin="machine", source_fingerprint="0" * 16)
    assert counts(delivered(file)) == (0, 2, 0, 0)
    assert text_of(row) == "دورة"
    assert {one.state for one in segments(REGISTRY, "ar")} == {TextState.MACHINE}


def test_text_of_other_german_words_is_passed_over_and_named() -> None:
    first, second = offer("Kurs"), offer("Beratung")
    file = returned(exported(), {"Kurs": "دورة", "Beratung": "استشارة"})
    second.title = {"de": "Beratung am Abend"}
    second.save()
    report = delivered(file)
    assert counts(report) == (1, 0, 0, 1)
    assert report.is_clean
    passed = report.passed_over[0]
    assert (passed.value, passed.why) == (f"offer/{second.code}/title", Verdict.SOURCE_CHANGED.label)
    assert list(Translation.objects.values_list("key", flat=True)) == [first.code]


def test_unfit_file_is_named() -> None:
    with pytest.raises(UnfitFileError, match=r"ar\.xlf: "):
        delivered(b"<html/>")


def test_numbered_rows_are_found_by_their_words() -> None:
    registry = {"places": PLACES}
    CapacityReport.objects.filter(note__isnull=False).current().update(is_current=False)
    row, other = offer("Kurs"), offer("Kurs")
    note = {"de": "Nur am Abend"}
    here = [
        CapacityReport.objects.create(offer=one, places=3, note=note, channel="import", created_at=NOW)
        for one in (row, other)
    ]
    units = "".join(
        f'<unit id="u{name}" name="places/{name}/note"><segment state="translated">'
        f"<source>{source}</source><target>{text}</target></segment></unit>"
        for name, source, text in (
            (900001, "Nur am Abend", "مساءً"),
            (900002, "Nur am Abend", "مساءً"),
            (900003, "Nie", "أبدًا"),
        )
    )
    file = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="ar">'
        f'<file id="f">{units}</file></xliff>'
    ).encode()
    assert counts(delivered(file, registry)) == (2, 0, 0, 1)
    assert set(Translation.objects.values_list("key", "text")) == {(str(one.pk), "مساءً") for one in here}
    assert counts(delivered(file, registry)) == (0, 0, 2, 1)
