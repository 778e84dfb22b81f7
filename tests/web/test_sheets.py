"""The desk of those who look after offers in spreadsheets."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.offers.models import ColumnMapping, Offer, SheetImport
from gesamtplan.offers.operations import set_sites
from gesamtplan.offers.operations.sheets import runs
from gesamtplan.offers.queries.sheet_imports import forget_plan
from gesamtplan.offers.states import SheetState
from tests import factories as make
from tests import factories_figures as figures
from tests.offers.sheets.files import edited, exported, sheet_of

pytestmark = pytest.mark.django_db
BASE = "/en/desk/offers/sheets/"
FOREIGN = [
    ["Angebote des Vereins, Stand November"],
    [],
    ["Angebot", "Kategorie", "Mailadresse", "Bemerkung"],
    ["Deutsch am Abend", "Information", "abend@example.org", "neu"],
    ["Beratung für Frauen", "Beratng", "frauen@example.org", ""],
]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    """Uploads are kept elsewhere in tests."""
    settings.MEDIA_ROOT = tmp_path
    forget_plan()


@pytest.fixture
def editor(client: Client) -> Client:
    """A client signed in as editor."""
    client.force_login(make.user("editor"))
    return client


def upload(client: Client, data: bytes, name: str = "angebote.xlsx") -> str:
    """Where one is led after the upload."""
    response = client.post(f"{BASE}upload/", {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def confirmed(client: Client, address: str, **more: str) -> dict[str, str]:
    context = client.get(address).context
    return {"seen": context["plan"].fingerprint, "seen_at": context["seen_at"].isoformat(), **more}


def test_our_file_is_downloaded_looked_at_taken_over_and_undone(editor: Client) -> None:
    title = Offer.objects.get(code="O01").title
    data = b"".join(editor.get(f"{BASE}offers.xlsx"))
    book = load_workbook(io.BytesIO(data))
    assert [sheet.title for sheet in book.worksheets] == ["Offers", "What the columns mean"]
    assert book.worksheets[0]["A1"].value == "Code"
    preview = upload(editor, edited(data, {"O01": {"title_de": "Neuer Titel"}}, "en"))
    html = page(editor, preview)
    assert "Neuer Titel" in html
    assert str(title["de"]) in html
    assert Offer.objects.get(code="O01").title == title
    assert "You can undo it as a whole" in str(
        editor.post(preview, confirmed(editor, preview), follow=True).content.decode()
    )
    assert Offer.objects.get(code="O01").title["de"] == "Neuer Titel"
    assert "What the file has changed" in page(editor, preview)
    assert "Undo angebote.xlsx" in page(editor, BASE)
    assert "The file is undone." in editor.post(f"{preview}undo/", follow=True).content.decode()
    assert Offer.objects.get(code="O01").title == title
    assert "undone or thrown away meanwhile" in editor.post(f"{preview}undo/", follow=True).content.decode()


def test_template_has_headings_and_no_offers(editor: Client) -> None:
    book = load_workbook(io.BytesIO(b"".join(editor.get("/desk/offers/sheets/template.xlsx"))))
    assert book.worksheets[0].max_row == 1
    assert book.worksheets[0]["B1"].value == "Titel (Deutsch)"
    assert "Eine leere Zelle heißt" in book.worksheets[1]["A1"].value


def columns_form(client: Client, address: str, **more: Any) -> dict[str, Any]:
    form = client.get(address).context["form"]
    seen = client.get(address).context["seen"].choice
    chosen = {f"column-{at}": form[f"column-{at}"].initial for at in form.at}
    return {"sheet": seen.sheet, "row": seen.row, "height": seen.height, **chosen, **more}


def test_foreign_file_is_assigned_once_and_then_known(editor: Client) -> None:
    columns = upload(editor, sheet_of(FOREIGN), "verein.xlsx")
    assert columns.endswith("/columns/")
    html = page(editor, columns)
    assert "abend@example.org" in html
    assert "Bemerkung" in html
    form = columns_form(editor, columns)
    assert [form[f"column-{at}"] for at in range(4)] == ["title_de", "kind", "contact_email", ""]
    response = editor.post(columns, form | {"provider": "sozialreferat"})
    preview = response["Location"]
    assert ColumnMapping.objects.count() == 1
    html = page(editor, preview)
    assert "is none of the allowed words." in html
    assert "Did you mean: Counselling" in html
    again = upload(editor, sheet_of(FOREIGN), "verein-2.xlsx")
    assert not again.endswith("/columns/")
    answer = editor.post(preview, confirmed(editor, preview), follow=True).content.decode()
    assert "Some rows are refused, so nothing is stored." in answer
    assert not Offer.objects.filter(title__de="Deutsch am Abend").exists()
    editor.post(preview, confirmed(editor, preview, without_refused="yes"))
    made = Offer.objects.get(title__de="Deutsch am Abend")
    assert (made.kind.code, made.contact_email) == ("information", "abend@example.org")
    assert made.provider
    assert made.provider.code == "sozialreferat"
    assert "as before" in page(editor, again)


def test_refused_rows_can_be_downloaded_with_their_reasons(editor: Client) -> None:
    preview = upload(editor, sheet_of([["Kennung", "Titel (Deutsch)"], ["O01", "A"], ["O01", "B"], ["", ""]]))
    book = load_workbook(io.BytesIO(editor.get(f"{preview}refused.xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == ("Row", "Kennung", "Titel (Deutsch)", "Why it is refused", "What to do")
    assert rows[1][0:3] == ("3", "O01", "B") or rows[1][0:3] == (3, "O01", "B")
    assert "stands in row 2 too" in rows[1][3]
    assert len(rows) == 2


def test_preview_that_is_out_of_date_is_not_taken_over(editor: Client) -> None:
    preview = upload(editor, edited(exported(), {"O01": {"title_de": "Neu"}}))
    form = confirmed(editor, preview)
    row = Offer.objects.get(code="O01")
    set_sites(
        offer=row,
        sites=[],
        author=make.user("editor"),
        now=timezone.now(),
    )
    answer = editor.post(preview, form, follow=True).content.decode()
    assert "Somebody changed these offers since the preview: O01." in answer
    assert Offer.objects.get(code="O01").title["de"] != "Neu"


@pytest.mark.parametrize("number", [3, 30])
def test_pages_need_few_queries(editor: Client, django_assert_max_num_queries: Most, number: int) -> None:
    for n in range(number):
        figures.offer(100 + n, places=n)
    preview = upload(
        editor, edited(exported(), {f"TO{100 + n}": {"title_de": f"X{n}"} for n in range(number)})
    )
    for _again in range(number):
        upload(editor, sheet_of(FOREIGN))
    for address in (BASE, preview, f"{preview}?outcome=changed", f"{preview}columns/", f"{BASE}offers.xlsx"):
        forget_plan()
        with django_assert_max_num_queries(24):
            response = editor.get(address)
            assert response.status_code == 200
    editor.post(preview, confirmed(editor, preview))
    with django_assert_max_num_queries(16):
        assert editor.get(preview).status_code == 200


def test_large_file_is_left_to_the_worker_and_says_how_far_it_is(
    editor: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "SMALL", 1)
    tasks = settings.TASKS
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    preview = upload(editor, edited(exported(), {"O01": {"title_de": "Neu"}, "O02": {"title_de": "Neu"}}))
    editor.post(preview, confirmed(editor, preview))
    html = page(editor, preview)
    assert "<progress" in html
    assert "Refresh" in html
    assert "http-equiv" not in html
    settings.TASKS = tasks
    runs.finish(sheet=SheetImport.objects.get().pk, clock=timezone.now)
    assert SheetImport.objects.get().state == SheetState.APPLIED
    polled = editor.get(preview, headers={"HX-Request": "true"})
    assert polled.status_code == 286
    editor.post(f"{preview}undo/")
    assert SheetImport.objects.get().state == SheetState.UNDONE


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 broken", b"", b"\0\1\2"])
def test_unfit_file_is_told_and_nothing_is_kept(editor: Client, data: bytes) -> None:
    file = SimpleUploadedFile("bild.xlsx", data)
    response = editor.post(f"{BASE}upload/", {"file": file})
    assert response.status_code == 422
    assert not SheetImport.objects.exists()


def test_file_is_thrown_away(editor: Client, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> None:
    preview = upload(editor, exported())
    assert len(list((tmp_path / "spreadsheets").iterdir())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(f"{preview}discard/", follow=True).status_code == 200
    assert list((tmp_path / "spreadsheets").iterdir()) == []


def test_headings_can_be_looked_for_elsewhere(editor: Client) -> None:
    columns = upload(editor, sheet_of([["x", "y"], ["Name", "E-Mail"], ["A", "a@b.de"]]))
    html = page(editor, f"{columns}?row=1&height=1&sheet=Sheet")
    assert "column-0" in html
    response = editor.post(columns, columns_form(editor, columns) | {"column-0": "fee", "column-1": "fee"})
    assert response.status_code == 422
    assert "Another column means" in response.content.decode()


def test_only_editors_see_these_pages_and_only_their_own_files(client: Client) -> None:
    client.force_login(make.user("editor", "sozialreferat"))
    preview = upload(client, edited(exported(), {"O01": {"title_de": "Neu"}, "O02": {"title_de": "Neu"}}))
    html = page(client, preview)
    assert "is an offer of another provider, which you may not change." in html
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{BASE}offers.xlsx"))))
    shown = {row[6].value for row in book.worksheets[0].iter_rows(min_row=2)}
    assert shown == {"Department of Social Services (Sozialreferat)"}
    client.force_login(make.user("editor", "rbs"))
    assert client.get(preview).status_code == 404
    client.force_login(make.user("contributor"))
    for address in (BASE, preview, f"{preview}columns/", f"{preview}refused.xlsx", f"{BASE}offers.xlsx"):
        assert client.get(address).status_code == 403
    for address in ("upload/", "1/undo/", "1/discard/", "1/again/"):
        assert client.post(BASE + address).status_code == 403
    assert "/desk/offers/sheets/" not in client.get("/desk/").content.decode()
    client.logout()
    assert client.get(BASE).status_code == 302
