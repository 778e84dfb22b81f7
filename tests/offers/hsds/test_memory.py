"""A large file needs no more memory than a small one; measured where nothing else is, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gesamtplan.offers.hsds.identity import Ids
from gesamtplan.offers.hsds.json_stream import UnreadableHsdsError
from gesamtplan.offers.models import Offer
from gesamtplan.offers.operations.foreign import store_hsds
from tests.factories import NOW

COUNTED = """
import resource, sys
from datetime import datetime, UTC
from pathlib import Path
from gesamtplan.config import cli
cli.migrate()
from gesamtplan.offers.hsds.identity import Ids
from gesamtplan.offers.models import Offer
from gesamtplan.offers.operations.foreign import store_hsds
for name in sys.argv[1:]:
    store_hsds(path=Path(name), language="de", own=Ids("x"), now=datetime.now(UTC))
    print(Offer.objects.count(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
ALLOWED = 40  # MB more: one object as text and as data, what a database keeps at hand, identifiers


def write(path: Path, number: int, first: int, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for place in range(first, first + number):
            course = {
                "id": f"kurs-{place}",
                "name": f"Kurs {place}",
                "status": "active",
                "url": "www.example.org",
            }
            file.write(json.dumps(course | {"application_process": "y" * size}) + "\n")


def test_thirty_megabytes_need_no_more_memory_than_a_few(tmp_path: Path) -> None:
    few, many = tmp_path / "few.ndjson", tmp_path / "many.ndjson"
    write(few, 20, 0, 60_000)
    write(many, 500, 20, 60_000)
    assert many.stat().st_size > 30_000_000
    source = str(Path(__file__).resolve().parents[3] / "src")
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = inherited | {"GESAMTPLAN_HOME": str(tmp_path), "PYTHONPATH": source}
    command = [sys.executable, "-c", COUNTED, str(few), str(many)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    (some, small), (all_, large) = (map(int, line.split()) for line in done.stdout.splitlines()[-2:])
    assert (some, all_) == (20, 520)
    assert large - small <= ALLOWED


@pytest.mark.django_db
def test_one_absurdly_large_object_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    write(path, 1, 0, 20_000_000)
    before = Offer.objects.count()
    with pytest.raises(UnreadableHsdsError, match="larger than 8 million characters"):
        store_hsds(path=path, language="de", own=Ids("x"), now=NOW)
    assert Offer.objects.count() == before
