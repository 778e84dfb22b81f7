"""A status report of Munich, made once a run: setting it takes seconds."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker, Settings

from gesamtplan.reports.content import status_content
from gesamtplan.reports.typesetting import typeset

DAY = date(2026, 1, 15)
NOW = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Any]:
    """The German report of Munich."""
    with django_db_blocker.unblock():
        return status_content(DAY, "de")


@pytest.fixture(scope="session")
def pdf(content: dict[str, Any]) -> bytes:
    """The same as PDF."""
    return typeset(content)


@pytest.fixture
def files(tmp_path: Path, settings: Settings) -> Path:
    """Where reports are written in this test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "reports"
