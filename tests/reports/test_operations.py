"""Freezing: once per content, with a trace, and never changed by what comes later."""

import hashlib
from pathlib import Path

import pytest

from gesamtplan.audit.models import AuditEntry
from gesamtplan.plan.models import Need
from gesamtplan.reports import fonts
from gesamtplan.reports.models import Report
from gesamtplan.reports.operations import (
    ReportFileDiffersError,
    canonical,
    create_status_report,
    ensure_pdf,
    pdf_path,
)
from tests import factories as make
from tests.reports.conftest import DAY, NOW

pytestmark = pytest.mark.django_db


def frozen() -> Report:
    return create_status_report(on=DAY, language="de", now=NOW)


def test_report_has_the_checksums_of_its_content_and_its_file(files: Path) -> None:
    report = Report.objects.get(pk=frozen().pk)
    assert hashlib.sha256(canonical(report.content)).hexdigest() == report.digest
    assert hashlib.sha256(pdf_path(report).read_bytes()).hexdigest() == report.pdf_digest


def test_same_record_makes_one_report(files: Path) -> None:
    first, again = frozen(), frozen()
    assert first.pk == again.pk
    assert Report.objects.count() == 1


def test_report_leaves_an_audit_entry(files: Path) -> None:
    coordinator = make.user("coordinator")
    report = create_status_report(on=DAY, language="de", now=NOW, actor=coordinator)
    entry = AuditEntry.objects.get(target="reports.report", target_id=str(report.pk))
    assert (entry.actor, entry.action, entry.at) == (coordinator, "freeze", NOW)


def test_later_change_of_the_record_makes_another_report(files: Path) -> None:
    first = frozen()
    before = pdf_path(first).read_bytes()
    make.update(Need.objects.get(code="N02"), "met", on=DAY)
    second = frozen()
    first.refresh_from_db()
    assert second.pk != first.pk
    assert hashlib.sha256(canonical(first.content)).hexdigest() == first.digest
    assert pdf_path(first).read_bytes() == before


def test_lost_file_is_set_again_byte_for_byte(files: Path) -> None:
    report = frozen()
    before = pdf_path(report).read_bytes()
    pdf_path(report).unlink()
    assert ensure_pdf(report).read_bytes() == before


def test_file_that_would_differ_is_not_passed_off_as_the_old_one(files: Path) -> None:
    report = frozen()
    pdf_path(report).unlink()
    report.pdf_digest = "0" * 64
    with pytest.raises(ReportFileDiffersError, match="backup"):
        ensure_pdf(report)


def test_without_fonts_nothing_is_stored(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(fonts.FontsMissingError, match="make setup"):
        frozen()
    assert not Report.objects.exists()
