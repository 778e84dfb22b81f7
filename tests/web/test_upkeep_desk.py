"""The desk of those who run the upkeep of offers."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import localdate
from django.utils.timezone import now as right_now
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.audit.models import AuditEntry
from gesamtplan.offers.link_tokens import token_of
from gesamtplan.offers.models import Offer, TextProposal, UpkeepLink
from tests import factories
from tests import factories_figures as make
from tests.offers.links import address, link_to

pytestmark = pytest.mark.django_db
BASE = "/en/desk/offers/"
PAGES = (BASE, f"{BASE}due/", f"{BASE}links/", f"{BASE}proposals/", f"{BASE}unpublished/")


@pytest.fixture
def coordinator(client: Client) -> Client:
    """A client signed in as coordinator of the whole city."""
    client.force_login(factories.user("coordinator"))
    return client


def proposal(row: Offer, link: UpkeepLink, **values: object) -> TextProposal:
    given = {
        "part": "title",
        "language": "de",
        "before": row.title["de"],
        "proposed": "Neuer Titel",
        **values,
    }
    made: TextProposal = TextProposal.objects.create(offer=row, link=link, proposed_at=right_now(), **given)
    return made


@pytest.mark.parametrize("role", ["", "editor"])
def test_only_coordinators_of_the_city_come_in(client: Client, role: str) -> None:
    link = link_to(make.offer(1))
    own = factories.user("coordinator", "test-office-1")
    for user in (factories.user(role), own):
        client.force_login(user)
        for path in (*PAGES, f"{BASE}links/{link.pk}/"):
            assert client.get(path).status_code == 403
        for path in (
            f"{BASE}links/",
            f"{BASE}links/{link.pk}/revoke/",
            f"{BASE}withdraw/",
            f"{BASE}unpublished/",
        ):
            assert client.post(path).status_code == 403
    assert UpkeepLink.objects.get().revoked_at is None


def test_a_link_is_made_looked_at_sent_and_revoked(coordinator: Client, client: Client) -> None:
    row = make.offer(1)
    assert row.provider
    form = coordinator.get(f"{BASE}links/?provider={row.provider.code}").content.decode()
    assert f'value="{row.provider.code}" selected' in form
    sent = {
        "provider": row.provider.code,
        "recipient": "Team Kurse",
        "email": "kurse@provider.test",
        "expires_on": str(localdate() + dt.timedelta(days=90)),
    }
    page = coordinator.post(f"{BASE}links/", sent)["Location"]
    link = UpkeepLink.objects.get()
    html = coordinator.get(page).content.decode()
    token = token_of(link.uid)
    assert f"http://testserver/en/upkeep/{token}/" in html
    assert "no-store" in coordinator.get(page)["Cache-Control"]
    assert "Guten Tag, Team Kurse" in html
    assert "mailto:kurse%40provider.test?subject=" in html
    coordinator.post(f"{page}send/")
    (out,) = mail.outbox
    assert out.to == ["kurse@provider.test"]
    assert f"/upkeep/{token}/" in out.body
    coordinator.post(f"{page}revoke/")
    assert client.get(address(link)).status_code == 410
    assert "It opens nothing any more" in coordinator.get(page).content.decode()
    coordinator.post(f"{page}send/")
    assert len(mail.outbox) == 1
    actions = list(
        AuditEntry.objects.filter(target="offers.upkeeplink").order_by("pk").values_list("action", flat=True)
    )
    assert actions == ["make_link", "send_link", "revoke_link"]
    assert not [e for e in AuditEntry.objects.all() if token in str(e.after) or "kurse@" in str(e.after)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"offer": "TO1"}, "not both"),
        ({"provider": ""}, "not both"),
        ({"provider": "", "offer": "TO9"}, "no public offer with this code"),
        ({"expires_on": "2020-01-01"}, "within two years"),
        ({"recipient": " "}, "required"),
        ({"email": "kurse"}, "valid email address"),
    ],
)
def test_a_link_that_cannot_be_is_refused(coordinator: Client, wrong: dict[str, str], said: str) -> None:
    row = make.offer(1)
    assert row.provider
    sent = {
        "provider": row.provider.code,
        "recipient": "T",
        "email": "",
        "expires_on": str(localdate()),
        **wrong,
    }
    response = coordinator.post(f"{BASE}links/", sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not UpkeepLink.objects.exists()


def test_a_mail_server_that_is_down_is_told(coordinator: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    link = link_to(make.offer(1))
    html = coordinator.post(f"{BASE}links/{link.pk}/send/", follow=True).content.decode()
    assert "The mail server did not take the mail" in html
    assert not AuditEntry.objects.filter(action="send_link").exists()


def test_a_proposal_is_accepted_and_published(coordinator: Client) -> None:
    row = make.offer(1)
    made = proposal(row, link_to(row), note="seit Mai")
    html = coordinator.get(f"{BASE}proposals/").content.decode()
    for words in ("Offer 1 (de)", "Neuer Titel", "seit Mai", "As it stands", "As proposed"):
        assert words in html
    coordinator.post(f"{BASE}proposals/{made.pk}/", {"decision": "accept"})
    assert Offer.objects.get(pk=row.pk).title == {"de": "Neuer Titel", "en": "Offer 1 (en)"}
    assert "Neuer Titel" in coordinator.get("/offers/TO1/").content.decode()
    assert "No proposal waits" in coordinator.get(f"{BASE}proposals/").content.decode()


def test_a_refusal_needs_a_reason_that_the_provider_reads(coordinator: Client) -> None:
    row = make.offer(1)
    link = link_to(row)
    path = f"{BASE}proposals/{proposal(row, link).pk}/"
    assert (
        "a refusal needs a reason"
        in coordinator.post(path, {"decision": "refuse"}, follow=True).content.decode()
    )
    coordinator.post(path, {"decision": "refuse", "why": "Too long for a title"})
    assert TextProposal.objects.get().state == "refused"
    assert "Too long for a title" in coordinator.get(address(link, "offers/TO1/texts/")).content.decode()
    again = coordinator.post(path, {"decision": "accept"}, follow=True).content.decode()
    assert "a decision stands" in again
    assert Offer.objects.get(pk=row.pk).title["de"] == "Offer 1 (de)"


def test_a_proposal_for_a_text_changed_meanwhile_is_outdated(coordinator: Client) -> None:
    row = make.offer(1)
    made = proposal(row, link_to(row), before="Ganz anders")
    assert "It cannot be accepted any more" in coordinator.get(f"{BASE}proposals/").content.decode()
    html = coordinator.post(
        f"{BASE}proposals/{made.pk}/", {"decision": "accept"}, follow=True
    ).content.decode()
    assert "the proposal is outdated" in html
    assert (TextProposal.objects.get().state, Offer.objects.get(pk=row.pk).title["de"]) == (
        "outdated",
        "Offer 1 (de)",
    )


def test_imported_offers_are_published_and_withdrawn(coordinator: Client, client: Client) -> None:
    row = make.offer(1, is_public=False)
    other = make.offer(2, is_public=False)
    assert "Offer 1 (en)" in coordinator.get(f"{BASE}unpublished/").content.decode()
    done = coordinator.post(f"{BASE}unpublished/", {"code": [row.code]}, follow=True).content.decode()
    assert "1 offer is published." in done
    assert client.get("/offers/TO1/").status_code == 200
    assert client.get(f"/offers/{other.code}/").status_code == 404
    assert coordinator.post(f"{BASE}withdraw/", {"code": "TO1", "why": ""}).status_code == 422
    coordinator.post(f"{BASE}withdraw/", {"code": "TO1", "why": "closed"})
    assert client.get("/offers/TO1/").status_code == 404
    reasons = AuditEntry.objects.filter(target_id="TO1").order_by("pk").values_list("action", "reason")
    assert list(reasons) == [("publish_offer", ""), ("withdraw_offer", "closed")]


def test_overview_counts_what_is_stale(coordinator: Client) -> None:
    row = make.offer(1, places=4, places_on=localdate(), verified_on=localdate())
    assert row.provider
    table = coordinator.get(f"{BASE}?format=csv").content.decode("utf-8-sig")
    assert "Provider;Office 1 (en);1;1;0;0;1;0;0;0" in table
    html = coordinator.get(BASE).content.decode()
    assert "How much is up to date" in html
    assert "share-bar" in html


@pytest.mark.parametrize("number", [3, 30])
def test_pages_need_few_queries(
    coordinator: Client, django_assert_max_num_queries: Most, number: int
) -> None:
    for n in range(number):
        row = make.offer(n)
        proposal(row, link_to(row.provider))
        make.offer(1000 + n, is_public=False)
    pages = (*PAGES, f"{BASE}?format=csv", "/en/desk/", f"{BASE}links/{UpkeepLink.objects.first().pk}/")  # type: ignore[union-attr]
    for path in pages:
        with django_assert_max_num_queries(32 if path == "/en/desk/" else 14):
            assert coordinator.get(path).status_code == 200
