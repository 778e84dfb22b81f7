"""Pages in the readers' languages: which there are, where the others lead, and what stands around them."""

import re

import pytest
from django.test import Client

from gesamtplan.core.languages import READERS
from tests import factories_figures as make

pytestmark = pytest.mark.django_db
CODES = [one.code for one in READERS]


@pytest.mark.parametrize("code", CODES)
def test_finder_speaks_every_readers_language(client: Client, code: str) -> None:
    make.offer(1)
    direction = "rtl" if code in {"ar", "fa"} else "ltr"
    for path in ("offers/", "offers/TO1/"):
        answer = client.get(f"/{code}/{path}")
        assert answer.status_code == 200
        assert f'<html lang="{code}" dir="{direction}">' in answer.content.decode()
        assert answer.headers["Content-Language"] == code


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("plan/", "/en/plan/"),
        ("plan/needs/?state=met&q=a%20b", "/en/plan/needs/?state=met&q=a%20b"),
        ("desk/", "/en/desk/"),
        ("accounts/login/?next=/desk/", "/en/accounts/login/?next=/desk/"),
        ("search/?q=Kurs", "/en/search/?q=Kurs"),
        ("", "/{code}/offers/"),
    ],
)
def test_page_outside_the_finder_leads_to_its_english_version(
    client: Client, code: str, asked: str, led_to: str
) -> None:
    answer = client.get(f"/{code}/{asked}")
    assert answer.status_code in {302, 307}
    assert answer.headers["Location"] == led_to.format(code=code)


def test_what_is_sent_to_a_page_outside_the_finder_is_sent_on(client: Client) -> None:
    answer = client.post("/ar/accessibility/feedback/", {"text": "x"})
    assert (answer.status_code, answer.headers["Location"]) == (307, "/en/accessibility/feedback/")


def test_machines_are_not_led_anywhere(client: Client) -> None:
    for path in ("/health", "/api/v1/needs?limit=1", "/robots.txt"):
        answer = client.get(path, headers={"Accept-Language": "ar"})
        assert answer.status_code == 200


def test_preferring_arabic_does_not_move_the_german_start_page(client: Client) -> None:
    for path in ("/", "/offers/", "/plan/"):
        answer = client.get(path, headers={"Accept-Language": "ar,fa;q=0.9"})
        assert answer.status_code == 200
        assert '<html lang="de" dir="ltr">' in answer.content.decode()


def languages_of(page: str) -> list[str]:
    return re.findall(r'<li><a href="[^"]*" hreflang="([\w-]+)" lang="[\w-]+" dir="\w+"', page)


def test_finder_links_to_itself_in_all_languages_with_the_question(client: Client) -> None:
    page = client.get("/ar/offers/?kind=test-kind").content.decode()
    assert languages_of(page) == ["de", "en", *CODES]
    assert '<a href="/offers/?kind=test-kind" hreflang="de" lang="de" dir="ltr">Deutsch</a>' in page
    assert 'href="/ar/offers/?kind=test-kind" hreflang="ar" lang="ar" dir="rtl" aria-current="true"' in page
    assert '<link rel="alternate" hreflang="fa" href="http://testserver/fa/offers/?kind=test-kind">' in page
    assert (
        '<link rel="alternate" hreflang="x-default" href="http://testserver/offers/?kind=test-kind">' in page
    )


def test_other_pages_link_to_german_english_and_plain_german(client: Client) -> None:
    page = client.get("/en/plan/needs/?q=a").content.decode()
    assert languages_of(page) == ["de", "en", "de"]
    assert "Leichte Sprache" in page
    assert 'rel="alternate" hreflang' not in page


def test_reader_sees_only_what_exists_in_the_language(client: Client) -> None:
    page = client.get("/uk/offers/").content.decode()
    navigation = page[page.index('class="site-nav"') : page.index("</header>")]
    assert re.findall(r'href="([^"]+)"', navigation) == ["/uk/offers/", "/en/"]
    assert '<a href="/en/" lang="en" hreflang="en" dir="ltr">The whole site in English</a>' in navigation
    footer = page[page.index("<footer") :]
    assert all(link.startswith("/en/") for link in re.findall(r'href="([^"]+)"', footer))
    assert 'href="/en/imprint/" lang="en" hreflang="en"' in footer
    assert 'class="site-search"' not in page
    assert "Leichte Sprache" not in page


def test_page_says_that_nobody_has_checked_its_language(client: Client) -> None:
    page = client.get("/tr/offers/?kind=test-kind").content.decode()
    main = page[page.index("<main") :]
    assert '<a href="/offers/?kind=test-kind" hreflang="de">' in main
    assert main.index("notice-warning") < main.index("<h1")
    for path in ("/offers/", "/en/offers/"):
        assert 'hreflang="de">' not in client.get(path).content.decode().split("<main")[1].split("<h1")[0]


@pytest.mark.parametrize("path", ["/ar/nothing-here/", "/ar/offers/NOTHING/"])
def test_page_that_is_not_there_leads_to_the_finder(client: Client, path: str) -> None:
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert '<html lang="ar" dir="rtl">' in page
    assert languages_of(page) == ["de", "en", *CODES]
    assert 'href="/ar/offers/"' in page
