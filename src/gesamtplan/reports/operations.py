"""Writes of this room: freeze a report and typeset it."""

import hashlib
import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.core.search_index.operations import reindex
from gesamtplan.reports.content import status_content
from gesamtplan.reports.fonts import require_fonts
from gesamtplan.reports.models import Report
from gesamtplan.reports.search import report_documents
from gesamtplan.reports.states import ReportKind
from gesamtplan.reports.typesetting import typeset


class ReportFileDiffersError(Exception):
    """Raised when a lost file cannot be set again byte for byte. Restore it from the backup."""


def create_status_report(*, on: date, language: str, now: datetime, actor: User | None = None) -> Report:
    """Freeze the status report of a day; the same content is stored once. Writes the PDF beside the database.

    Raises NothingToReportError, FontsMissingError or ReportNotSetError; then nothing is stored.
    """
    require_fonts()
    content = status_content(on, language)
    digest = hashlib.sha256(canonical(content)).hexdigest()
    known = Report.objects.filter(kind=ReportKind.STATUS, language=language, digest=digest).first()
    if known:
        ensure_pdf(known)
        return known
    pdf = typeset(content)
    report = _stored(content, digest, pdf, now, actor)
    _write(pdf_path(report), pdf)
    return report


def canonical(content: dict[str, Any]) -> bytes:
    """The one way to write frozen content as bytes; the digest is taken of these."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


@transaction.atomic
def _stored(content: dict[str, Any], digest: str, pdf: bytes, now: datetime, actor: User | None) -> Report:
    """The row and its audit entry; of two who freeze the same content at once, the second finds the first's row."""
    report, is_new = Report.objects.get_or_create(
        kind=ReportKind.STATUS,
        language=content["language"],
        digest=digest,
        defaults={
            "on": date.fromisoformat(content["on"]),
            "title": content["title"],
            "content": content,
            "pdf_digest": hashlib.sha256(pdf).hexdigest(),
            "created_at": now,
        },
    )
    if is_new:
        reindex(kind="report", documents=report_documents())
        trace = {"digest": digest, "pdf_digest": report.pdf_digest}
        record(
            action="freeze", target="reports.report", target_id=report.pk, now=now, actor=actor, after=trace
        )
    return report


def pdf_path(report: Report) -> Path:
    """Where the file of a report lies."""
    name = f"{report.kind}-{report.on}-{report.language}-{report.digest[:12]}.pdf"
    return Path(settings.MEDIA_ROOT) / "reports" / name


def ensure_pdf(report: Report) -> Path:
    """The file; set again from the frozen content where it was lost. Raises ReportFileDiffersError."""
    path = pdf_path(report)
    if not path.exists():
        pdf = typeset(report.content)
        if hashlib.sha256(pdf).hexdigest() != report.pdf_digest:
            raise ReportFileDiffersError(
                f"The file {path.name} is lost, and this version sets it otherwise than it was published. "
                "Restore the file from the backup, or create a new report."
            )
        _write(path, pdf)
    return path


def _write(path: Path, pdf: bytes) -> None:
    """All at once, so that no reader meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(pdf)
    part.replace(path)
