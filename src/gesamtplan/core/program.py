"""Which program this is: what it computes from the same rows may differ from one to the next."""

import hashlib
from functools import cache
from pathlib import Path

from gesamtplan import __version__

PACKAGE = Path(__file__).resolve().parent.parent
SAYS_SOMETHING = frozenset({".py", ".yaml", ".html", ".po"})


@cache
def program_version() -> str:
    """The version and what its files say: a mended program keeps its number until it is released."""
    digest = hashlib.sha256()
    for path in sorted(path for path in PACKAGE.rglob("*") if path.suffix in SAYS_SOMETHING):
        digest.update(path.read_bytes())
    return f"{__version__}-{digest.hexdigest()[:12]}"
