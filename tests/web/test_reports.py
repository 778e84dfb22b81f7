"""Pages of the reports: the list, the frozen report in all its forms, the button."""

import hashlib
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from gesamtplan.plan.models import Need
from gesamtplan.reports import fonts
from gesamtplan.reports.models import Report
from gesamtplan.reports.operations import create_status_report, pdf_path
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    """Reports are written elsewhere in tests."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def report() -> Report:
    """Munich's report of a day."""
    now = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
    return create_status_report(on=date(2026, 1, 15), language="de", now=now)


@pytest.fixture
def coordinator(client: Client) -> Client:
    """A client signed in as coordinator of the whole city."""
    client.force_login(make.user("coordinator"))
    return client


def test_empty_list_says_how_to_make_a_report(client: Client) -> None:
    html = client.get("/reports/").content.decode()
    assert "gesamtplan report status" in html
    assert '<form class="report-create"' not in html


def test_list_links_page_file_and_data_and_shows_the_checksum(client: Client, report: Report) -> None:
    html = client.get("/reports/").content.decode()
    for part in ("", "report.pdf", "data.json"):
        assert f'href="/reports/{report.pk}/{part}"' in html
    assert report.digest in html


def test_list_needs_as_many_queries_for_ten_reports_as_for_one(client: Client, report: Report) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/reports/").status_code == 200
        return len(captured)

    before = queries()
    for number in range(10):
        Report.objects.create(
            kind="status",
            language="de",
            on=report.on,
            title="x",
            content={},
            digest=str(number),
            created_at=report.created_at,
        )
    assert queries() == before <= 4


def test_page_says_what_was_frozen_even_when_the_record_changed(client: Client, report: Report) -> None:
    Need.objects.filter(code="N01").update(title={"de": "Ganz anders"})
    with CaptureQueriesContext(connection) as captured:
        html = client.get(f"/reports/{report.pk}/").content.decode()
    assert "Ganz anders" not in html
    assert all(f"N{number:02}" in html for number in range(1, 36))
    assert "unbekannt" in html
    assert len(captured) <= 4


def test_page_has_no_inline_style(client: Client, report: Report) -> None:
    assert " style=" not in client.get(f"/reports/{report.pk}/").content.decode()


def test_pdf_is_served_as_published_and_known_by_its_digest(client: Client, report: Report) -> None:
    response = client.get(f"/reports/{report.pk}/report.pdf")
    assert response["Content-Type"] == "application/pdf"
    body = b"".join(response.streaming_content)  # type: ignore[arg-type] # a synchronous file
    assert hashlib.sha256(body).hexdigest() == report.pdf_digest
    assert response["ETag"] == f'"{report.pdf_digest}"'
    again = client.get(f"/reports/{report.pk}/report.pdf", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_lost_pdf_that_cannot_be_set_again_is_told(client: Client, report: Report) -> None:
    Report.objects.update(pdf_digest="0" * 64)
    pdf_path(report).unlink()
    response = client.get(f"/reports/{report.pk}/report.pdf")
    assert response.status_code == 503
    assert "backup" in response.content.decode()


def test_data_are_the_bytes_of_the_checksum(client: Client, report: Report) -> None:
    response = client.get(f"/reports/{report.pk}/data.json")
    assert hashlib.sha256(response.content).hexdigest() == report.digest


def test_picture_has_its_own_narrow_policy(client: Client, report: Report) -> None:
    response = client.get(f"/reports/{report.pk}/map.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert "script" not in response["Content-Security-Policy"]
    assert client.get(f"/reports/{report.pk}/other.svg").status_code == 404


def test_report_that_is_not_public_does_not_exist(client: Client, report: Report) -> None:
    Report.objects.update(is_public=False)
    for part in ("", "report.pdf", "data.json", "map.svg"):
        assert client.get(f"/reports/{report.pk}/{part}").status_code == 404


def test_button_makes_one_report_and_opens_it(coordinator: Client) -> None:
    assert "report-create" in coordinator.get("/reports/").content.decode()
    response = coordinator.post("/en/reports/create/")
    made = Report.objects.get()
    assert made.language == "en"
    assert response["Location"] == f"/en/reports/{made.pk}/"


def test_button_without_fonts_says_what_to_do(
    coordinator: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    response = coordinator.post("/reports/create/", follow=True)
    assert "make setup" in response.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("kind", ["reader", "contributor", "editor"])
def test_only_coordinators_may_make_reports(client: Client, kind: str) -> None:
    client.force_login(make.user(kind))
    assert client.post("/reports/create/").status_code == 403
    assert client.get("/reports/create/").status_code == 405


def test_making_a_report_asks_for_a_sign_in(client: Client) -> None:
    assert client.post("/reports/create/").status_code == 302
    assert not Report.objects.exists()


def test_pictures_reserve_the_room_they_need(client: Client, report: Report) -> None:
    html = client.get(f"/reports/{report.pk}/").content.decode()
    pictures = re.findall(r'<img class="report-picture"[^>]*>', html)
    assert len(pictures) == len(report.content["pictures"]) > 2
    sizes = [re.search(r'alt="[^"]+" width="(\d+)" height="(\d+)"', picture) for picture in pictures]
    assert all(found and int(found[1]) > 100 and int(found[2]) > 50 for found in sizes)
    natural = re.search(r'width="([\d.]+)" height="([\d.]+)"', report.content["pictures"]["states"])
    assert natural is not None
    assert sizes[0] is not None
    assert [int(side) for side in sizes[0].groups()] == [round(float(side)) for side in natural.groups()]
