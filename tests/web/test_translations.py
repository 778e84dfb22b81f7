"""The desk of those who look after translations."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.translations.languages import target
from gesamtplan.translations.models import Translation, TranslationImport
from gesamtplan.translations.queries.segments import TO_DO, segments_in
from gesamtplan.translations.translatable import registry
from gesamtplan.translations.xliff.write import write_xliff
from tests import factories as make
from tests.translations.rows import offer, returned, translation

pytestmark = pytest.mark.usefixtures("no_texts")
BASE = "/en/desk/translations/"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    """Uploads are kept elsewhere in tests."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(client: Client) -> Client:
    """A client signed in as editor."""
    client.force_login(make.user("editor"))
    return client


def upload(client: Client, data: bytes, language: str = "ar") -> str:
    """Address of the preview."""
    file = SimpleUploadedFile("agentur.xlf", data)
    response = client.post(f"{BASE}files/", {"language": language, "file": file})
    assert response.status_code == 302
    return str(response["Location"])


def export(language: str = "ar") -> bytes:
    out = io.BytesIO()
    write_xliff(out, segments_in(registry(), language, TO_DO), target(language))
    return out.getvalue()


@pytest.mark.parametrize("number", [3, 30])
def test_pages_need_few_queries(editor: Client, django_assert_max_num_queries: Most, number: int) -> None:
    for row in [offer(f"Kurs {n}") for n in range(number)]:
        translation(row, "دورة")
    for address in (
        BASE,
        f"{BASE}ar/?q=Kurs",
        f"{BASE}ar/?state=current&field=offer.title&format=csv",
        f"{BASE}ar/export.xlf",
    ):
        with django_assert_max_num_queries(15):
            response = editor.get(address)
            assert response.status_code == 200
            b"".join(response)


def test_overview_says_how_far_each_language_is(editor: Client) -> None:
    translation(offer("Kurs"), "دورة", origin="machine")
    html = editor.get(BASE).content.decode()
    assert 'lang="ar" dir="rtl"' in html
    assert "by a machine, not reviewed" in html
    table = editor.get(f"{BASE}?format=csv").content.decode("utf-8-sig")
    assert "Language;Texts;Field;text of record;current;" in table
    assert "plain German (Leichte Sprache);Offers;Title;" in table


def test_file_is_looked_at_taken_over_and_undone(editor: Client) -> None:
    row = offer("Kurs am Abend")
    preview = upload(editor, returned(export(), {"Kurs am Abend": "دورة مسائية"}))
    html = editor.get(preview).content.decode()
    assert "1 text would be stored." in html
    assert "دورة مسائية" in html
    assert "agentur.xlf" in html
    assert "There is no translation." in html
    assert not Translation.objects.exists()
    assert editor.post(preview).status_code == 302
    done = TranslationImport.objects.get()
    assert (done.file_name, done.stored, done.by) == ("agentur.xlf", 1, done.by)
    assert Translation.objects.get(key=row.code).text == "دورة مسائية"
    assert editor.get(preview).status_code == 404
    assert editor.post(f"{BASE}files/{done.pk}/undo/").status_code == 302
    assert not Translation.objects.exists()
    assert "was undone before" in editor.post(f"{BASE}files/{done.pk}/undo/", follow=True).content.decode()


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"<xliff", b"<html/>"])
def test_unfit_file_is_told_and_nothing_is_stored(editor: Client, data: bytes) -> None:
    preview = upload(editor, data)
    for response in (editor.get(preview), editor.post(preview)):
        assert response.status_code == 422
        assert "Nothing is stored" in response.content.decode()
    assert not TranslationImport.objects.exists()


def test_file_of_another_language_is_refused(editor: Client) -> None:
    offer("Kurs")
    assert "into “ar”" in editor.get(upload(editor, export("ar"), "fa")).content.decode()


def test_form_without_a_file_says_so(editor: Client) -> None:
    assert editor.post(f"{BASE}files/", {"language": "ar"}).status_code == 422


@pytest.mark.parametrize("digest", ["0" * 64, "..", "ab"])
def test_upload_that_is_not_kept_is_not_found(editor: Client, digest: str) -> None:
    assert editor.get(f"{BASE}files/ar/{digest}/").status_code == 404


def test_text_sent_unchanged_is_reviewed_and_changed_is_written(editor: Client) -> None:
    row = offer("40 Plätze")
    translation(row, "14 مكانا", origin="machine")
    address = f"{BASE}ar/offer/{row.code}/title/"
    page = editor.get(address)
    html = page.content.decode()
    assert "nobody has reviewed it" in html
    assert "other numbers than in the German text" in html
    version = page.context["one"].version
    assert editor.post(address, {"text": "14 مكانا", "version": version}).status_code == 302
    assert Translation.objects.get().reviewed_by is not None
    version = editor.get(address).context["one"].version
    editor.post(address, {"text": "40 مكانا", "version": version})
    assert (Translation.objects.get().text, Translation.objects.get().origin) == ("40 مكانا", "human")
    stale = editor.post(address, {"text": "anders", "version": version})
    assert stale.status_code == 422
    assert "changed meanwhile" in stale.content.decode()


def test_plain_german_shows_its_readability(editor: Client) -> None:
    row = offer("Anspruchsberechtigung nach dem Asylbewerberleistungsgesetz")
    translation(row, "Wer bekommt Geld? Hier lesen Sie es.", "de-simple")
    for address in (f"{BASE}de-simple/?q={row.code}", f"{BASE}de-simple/offer/{row.code}/title/"):
        html = editor.get(address).content.decode()
        assert "LIX" in html
        assert "very hard" in html  # the German text, beside it
        assert "very easy" in html
        assert 'lang="de-simple"' in html


def test_service_is_offered_only_where_one_is_set(editor: Client, settings: Settings) -> None:
    row = offer("Kurs")
    assert "Have a machine translate" not in editor.get(f"{BASE}tr/").content.decode()
    assert editor.post(f"{BASE}tr/machine/").status_code == 404
    settings.TRANSLATOR = "tests.translations.test_service.Mirror"
    assert "Have a machine translate" in editor.get(f"{BASE}tr/").content.decode()
    assert editor.post(f"{BASE}tr/machine/").status_code == 302
    assert Translation.objects.get(key=row.code, field="title").text == "de>tr sruK"


def test_unknown_language_and_text_are_not_found(editor: Client) -> None:
    for address in ("xx/", "de/", "ar/offer/none/title/", "ar/offer/O01/places/", "xx/export.xlf"):
        assert editor.get(BASE + address).status_code == 404


def test_only_editors_see_the_desk_of_translations(client: Client) -> None:
    row = offer()
    addresses = (
        BASE,
        f"{BASE}ar/",
        f"{BASE}ar/export.xlf",
        f"{BASE}ar/offer/{row.code}/title/",
        f"{BASE}files/ar/{'0' * 64}/",
    )
    assert {client.get(address).status_code for address in addresses} == {302}
    client.force_login(make.user("contributor"))
    assert {client.get(address).status_code for address in addresses} == {403}
    assert client.post(f"{BASE}files/").status_code == 403
    assert client.post(f"{BASE}files/1/undo/").status_code == 403
    assert client.post(f"{BASE}ar/machine/").status_code == 403
    assert "/desk/translations/" not in client.get("/desk/").content.decode()
