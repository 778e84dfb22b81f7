"""What all tests share: one database with Munich in it, loaded once a run."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from gesamtplan.config.catalogues import compile_catalogues

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SOURCE = Path(__file__).resolve().parent.parent / "src" / "gesamtplan"
CHROMIUM = shutil.which("chromium")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs a loop in the test's own thread


def pytest_configure() -> None:
    """German must be there before the first text is translated: Django keeps what it finds then."""
    compile_catalogues(SOURCE / "locale")


@pytest.fixture(scope="session", autouse=True)
def quiet_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of its own for the instance; no manifest of static files, no slow passwords."""
    settings.HOME = tmp_path_factory.mktemp("home")
    settings.MEDIA_ROOT = settings.HOME / "files"
    settings.EMAIL_FILE_PATH = settings.HOME / "mail"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def reader_of_the_house() -> Iterator[None]:
    """Each test starts in the language of the house, whatever page the one before asked for."""
    translation.activate(settings.LANGUAGE_CODE)
    from gesamtplan.offers.queries import forget_directory  # noqa: PLC0415 - needs the apps

    forget_directory()  # tests write rows past the operations, which would raise its version
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, quiet_settings: None, django_db_blocker: DjangoDbBlocker) -> None:
    """After the empty database is made, Munich is loaded; every test runs in a transaction on top of it."""
    from gesamtplan.config import delivery, instance  # noqa: PLC0415 - needs the test settings

    with django_db_blocker.unblock():
        delivery.load_demo(settings.DATA_DIR, instance.digest_of(settings.DATA_DIR), with_report=False)


@pytest.fixture
def munich(db: None) -> None:
    """Munich as it is delivered."""


@pytest.fixture
def no_texts(db: None) -> None:
    """Without the translations that Munich brings: only those of the test are there."""
    from gesamtplan.translations import models  # noqa: PLC0415 - needs the apps

    for model in (models.ReplacedText, models.TranslationImport, models.Translation):
        model.objects.all().delete()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say clearly what is not run here, and why."""
    browser = pytest.mark.skip(reason="no chromium on this machine: install it to run the browser tests")
    shared = pytest.mark.skip(
        reason="../shared is not beside this checkout: the delivered files cannot be read"
    )
    for item in items:
        if (
            "browser" in item.keywords
            and CHROMIUM is None
            and not os.environ.get("GESAMTPLAN_REQUIRE_BROWSER")
        ):
            item.add_marker(browser)
        if "shared" in item.keywords and not SHARED.exists():
            item.add_marker(shared)
