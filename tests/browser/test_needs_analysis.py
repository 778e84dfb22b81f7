"""From the map to a need: where something is missing, how that was computed, what is made of it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_journeys import button, rows, sign_in

pytestmark = pytest.mark.browser
ANALYSIS = "/en/needs-analysis/"
WORST = "/en/needs-analysis/?topic=day-care&group=age-0-2-migration"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a fresh visitor."""
    return context.new_page()


@pytest.fixture
def plain_phone(browser: Browser) -> Iterator[Page]:
    """A visitor on a small phone, without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    yield context.new_page()
    context.close()


def test_from_the_map_to_a_need_with_its_evidence(site: Site, page: Page) -> None:
    sign_in(page, site, ANALYSIS)
    page.goto(site.url + WORST)
    worst = page.locator(".district-map a[aria-label*='Ramersdorf']").first
    worst.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("area=16"))
    page.locator("#area a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("computed")
    expect(page.locator("main")).to_contain_text("Ramersdorf-Perlach")
    expect(page.locator("main")).to_contain_text("2,581")

    page.get_by_role("link", name="Propose a need from this").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Propose a need")
    before = rows(site, "select count(*) from plan_need")
    button(page, "Preview").click()
    expect(page.get_by_text("Nothing is written yet")).to_be_visible()
    assert rows(site, "select count(*) from plan_need") == before

    button(page, "Propose the need").click()
    page.wait_for_url(re.compile(r"/plan/needs/[^/]+/"))
    evidence = page.locator("main")
    expect(evidence).to_contain_text("Ramersdorf-Perlach")
    expect(evidence).to_contain_text("2,581")
    expect(page.locator("main svg.district-map").first).to_be_visible()
    assert rows(site, "select count(*) from gaps_needevidence") == [(1,)]
    [(state,)] = rows(
        site,
        "select u.state from plan_statusupdate u join plan_need n on n.id = u.need_id order by n.id desc limit 1",
    )
    assert state == "proposed"


def test_an_assessment_in_the_background_shows_its_progress(site: Site, page: Page) -> None:
    sign_in(page, site, ANALYSIS)
    button(page, "Compute now").first.click()
    page.wait_for_url(re.compile(r"/desk/assessments/\d+/"))
    expect(page.locator("main")).to_contain_text("finished", timeout=60_000)
    assert rows(site, "select state, done, total from gaps_assessmentrun") == [("finished", 100, 100)]


def test_what_if_answers_at_once_and_stores_nothing(site: Site, page: Page) -> None:
    stored = rows(site, "select count(*) from gaps_gaprow")
    page.goto(f"{site.url}/en/needs-analysis/what-if/?topic=day-care&kind=places.care-0-2&area=16&places=100")
    expect(page.locator("main")).to_contain_text("100")
    assert rows(site, "select count(*) from gaps_gaprow") == stored


def test_the_page_works_without_javascript_on_a_phone(site: Site, plain_phone: Page) -> None:
    plain_phone.goto(site.url + ANALYSIS)
    assert plain_phone.evaluate("document.documentElement.scrollWidth") == 320
    plain_phone.get_by_label("For whom").select_option("age-3-6-migration")
    button(plain_phone, "Show").click()
    assert "group=age-3-6-migration" in plain_phone.url
    expect(plain_phone.locator("main table").first).to_be_visible()
