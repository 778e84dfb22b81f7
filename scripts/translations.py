"""Collect the texts of the screens into the German catalogue; `--check` fails on any text without a translation."""

import io
import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "gesamtplan"
CATALOGUE = PACKAGE / "locale" / "de" / "LC_MESSAGES" / "django.po"


def make_messages() -> None:
    """Django's own collector (needs GNU gettext), into the catalogue, without line numbers."""
    command = [
        sys.executable,
        str(ROOT / "manage.py"),
        "makemessages",
        "-l",
        "de",
        "--no-wrap",
        "--no-location",
        "--no-obsolete",
    ]
    subprocess.run(command, cwd=PACKAGE, check=True, capture_output=True)


def missing(catalogue: Path) -> list[str]:
    """Texts without a translation, or with one that is only guessed."""
    messages = read_po(io.BytesIO(catalogue.read_bytes()))
    return [
        str(m.id)
        for m in messages
        if m.id and (m.fuzzy or not (all(m.string) if isinstance(m.string, tuple) else m.string))
    ]


def main() -> None:
    """Without arguments renew the catalogue; with --check also compare and restore."""
    before = CATALOGUE.read_bytes()
    make_messages()
    lost = missing(CATALOGUE)
    if "--check" in sys.argv:
        CATALOGUE.write_bytes(before)
    if lost:
        sys.exit(f"{len(lost)} texts without German translation:\n" + "\n".join(lost))
    print("translations: complete")  # noqa: T201 - this is the output


if __name__ == "__main__":
    main()
