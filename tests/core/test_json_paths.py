"""Parts of a JSON column that are left out while reading."""

import pytest
from django.utils import timezone

from gesamtplan.core.json_paths import WithoutPaths
from gesamtplan.gaps.models import Assessment

pytestmark = pytest.mark.django_db


def test_what_stands_at_the_paths_is_left_out_and_missing_paths_do_no_harm() -> None:
    now = timezone.now()
    stored = {"topics": [{"code": "a%s", "facts": [1]}, {"code": "b", "facts": [2]}], "facts": [3]}
    Assessment.objects.all().delete()
    Assessment.objects.create(
        on="2026-01-01", inputs_digest="d", norms_version="n", status="partial", explanation=stored,
        created_at=now, current_since=now,
    )  # fmt: skip
    paths = [("topics", number, "facts") for number in range(3)]
    lean = Assessment.objects.annotate(lean=WithoutPaths("explanation", paths)).values_list("lean", flat=True)
    assert lean[0] == {"topics": [{"code": "a%s"}, {"code": "b"}], "facts": [3]}
