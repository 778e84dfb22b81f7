"""The city's arms and colour on the pages."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from gesamtplan.theme.models import Arms
from tests import factories as make

pytestmark = pytest.mark.django_db
SHIELD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
OTHER = SHIELD.replace(b"h9v9z", b"h8v8z")


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    """Pictures are written elsewhere in tests."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def administrator(client: Client) -> Client:
    """A client signed in as administrator."""
    client.force_login(make.user("administrator"))
    return client


def upload(client: Client, data: bytes, **values: str) -> int:
    picture = SimpleUploadedFile("wappen.svg", data)
    given = {"picture": picture, "alt_de": "Stadtwappen", "alt_en": "City arms", **values}
    return int(client.post("/desk/theme/", given).status_code)


def test_uploaded_arms_stand_on_every_page_with_their_words(administrator: Client, munich: None) -> None:
    assert upload(administrator, SHIELD) == 302
    address = f"/theme/arms/{Arms.objects.get().digest}"
    for page, words in (("/", "Stadtwappen"), ("/en/figures/", "City arms")):
        html = Client().get(page).content.decode()
        assert f'src="{address}" alt="{words}"' in html.replace("/en/theme/", "/theme/")


def test_picture_is_served_so_that_it_can_only_be_drawn(administrator: Client) -> None:
    upload(administrator, SHIELD)
    response = Client().get(f"/theme/arms/{Arms.objects.get().digest}")
    assert response.content == SHIELD
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_picture_that_was_never_set_is_not_found(client: Client, tmp_path: Path) -> None:
    (tmp_path / "arms").mkdir()
    (tmp_path / "arms" / "stray").write_bytes(SHIELD)
    assert client.get("/theme/arms/stray").status_code == 404


def test_unsafe_picture_and_missing_words_are_told_and_nothing_is_stored(administrator: Client) -> None:
    assert upload(administrator, SHIELD.replace(b"<path", b"<script/><path")) == 422
    assert upload(administrator, SHIELD, alt_en="") == 422
    assert not Arms.objects.exists()


def test_change_is_undone(administrator: Client, munich: None) -> None:
    upload(administrator, SHIELD)
    first = Arms.objects.get().digest
    upload(administrator, OTHER)
    administrator.post("/desk/theme/restore/", {"digest": first})
    assert first in Client().get("/").content.decode()
    administrator.post("/desk/theme/restore/")
    assert "/theme/arms/" not in Client().get("/").content.decode()
    assert administrator.post("/desk/theme/restore/", {"digest": "0" * 64}).status_code == 404


def test_only_administrators_change_the_theme(client: Client) -> None:
    assert client.get("/desk/theme/").status_code == 302
    client.force_login(make.user("coordinator"))
    assert client.get("/desk/theme/").status_code == 403
    assert upload(client, SHIELD) == 403
    assert client.post("/desk/theme/restore/").status_code == 403
    assert "/desk/theme/" not in client.get("/desk/").content.decode()


def test_accent_of_the_settings_is_a_style_sheet_of_its_own(client: Client, settings: Settings) -> None:
    assert "/theme/" not in client.get("/imprint/").content.decode()
    settings.ACCENT = "#005a3c"
    assert "/theme/005a3c.css" in client.get("/imprint/").content.decode()
    sheet = client.get("/theme/005a3c.css")
    assert sheet["Content-Type"].startswith("text/css")
    assert "--accent:#005a3c" in sheet.content.decode()
    assert client.get("/theme/123456.css").status_code == 404
