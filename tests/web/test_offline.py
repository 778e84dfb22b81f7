"""The list without network: all that is public, without figures that fade; what the worker is told to keep, and never a query."""

import gzip
import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.eligibility import Condition, Criterion, Demand, May, OfferConditions, Places
from gesamtplan.engine.entitlement import STATUSES, load_rules
from gesamtplan.engine.entitlement.vocabulary import KINDS
from gesamtplan.offers.models import Offer
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.queries import forget_directory
from gesamtplan.theme.models import Arms
from gesamtplan.web.offline import bundle as kept
from gesamtplan.web.offline.bundle import bundle, forget_bundles
from gesamtplan.web.offline.papers import papers_of
from tests import factories_figures as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget_bundles()


def page_of(client: Client, path: str = "/offers/offline/") -> str:
    forget_directory()
    forget_bundles()
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_list_has_every_public_offer_under_its_kind(client: Client) -> None:
    make.offer(1)
    page = page_of(client)
    codes = re.findall(r'<article [^>]*id="([^"]+)"', page)
    assert sorted(codes) == sorted(Offer.objects.filter(is_public=True).values_list("code", flat=True))
    assert 'href="#kind-test-kind"' in page
    assert 'id="kind-test-kind"' in page


def test_hidden_offer_is_not_in_the_list(client: Client) -> None:
    make.offer(1)
    Offer.objects.filter(code="TO1").update(is_public=False)
    assert 'id="TO1"' not in page_of(client)


def test_list_has_no_figures_of_places(client: Client) -> None:
    make.offer(1, places=4711, places_on=timezone.localdate())
    page = page_of(client)
    assert "4711" not in page
    assert "4.711" not in page
    assert "Freie Plätze stehen nicht in dieser Liste" in page


def test_list_has_contacts_and_says_what_is_not_known(client: Client) -> None:
    make.offer(1)
    changed = {"contact_phone": "+49 89 1234", "contact_email": "a@b.test", "child_care": True, "fee": 0}
    Offer.objects.filter(code="TO1").update(**changed)
    page = page_of(client).split('id="TO1"')[1].split("</article>")[0]
    assert '<a href="tel:+49891234">+49 89 1234</a>' in page
    assert '<a href="mailto:a@b.test">' in page
    assert "kostenlos" in page
    assert "Nicht bekannt, bitte dort fragen" in page
    assert "Sprachen" in page.split("Nicht bekannt")[1]


def test_text_of_an_offer_is_never_markup(client: Client) -> None:
    make.offer(1)
    Offer.objects.filter(code="TO1").update(title=LocalizedText(de="<b onclick='x()'>Kurs</b>"))
    page = page_of(client)
    assert "<b onclick" not in page
    assert "&lt;b onclick" in page


def test_each_paper_has_one_answer_per_offer(client: Client) -> None:
    make.offer(1, statuses=["p24"])
    part = page_of(client).split('id="TO1"')[1].split("</article>")[0]
    answers = re.findall(r'data-may="([^"]+)" data-papers="([^"]+)"', part)
    codes = [code for _may, papers in answers for code in papers.split()]
    assert sorted(codes) == sorted(STATUSES)
    assert dict(answers)["if-place"] == "p24"


def test_paper_is_weighed_alone_and_no_place_is_taken_for_known() -> None:
    status = Condition(Criterion.STATUS, Demand.REQUIRED, frozenset({"p24"}))
    age = Condition(Criterion.AGE, Demand.REQUIRED, low=60)
    groups = papers_of(load_rules(), DAY)(OfferConditions((status, age), places=Places.FREE))
    assert [(group.answer.verdict, len(group.statuses)) for group in groups] == [
        (May.IF_PLACE, 1),
        (May.NO, len(STATUSES) - 1),
    ]


def test_where_whoever_comes_is_served_it_is_a_yes() -> None:
    status = Condition(Criterion.STATUS, Demand.NONE_REQUIRED)
    (group,) = papers_of(load_rules(), DAY)(OfferConditions((status,), places=Places.NOT_LIMITED))
    assert group.answer.verdict is May.YES


def test_what_opens_with_time_says_after_how_many_months() -> None:
    decide = papers_of(load_rules(), DAY)
    groups = [group for kind in KINDS for group in decide(OfferConditions(kinds=(kind,)))]
    waits = [group.answer for group in groups if group.answer.verdict is May.AFTER_MONTHS]
    assert waits
    assert all(answer.after_months for answer in waits)


@pytest.mark.parametrize("rows", [3, 30])
def test_list_needs_few_queries(client: Client, django_assert_max_num_queries: Most, rows: int) -> None:
    for number in range(rows):
        make.offer(number, statuses=["p24"])
    forget_directory()
    with django_assert_max_num_queries(20):
        client.get("/offers/offline/")
    with django_assert_max_num_queries(3):
        client.get("/offers/offline/")


def test_list_is_made_anew_when_the_directory_changed_an_hour_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.localtime()
    first = bundle(now)
    make.offer(1)
    offers_changed(codes=["TO1"], now=now)
    assert bundle(now) is first
    monkeypatch.setattr(kept, "MADE_AT_MOST_EVERY", 0)
    assert bundle(now).total == first.total + 1


def test_many_offers_have_a_page_for_each_kind(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "ON_ONE_PAGE", 5)
    make.offer(1)
    page = page_of(client)
    assert "<article" not in page
    assert 'href="/offers/offline/test-kind/"' in page
    assert 'id="TO1"' in page_of(client, "/offers/offline/test-kind/")
    told = client.get("/offers/offline/list.json").json()
    assert "/offers/offline/test-kind/" in told["pages"]
    assert not any("FiraSans" in name for name in told["files"])
    assert client.get("/offers/offline/no-such-kind/").status_code == 404


@pytest.mark.parametrize("home", ["/offers/", "/en/offers/", "/ar/offers/"])
def test_worker_is_told_all_that_the_page_loads(client: Client, settings: Settings, home: str) -> None:
    settings.ACCENT = "#123456"
    Arms.objects.create(digest="a" * 64, media_type="image/svg+xml", alt=make.text("Arms"), set_at=make.NOW)
    page = page_of(client, f"{home}offline/")
    told = client.get(f"{home}offline/list.json").json()
    loaded = re.findall(r'<(?:link rel="(?:stylesheet|icon)"|script|img)[^>]*(?:href|src)="([^"]+)"', page)
    assert len(loaded) > 10
    assert set(loaded) <= set(told["files"])
    assert told["home"] == f"{home}offline/"
    assert not any("?" in address for address in [*told["pages"], *told["files"]])


def test_worker_stands_at_the_root_and_is_asked_for_anew(client: Client) -> None:
    answer = client.get("/offline-worker.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Service-Worker-Allowed"] == "/"
    assert "no-cache" in answer["Cache-Control"]
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/offers/offline/", "/offers/offline/list.json", "/offline-worker.js"])
def test_what_has_not_changed_is_not_sent_again(client: Client, path: str) -> None:
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_fingerprint_follows_texts_and_not_places(client: Client) -> None:
    def digest() -> str:
        forget_directory()
        forget_bundles()
        return str(client.get("/offers/offline/list.json").json()["digest"])

    make.offer(1, places=3, places_on=timezone.localdate())
    before = digest()
    Offer.objects.get(code="TO1").reports.update(is_current=False)
    assert digest() == before
    Offer.objects.filter(code="TO1").update(title=LocalizedText(de="Anders"))
    assert digest() != before


def test_first_screen_of_a_phone_can_have_the_list(client: Client) -> None:
    answer = client.get("/en/offers/offline/manifest.json")
    assert answer["Content-Type"] == "application/manifest+json"
    assert answer.json()["start_url"] == "/en/offers/offline/"


def test_munich_stays_far_below_a_megabyte(client: Client) -> None:
    for language in ("de", "en"):
        with translation.override(language):
            assert bundle(timezone.localtime()).size < 50_000
    told = client.get("/offers/offline/list.json").json()
    assert told["bytes"] < 400_000
    assert len(gzip.compress(client.get("/offers/offline/").content)) < 50_000
