"""Pages of the needs analysis."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
from benchmarks.needs_analysis import grow
from django.test import Client
from django.utils import timezone, translation
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.gaps.models import Assessment, GapRow
from gesamtplan.gaps.operations.analysis import store_analysis

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("munich")]
QUERIES = 12
MAIN, COMPARE, WHAT_IF = "/en/needs-analysis/", "/en/needs-analysis/compare/", "/en/needs-analysis/what-if/"
CARE = MAIN + "day-care/age-0-2-migration/11/"


@pytest.fixture(autouse=True)
def analysis() -> Iterator[Assessment]:
    """Munich's, as of a day after the closing of federal courses; afterwards nobody speaks English by accident."""
    yield store_analysis(on=date(2026, 11, 23), now=timezone.now())
    translation.deactivate()


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _areas(page: str) -> list[str]:
    return re.findall(r'<a href="([^"]+)" aria-label="\d\d[^"]*"', page)


@pytest.mark.parametrize("query", ["", "?level=sub-district", "?level=sub-district&group=g1&sort=-unmet"])
@pytest.mark.parametrize("topics", [2, 8])
def test_few_queries_however_much_there_is(
    client: Client, django_assert_max_num_queries: Most, topics: int, query: str
) -> None:
    grow(timezone.now(), topics=topics)
    with django_assert_max_num_queries(QUERIES):
        page = _page(client, MAIN + query)
    assert len(_areas(page)) == (108 if "level" in query else 25)


def test_headline_says_how_much_is_missing_for_how_many(client: Client) -> None:
    assert "81,780 places are needed; 18,556 of them are missing." in _page(client, MAIN)


def test_map_and_list_hold_the_same_areas_and_every_area_is_a_link(client: Client) -> None:
    page = _page(client, MAIN + "?group=age-0-2-migration")
    assert len(_areas(page)) == 25
    assert len(set(re.findall(r'href="([^"]*/day-care/age-0-2-migration/\d\d/\?year=2024)"', page))) == 25


def test_chosen_area_is_framed_and_shows_all_its_groups(client: Client) -> None:
    page = _page(client, MAIN + "?area=11")
    assert page.count('aria-current="true"') > _page(client, MAIN).count('aria-current="true"')
    assert 'class="area-frame"' in page
    assert all(
        f"/day-care/{group}/11/" in page for group in ("age-0-2-migration", "age-0-2-other", "age-3-6-other")
    )


def test_small_maps_stand_on_one_scale_and_draw_the_outlines_once(client: Client) -> None:
    page = _page(client, MAIN)
    assert page.count("small-map") >= 4
    assert page.count('<path id="outline-') == 25


def test_reachable_places_are_ranked_the_fewest_first(client: Client) -> None:
    page = _page(client, MAIN + "?measure=reachable&group=age-0-2-migration")
    ranking = page.split('id="ranking"')[1].split("</table>")[0]
    values = [float(value) for value in re.findall(r'<td class="num">(\d+\.\d)</td>', ranking)]
    assert len(values) == 25
    assert values == sorted(values)


def test_topic_of_the_whole_city_shows_years_instead_of_a_map(client: Client) -> None:
    page = _page(client, MAIN + "?topic=german-courses")
    assert 'class="chart line-chart"' in page
    assert "district-map" not in page
    assert "at most 38,935" in page


def test_unknown_is_shown_as_unknown_and_never_as_zero(client: Client) -> None:
    page = _page(client, MAIN + "?topic=german-courses&group=tolerated")
    assert "How many course places are needed is not known." in page
    assert "tone-unknown" in page


@pytest.mark.parametrize("query", ["topic=no&group=no&level=no&year=1&measure=no&sort=no&area=no", "year=x"])
def test_what_does_not_exist_falls_back_to_the_usual_view(client: Client, query: str) -> None:
    assert "18,556" in _page(client, f"{MAIN}?{query}")


def test_sums_that_must_hold_are_shown(client: Client) -> None:
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", _page(client, MAIN)))
    assert re.search(r"All known places: 64,640\. Shares of all groups added up: 64,640", page)
    assert re.search(r"Missing in the city: 18,556\. Districts added up: 18,556", page)


def test_columns_sort_both_ways_and_unknown_stays_last(client: Client) -> None:
    def order(sort: str) -> list[str]:
        page = _page(client, f"{MAIN}?level=sub-district&group=age-0-2-migration&sort={sort}")
        table = page.split("analysis-table")[1].split("</table>")[0]
        return re.findall(r"/age-0-2-migration/([\d.]+)/", table)

    hidden = set(
        GapRow.objects.filter(status="protected", group__code="age-0-2-migration").values_list(
            "area__code", flat=True
        )
    )
    rising, falling = order("unmet"), order("-unmet")
    known = len(rising) - len(hidden)
    assert hidden
    assert set(rising[known:]) == set(falling[known:]) == hidden
    assert rising[:known] == falling[:known][::-1]


@pytest.mark.parametrize(
    ("query", "rows"), [("level=district", 25), ("level=sub-district&group=age-3-6-other", 108)]
)
def test_list_can_be_had_as_file(client: Client, query: str, rows: int) -> None:
    text = client.get(f"{MAIN}?{query}&format=csv").content.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(found) == rows
    assert {"Missing", "Reasons", "Area code"} <= set(found[0])
    assert client.get(f"{MAIN}?{query}&format=xlsx")["Content-Type"].endswith("sheet")


def test_htmx_gets_the_part_with_the_switches(client: Client) -> None:
    part = client.get(f"{MAIN}?topic=german-courses", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="analysis">')
    assert "<html" not in part
    assert "id_group" in part


def test_a_row_opens_down_to_figures_sources_and_norm(
    client: Client, django_assert_max_num_queries: Most
) -> None:
    with django_assert_max_num_queries(QUERIES):
        page = _page(client, CARE)
    for text in ("1,683 × 0.667 = 1,122", "1,122 − 663 = 459", "Indikatorenatlas", "12 Schwabing-Freimann"):
        assert text in page
    assert "449 must be created" in page
    assert "second method" in page


def test_a_row_tells_which_rule_says_who_may_use_the_places(client: Client) -> None:
    page = _page(client, MAIN + "german-courses/in-procedure/city/?year=2024")
    assert "BAMF order" in page
    assert "so these places are not counted for the group" in page


def test_a_row_of_too_few_people_shows_no_figure(client: Client) -> None:
    row = GapRow.objects.filter(status="protected").select_related("area", "group__topic")[0]
    page = _page(client, f"{MAIN}{row.group.topic.code}/{row.group.code}/{row.area.code}/")
    assert "Too few people live there" in page
    assert "formula-numbers" not in page


@pytest.mark.parametrize(
    "path", ["no/age-0-2-migration/11/", "day-care/no/11/", "day-care/age-0-2-migration/99/"]
)
def test_a_row_that_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert client.get(MAIN + path).status_code == 404
    assert client.get(CARE + "?year=1999").status_code == 404


def test_comparison_names_the_rule_that_closed_the_courses(client: Client, analysis: Assessment) -> None:
    earlier = store_analysis(on=date(2025, 11, 30), now=timezone.now())
    page = _page(client, f"{COMPARE}?a={earlier.pk}&b={analysis.pk}")
    assert "4 rows changed," in page
    assert "Rules of entitlement (8)" in page
    assert "BAMF order" in page


def test_comparison_with_itself_finds_nothing(client: Client, analysis: Assessment) -> None:
    page = _page(client, f"{COMPARE}?a={analysis.pk}&b={analysis.pk}")
    assert "Nothing that went in differs." in page


def test_what_if_says_what_would_change_and_stores_nothing(client: Client) -> None:
    before = Assessment.objects.count(), GapRow.objects.count()
    page = _page(client, WHAT_IF + "?topic=day-care&kind=places.care-0-2&area=11&places=100")
    assert "With 100 more places (11 Milbertshofen-Am Hart), 100 fewer would be missing in the city." in page
    assert "district-map" in page
    assert (Assessment.objects.count(), GapRow.objects.count()) == before


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=places.care-0-2&area=11&places=-99999", "Only 715 places of this kind are known there."),
        ("kind=places.care-0-2&area=11&places=many", "Give a whole number"),
        ("kind=no&area=11&places=5", "Select a valid choice"),
        ("area=11&places=5", "No such places are counted there."),
    ],
)  # fmt: skip
def test_what_if_says_what_is_wrong(client: Client, query: str, said: str) -> None:
    assert said in _page(client, f"{WHAT_IF}?topic=day-care&{query}")


def test_next_offers_show_the_bound_and_lead_to_a_what_if(client: Client) -> None:
    page = _page(client, MAIN + "next-offers/")
    assert "no other choice of as many covers more" in page
    assert "kind=places.care-0-2&amp;area=" in page


@pytest.mark.parametrize("path", ["", "what-if/", "next-offers/"])
def test_without_an_analysis_the_page_says_what_to_do(client: Client, path: str) -> None:
    Assessment.objects.filter(kind="needs").update(status="failed")
    assert "gesamtplan assess" in _page(client, MAIN + path)
    assert client.get(CARE).status_code == 404
    assert "two analyses are needed" in _page(client, COMPARE)
