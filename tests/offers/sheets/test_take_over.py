"""Taking over and undoing: all or nothing, nobody's work is lost, nobody writes what is not theirs."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.audit.models import AuditEntry
from gesamtplan.config.spreadsheets import import_and_print
from gesamtplan.core.search_index.queries import search
from gesamtplan.offers.models import Offer, OfferAtSite, Schedule, SheetChange, SheetImport, Site
from gesamtplan.offers.operations import set_sites
from gesamtplan.offers.operations.eligibility import Asked, set_eligibility
from gesamtplan.offers.operations.sheets import runs
from gesamtplan.offers.operations.sheets.errors import (
    NotAllowedError,
    NothingToDoError,
    RefusedRowsError,
    StalePreviewError,
    UnfitChoiceError,
    WrongStateError,
)
from gesamtplan.offers.operations.sheets.runs import take_back, take_over
from gesamtplan.offers.operations.sheets.uploads import discard_sheet, set_mapping
from gesamtplan.offers.queries import directory_version
from gesamtplan.offers.queries.spreadsheets import current_offers
from gesamtplan.offers.sheets.choice import Choice
from gesamtplan.translations.models import Translation
from tests import factories as make
from tests import factories_figures as figures
from tests.offers.sheets.files import NOW, applied, edited, exported, planned, said, sheet_of, uploaded

pytestmark = pytest.mark.usefixtures("munich")
LATER = NOW + timedelta(hours=1)
HEADS = ["Kennung", "Titel", "Art"]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    """Uploads are kept elsewhere in tests."""
    settings.MEDIA_ROOT = tmp_path


def undone(found: SheetImport, **values: Any) -> SheetImport:
    found.refresh_from_db()
    return take_back(**{"found": found, "author": found.by, "now": LATER} | values)


def test_new_offers_are_made_found_and_deleted_again() -> None:
    version = directory_version()
    found = applied(
        uploaded(sheet_of([HEADS, ["N1", "Papierfliegerkurs", "information"], ["", "Zweiter", "clearing"]]))
    )
    assert found.counts["new"] == 2
    assert found.changes.filter(what="created").count() == 2
    assert directory_version() == version + 1
    row = Offer.objects.get(code="N1")
    assert (row.kind.code, row.is_public, row.statuses, row.places, row.languages) == (
        "information", True, None, None, None,
    )  # fmt: skip
    assert search("Papierfliegerkurs", language="de").total == 1
    undone(found)
    assert not Offer.objects.filter(title__de__in=["Papierfliegerkurs", "Zweiter"]).exists()
    assert search("Papierfliegerkurs", language="de").total == 0
    actions = AuditEntry.objects.filter(target="offers.sheetimport", target_id=str(found.pk)).order_by("pk")
    assert [entry.action for entry in actions] == ["upload_sheet", "apply_sheet", "undo_sheet"]


def test_new_offer_on_which_something_depends_is_only_taken_out_of_the_directory() -> None:
    found = applied(uploaded(sheet_of([HEADS, ["N1", "A", "information"], ["N2", "B", "information"]])))
    Translation.objects.create(
        kind="offer", key="N1", field="title", language="ar", text="ا", source_fingerprint="0" * 16,
        origin="human", translated_at=NOW,
    )  # fmt: skip
    undone(found)
    assert not Offer.objects.get(code="N1").is_public
    assert not Offer.objects.filter(code="N2").exists()


def test_offer_that_somebody_changed_since_is_left_out_and_named() -> None:
    found = applied(uploaded(edited(exported(), {"O01": {"title_de": "Neu"}, "O02": {"title_de": "Neu"}})))
    before = Offer.objects.get(code="O02")
    asked = Asked("age", "none-required")
    set_eligibility(offer=before, asked=asked, author=make.user("editor"), now=NOW + timedelta(minutes=1))
    done = undone(found)
    assert done.left_out == ["O02"]
    assert Offer.objects.get(code="O01").title["de"] != "Neu"
    assert Offer.objects.get(code="O02").title["de"] == "Neu"


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"O01": {"title_de": "Neu"}, "O02": {"fee": "viel"}}, RefusedRowsError), ({}, NothingToDoError)],
)
def test_nothing_is_written_unless_all_of_it_is_right(
    changes: dict[str, Any], error: type[Exception]
) -> None:
    found, before = uploaded(edited(exported(), changes)), current_offers()
    with pytest.raises(error):
        applied(found)
    found.refresh_from_db()
    assert found.state == "uploaded"
    assert current_offers() == before
    assert not SheetChange.objects.exists()


def test_rest_is_taken_over_without_refused_rows_if_asked_for() -> None:
    found = uploaded(edited(exported(), {"O01": {"title_de": "Neu"}, "O02": {"fee": "viel"}}))
    applied(found, without_refused=True)
    assert Offer.objects.get(code="O01").title["de"] == "Neu"
    assert Offer.objects.get(code="O02").fee is None


def test_directory_that_changed_since_the_preview_wants_a_new_one() -> None:
    Offer.objects.update(modified_at=NOW - timedelta(days=1))
    found = uploaded(edited(exported(), {"O01": {"title_de": "Neu"}}))
    seen = planned(found).fingerprint
    row = Offer.objects.get(code="O01")
    set_sites(offer=row, sites=[], author=make.user("editor"), now=NOW + timedelta(minutes=1))
    with pytest.raises(StalePreviewError) as error:
        take_over(found=found, seen=seen, seen_at=NOW, without_refused=False, author=found.by, now=LATER)
    assert error.value.codes == ["O01"]
    other = Offer.objects.get(code="O02")
    set_sites(offer=other, sites=[], author=make.user("editor"), now=LATER)
    applied(found)  # another offer does not matter


def test_state_table_is_kept() -> None:
    found = applied(uploaded(edited(exported(), {"O01": {"title_de": "Neu"}})))
    for again in (
        lambda: take_over(found=found, seen="", seen_at=NOW, without_refused=False, author=found.by, now=NOW),
        lambda: discard_sheet(found=found, author=found.by, now=NOW),
        lambda: runs.give_up(found=found, author=make.user("editor"), now=LATER),
    ):
        with pytest.raises(WrongStateError):
            again()
    undone(found)
    with pytest.raises(WrongStateError):
        undone(found)


def test_nobody_takes_over_or_undoes_what_is_not_theirs() -> None:
    mine = make.user("editor", "sozialreferat")
    with pytest.raises(NotAllowedError):
        uploaded(exported(), author=make.user("contributor"))
    found = uploaded(
        edited(exported(), {"O01": {"title_de": "Neu"}, "O02": {"title_de": "Neu"}}), author=mine
    )
    assert said(planned(found))[0].startswith("2 O01 refused [Kennung: O01 ist ein Angebot eines anderen")
    assert "O02 changed" in said(planned(found))[1]
    with pytest.raises(NotAllowedError):
        undone(found, author=make.user("editor", "rbs"))
    applied(found, without_refused=True)
    Offer.objects.filter(code="O02").update(provider=None)
    assert undone(found).left_out == ["O02"]
    foreign = uploaded(sheet_of([[*HEADS, "Träger"], ["N1", "A", "information", "rbs"]]), author=mine)
    assert "für den Sie sprechen" in planned(foreign).rows[0].refusals[0].why


def test_site_is_changed_where_it_is_but_left_when_others_share_it() -> None:
    house = Site.objects.create(
        code="house", name=figures.text("House"), street="Weg 1", longitude=11.5, latitude=48.1
    )
    alone, one, two = figures.offer(1), figures.offer(2), figures.offer(3)
    own = Site.objects.create(
        code="own", name={"de": "Laden"}, street="Gasse 2", longitude=11.6, latitude=48.2
    )
    OfferAtSite.objects.bulk_create(
        OfferAtSite(offer=offer, site=site) for offer, site in ((alone, own), (one, house), (two, house))
    )
    data = edited(exported(), {"TO1": {"site_street": "Gasse 3"}, "TO2": {"site_street": "Weg 9"}})
    found = applied(uploaded(data))
    own.refresh_from_db()
    house.refresh_from_db()
    assert (own.street, own.longitude, own.name) == ("Gasse 3", None, {"de": "Laden"})
    assert (house.street, house.longitude) == ("Weg 1", 11.5)
    moved = one.at_sites.get().site
    assert (moved.street, moved.longitude) == ("Weg 9", None)
    assert two.at_sites.get().site == house
    undone(found)
    own.refresh_from_db()
    assert (own.street, own.longitude, own.latitude) == ("Gasse 2", 11.6, 48.2)
    assert one.at_sites.get().site == house
    assert not Site.objects.filter(street="Weg 9").exists()


def test_offers_with_several_sites_keep_them() -> None:
    row = figures.offer(1)
    for code in ("a", "b"):
        row.at_sites.create(site=Site.objects.create(code=code, name={"de": code}))
    plan = planned(uploaded(edited(exported(), {"TO1": {"site_street": "Gasse 3", "title_de": "Neu"}})))
    changed = next(one for one in plan.rows if one.code == "TO1")
    assert [change.column for change in changed.changes] == ["title_de"]
    assert "mehrere Standorte" in changed.repairs[0].why


def test_notes_times_and_lines_of_target_groups_stay() -> None:
    row = figures.offer(1, statuses=["p24"], places=5, places_on=date(2026, 3, 1))
    row.criteria.update(note={"de": "Mit Schein"})
    figures.tell_line(row, "women", places=2)
    Schedule.objects.create(offer=row, starts_at="10:00", ends_at="11:00", valid_from=date(2026, 1, 1))
    given = {"statuses": "keine", "places": 6, "as_of": "2026-04-01"}
    found = applied(uploaded(edited(exported(), {"TO1": given})))
    assert (row.criteria.get().answer, row.criteria.get().note) == ("none-required", {"de": "Mit Schein"})
    assert row.schedules.count() == 1
    assert sorted(row.reports.current().values_list("places", flat=True)) == [2, 6]
    undone(found)
    assert row.criteria.get().values == {"codes": ["p24"]}
    assert sorted(row.reports.current().values_list("places", flat=True)) == [2, 5]


def test_figures_that_were_never_told_before_are_not_current_after_undo() -> None:
    figures.offer(1)
    found = applied(uploaded(edited(exported(), {"TO1": {"places": 9}})))
    assert Offer.objects.get(code="TO1").places == 9
    undone(found)
    assert Offer.objects.get(code="TO1").places is None
    assert Offer.objects.get(code="TO1").reports.count() == 1


def test_unknown_takes_out_and_empty_leaves() -> None:
    row = figures.offer(1, child_care=True, contact_phone="089", fee=5)
    given = {"child_care": "unbekannt", "contact_phone": None, "fee": "unbekannt"}
    applied(uploaded(edited(exported(), {"TO1": given})))
    row.refresh_from_db()
    assert (row.child_care, row.contact_phone, row.fee) == (None, "089", None)


@pytest.mark.parametrize("number", [10, 100])
def test_queries_do_not_grow_with_the_rows(django_assert_max_num_queries: Most, number: int) -> None:
    for n in range(number):
        figures.offer(n, places=1)
    data = edited(
        exported(), {f"TO{n}": {"title_de": f"Neu {n}", "site_street": f"Weg {n}"} for n in range(number)}
    )
    found = uploaded(data)
    seen = planned(found).fingerprint
    confirmed: dict[str, Any] = {"seen": seen, "seen_at": NOW, "without_refused": False, "author": found.by}
    with django_assert_max_num_queries(75):
        take_over(found=found, now=NOW, **confirmed)
    with django_assert_max_num_queries(70):
        undone(found)


def test_columns_must_say_by_what_a_row_is_known() -> None:
    found = uploaded(sheet_of([HEADS, ["N1", "A", "information"]]))
    for columns in ({2: "kind"}, {0: "title_de", 1: "title_de"}):
        with pytest.raises(UnfitChoiceError):
            set_mapping(found=found, choice=Choice("Sheet", 1, 1, columns), author=found.by, now=NOW)


def test_work_that_fails_in_the_background_is_told_and_can_be_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(runs, "SMALL", 0)
    found = uploaded(edited(exported(), {"O01": {"title_de": "Neu"}, "O02": {"fee": "viel"}}))
    done = applied(found)
    assert done.state == "uploaded"
    assert done.message.startswith("RefusedRowsError: 1 row(s) are refused")
    assert applied(found, without_refused=True).state == "applied"
    assert undone(found).state == "undone"


def test_worker_that_was_stopped_is_given_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "SMALL", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    found = applied(uploaded(edited(exported(), {"O01": {"title_de": "Neu"}})))
    assert (found.state, found.by is not None) == ("applying", True)
    assert found.by
    with pytest.raises(WrongStateError):
        runs.give_up(found=found, author=found.by, now=NOW + timedelta(minutes=1))
    runs.give_up(found=found, author=found.by, now=LATER)
    found.refresh_from_db()
    assert found.state == "uploaded"


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs the command on these bytes and gives what it says."""

    def run(data: bytes, **given: bool) -> str:
        file = tmp_path / "liste.xlsx"
        file.write_bytes(data)
        options = {"dry_run": False, "without_refused": False} | given
        import_and_print(file, **options)
        return capsys.readouterr().out

    return run


def test_command_says_what_it_does(command: Callable[..., str]) -> None:
    data = edited(exported(), {"O01": {"title_de": "Neu"}})
    assert "changed: row 2, O01: Title (German)" in command(data, dry_run=True)
    assert Offer.objects.get(code="O01").title["de"] != "Neu"
    assert "is taken over" in command(data)
    assert Offer.objects.get(code="O01").title["de"] == "Neu"
    assert "0 new, 0 changed" in command(data)
    bad = edited(exported(), {"O01": {"title_de": "Anders"}, "O02": {"fee": "viel"}})
    with pytest.raises(SystemExit, match="1 row"):
        command(bad)
    assert "refused: row 3, Fee in EUR: 'viel'" in command(bad, without_refused=True)
    assert Offer.objects.get(code="O01").title["de"] == "Anders"
    with pytest.raises(SystemExit, match="nobody has said what the columns"):
        command(sheet_of([["Bezeichnung", "Sonstiges"], ["A", "b"]]))


def test_clock_of_the_worker_is_the_time_of_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "SMALL", 0)
    found = applied(uploaded(edited(exported(), {"O01": {"title_de": "Neu"}})))
    assert isinstance(found.applied_at, datetime)
    assert Offer.objects.get(code="O01").modified_at == found.applied_at
