"""The list in a shelter without network: kept where somebody asks for it, shown without network, gone when deleted."""

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_pages import AXE, TAGS

pytestmark = pytest.mark.browser

# Arabic as soon as the pages speak it.
LANGUAGES = [code for code in ("de", "en", "ar") if code in dict(settings.LANGUAGES)]
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  }
  return found;
}"""


def home(site: Site, language: str) -> str:
    """Address of all offers."""
    return f"{site.url}/offers/" if language == "de" else f"{site.url}/{language}/offers/"


def keep(page: Page, site: Site, language: str) -> None:
    """Open the list and ask to keep it."""
    page.goto(f"{home(site, language)}offline/")
    page.locator("button[value=keep]").click()
    expect(page.locator("[data-says=kept]")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_kept_list_is_shown_without_network(site: Site, context: BrowserContext, language: str) -> None:
    page = context.new_page()
    keep(page, site, language)
    context.set_offline(True)
    for path in ("", "O01/", "?status=gestattung&since=2026-10-01", "list/?list=O01,O02"):
        page.goto(home(site, language) + path)
        expect(page.locator("[data-says=no-network]")).to_be_visible()
        expect(page.locator("article")).to_have_count(27)
        expect(page.locator("html")).to_have_attribute("lang", language)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.reload()
    assert said == []


def test_network_comes_first(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    keep(page, site, "en")
    page.goto(f"{site.url}/en/offers/")
    expect(page.locator("h1")).to_have_text("Find an offer")
    context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text("Offers without network")
    context.set_offline(False)
    page.reload()
    expect(page.locator("h1")).to_have_text("Find an offer")


def test_nothing_that_was_asked_is_kept(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    keep(page, site, "de")
    for path in ("?status=gestattung&near=Laim", "list/?list=O01", "O01/?status=gestattung", "O02/"):
        page.goto(home(site, "de") + path)
    kept = page.evaluate(KEPT)
    assert kept
    assert [url for url in kept if "?" in url or "/O0" in url] == []
    pages = [url for url in kept if "/static/" not in url]
    assert sorted(pages) == [f"{site.url}/offers/offline/", f"{site.url}/offers/offline/list.json"]


def test_other_pages_are_left_alone(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    keep(page, site, "de")
    context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{site.url}/plan/")


def test_language_without_a_kept_list_gets_one_that_is_there(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    keep(page, site, "en")
    context.set_offline(True)
    page.goto(f"{site.url}/offers/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("article")).to_have_count(27)


def test_deleted_list_leaves_nothing(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    keep(page, site, "de")
    page.locator("button[value=remove]").click()
    expect(page.locator("[data-says=removed]")).to_be_visible()
    assert page.evaluate(KEPT) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_older_list_makes_room_for_the_new_one(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    keep(page, site, "de")
    page.evaluate(
        "caches.open('offline de 0000').then(old => old.put('/offers/offline/old/', new Response('')))"
    )
    current = "caches.keys().then(names => names.find(name => !name.endsWith(' 0000')))"
    page.evaluate(f"{current}.then(name => caches.delete(name))")
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.unregister())")
    keep(page, site, "en")
    page.goto(f"{site.url}/offers/offline/")
    page.evaluate(
        """() => new Promise(done => {
          const way = new MessageChannel();
          way.port1.onmessage = done;
          navigator.serviceWorker.controller.postMessage({task: "keep", list: "/offers/offline/list.json"}, [way.port2]);
        })"""
    )
    names = page.evaluate("caches.keys()")
    assert len([name for name in names if name.startswith("offline de ")]) == 1
    assert "offline de 0000" not in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_is_chosen_from_without_network(site: Site, context: BrowserContext, language: str) -> None:
    page = context.new_page()
    keep(page, site, language)
    context.set_offline(True)
    page.goto(home(site, language))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    form = page.locator("[data-filter]")
    form.locator("[name=paper]").select_option("gestattung")
    expect(page.locator("[data-answer] .badge").first).to_be_visible()
    expect(page.locator("article:not([hidden]) [data-answer]:visible .tone-closed")).to_have_count(0)
    form.locator("[name=kind]").select_option("minors-reception")
    expect(page.locator("article:visible")).to_have_count(2)
    form.locator("[name=kind]").select_option("")
    form.locator("[name=q]").press_sequentially("pontis")
    expect(page.locator("article:visible")).to_have_count(1)
    expect(page.locator("[data-number]")).to_have_text("1")
    form.locator("[name=q]").press("Enter")
    assert asked == []
    assert page.evaluate("Object.values(localStorage)") == []
    assert "pontis" not in page.evaluate("JSON.stringify(sessionStorage)")
    assert page.url == home(site, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_kept_list_is_accessible_and_fits_a_phone(site: Site, context: BrowserContext, language: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    keep(page, site, language)
    context.set_offline(True)
    page.goto(home(site, language))
    page.locator("[name=paper]").select_option("gestattung")
    page.locator("article:visible details").first.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]] == []
    if language == "ar":
        assert page.evaluate("getComputedStyle(document.querySelector('article')).direction") == "rtl"


def test_list_is_read_without_scripts(site: Site, context: BrowserContext) -> None:
    plain = context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = plain.new_page()
    page.goto(f"{site.url}/offers/offline/")
    expect(page.locator("article")).to_have_count(27)
    expect(page.locator("[data-says=plain]")).to_be_visible()
    expect(page.locator("[data-filter]")).to_be_hidden()
    expect(page.locator("[data-keep]")).to_be_hidden()
    page.locator(".offline-kinds a").first.click()
    assert "#kind-" in page.url
    plain.close()
