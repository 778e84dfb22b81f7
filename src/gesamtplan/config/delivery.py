"""Loads a city from its folder, in the order in which the rooms stand; one transaction, one report, all or nothing."""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from gesamtplan.accounts.models import Role, User
from gesamtplan.accounts.states import RoleKind
from gesamtplan.api.hsds.identity import ids_here
from gesamtplan.audit.models import AuditEntry
from gesamtplan.audit.operations import record
from gesamtplan.config.city import Advance, store_city
from gesamtplan.config.figures import DeliveryDateMissingError, store_figures
from gesamtplan.core.entries import UnreadableFileError
from gesamtplan.core.imports import ImportRefusedError, ImportReport
from gesamtplan.core.models import Instance
from gesamtplan.indicators.imports import UnreadableDeliveryError
from gesamtplan.offers.hsds.json_stream import UnreadableHsdsError
from gesamtplan.offers.operations.foreign import store_hsds
from gesamtplan.reports.content import NothingToReportError
from gesamtplan.reports.fonts import FontsMissingError
from gesamtplan.reports.operations import ReportFileDiffersError
from gesamtplan.reports.typesetting import ReportNotSetError
from gesamtplan.territory.imports import UnreadableAreasError
from gesamtplan.translations.languages import UnknownLanguageError
from gesamtplan.translations.xliff.read import UnfitFileError

CONSOLE = Console()
LANGUAGES = settings.SITE_LANGUAGES
DEMO_USER = "koordination"
SHOWN = 20
REPORT_ERRORS = (NothingToReportError, FontsMissingError, ReportFileDiffersError, ReportNotSetError)
UNREADABLE = (
    UnreadableFileError,
    UnreadableDeliveryError,
    UnreadableAreasError,
    DeliveryDateMissingError,
    UnreadableHsdsError,
    UnfitFileError,
    UnknownLanguageError,
)


def is_loaded(digest: str) -> bool:
    """True when exactly these data are there."""
    return Instance.objects.filter(data_digest=digest).exists()


def is_changed() -> bool:
    """True when somebody changed something since the data were loaded."""
    instance = Instance.objects.first()
    return (
        instance is not None
        and AuditEntry.objects.filter(pk__gt=instance.loaded_audit_id, actor__isnull=False).exists()
    )


def bar() -> Progress:
    """The progress bar of every long work."""
    return Progress(TextColumn("{task.description:<44}"), BarColumn(40), TimeElapsedColumn(), console=CONSOLE)


def load_city(folder: Path, now: datetime, advance: Advance, digest: str = "") -> list[ImportReport]:
    """Everything in the folder, or nothing. Raises ImportRefusedError with the first fault named."""
    with transaction.atomic():
        reports = store_city(folder, now, advance)
        reports += store_figures(folder / "indicators", None, now, advance)
        for report in reports:
            if not report.is_clean:
                raise ImportRefusedError(report)
        entry = record(
            action="import-city",
            target="core.instance",
            target_id=folder.name,
            now=now,
            after=_counts(reports),
        )
        Instance.objects.update(data_digest=digest, loaded_at=now, loaded_audit_id=entry.pk)
    return reports


def load_figures(path: Path, as_of: date | None, now: datetime, advance: Advance) -> list[ImportReport]:
    """One delivery of figures; a later one makes revisions."""
    with transaction.atomic():
        reports = store_figures(path, as_of, now, advance)
        for report in reports:
            if not report.is_clean:
                raise ImportRefusedError(report)
        record(
            action="import-indicators",
            target="indicators.delivery",
            target_id=path.name,
            now=now,
            after=_counts(reports),
        )
    return reports


def load_hsds(
    path: Path, language: str, now: datetime, advance: Advance, *, publish: bool = False
) -> list[ImportReport]:
    """Offers and organizations of another system; all of the file or nothing."""
    advance("check and store", 0, 1)
    report = store_hsds(path=path, language=language, own=ids_here(), now=now, publish=publish)
    advance("check and store", 1, 1)
    return [report]


def _counts(reports: list[ImportReport]) -> dict[str, Any]:
    return {
        r.source: {
            "read": r.read,
            "created": r.created,
            "changed": r.changed,
            "repaired": len(r.repaired),
            "passed_over": len(r.passed_over),
        }
        for r in reports
    }


def load_demo(folder: Path, digest: str, *, with_report: bool = True) -> None:
    """Munich, its day-one matrix and needs analysis, a coordinator and, unless told otherwise, its first status report."""
    now = timezone.now()
    _demo_coordinator(now)
    with bar() as progress:
        load_city(folder, now, advance_on(progress), digest)
        assess(now.date(), advance_on(progress))
        if with_report:
            for language in LANGUAGES:
                task = progress.add_task(f"status report ({language})", total=1)
                write_status_report(now.date(), language)
                progress.update(task, completed=1)


def _demo_coordinator(now: datetime) -> None:
    """Somebody who can sign in and try the desk; the password is drawn once and told to whoever started the demo."""
    if User.objects.filter(username=DEMO_USER).exists():
        return
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(DEMO_USER, password=password)
    Role.objects.create(user=user, kind=RoleKind.COORDINATOR)
    record(action="create-demo-user", target="accounts.user", target_id=user.pk, now=now)
    note = Path(settings.HOME) / "demo-login.txt"
    note.write_text(f"{DEMO_USER}\n{password}\n", "utf-8")
    note.chmod(0o600)


def demo_login() -> tuple[str, str] | None:
    """Name and password of the demo's coordinator, as long as the note is kept."""
    note = Path(settings.HOME) / "demo-login.txt"
    if not note.exists():
        return None
    name, password = note.read_text("utf-8").split()
    return name, password


def advance_on(progress: Progress) -> Advance:
    """Reports of long work, each step with its own bar."""
    tasks: dict[str, Any] = {}

    def advance(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = progress.add_task(step, total=total)
        progress.update(tasks[step], completed=done, total=total)

    return advance


def import_and_print(work: Callable[[datetime, Advance], list[ImportReport]]) -> None:
    """Run an import with its bar and print what was read, repaired and refused."""
    try:
        with bar() as progress:
            reports = work(timezone.now(), advance_on(progress))
    except ImportRefusedError as error:
        for row in error.report.refused[:SHOWN]:
            _say(f"refused: row {row.row}, {row.column}: {row.value!r} {row.why} {row.remedy}")
        raise SystemExit(f"gesamtplan: {error}") from error
    except UNREADABLE as error:
        raise SystemExit(f"gesamtplan: {error}") from error
    for report in reports:
        counts = f"{report.created} new, {report.changed} changed, {report.unchanged} as before"
        if report.passed_over:
            counts += f", {len(report.passed_over)} passed over"
        repaired = len(report.repaired) + report.repaired_more
        _say(f"{report.source}: {report.read} read, {counts}, {repaired} repaired")
        for repair in report.repaired[:SHOWN]:
            _say(f"  row {repair.row}, {repair.column}: {repair.old!r} → {repair.new!r} ({repair.why})")
        for row in report.passed_over[:SHOWN]:
            _say(f"  passed over: row {row.row}, {row.column} {row.value}: {row.why} {row.remedy}")


def _say(line: str) -> None:
    CONSOLE.print(line, markup=False, highlight=False)


def assess(on: date, advance: Advance | None = None) -> list[str]:
    """Compute and store the day-one matrix and the needs analysis; says in lines what came out."""
    from gesamtplan.config.gaps_told import lines  # noqa: PLC0415 - the engine is slow to load for other commands
    from gesamtplan.gaps.operations import store_analysis, store_day_one  # noqa: PLC0415 - as above

    steps = {name: _step(advance, name) for name in ("day-one matrix", "needs analysis")}
    matrix = store_day_one(on=on, now=timezone.now(), progress=steps["day-one matrix"])
    said = f"day-one matrix: {matrix.day_one_rows.count()} rows, {matrix.status}, inputs {matrix.inputs_digest[:12]}"
    return [said, *lines(store_analysis(on=on, now=timezone.now(), progress=steps["needs analysis"]))]


def _step(advance: Advance | None, name: str) -> Callable[[int, int], None] | None:
    return (lambda done, total: advance(name, done, total)) if advance else None


def assess_and_print(on: date) -> None:
    """The same with a bar. Refused inputs end the command with one sentence; nothing is stored then."""
    from gesamtplan.engine.errors import BadInput  # noqa: PLC0415 - as above
    from gesamtplan.gaps.operations import NothingToAnalyseError  # noqa: PLC0415 - as above

    try:
        with bar() as progress:
            said = assess(on, advance_on(progress))
    except (BadInput, NothingToAnalyseError) as error:
        raise SystemExit(f"gesamtplan: {error}") from error
    for line in said:
        _say(line)


def write_status_report(on: date, language: str) -> str:
    """Freeze and print the status report; says where it lies."""
    from gesamtplan.reports.operations import create_status_report  # noqa: PLC0415 - loads the typesetter

    report = create_status_report(on=on, language=language, now=timezone.now())
    return f"{report.title}: {settings.MEDIA_ROOT}, SHA-256 {report.pdf_digest[:12]}"
