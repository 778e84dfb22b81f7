"""The instance on this machine: its folder, its database, its demo."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path


class InstanceError(Exception):
    """Raised when the instance cannot be used as asked; says what to do."""


def require_writable_home(home: Path | None) -> Path:
    """The folder of the instance with its secret key. Raises InstanceError where it cannot be written."""
    folder = (home or Path(os.environ.get("GESAMTPLAN_HOME", "var"))).resolve()
    key = folder / "secret.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not key.exists():
            key.write_text(secrets.token_urlsafe(50), "ascii")
            key.chmod(0o600)
        (folder / ".writable").touch()
        (folder / ".writable").unlink()
    except OSError as error:
        raise InstanceError(
            f"The folder {folder} cannot be written to. Choose another one with --home."
        ) from error
    os.environ["GESAMTPLAN_HOME"] = str(folder)
    return folder


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and contents of all files of a delivery."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()


def migrate() -> None:
    """Bring the database to the state of this version, and fill the search index where it is new."""
    from django.core.management import call_command  # noqa: PLC0415 - needs settings

    from gesamtplan.config.search import fill_if_empty  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    fill_if_empty()


def build_files() -> None:
    """Static files and compiled translations, where they are older than their sources."""
    from django.conf import settings  # noqa: PLC0415 - needs settings
    from django.core.management import call_command  # noqa: PLC0415

    from gesamtplan.config.catalogues import compile_catalogues  # noqa: PLC0415

    compile_catalogues(settings.PACKAGE_DIR / "locale")
    stamp = Path(settings.STATIC_ROOT) / ".digest"
    digest = digest_of(settings.PACKAGE_DIR / "kern" / "static")
    if not stamp.exists() or stamp.read_text("ascii") != digest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest, "ascii")


def require_loaded() -> None:
    """Raises InstanceError before the first import."""
    from gesamtplan.core.models import Instance  # noqa: PLC0415 - needs settings

    migrate()
    if not Instance.objects.exists():
        raise InstanceError(
            "There are no data yet. Run `gesamtplan demo`, or `gesamtplan import city FOLDER`."
        )


def load_demo(*, fresh: bool, say: Callable[[str], None]) -> None:
    """Load the demo unless it is there already. Raises InstanceError where somebody changed the instance."""
    from django.conf import settings  # noqa: PLC0415 - needs settings

    from gesamtplan.config import delivery  # noqa: PLC0415

    if fresh:
        _remove_database()
    migrate()
    build_files()
    digest = digest_of(settings.DATA_DIR)
    if delivery.is_loaded(digest):
        say("Munich is loaded already.")
        return
    if delivery.is_changed():
        raise InstanceError(
            "This instance was changed by hand since the demo was loaded, and the demo data differ now. "
            "Nothing was overwritten. Use --fresh to throw the changes away, or --home for another folder."
        )
    delivery.load_demo(settings.DATA_DIR, digest)


def _remove_database() -> None:
    """Only for SQLite: a server's database is not ours to drop."""
    from django.conf import settings  # noqa: PLC0415 - needs settings
    from django.core.management import call_command  # noqa: PLC0415

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        for suffix in ("", "-wal", "-shm"):
            Path(f"{database['NAME']}{suffix}").unlink(missing_ok=True)
    else:
        migrate()
        call_command("flush", verbosity=0, interactive=False)
