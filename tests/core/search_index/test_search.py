"""The search on a few documents: what is found, in which order, with which counts and marks. SQLite and PostgreSQL."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gesamtplan.core.models import SearchDocument, SearchWord
from gesamtplan.core.search_index.operations import Reindexed, clear, reindex
from gesamtplan.core.search_index.queries import search, stale
from tests.core.search_index.factories import document, written

pytestmark = pytest.mark.django_db

TRANSACTION = 3 if connection.vendor == "postgresql" else 0  # begin, one setting, end


@pytest.fixture(autouse=True)
def empty_index() -> None:
    clear()


def keys(query: str, language: str = "de", **asked: object) -> list[str]:
    return [hit.key for hit in search(query, language=language, **asked).hits]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Häuser", "Haus der Kulturen"),
        ("haeuser", "HÄUSER"),
        ("strasse", "In der Straße"),
        ("Beratungen", "Beratung für alle"),
        ("Berat", "Beratung für alle"),
        ("Kurs", "Neue Deutschkurse am Abend"),
        ("für Frauen", "Frauen zuerst"),
        ("14-20 V 16291", "Vorlage 14-20 / V 16291"),
        ("Kitas", "Eine Kita"),
    ],
)
def test_german_words_are_found_however_they_are_written(query: str, text: str) -> None:
    written(document("a", text), document("b", "Ganz etwas anderes"))
    assert keys(query) == ["a"]


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("ar", "دورة اللغة الألمانية للنساء", "الدورة"),
        ("ar", "أُسْرَة", "الاسرة"),
        ("fa", "کلاس زبان آلمانی", "كلاس"),
        ("uk", "Курси німецької мови для біженців", "БІЖЕНЦІ мова"),
        ("uk", "Допомога сім’ям", "сім'я"),
        ("en", "Housing for families", "family"),
        ("fr", "Cours d'allemand", "cours"),
        ("tr", "Almanca kursları", "kurs"),
    ],
)
def test_every_language_is_found_whatever_the_reader_reads(language: str, text: str, query: str) -> None:
    written(document("a", "Titel", body={"de": "Worte", language: text}), document("b", "Titel"))
    found = search(query, language="de")
    assert [hit.key for hit in found.hits] == ["a"]
    assert found.hits[0].passage.language == language
    assert any(part.is_hit for part in found.hits[0].passage.parts)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("Beratnug", "Beratung"),
        ("Wohnun g", ""),
        ("Integrazionskurz", "Integrationskurs"),
        ("Ausbldung", "Ausbildung"),
    ],
)
def test_slips_of_the_pen_are_put_right_where_nothing_else_is_found(slip: str, meant: str) -> None:
    written(*(document(word, word) for word in ("Beratung", "Integrationskurs", "Ausbildung")))
    found = search(slip, language="de")
    assert found.corrected == meant
    assert [hit.key for hit in found.hits] == ([meant] if meant else [])


def test_a_word_that_is_there_is_never_put_right() -> None:
    written(document("a", "Bauer"), document("b", "Mauer"))
    found = search("Bauer Mauer", language="de")
    assert (found.corrected, found.some, found.total) == ("", True, 2)


def test_a_hit_in_the_title_comes_before_one_in_the_text() -> None:
    written(
        document("text", "Angebot", body={"de": "Arbeit und Arbeit"}),
        document("title", "Arbeit", body={"de": "Worte " * 30}),
        document("neither", "Angebot", body={"de": "Worte"}),
    )
    assert keys("arbeit") == ["title", "text"]


def test_codes_are_found_like_titles() -> None:
    written(document("a", "Bedarf", names=("N18",)), document("b", "Bedarf", names=("N19",)))
    assert keys("n18") == ["a"]


def test_kinds_and_facets_narrow_and_count() -> None:
    written(
        document("a", "Kurs", facets={"field": ("F1", "F2")}),
        document("b", "Kurs", facets={"field": ("F2",)}),
        document("c", "Kurs", kind="other", facets={"field": ("F1",)}),
        document("d", "Kurs", kind="other"),
    )
    whole = search("kurs", language="de")
    assert whole.total == 4
    assert whole.kinds == (("other", 2), ("thing", 2))
    assert whole.facets == {"field": (("F1", 2), ("F2", 2))}
    some = search("kurs", language="de", kinds=["thing"], facets={"field": ["F1"]})
    assert ([hit.key for hit in some.hits], some.total) == (["a"], 1)
    assert some.kinds == (("other", 1), ("thing", 1))
    assert some.facets == {"field": (("F2", 2), ("F1", 1))}
    assert search("kurs", language="de", facets={"none": ["x"]}).total == 0


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    written(*(document(f"k{at:02d}", "Kurs") for at in range(25)))
    pages = [keys("kurs", limit=10, offset=offset) for offset in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert len({key for page in pages for key in page}) == 25


def test_marks_are_parts_and_never_markup() -> None:
    written(
        document(
            "a", "Kurs <b>& mehr</b>", body={"de": "x " * 200 + "Der Deutschkurs <script> " + "y " * 200}
        )
    )
    hit = search("kurs", language="de").hits[0]
    assert [(part.text, part.is_hit) for part in hit.title.parts] == [
        ("Kurs", True),
        (" <b>& mehr</b>", False),
    ]
    assert [part.text for part in hit.passage.parts if part.is_hit] == ["Deutschkurs"]
    assert len(str(hit.passage)) < 300
    assert str(hit.passage).startswith("… ")
    assert str(hit.passage).endswith(" …")


def test_the_title_is_in_the_readers_language_unless_it_was_found_in_another() -> None:
    written(document("a", title={"de": "Wohnung", "en": "Flat"}))
    assert str(search("wohnung", language="de").hits[0].title) == "Wohnung"
    assert str(search("flat", language="de").hits[0].title) == "Flat"
    assert search("flat", language="de").hits[0].title.language == "en"


@pytest.mark.parametrize(
    "query", ["", "  ", "'", '"', "*", ")(", "a:b AND NOT", "{x}", "\\", "%", "-", "''|&!", "NEAR("]
)
def test_no_query_is_an_operator(query: str) -> None:
    written(document("a", "Kurs"))
    assert search(query, language="de").total == 0


def test_reindex_writes_what_differs_and_takes_out_what_is_gone() -> None:
    kind = "thing"
    assert reindex(kind=kind, documents=[document("a", "Kurs"), document("b", "Amt")]) == Reindexed(2, 0, 0)
    assert reindex(kind=kind, documents=[document("a", "Kurs"), document("b", "Haus")]) == Reindexed(1, 0, 1)
    assert (keys("amt"), keys("haus")) == ([], ["b"])
    assert reindex(kind=kind, documents=[document("b", "Haus")]) == Reindexed(0, 1, 1)
    assert keys("kurs") == []


def test_reindex_of_one_key_leaves_the_others_alone() -> None:
    written(document("a", "Kurs"), document("b", "Kurs"))
    reindex(kind="thing", documents=[], keys=["a"])
    assert keys("kurs") == ["b"]


def test_what_is_stale_is_counted() -> None:
    now = [document("a", "Kurs"), document("b", "Amt")]
    written(*now)
    assert stale("thing", now) == 0
    assert stale("thing", [document("a", "Kurse"), document("c", "Neu")]) == 3


def test_words_are_kept_once() -> None:
    written(document("a", "Kurs Kürse"), document("b", "KURS"))
    assert sorted(SearchWord.objects.values_list("word", flat=True)) == ["kurs", "kurse"]


@pytest.mark.parametrize("query", ["kurs", "kusr", "kurs raumschiff nirgends"])
def test_a_search_costs_the_same_for_ten_times_as_many(query: str) -> None:
    counts = []
    for number in (10, 100):
        written(*(document(f"k{at}", f"Kurs {at}", body={"en": "course"}) for at in range(number)))
        with CaptureQueriesContext(connection) as captured:
            assert search(query, language="de").total == number
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 6 + TRANSACTION


def test_the_database_keeps_full_text_in_step_with_the_rows() -> None:
    """No code of ours writes the full text: a row changed by any hand is found as it now is."""
    written(document("a", "Kurs"))
    SearchDocument.objects.update(title_terms="haus")
    assert (keys("haus"), keys("kurs")) == (["a"], [])
    SearchDocument.objects.all().delete()
    assert keys("haus") == []
