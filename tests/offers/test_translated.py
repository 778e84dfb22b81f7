"""What is found and computed of offers follows their texts in other languages."""

import io

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.core.search_index.queries import search
from gesamtplan.offers.models import CapacityReport, DirectoryVersion, Offer, OfferKind, Site
from gesamtplan.offers.operations import set_sites
from gesamtplan.offers.operations.translated import follow_texts
from gesamtplan.translations.languages import target
from gesamtplan.translations.models import TranslationImport
from gesamtplan.translations.operations.exchange import import_file, undo_import
from gesamtplan.translations.operations.service import translate_by_machine
from gesamtplan.translations.operations.texts import review_text, write_text
from gesamtplan.translations.queries.segments import segment
from gesamtplan.translations.translatable import registry
from tests import factories
from tests import factories_figures as make
from tests.factories import NOW
from tests.translations.rows import REGISTRY, exported, offer, returned
from tests.translations.test_service import Mirror

pytestmark = pytest.mark.django_db


def found(word: str, language: str = "ar") -> list[str]:
    return [hit.key for hit in search(word, language=language, kinds=["offer"]).hits]


def version() -> int:
    return DirectoryVersion.objects.get(pk=1).number


def taken_over(texts: dict[str, str]) -> TranslationImport:
    return import_file(
        registry=REGISTRY,
        file=io.BytesIO(returned(exported(), texts)),
        file_name="ar.xlf",
        language=target("ar"),
        by_machine=False,
        author=None,
        now=NOW,
    )


def test_offer_is_found_after_an_import_and_not_after_its_undo() -> None:
    row, other = offer("Sprachcafé"), offer("Hilfe")
    start = version()
    done = taken_over({"Sprachcafé": "مقهى اللغات الغريبة"})
    assert found("الغريبة") == [row.code]
    assert version() > start
    row.refresh_from_db()
    other.refresh_from_db()
    assert row.modified_at == NOW != other.modified_at
    start = version()
    undo_import(done=done, author=None, now=NOW)
    assert found("الغريبة") == []
    assert version() > start


def test_text_of_the_desk_is_found_and_a_review_raises_the_version() -> None:
    row, editor = offer("Sprachcafé"), factories.user("editor")
    shown = segment(REGISTRY, "uk", "offer", row.code, "title")
    assert shown
    write_text(shown=shown, version=shown.version, text="Дивовижна кав’ярня", author=editor, now=NOW)
    assert found("дивовижна", "uk") == [row.code]
    shown, start = segment(REGISTRY, "uk", "offer", row.code, "title"), version()
    assert shown
    review_text(shown=shown, version=shown.version, author=editor, now=NOW)
    assert version() > start


def test_text_of_the_service_is_found() -> None:
    row = offer("Zzyzx")
    service = Mirror()
    translate_by_machine(
        registry=REGISTRY, language=target("tr"), service=service, author=None, clock=lambda: NOW
    )
    assert found("xzyzz", "tr") == [row.code]


def test_name_of_a_kind_is_found_at_its_offers() -> None:
    row, editor = offer("Sprachcafé"), factories.user("editor")
    shown = segment(registry(), "fr", "offer-kind", row.kind.code, "name")
    assert shown
    write_text(shown=shown, version=shown.version, text="Merveille", author=editor, now=NOW)
    assert found("merveille", "fr") == [row.code]


def test_offers_of_sites_reports_and_kinds_are_those_concerned() -> None:
    first, second = make.offer(1), make.offer(2)
    site = Site.objects.create(code="tt-site", name={"de": "Haus"})
    set_sites(offer=first, sites=[site], author=factories.user("coordinator"), now=NOW)
    report = CapacityReport.objects.create(offer=second, places=3, channel="import", created_at=NOW)
    later = NOW.replace(year=NOW.year + 1)
    follow_texts(kind="site", keys=[site.code], now=later)
    assert set(Offer.objects.filter(modified_at=later)) == {first}
    follow_texts(kind="places", keys=[str(report.pk)], now=later)
    assert set(Offer.objects.filter(modified_at=later)) == {first, second}


def test_kind_without_offers_raises_the_version_and_foreign_texts_do_not() -> None:
    OfferKind.objects.create(code="tt-empty", name={"de": "Leer"})
    start = version()
    follow_texts(kind="paper", keys=["P1"], now=NOW)
    assert version() == start
    follow_texts(kind="offer-kind", keys=["tt-empty"], now=NOW)
    assert version() == start + 1


@pytest.mark.parametrize("number", [4, 40])
def test_following_needs_few_queries(django_assert_max_num_queries: Most, number: int) -> None:
    codes = [offer(f"Kurs {n}").code for n in range(number)]
    with django_assert_max_num_queries(18):
        follow_texts(kind="offer", keys=codes, now=NOW)
