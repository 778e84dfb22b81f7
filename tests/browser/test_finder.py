"""The finder as a counsellor uses it: ask, compare, keep, send; and nothing of it stays behind."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


def test_counsellor_asks_puts_offers_on_the_list_and_compares_them(
    site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/en/offers/")
    page.get_by_label("What are you looking for?").select_option("language")
    page.get_by_label("Your residence paper").select_option("duldung-discretionary")
    page.get_by_label("In Germany since").fill("2026-10-01")
    page.get_by_role("button", name="Search").last.click()
    found = page.locator("#found")
    expect(found.get_by_role("heading", name="Not open to you today")).to_be_visible()
    assert "status=duldung-discretionary" in page.url
    first = found.locator(".offer-card").first
    expect(first).to_contain_text("Municipal German courses")
    first.get_by_role("link", name="Put on my list").click()
    page.locator("#O27").get_by_role("link", name="Put on my list").click()
    page.get_by_role("link", name="My list (2)").click()
    expect(page.locator(".compare-offer")).to_have_count(2)
    shared = page.locator("#shared").input_value()
    assert shared == f"{site.url}/en/offers/list/?list=O01,O27"
    page.goto(shared)
    expect(page.locator(".compare-offer")).to_have_count(2)
    expect(page.locator("main")).not_to_contain_text("Discretionary")


def test_answer_follows_each_choice_while_scripts_run(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/en/offers/")
    page.get_by_label("What are you looking for?").select_option("day-care")
    expect(page.locator("#found [role=status]").first).not_to_contain_text("27 offers")
    page.wait_for_url("**kind=day-care**")
    page.go_back()
    expect(page.locator("#found [role=status]").first).to_contain_text("27 offers")


@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_finder_is_walked_by_keyboard_from_the_first_field_to_the_list(
    site: Site, context: BrowserContext, language: str
) -> None:
    """Left-to-right and right-to-left alike: every field in the order in which it is read, then the offers."""
    page = context.new_page()
    page.goto(f"{site.url}{language}/offers/")
    page.locator(".finder-box > summary").focus()
    reached = walk(page, 60)
    names = [
        "kind", "q", "near", "since", "status", "age", "speaks", "open", "free", "no_fee", "child_care", "spoken",
    ]  # fmt: skip
    assert list(dict.fromkeys(name for name in reached if name in names)) == names
    assert any(name.startswith("offer:") for name in reached)
    page.locator(".offer-card h3 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/offers/*/**")
    page.locator("p.ways-on a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".compare-offer")).to_have_count(1)


def walk(page: Page, steps: int) -> list[str]:
    """Names of the fields, and links of offers, that the Tab key reaches; each must show that it has the focus."""
    reached = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        name, outlined = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                 const offer = e.closest('.offer-card h3') ? 'offer:' + e.getAttribute('href') : '';
                 return [e.name || offer, s.outlineStyle !== 'none' || s.boxShadow !== 'none'] }"""
        )
        assert outlined, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        reached.append(name)
    return reached


def test_nothing_that_was_said_stays_on_the_server(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    said = {
        "near": "Zwergsteinweg",
        "q": "Purpurschnecke",
        "since": "2001-02-03",
        "status": "duldung-own-fault",
        "age": "118",
    }
    query = "&".join(f"{name}={value}" for name, value in said.items())
    for path in ("/offers/", "/en/offers/", "/offers/O01/", "/offers/list/"):
        page.goto(f"{site.url}{path}?{query}&list=O01")
    for path in filter(lambda p: p.is_file(), site.home.rglob("*")):  # log, database, its journal, all files
        content = path.read_bytes()
        for word in (b"Zwergsteinweg", b"Purpurschnecke", b"2001-02-03"):
            assert word not in content, path
    log = (site.home / "log").read_text("utf-8", "replace")
    assert "duldung-own-fault" not in log
    assert context.cookies() == []
