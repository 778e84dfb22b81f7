"""Compiles the translation catalogues without GNU gettext, so that a bare machine needs nothing more."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folder: Path) -> None:
    """Write django.mo beside each django.po that is newer."""
    for source in folder.rglob("*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        fresh = target.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(target)  # whole or not at all: another process may read it now


if __name__ == "__main__":
    compile_catalogues(Path(__file__).resolve().parent.parent / "locale")
