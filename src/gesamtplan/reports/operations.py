"""Writes of this room: freeze a report and typeset it."""

import hashlib
import json
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.reports.content import status_content
from gesamtplan.reports.models import Report
from gesamtplan.reports.states import ReportKind
from gesamtplan.reports.typesetting import typeset


def create_status_report(*, on: date, language: str, now: datetime, actor: User | None = None) -> Report:
    """Freeze the status report of a day; the same content is stored once. Writes the PDF beside the database."""
    content = status_content(on, language)
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    old = Report.objects.filter(kind=ReportKind.STATUS, language=language, digest=digest).first()
    if old is not None:
        ensure_pdf(old)
        return old
    pdf = typeset(content)
    with transaction.atomic():
        report = Report.objects.create(
            kind=ReportKind.STATUS,
            language=language,
            on=on,
            title=content["title"],
            content=content,
            digest=digest,
            pdf_digest=hashlib.sha256(pdf).hexdigest(),
            created_at=now,
        )
        record(action="freeze-report", target="reports.report", target_id=report.pk, now=now, actor=actor, after={"digest": digest})
    _write(report, pdf)
    return report


def pdf_path(report: Report) -> Path:
    """Where the file of a report lies."""
    return Path(settings.MEDIA_ROOT) / "reports" / f"{report.kind}-{report.on}-{report.language}-{report.digest[:12]}.pdf"


def ensure_pdf(report: Report) -> Path:
    """The file; set again from the frozen content where it was lost."""
    path = pdf_path(report)
    if not path.exists():
        _write(report, typeset(report.content))
    return path


def _write(report: Report, pdf: bytes) -> None:
    path = pdf_path(report)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf)
