"""What people do here, from the first page to the last, in a browser."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

NEED = "/plan/needs/N24/"
TURNED = "/day-one/?on=2025-12-02&compare=2025-11-30"
GERMAN, ENGLISH = "Der Auszug wird seit Montag begleitet.", "Since Monday the moves are supported."


def rows(site: Site, query: str) -> list[tuple[str, ...]]:
    """What the instance has stored."""
    with sqlite3.connect(f"file:{site.home / 'gesamtplan.sqlite3'}?mode=ro", uri=True) as database:
        return database.execute(query).fetchall()


def button(page: Page, name: str) -> Locator:
    """The button of the page itself; the search of the header has its own."""
    return page.locator("main").get_by_role("button", name=name, exact=True)


def sign_in(page: Page, site: Site, path: str) -> None:
    """As the demo's coordinator, from a page that asks for it."""
    user, password = (site.home / "demo-login.txt").read_text("utf-8").split()[:2]
    page.goto(f"{site.url}/accounts/login/?next={path}")
    page.get_by_label("Anmeldename").fill(user)
    page.get_by_label("Passwort").fill(password)
    button(page, "Anmelden").click()
    page.wait_for_url(site.url + path)


def write_update(page: Page, state: str, german: str, english: str) -> None:
    """Fill in the form of a status update and ask for the preview."""
    page.locator("#id_state").select_option(state)
    page.get_by_label("Text auf Deutsch").fill(german)
    page.get_by_label("Text auf Englisch").fill(english)
    button(page, "Vorschau").click()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a fresh visitor."""
    return context.new_page()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a visitor without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_coordinator_reports_a_state(site: Site, page: Page, plain: Page) -> None:
    sign_in(page, site, NEED)
    page.get_by_role("link", name="Sachstand melden").click()
    page.wait_for_url(f"{site.url}/desk/needs/N24/update/")
    stale = page.context.new_page()
    stale.goto(page.url)
    write_update(page, "in-work", GERMAN, ENGLISH)
    expect(page.locator(".preview")).to_contain_text(GERMAN)
    expect(page.locator(".preview")).to_contain_text(ENGLISH)
    plain.goto(site.url + NEED)
    expect(plain.locator("main")).not_to_contain_text(GERMAN)

    button(page, "Veröffentlichen").click()
    page.wait_for_url(site.url + NEED)
    plain.reload()
    expect(plain.locator("main")).to_contain_text(GERMAN)
    expect(plain.locator(".page-meta .badge").first).to_contain_text("in Arbeit")
    expect(plain.locator(".chain .is-current .badge")).to_contain_text("in Arbeit")
    plain.goto(f"{site.url}/en{NEED}")
    expect(plain.locator("main")).to_contain_text(ENGLISH)
    trace = rows(site, "SELECT target_id, after FROM audit_auditentry WHERE target_id = 'N24' ORDER BY id")
    assert [(code, json.loads(after)["text"]) for code, after in trace[-1:]] == [
        ("N24", {"de": GERMAN, "en": ENGLISH})
    ]

    write_update(stale, "partly-met", "Ein später Satz.", "")
    expect(stale.locator("h2", has_text="Inzwischen veröffentlicht")).to_be_visible()
    expect(stale.locator("main .feed")).to_contain_text(GERMAN)
    expect(stale.locator(".merge")).to_contain_text("Ein später Satz.")
    stale.locator(".merge input[name=take-state][value=theirs]").check()
    stale.locator(".merge button[value=edit]").click()
    expect(stale.get_by_label("Text auf Deutsch")).to_have_value("Ein später Satz.")
    expect(stale.locator("#id_state")).to_have_value("in-work")


def test_draft_is_saved_while_typing_and_continued(site: Site, page: Page) -> None:
    sign_in(page, site, "/desk/needs/N25/update/")
    page.get_by_label("Text auf Deutsch").fill("Angefangen.")
    expect(page.locator(".draft-saved")).to_contain_text(re.compile(r"\d\d:\d\d"), timeout=10_000)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("Text auf Deutsch").fill("Angefangen und weiter.")
    page.goto(f"{site.url}/desk/")
    page.locator("main a[href='/desk/needs/N25/update/'].kern-btn").click()
    expect(page.get_by_label("Text auf Deutsch")).to_have_value("Angefangen und weiter.")
    page.goto(f"{site.url}/desk/")
    page.locator("main form[action$='/discard/'] button").click()
    expect(page.locator("main form[action$='/discard/']")).to_have_count(0)


def test_open_topics_tell_the_last_report(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/plan/open-topics/")
    last = rows(
        site,
        "SELECT max(u.date) FROM plan_statusupdate u JOIN plan_need n ON n.id = u.need_id WHERE n.code = 'N24'",
    )
    expect(page.locator("#N24")).to_contain_text(".".join(reversed(last[0][0].split("-"))))


def test_visitor_without_javascript_follows_the_unknown(site: Site, plain: Page) -> None:
    plain.goto(site.url + "/")
    plain.locator(".tile.tone-unknown a").click()
    expect(plain).to_have_url(re.compile(r"/plan/needs/\?state=unknown$"))
    expect(plain.get_by_role("status")).to_have_text("19 Bedarfe")
    expect(plain.locator("tbody tr")).to_have_count(19)
    with_measure = plain.locator("tbody tr", has=plain.locator("a[href*='/plan/measures/']")).first
    with_measure.locator("th a").click()
    need = plain.locator("h1").inner_text()
    plain.locator(".chain a[href*='/plan/measures/']").first.click()
    expect(plain).to_have_url(re.compile(r"/plan/measures/M\d+/$"))
    expect(plain.locator("main")).to_contain_text(need)
    plain.locator("nav.kern-breadcrumb, nav[aria-label]").get_by_role("link", name="Maßnahmen").first.click()
    expect(plain).to_have_url(site.url + "/plan/measures/")


@pytest.mark.parametrize("visitor", ["page", "plain"])
def test_day_one_shows_what_turned_and_why(site: Site, visitor: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(visitor)
    page.goto(site.url + "/day-one/")
    page.get_by_label("Stichtag").fill("2025-12-02")
    page.get_by_label("Vergleichen mit").fill("2025-11-30")
    button(page, "Anzeigen").click()
    expect(page).to_have_url(re.compile("on=2025-12-02.*compare=2025-11-30"))
    turned = page.locator(".day-matrix a.day-turned")
    expect(turned.first).to_be_visible()
    turned.first.click()
    panel = page.locator("#cell")
    expect(panel.get_by_role("heading", name="Rechtsgrundlage")).to_be_visible()
    expect(panel.locator("dt", has_text="Sicherheit")).to_be_visible()
    expect(panel.locator(".day-before")).to_be_visible()
    panel.locator(".day-rule summary").first.click()
    expect(panel.locator(".day-rule .sources a[href^='http']").first).to_be_visible()


def test_day_one_opens_by_keyboard(site: Site, page: Page) -> None:
    page.goto(site.url + TURNED)
    focus = "document.activeElement.className"
    presses = 0
    while "day-turned" not in page.evaluate(focus):
        page.keyboard.press("Tab")
        presses += 1
        assert presses < 200, "Tab never reached a turned cell"
    page.keyboard.press("Enter")
    expect(page.locator("#cell").get_by_role("heading", name="Rechtsgrundlage")).to_be_visible()
    expect(page).to_have_url(re.compile("status=.*"))


def test_search_narrows_while_typing(site: Site, page: Page) -> None:
    page.goto(site.url + "/plan/needs/")
    count = page.get_by_role("status")
    expect(count).to_have_text("35 Bedarfe")
    page.locator("#filter-q").press_sequentially("wohn")
    expect(count).to_have_text("2 Bedarfe")
    expect(page).to_have_url(re.compile("q=wohn"))
    expect(page.locator("tbody tr")).to_have_count(2)
    link = page.locator(".downloads a", has_text="CSV").get_attribute("href")
    assert link is not None
    answer = page.request.get(site.url + "/plan/needs/" + link)
    table = list(csv.reader(io.StringIO(answer.body().decode("utf-8-sig")), delimiter=";"))
    assert len(table) == 1 + 2


def test_coordinator_makes_a_report_once(site: Site, page: Page) -> None:
    stored = "SELECT id FROM reports_report ORDER BY id"
    sign_in(page, site, "/reports/")
    button(page, "Sachstandsbericht von heute erstellen").click()
    page.wait_for_url(re.compile(r"/reports/\d+/$"))
    made, pdf = page.url, page.locator("a[type='application/pdf']").get_attribute("href")
    assert page.request.get(f"{site.url}{pdf}").body().startswith(b"%PDF-")
    before = rows(site, stored)
    page.goto(site.url + "/reports/")
    button(page, "Sachstandsbericht von heute erstellen").click()
    page.wait_for_url(made)
    assert rows(site, stored) == before


def test_language_changes_and_the_page_stays(site: Site, page: Page) -> None:
    page.goto(site.url + "/plan/needs/?state=unknown")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile("/en/plan/needs/"))
    expect(page.locator("h1")).to_have_text("Needs for action")
    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")


def test_desk_asks_for_a_sign_in(site: Site, page: Page) -> None:
    page.goto(site.url + "/desk/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/desk/"))
    page.get_by_label("Anmeldename").fill("koordination")
    page.get_by_label("Passwort").fill("ganz-falsch")
    button(page, "Anmelden").click()
    expect(page.locator("main [role=alert]").first).to_be_visible()
    expect(page.get_by_label("Anmeldename")).to_have_value("koordination")
