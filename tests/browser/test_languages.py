"""Pages that run from right to left, in a browser: mirrored, with what must not be mirrored left alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a desk and on a phone."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


def middle(found: Locator) -> float:
    """Where the middle of an element lies, from the left."""
    box = found.first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


def test_arabic_is_the_mirror_of_german(site: Site, page: Page) -> None:
    wide = page.viewport_size["width"] if page.viewport_size else 0
    places = {}
    for language in ("", "/ar"):
        page.goto(f"{site.url}{language}/offers/")
        places[language] = {
            "arms": middle(page.locator(".site-arms")),
            "first of the navigation": middle(page.locator(".site-nav a")),
            "number of the first offer": middle(page.locator(".offer-number")),
        }
        select, search = page.locator("#id_kind"), page.locator("#id_q")
        if wide > 600:
            assert (middle(select) < middle(search)) is (language == "")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("arms", "first of the navigation", "number of the first offer"):
        assert places[""][name] < wide / 2 < places["/ar"][name], name


@pytest.mark.parametrize("path", ["/ar/offers/", "/fa/offers/O01/", "/uk/offers/"])
def test_nothing_lies_outside_the_window(site: Site, page: Page, path: str) -> None:
    page.goto(site.url + path)
    outside = page.evaluate(
        """() => [...document.querySelectorAll("header *, main > *, footer *")].filter(one => {
            const box = one.getBoundingClientRect();
            const hidden = one.closest(".visually-hidden, .skip-link, .table-scroll, svg");
            return box.width && !hidden && (box.left < -1 || box.right > innerWidth + 1);
        }).map(one => one.outerHTML.slice(0, 120))"""
    )
    assert outside == []


def test_arrow_of_a_select_stands_at_the_end_of_its_text(site: Site, page: Page) -> None:
    for path, is_left in (("/offers/", False), ("/ar/offers/", True)):
        page.goto(site.url + path)
        box = page.locator(".kern-form-input__select-wrapper").first
        arrow = "one => { const s = getComputedStyle(one, '::after'); return [parseFloat(s.left), parseFloat(s.right)] }"
        left, right = box.evaluate(arrow)
        assert (left < right) is is_left
        text = "one => { const s = getComputedStyle(one); return [parseFloat(s.paddingLeft), parseFloat(s.paddingRight)] }"
        select = box.locator("select")
        for _ in ("at rest", "under the pointer, and in focus"):
            left, right = select.evaluate(text)
            assert (left > right) is is_left
            select.hover()
            select.focus()


def test_foreign_text_keeps_its_direction(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/fa/offers/O01/")
    title = page.locator("main bdi[lang=de]").first
    expect(title).to_have_attribute("dir", "ltr")
    assert title.evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert page.locator("h1").evaluate("one => getComputedStyle(one).textAlign") == "start"
    assert page.locator("h1").evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_reader_changes_the_language_by_keyboard_and_keeps_the_question(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/ar/offers/?q=Deutsch")
    link = page.locator(".languages a[hreflang=fa]")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/fa/offers/?q=Deutsch")
    expect(page.locator("#id_q")).to_have_value("Deutsch")
    page.locator(".site-nav a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
