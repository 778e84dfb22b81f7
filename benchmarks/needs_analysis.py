"""CPU of the pages of the needs analysis with 133 areas × 8 fields × 6 groups, against the imprint in the same run.

    python -m benchmarks.needs_analysis [--json]

Works on an instance of its own that is thrown away. `× bare` can be compared between machines, milliseconds cannot.
"""

import argparse
import contextlib
import json
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.pages import BARE, in_process, prepare

if TYPE_CHECKING:  # needs settings, which are only made in `prepare`
    from gesamtplan.gaps.models import Assessment

TOPICS, GROUPS, YEAR = 8, 6, 2024
PATHS = (
    BARE, "/needs-analysis/", "/needs-analysis/?level=sub-district", "/needs-analysis/?level=sub-district&group=g1",
    "/needs-analysis/?topic=t5&level=sub-district&measure=reachable", "/needs-analysis/t1/g1/11/",
)  # fmt: skip
COLUMNS = ("path", "status", "queries", "cpu_ms", "x_bare", "kB")


def grow(now: datetime, topics: int = TOPICS, groups: int = GROUPS) -> "Assessment":
    """A made-up analysis over all areas, the current one: every figure known, every row with its reasons."""
    from gesamtplan.gaps.models import Assessment, GapRow
    from gesamtplan.gaps.states import AssessmentKind, AssessmentStatus
    from gesamtplan.territory.models import Area

    areas = list(Area.objects.defer("geometry"))
    assessment = Assessment.objects.create(
        kind=AssessmentKind.NEEDS, on=date(2026, 1, 1), inputs_digest="e" * 64, norms_version="made up",
        status=AssessmentStatus.PARTIAL, created_at=now, current_since=now,
        explanation={"topics": [_told(n, groups, areas) for n in range(topics)], "sources": {}, "reasons": []},
    )  # fmt: skip
    rows = [
        _row(assessment, group, area, number)
        for number_of_topic in range(topics)
        for number, group in enumerate(_groups(number_of_topic, groups))
        for area in areas
    ]
    GapRow.objects.bulk_create(rows, batch_size=500)
    return assessment


def _words(word: str) -> dict[str, str]:
    return {"de": word, "en": f"{word} (en)"}


def _groups(number: int, groups: int) -> list[Any]:
    from gesamtplan.gaps.models import AnalysisGroup, AnalysisTopic
    from gesamtplan.plan.models import FieldOfAction

    fields = list(FieldOfAction.objects.order_by("number"))
    words = {name: _words(name) for name in ("title", "question", "carries", "cannot_carry", "people_unit")}
    topic = AnalysisTopic.objects.create(
        code=f"t{number}", field_of_action=fields[number % len(fields)], places_unit=_words("Plätze"),
        cells="sub-district", years="latest", position=number, **words,
    )  # fmt: skip
    names = [
        {"code": f"g{n}", "name": _words(f"Gruppe {n}"), "short": _words(f"G{n}")} for n in range(groups)
    ]
    return [AnalysisGroup.objects.create(topic=topic, position=n, **name) for n, name in enumerate(names)]


def _told(number: int, groups: int, areas: list[Any]) -> dict[str, Any]:
    """What a real analysis tells of a topic, as long as a real one."""
    texts = ("title", "question", "carries", "cannot_carry", "people_unit", "places_unit")
    return {
        "code": f"t{number}", "field": "HF1", "years": [YEAR], "minutes": 30, "sums": [], "siting": [],
        **{name: _words(f"{name} {number}") for name in texts},
        "groups": [{"code": f"g{n}", "name": _words(f"Gruppe {n}"), "short": _words(f"G{n}")} for n in range(groups)],
        "assumptions": [_assumption(f"norm.{n}", f"g{n}") for n in range(groups)],
        "facts": [_fact(f"series:x{n}:value:{area.code}:{YEAR}") for n in range(groups) for area in areas],
    }  # fmt: skip


def _assumption(code: str, group: str) -> dict[str, Any]:
    return {
        "code": code, "version": 1, "role": "norm", "groups": [group], "supply": "s", "value": 1.0, "unit": None,
        "statement": _words("Ein Platz je Person."), "refers_to": {}, "certainty": "low", "valid_from": None,
        "reason": "", "sources": [],
    }  # fmt: skip


def _fact(key: str) -> dict[str, Any]:
    name = _words("Eine Kennzahl mit einem langen Namen")
    return {
        "key": key,
        "value": 1.0,
        "name": name,
        "date": "2024",
        "origin": "Atlas (2025-08)",
        "sources": [],
    }


def _row(assessment: Any, group: Any, area: Any, number: int) -> Any:
    from gesamtplan.gaps.models import GapRow

    people = 500.0 + 7 * (area.pk % 31) + 13 * number
    told = {
        "people": [f"series:x{number}:value:{area.code}:{YEAR}"],
        "supply": [],
        "origins": [],
        "minutes": 30,
    }
    return GapRow(
        assessment=assessment, group=group, area=area, year=YEAR, people=people, need=people, places=people / 2,
        access=0.5, access_balanced=0.4, claims=people / 2, unmet=people / 2, best_unmet=people / 3,
        no_place=people / 4, too_far=people / 12, not_eligible=0.0, rank=1, status="estimate",
        reasons=["low-certainty", "spread"],
        explanation=told | {"norm": {"assumption": f"norm.{number}", "value": 1.0, "supply": "s"}, "weight": 1.0},
    )  # fmt: skip


def measure(home: Path) -> list[dict[str, Any]]:
    """All numbers, one row per path."""
    prepare(home)
    from django.utils import timezone

    grow(timezone.now())
    rows = [in_process(path) for path in PATHS]
    bare = rows[0]["cpu_ms"]
    return [row | {"x_bare": round(row["cpu_ms"] / bare, 1)} for row in rows]


def main() -> None:
    """Measure, print, leave nothing behind."""
    parser = argparse.ArgumentParser(description="Speed of the pages of the needs analysis.")
    parser.add_argument("--json", action="store_true", help="numbers as JSON")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        rows = measure(Path(folder))
    if chosen.json:
        print(json.dumps(rows, indent=1))
    else:
        for line in (COLUMNS, *([str(row[key]) for key in COLUMNS] for row in rows)):
            print(" | ".join(line))


if __name__ == "__main__":
    main()
