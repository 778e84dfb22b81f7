"""The pages behind a provider's link."""

import datetime as dt
import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from django.utils.timezone import now as right_now
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.audit.models import AuditEntry
from gesamtplan.offers.models import CapacityReport, Offer, Site, TextProposal, UpkeepLink
from gesamtplan.offers.queries import directory_version
from tests import factories
from tests import factories_figures as make
from tests.offers.links import address, link_to, seen

pytestmark = pytest.mark.django_db


def figures(line: int = 0, **values: Any) -> dict[str, Any]:
    """What a form sends of one line; "was_places" is what the page showed."""
    sent = {}
    for name in ("places", "taken", "waiting", "next_start"):
        sent[f"line-{line}-{name}"] = values.get(name, "")
        sent[f"initial-line-{line}-{name}"] = values.get(f"was_{name}", "")
    return {**sent, f"line-{line}-seen": values.get("seen", "")}


def test_figures_are_told_from_the_first_page_to_the_thanks(client: Client) -> None:
    row = make.offer(1)
    link = link_to(row.provider)
    make.offer(2, provider=row.provider)
    assert row.code in client.get(address(link)).content.decode()
    page = address(link, f"offers/{row.code}/")
    html = client.get(page).content.decode()
    assert 'inputmode="numeric"' in html
    assert "never told" in html
    response = client.post(page, figures(places="20", taken="18", waiting="3", next_start=str(localdate())))
    assert (response.status_code, response["Location"]) == (302, address(link, "thanks/"))
    told = Offer.objects.get(pk=row.pk)
    assert (told.places, told.taken, told.waiting, told.places_on) == (20, 18, 3, localdate())
    report = row.reports.get()
    assert (report.channel, report.reporter, report.author) == ("link", f"link {link.pk}", None)
    thanks = client.get(response["Location"]).content.decode()
    assert "20 places, 18 taken, 3 waiting" in thanks
    assert "2 offers are still to be looked at" in thanks  # the record of the one, all of the other


def test_a_link_to_one_offer_leads_to_it_at_once(client: Client) -> None:
    row = make.offer(1)
    make.offer(2, provider=row.provider)
    link = link_to(row)
    assert client.get(address(link))["Location"] == address(link, f"offers/{row.code}/")
    assert client.get(address(link, "offers/TO2/")).status_code == 404


@pytest.mark.parametrize("typed", ["viele", "-3", "2,5", "1000000"])
def test_what_was_typed_is_kept_when_it_is_refused(client: Client, typed: str) -> None:
    row = make.offer(1)
    link = link_to(row)
    response = client.post(address(link, "offers/TO1/"), figures(places=typed, taken="7"))
    html = response.content.decode()
    assert response.status_code == 422
    assert f'value="{typed}"' in html
    assert 'value="7"' in html
    assert "error-summary" in html
    assert not row.reports.exists()


@pytest.mark.parametrize("typed", ["1.200", "1,200", "1 200", "1200"])
def test_thousands_are_read_as_people_write_them(client: Client, typed: str) -> None:
    row = make.offer(1)
    assert client.post(address(link_to(row), "offers/TO1/"), figures(places=typed)).status_code == 302
    assert Offer.objects.get(pk=row.pk).places == 1200


def test_nothing_told_is_said_and_a_past_start_is_refused(client: Client) -> None:
    link = link_to(make.offer(1))
    nothing = client.post(address(link, "offers/TO1/"), figures())
    assert (nothing.status_code, "Nothing is told yet" in nothing.content.decode()) == (422, True)
    past = client.post(address(link, "offers/TO1/"), figures(next_start="2020-01-01"))
    assert "This day is over" in past.content.decode()


def test_each_site_and_target_group_has_its_own_line(client: Client) -> None:
    row = make.offer(1)
    site = Site.objects.create(code="house", name=make.text("House"))
    row.at_sites.create(site=site)
    make.tell_line(row, "women", places=5)
    here = make.tell_line(row, "", site=site, places=7)
    link = link_to(row)
    html = client.get(address(link, "offers/TO1/")).content.decode()
    assert html.count("<fieldset") == 2
    assert "House (en)" in html
    women = row.reports.get(target_group="women")
    data = {
        **figures(0, places="6", was_places="5", seen=women.pk),
        **figures(1, places="7", was_places="7", seen=here.pk),
    }
    assert client.post(address(link, "offers/TO1/"), data).status_code == 302
    current = row.reports.current()
    assert sorted(current.values_list("places", "as_of")) == [(6, localdate()), (7, localdate())]


def test_who_touches_nothing_does_not_overwrite_newer_figures(client: Client) -> None:
    row = make.offer(1, places=20)
    shown = row.reports.get()
    shown_to_both = figures(places="20", was_places="20", seen=shown.pk)
    link = link_to(row)
    client.post(address(link, "offers/TO1/"), figures(places="25", was_places="20", seen=shown.pk))
    late = client.post(address(link, "offers/TO1/"), shown_to_both, follow=True)
    assert "Somebody else has told newer figures" in late.content.decode()
    assert Offer.objects.get(pk=row.pk).places == 25


def test_two_who_tell_at_once_are_both_kept_and_the_later_counts(client: Client) -> None:
    row = make.offer(1, places=20)
    shown, link = row.reports.get(), link_to(row)
    for places in ("21", "22"):
        client.post(address(link, "offers/TO1/"), figures(places=places, was_places="20", seen=shown.pk))
    assert list(CapacityReport.objects.filter(offer=row).order_by("pk").values_list("places", flat=True)) == [
        20,
        21,
        22,
    ]
    assert Offer.objects.get(pk=row.pk).places == 22


def test_still_right_is_one_tap(client: Client) -> None:
    row = make.offer(1, places=20, taken=4, check_due=dt.date(2026, 1, 1))
    link = link_to(row)
    data = {"code": row.code, "seen": seen(link, row)}
    thanks = client.post(address(link, "right/"), data, follow=True).content.decode()
    row = Offer.objects.get(pk=row.pk)
    assert (row.verified_on, row.check_due, row.places, row.places_on) == (localdate(), None, 20, localdate())
    assert "The entry is marked as checked today." in thanks
    assert "Nothing else is due" in thanks
    client.post(address(link, "right/"), data)
    assert row.reports.count() == 2  # twice said, once stored


def test_still_right_does_not_bury_what_was_told_meanwhile(client: Client) -> None:
    row = make.offer(1, places=20)
    link = link_to(row)
    as_shown = {"code": row.code, "seen": seen(link, row)}
    client.post(address(link, "offers/TO1/"), figures(places="30"))
    late = client.post(address(link, "right/"), as_shown, follow=True)
    assert "Somebody has changed this offer meanwhile" in late.content.decode()
    row = Offer.objects.get(pk=row.pk)
    assert (row.places, row.verified_on) == (30, None)


def test_a_text_goes_to_review_and_changes_nothing_yet(client: Client) -> None:
    row = make.offer(1, contact_phone="089 1")
    link = link_to(row)
    page = address(link, "offers/TO1/texts/")
    html = client.get(page).content.decode()
    assert "Offer 1 (en)" in html
    data = {"title": "Evening course", "initial-title": "Offer 1 (en)", "contact_phone": "089 2",
            "initial-contact_phone": "089 1", "note": "new rooms"}  # fmt: skip
    thanks = client.post(page, data, follow=True).content.decode()
    assert "Title: your proposal is with the coordination." in thanks
    found = TextProposal.objects.order_by("part").values_list(
        "part", "language", "before", "proposed", "note"
    )
    assert list(found) == [
        ("contact_phone", "", "089 1", "089 2", "new rooms"),
        ("title", "en", "Offer 1 (en)", "Evening course", "new rooms"),
    ]
    assert Offer.objects.get(pk=row.pk).title["en"] == "Offer 1 (en)"
    client.post(page, data)
    assert TextProposal.objects.count() == 2  # sent twice, stored once
    assert "a change waits for the coordination" in client.get(address(link, "offers/TO1/")).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Nothing is changed yet"),
        ({"title": ""}, "required"),
        ({"contact_url": "javascript:alert(1)", "title": "Offer 1 (en)"}, "URL"),
    ],
)
def test_a_text_that_cannot_be_is_refused(client: Client, sent: dict[str, str], said: str) -> None:
    link = link_to(make.offer(1))
    sent = {"title": "Offer 1 (en)", "initial-title": "Offer 1 (en)", **sent}
    response = client.post(address(link, "offers/TO1/texts/"), sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not TextProposal.objects.exists()


def test_a_text_changed_meanwhile_is_not_proposed_blindly(client: Client) -> None:
    row = make.offer(1)
    data = {"title": "Mine", "initial-title": "What I saw"}
    response = client.post(address(link_to(row), "offers/TO1/texts/"), data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "The text was changed meanwhile" in html
    assert ">\nMine</textarea>" in html


def test_pages_asked_for_by_a_mail_scanner_change_nothing(client: Client) -> None:
    row = make.offer(1, places=3)
    link = link_to(row.provider)
    before = (UpkeepLink.objects.values().get(), directory_version(), AuditEntry.objects.count())
    for rest in ("", "offers/TO1/", "offers/TO1/texts/", "thanks/"):
        assert client.get(address(link, rest)).status_code in {200, 302}
        assert client.head(address(link, rest)).status_code in {200, 302}
    assert client.get(address(link, "right/")).status_code == 405
    assert (UpkeepLink.objects.values().get(), directory_version(), AuditEntry.objects.count()) == before


CLOSED = {
    "expired": {"expires_on": dt.date(2020, 1, 1)},
    "revoked": {"revoked_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
}


@pytest.mark.parametrize("how", CLOSED)
def test_a_closed_link_says_why_and_whom_to_ask(client: Client, how: str) -> None:
    by = {"revoked_by": factories.user("coordinator")} if how == "revoked" else {}
    row = make.offer(1)
    link = link_to(row, **CLOSED[how], **by)
    for response in (
        client.get(address(link)),
        client.post(address(link, "offers/TO1/"), figures(places="1")),
        client.post(address(link, "right/"), {"code": "TO1", "seen": "x"}),
    ):
        html = response.content.decode()
        assert response.status_code == 410
        assert "mailto:" in html
        assert "Offer 1" not in html
    assert not row.reports.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t[:-1],
        lambda t: ("y" if t[0] == "x" else "x") + t[1:],
        lambda t: t.split(".")[0],
        lambda _: "1",
    ],
)
def test_a_tampered_link_opens_nothing(client: Client, change: Any) -> None:
    good = address(link_to(make.offer(1)))
    token = good.split("/")[-2]
    response = client.get(good.replace(token, change(token)))
    assert response.status_code == 404
    assert "mailto:" in response.content.decode()


def test_a_link_reaches_no_offer_of_another_provider_and_none_that_is_not_public(client: Client) -> None:
    own, other = make.offer(1), make.offer(2)
    hidden = make.offer(3, provider=own.provider, is_public=False)
    link = link_to(own.provider)
    for row in (other, hidden):
        assert str(row.title) not in client.get(address(link)).content.decode()
        page = address(link, f"offers/{row.code}/")
        assert client.get(page).status_code == 404
        assert client.post(page, figures(places="1")).status_code == 404
        assert client.post(f"{page}texts/", {"title": "x"}).status_code == 404
        assert client.post(address(link, "right/"), {"code": row.code, "seen": "x"}).status_code == 410
    assert not CapacityReport.objects.filter(offer__in=[other, hidden]).exists()


def test_the_address_is_kept_nowhere(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    row = make.offer(1)
    link = link_to(row)
    token = address(link).split("/")[-2]
    caplog.set_level(logging.DEBUG)
    client.post(address(link, "offers/TO1/"), figures(places="20"))
    client.post(address(link, "offers/TO1/"), figures(places="viele"))
    client.get(address(link, "offers/TO9/"))
    client.get(address(link, "right/"))
    Client(enforce_csrf_checks=True).post(address(link, "right/"))
    assert "/upkeep/…" in caplog.text
    web = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert [line for line in web if token in line] == []
    assert not [
        entry for entry in AuditEntry.objects.all() if token in str((entry.before, entry.after, entry.reason))
    ]
    response = client.get(address(link, "offers/TO1/"))
    assert "no-store" in response["Cache-Control"]
    assert (response["Referrer-Policy"], "noindex" in response["X-Robots-Tag"]) == ("same-origin", True)


@pytest.mark.parametrize("number", [3, 30])
def test_pages_need_few_queries(client: Client, django_assert_max_num_queries: Most, number: int) -> None:
    provider = make.organization(1)
    site = Site.objects.create(code="house", name=make.text("House"))
    for n in range(number):
        row = make.offer(n, provider=provider, places=4, places_on=localdate())
        row.at_sites.create(site=site)
        make.tell_line(row, f"group-{n}", places=2)
        make.tell_line(row, "", site=site, places=2)
    link = link_to(provider, last_used_at=right_now())
    for rest in ("", "offers/TO1/", "offers/TO1/texts/", "thanks/"):
        with django_assert_max_num_queries(10):
            assert client.get(address(link, rest)).status_code == 200


def test_german_page_is_german(client: Client) -> None:
    link = link_to(make.offer(1, places=20))
    html = client.get(address(link, "offers/TO1/", language="de")).content.decode()
    assert "Offer 1 (de)" in html
    assert not re.search(r">\s*(Places|Of these taken|Save)\s*<", html)
