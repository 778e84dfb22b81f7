"""The asset builder: cutting KERN, and what it says when something is in the way."""

import json
import re
from pathlib import Path

import pytest

from gesamtplan.kern import assets
from gesamtplan.kern.kern_css import cut

ROOT = Path(__file__).resolve().parents[2]
SHEET = """@charset "UTF-8";
/* a comment with { */
:root { --kern-used: 1px; --kern-deep: var(--kern-used); --kern-idle: red; }
body { margin: var(--kern-deep); }
.kern-btn, .kern-card { padding: 1px; }
.kern-card { color: red; }
@media (min-width: 1px) { .kern-card { color: red; } .kern-btn:not(.kern-btn--x, [a]) { color: blue; } }
@media print { .kern-card { color: red; } }
"""


def test_cut_keeps_used_components_and_tokens_only() -> None:
    shown = cut(SHEET)
    assert ".kern-btn{padding: 1px}" in shown
    assert "kern-card" not in shown
    assert "print" not in shown
    assert "--kern-used" in shown
    assert "--kern-idle" not in shown
    assert ".kern-btn:not(.kern-btn--x, [a])" in shown
    assert shown.count("{") == shown.count("}")


def test_network_failure_is_one_sentence() -> None:
    said = assets.explain_npm_failure("npm error code ENOTFOUND\nnpm error network request failed", Path())
    assert "check the network" in said
    assert "\n" not in said


def test_missing_rights_and_full_disk_are_named() -> None:
    assert "right to write" in assets.explain_npm_failure("npm error code EACCES", Path("x"))
    assert "disk is full" in assets.explain_npm_failure("npm error code ENOSPC", Path("x"))


def test_other_failures_quote_npm() -> None:
    assert assets.explain_npm_failure("npm error code E1\nnpm error lock differs", Path()).endswith(
        "lock differs"
    )


def test_unwritable_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "static").write_text("a file where a folder should be")
    with pytest.raises(assets.AssetError, match="cannot be written"):
        assets.build(ROOT, tmp_path)


def test_incomplete_checkout_is_named(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetError, match="complete checkout"):
        assets.build(tmp_path, tmp_path)


def test_unchanged_lock_builds_nothing(tmp_path: Path) -> None:
    stamp = tmp_path / "static" / "vendor" / "stamp.json"
    stamp.parent.mkdir(parents=True)
    stamp.write_text(json.dumps(assets._wanted(ROOT, dev=False)))
    assert assets.build(ROOT, tmp_path) is False


def test_lock_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text("utf-8")
    assert "registry" not in (ROOT / ".npmrc").read_text("utf-8").replace(
        "omit-lockfile-registry-resolved", ""
    )


def test_style_sheets_name_only_files_that_exist() -> None:
    static = ROOT / "src" / "gesamtplan" / "kern" / "static"
    for sheet in static.glob("*/*.css"):
        for name in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text("utf-8")):
            assert name.startswith(("data:", "#")) or (sheet.parent / name).exists(), f"{sheet.name}: {name}"


def test_own_style_sheets_load_nothing_from_elsewhere() -> None:
    for sheet in (ROOT / "src" / "gesamtplan" / "kern" / "static" / "kern").glob("*.css"):
        assert "@import" not in sheet.read_text("utf-8")
        assert "http" not in sheet.read_text("utf-8").replace('a[href^="http"]', "")
