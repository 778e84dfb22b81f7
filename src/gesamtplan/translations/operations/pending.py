"""Keeps an uploaded file while somebody looks at the preview."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

KEPT = timedelta(days=1)
DIGEST = re.compile(r"[0-9a-f]{64}")


def keep(*, chunks: Iterable[bytes], now: datetime) -> str:
    """Store an upload chunk by chunk under its SHA-256, which is returned; files older than a day go away."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if now.timestamp() - old.stat().st_mtime > KEPT.total_seconds():
            old.unlink(missing_ok=True)
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=folder, delete=False) as out:
        for chunk in chunks:
            digest.update(chunk)
            out.write(chunk)
    Path(out.name).replace(folder / digest.hexdigest())
    return digest.hexdigest()


def kept(digest: str) -> Path | None:
    """The upload with this digest; None where there is none (any more)."""
    path = _folder() / digest
    return path if DIGEST.fullmatch(digest) and path.is_file() else None


def drop(*, digest: str) -> None:
    """Throw an upload away, after its import."""
    if path := kept(digest):
        path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "translations"
