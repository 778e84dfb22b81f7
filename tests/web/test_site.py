"""Pages about the site itself, signing in, and error pages."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from gesamtplan.accounts.models import User

PAGES = [
    "imprint",
    "privacy",
    "accessibility",
    "feedback",
    "feedback-thanks",
    "data",
    "sources",
    "plain-german",
]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_public_and_well_formed(client: Client, name: str, language: str) -> None:
    with translation.override(language):
        response = client.get(reverse(f"web:{name}"))
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="ltr">' in page
    assert len(re.findall("<h1", page)) == 1
    assert 'class="skip-link" href="#content"' in page
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", page)


@pytest.mark.django_db
def test_reading_sets_no_cookie(client: Client) -> None:
    assert not client.get(reverse("web:privacy")).cookies


@pytest.mark.django_db
def test_feedback_goes_out_as_mail(client: Client) -> None:
    response = client.post(reverse("web:feedback"), {"message": "No focus on the map", "page": "/figures/"})
    assert response.headers["Location"] == reverse("web:feedback-thanks")
    assert "No focus on the map" in mail.outbox[0].body


@pytest.mark.django_db
def test_feedback_from_a_machine_is_thrown_away(client: Client) -> None:
    response = client.post(reverse("web:feedback"), {"message": "buy", "website": "spam.example"})
    assert response.status_code == 302
    assert mail.outbox == []


@pytest.mark.django_db
def test_feedback_without_message_says_what_is_missing(client: Client) -> None:
    response = client.post(reverse("web:feedback"), {"message": ""})
    assert response.status_code == 422
    assert 'href="#id_message"' in response.content.decode()
    assert mail.outbox == []


def test_sources_are_listed_sorted_and_downloaded(client: Client, munich: None) -> None:
    page = client.get(reverse("web:sources"), {"sort": "-title"}).content.decode()
    assert 'aria-sort="descending"' in page
    table = client.get(reverse("web:sources"), {"format": "csv"})
    assert table.headers["Content-Type"].startswith("text/csv")
    assert table.content.decode("utf-8-sig").startswith("code;title;url")


def test_sources_search_says_when_nothing_matches(client: Client, munich: None) -> None:
    page = client.get(reverse("web:sources"), {"q": "zzzzzz"}).content.decode()
    assert 'class="empty"' in page


@pytest.mark.django_db
def test_robots_and_sitemap_name_each_page_in_its_languages(client: Client) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    sitemap = client.get("/sitemap.xml")
    assert "<loc>http://testserver/en/</loc>" in sitemap.content.decode()
    assert "<loc>http://testserver/ar/offers/</loc>" in sitemap.content.decode()
    assert "/ar/plan/" not in sitemap.content.decode()
    assert sitemap.headers["Content-Type"].startswith("application/xml")


@pytest.mark.django_db
def test_sign_in_and_out(client: Client) -> None:
    User.objects.create_user(username="anna", password="a long password")
    assert client.post(reverse("account_login"), {"login": "anna", "password": "wrong"}).status_code == 200
    response = client.post(reverse("account_login"), {"login": "anna", "password": "a long password"})
    assert response.status_code == 302
    assert client.get(reverse("account_change_password")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("account_change_password")).status_code == 302


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 404


@pytest.mark.django_db
def test_unknown_address_gets_our_page(client: Client) -> None:
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert "site-header" in response.content.decode()
    assert "Content-Security-Policy" in response.headers


def test_every_download_and_api_link_answers(client: Client, munich: None) -> None:
    page = client.get(reverse("web:data")).content.decode()
    links = sorted(set(re.findall(r'href="([^"]*format=(?:csv|xlsx)|/api/[^"]*)"', page)))
    assert len(links) > 20
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_plain_german_is_linked_everywhere_and_says_that_nobody_checked_it(
    client: Client, munich: None
) -> None:
    for page in ("/", "/en/plan/needs/"):
        assert 'href="/leichte-sprache/"' in client.get(page).content.decode()
    page = client.get("/leichte-sprache/").content.decode()
    assert "Noch niemand" in page
    assert re.findall(r'aria-current="true">([^<]+)', page) == ["Leichte Sprache"]


@pytest.mark.parametrize(
    ("path", "section"),
    [("/figures/reported/", "Figures"), ("/plan/measures/", "Plan"), ("/day-one/", "Needs")],
)
def test_menu_marks_the_section_of_the_page(client: Client, munich: None, path: str, section: str) -> None:
    page = client.get(f"/en{path}").content.decode()
    navigation = page[page.index('class="site-nav"') :]
    assert re.findall(r'aria-current="true">([^<]+)', navigation[: navigation.index("</nav>")]) == [section]
