"""Our own file: out, edited, in, undone."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from gesamtplan.offers.models import CapacityReport, Offer, SheetChange
from gesamtplan.offers.operations.sheets.runs import take_back
from gesamtplan.offers.queries.spreadsheets import current_offers
from gesamtplan.offers.sheets.columns import columns
from tests.offers.sheets.files import NOW, applied, edited, exported, planned, said, uploaded

pytestmark = pytest.mark.usefixtures("munich")


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    """Uploads are kept elsewhere in tests."""
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("language", ["de", "en"])
def test_export_taken_back_in_changes_nothing(language: str) -> None:
    for data in (exported(language), edited(exported(language), {})):
        found = uploaded(data)
        assert found.is_sure
        plan = planned(found)
        assert said(plan) == []
        assert len(plan.rows) == Offer.objects.count() >= 27
        assert not any(row.repairs for row in plan.rows)


CASES: dict[str, tuple[Any, Any]] = {
    "title_de": ("Neuer Titel", "Neuer Titel"),
    "title_en": ("New title", "New title"),
    "description_de": ("Zeile 1\nZeile 2", "Zeile 1\nZeile 2"),
    "description_en": ("@home: +1", "@home: +1"),
    "kind": ("information", "information"),
    "provider": ("sozialreferat", "sozialreferat"),
    "languages": ("Deutsch; Dari; Tigrinya", ["de", "prs", "ti"]),
    "target_groups": ("Frauen; neu Angekommene", ["women", "newly-arrived"]),
    "statuses": ("Ermessensduldung; § 24 Ukraine", ["duldung-discretionary", "p24"]),
    "age_from": (16, 16),
    "age_to": (27, 27),
    "sex": ("weiblich", ["female"]),
    "level_from": ("A1", "A1"),
    "level_to": ("B2", "B2"),
    "eligibility_note_de": ("Nur mit Schein", "Nur mit Schein"),
    "eligibility_note_en": ("Only with a paper", "Only with a paper"),
    "fee": ("1.234,50 €", "1234.50"),
    "fee_note_de": ("ermäßigt 5 Euro", "ermäßigt 5 Euro"),
    "fee_note_en": ("reduced 5 euros", "reduced 5 euros"),
    "child_care": ("ja", True),
    "drop_in": ("nein", False),
    "places": (31, 31),
    "taken": (30, 30),
    "waiting": (4, 4),
    "next_start": ("1.2.2027", "2027-02-01"),
    "as_of": ("01.11.2026", "2026-11-01"),
    "valid_from": ("Februar 2026", "2026-02-01"),
    "valid_to": ("Februar 2028", "2028-02-29"),
    "funding_level": ("Bund", "federation"),
    "voluntary": ("x", True),
    "funding_ends_on": ("2027", "2027"),
    "contact_phone": ("089 12 34", "089 12 34"),
    "contact_email": ("info@example.org", "info@example.org"),
    "contact_url": ("www.example.org", "https://www.example.org"),
    "site_name": ("Haus am Park", "Haus am Park"),
    "site_street": ("Parkstraße 1", "Parkstraße 1"),
    "site_postal_code": ("80331", "80331"),
    "site_town": ("München", "München"),
    "verified_on": ("11/2026", "2026-11"),
    "public": ("nein", False),
}


def test_every_column_edited_once_arrives_and_is_undone() -> None:
    assert CASES.keys() == columns().keys() - {"code"}
    before = current_offers()
    code = next(code for code, one in before.items() if not one.sites)
    given = {name: cell for name, (cell, _value) in CASES.items()}
    found = uploaded(edited(exported(codes=[code]), {code: given}))
    plan = planned(found)
    assert [row.refusals for row in plan.rows] == [()]
    applied(found)
    after = current_offers()
    expected = {name: value for name, (_cell, value) in CASES.items()}
    assert {name: after[code].values[name] for name in expected} == expected
    assert {other: one for other, one in after.items() if other != code} == {
        other: one for other, one in before.items() if other != code
    }
    assert said(planned(uploaded(exported()))) == []
    found.refresh_from_db()
    take_back(found=found, author=found.by, now=NOW + timedelta(hours=1))
    again = current_offers()
    assert again[code].values == before[code].values
    assert again[code].hidden == before[code].hidden
    assert again.keys() == before.keys()


def test_undo_tells_the_former_figures_again_and_keeps_what_was_told() -> None:
    code = next(row.code for row in Offer.objects.told() if row.figure)
    row = Offer.objects.get(code=code)
    before, number = row.figure, row.reports.count()
    found = applied(uploaded(edited(exported(), {code: {"places": 7, "as_of": "2026-11-01"}})))
    assert SheetChange.objects.get(by_import=found).what == "figures"
    assert Offer.objects.get(code=code).places == 7
    take_back(found=found, author=found.by, now=NOW + timedelta(hours=1))
    now = Offer.objects.get(code=code).figure
    assert before
    assert now
    assert (now.places, now.as_of, now.precision, now.note) == (
        before.places, before.as_of, before.precision, before.note,
    )  # fmt: skip
    assert now.reporter.startswith("undo of angebote.xlsx")
    assert CapacityReport.objects.filter(offer=row).count() == number + 2
