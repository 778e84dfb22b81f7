"""Taking over what a city analyses."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from gesamtplan.core.imports import ImportReport
from gesamtplan.gaps.imports import read_topics
from gesamtplan.gaps.models import Assumption
from gesamtplan.gaps.operations.topics import store_topics

pytestmark = pytest.mark.usefixtures("munich")
MUNICH = settings.DATA_DIR / "needs-analysis.yaml"


def taken_over(path: Path) -> ImportReport:
    entries, report = read_topics(path)
    store_topics(entries=entries, report=report)
    return report


def changed(folder: Path, change: dict[str, Any], number: int = 0) -> Path:
    """Munich's file with one assumption of the first topic changed."""
    data = yaml.safe_load(MUNICH.read_text("utf-8"))
    data["topics"][0]["assumptions"][number] |= change
    path = folder / "needs-analysis.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    return path


def test_taking_over_twice_changes_nothing() -> None:
    report = taken_over(MUNICH)
    assert (report.created, report.changed, report.refused) == (0, 0, [])
    assert report.unchanged > 30


def test_a_version_made_on_the_desk_is_not_overwritten(tmp_path: Path) -> None:
    old = Assumption.objects.get(code="people.age-0-2-migration")
    Assumption.objects.filter(pk=old.pk).update(is_current=False)
    values = {"topic": old.topic, "code": old.code, "role": old.role, "statement": old.statement}
    Assumption.objects.create(**values, value=Decimal("0.9"), certainty="low", version=2)
    taken_over(changed(tmp_path, {"value": 1.5}))
    assert Assumption.objects.get(code=old.code, is_current=True).value == Decimal("0.9")


@pytest.mark.parametrize(
    ("change", "column", "why"),
    [
        ({"value": -1}, "value", "no number from 0 on"),
        ({"value": "many"}, "value", "no number from 0 on"),
        ({"role": "wish"}, "role", "not a known word"),
        ({"certainty": "sure"}, "certainty", "not a known word"),
        ({"groups": ["nobody"]}, "groups", "no group of this topic"),
        ({"sources": ["X99"]}, "sources", "not in the list of sources"),
        ({"refers_to": {"indicator": "a", "part": "half"}}, "refers_to", "no part of a figure"),
    ],
)
def test_a_wrong_assumption_is_refused_with_its_line(
    tmp_path: Path, change: dict[str, Any], column: str, why: str
) -> None:
    report = taken_over(changed(tmp_path, change))
    refusal = report.refused[0]
    assert (refusal.column, refusal.row > 1) == (column, True)
    assert why in refusal.why
    assert refusal.remedy


def test_a_city_without_the_file_has_no_topics(tmp_path: Path) -> None:
    assert read_topics(tmp_path / "needs-analysis.yaml")[0] == []
