"""What is frozen: complete, in one language, nothing invented."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gesamtplan.core.models import Instance
from gesamtplan.reports.content import NothingToReportError, status_content
from tests import factories as make
from tests.reports.conftest import DAY


def test_content_has_all_needs_measures_and_fields(content: dict[str, Any]) -> None:
    assert {need["code"] for field in content["fields"] for need in field["needs"]} == {
        f"N{number:02}" for number in range(1, 36)
    }
    assert len(content["measures"]) == 31
    assert len(content["fields"]) == 6


def test_tiles_count_each_need_once_and_unknown_as_unknown(content: dict[str, Any]) -> None:
    assert sum(tile["value"] for tile in content["tiles"]) == 35
    assert next(tile["value"] for tile in content["tiles"] if tile["tone"] == "unknown") == 19


def test_every_cited_source_is_listed(content: dict[str, Any]) -> None:
    rows = [need for field in content["fields"] for need in field["needs"]]
    rows += content["measures"] + content["open_topics"]
    listed = {source["code"] for source in content["sources"]}
    assert {code for row in rows for code in row["sources"]} <= listed


def test_day_one_matrix_is_complete_and_says_how_much_is_unknown(content: dict[str, Any]) -> None:
    day = content["day_one"]
    assert {len(row["cells"]) for row in day["rows"]} == {len(day["kinds"])}
    assert sum(item["count"] for item in day["legend"]) == len(day["rows"]) * len(day["kinds"])
    assert "unbekannt" in day["note"]


def test_figures_have_pictures_tables_and_one_map(content: dict[str, Any]) -> None:
    figures = content["figures"]
    assert figures
    assert all(figure["picture"] in content["pictures"] and figure["rows"] for figure in figures)
    assert [len(figure["districts"]) for figure in figures if figure["map"]] == [25]


def test_numbers_are_written_in_the_language_of_the_report(content: dict[str, Any]) -> None:
    foreigners = next(f for f in content["figures"] if f["title"].startswith("Nichtdeutsche"))
    assert "30,6" in foreigners["latest"]


@pytest.mark.django_db
def test_same_record_gives_the_same_content(content: dict[str, Any]) -> None:
    assert status_content(DAY, "de") == content


@pytest.mark.django_db
def test_number_of_queries_does_not_grow_with_needs() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            status_content(date(2026, 1, 15), "en")
        return len(captured)

    before = queries()
    make.many_needs(40)
    make.many_measures(40)
    assert queries() == before


@pytest.mark.django_db
def test_without_a_plan_there_is_nothing_to_report() -> None:
    Instance.objects.all().delete()
    with pytest.raises(NothingToReportError, match="Load a city"):
        status_content(DAY, "de")
