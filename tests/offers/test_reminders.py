"""Reminders: who is asked, in which order, and never twice."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries as Most
from typer.testing import CliRunner

from gesamtplan.accounts.models import Role, User
from gesamtplan.config.cli import app
from gesamtplan.offers.models import Offer, Reminder, UpkeepLink
from gesamtplan.offers.operations.reminders import Addresses, Outcome, send_reminders
from gesamtplan.offers.queries.reminders import reminders_due
from gesamtplan.parties.models import ContactPerson
from tests import factories
from tests import factories_figures as make
from tests.offers.links import link_to

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 20, 6, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 5, 20)
ADDRESSES = Addresses(
    link=lambda token: f"https://city.test/{token}/", desk=lambda: "https://city.test/desk/"
)
LATER = dt.date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _only_own_offers(db: None) -> None:
    """Munich's offers would be due as well."""
    Offer.objects.update(is_public=False)
    Role.objects.all().delete()


def run(days: int = 0) -> list[Outcome]:
    return list(send_reminders(addresses=ADDRESSES, now=NOW + dt.timedelta(days=days)))


def given(row: Any, **values: Any) -> UpkeepLink:
    """A link that a coordinator gave to somebody."""
    return link_to(row, made_by=factories.user("coordinator"), expires_on=LATER, **values)


def contact(row: Any, name: str, **values: Any) -> ContactPerson:
    person = {"email": f"{name}@test.test", "publish_email": True, **values}
    made: ContactPerson = ContactPerson.objects.create(organization=row, name=name, **person)
    return made


def asked() -> list[tuple[str, list[str]]]:
    return list(Reminder.objects.order_by("sent_at", "pk").values_list("step", "addresses"))


def test_a_provider_gets_one_mail_about_all_its_offers() -> None:
    row = make.offer(1, places=5, places_on=TODAY - dt.timedelta(days=20))
    make.offer(2, provider=row.provider, verified_on=TODAY, is_drop_in=True)  # not due
    make.offer(3, provider=row.provider)
    link = given(row.provider)
    assert [outcome.fault for outcome in run()] == [""]
    (out,) = mail.outbox
    assert out.to == [link.email]
    german, english = out.body.split("(English)")
    assert "Offer 1 (de): " in german
    assert "30.04.2026" in german
    assert "Offer 3 (en): places never told, entry never checked" in english
    assert "Offer 2" not in out.body
    assert "two minutes" in english
    assert out.body.count("https://city.test/") == 2
    reminder = Reminder.objects.get()
    assert (reminder.codes, reminder.step, reminder.link, reminder.sent_on) == (
        ["TO1", "TO3"],
        "link",
        link,
        TODAY,
    )


def test_nobody_is_asked_twice_within_the_set_days(settings: Settings) -> None:
    settings.REMIND_EVERY_DAYS = 7
    given(make.offer(1).provider)
    assert [len(run(day)) for day in (0, 0, 1, 6, 7)] == [1, 0, 0, 0, 1]


def test_the_fallback_goes_from_link_to_contacts_to_the_parent_to_the_city() -> None:
    row = make.offer(1)
    assert row.provider
    row.provider.parent = make.organization(99)
    row.provider.save()
    given(row.provider, email="link@test.test")
    contact(row.provider, "berta")
    contact(row.provider, "anna")
    contact(row.provider, "secret", publish_email=False)
    contact(row.provider.parent, "chief")
    User.objects.filter(roles__kind="coordinator").update(email="city@test.test")
    for days in range(0, 100, 14):
        run(days)
    assert asked() == [
        ("link", ["link@test.test"]),
        ("contact", ["anna@test.test"]),
        ("contact", ["berta@test.test"]),
        ("parent", ["chief@test.test"]),
        *[("coordination", ["city@test.test"])] * 4,
    ]
    assert "https://city.test/desk/" in mail.outbox[-1].body
    made = UpkeepLink.objects.filter(made_by=None).order_by("pk").values_list("recipient", "email")
    assert list(made) == [
        ("anna", "anna@test.test"),
        ("berta", "berta@test.test"),
        ("chief", "chief@test.test"),
    ]


def test_who_answers_is_asked_again_and_nobody_else() -> None:
    row = make.offer(1)
    link = given(row.provider)
    contact(row.provider, "anna")
    run(0)
    UpkeepLink.objects.filter(pk=link.pk).update(last_used_at=NOW + dt.timedelta(days=3))
    run(14)
    assert asked() == [("link", [link.email])] * 2


def test_a_contact_keeps_the_link_that_was_made_for_them() -> None:
    row = make.offer(1)
    contact(row.provider, "anna")
    run(0)
    run(7)
    assert UpkeepLink.objects.count() == 1
    assert {reminder.link for reminder in Reminder.objects.all()} == {UpkeepLink.objects.get()}


@pytest.mark.parametrize(
    "closed", [{"revoked": True}, {"expires_on": TODAY - dt.timedelta(days=1)}, {"email": ""}]
)
def test_a_link_that_does_not_open_asks_nobody(closed: dict[str, Any]) -> None:
    row = make.offer(1)
    author = factories.user("coordinator")
    if closed.pop("revoked", False):
        closed = {"revoked_at": NOW, "revoked_by": author}
    link_to(row.provider, made_by=author, **{"expires_on": LATER, **closed})
    contact(row.provider, "anna")
    run()
    assert asked() == [("contact", ["anna@test.test"])]


def test_an_offer_with_its_own_link_has_its_own_mail() -> None:
    row = make.offer(1)
    make.offer(2, provider=row.provider)
    given(row, email="own@test.test")
    given(row.provider, email="all@test.test")
    run()
    assert sorted((out.to, "Offer 1" in out.body, "Offer 2" in out.body) for out in mail.outbox) == [
        (["all@test.test"], False, True),
        (["own@test.test"], True, False),
    ]


def test_offers_without_provider_go_to_the_coordination() -> None:
    make.offer(1, provider=None)
    factories.user("coordinator", email="city@test.test")
    run()
    run(1)
    assert asked() == [("coordination", ["city@test.test"])]


def test_nobody_to_ask_is_said() -> None:
    make.offer(1)
    (outcome,) = run()
    assert "nobody can be asked" in outcome.fault
    assert not Reminder.objects.exists()


def test_a_mail_that_fails_is_tried_again_and_stops_nothing(settings: Settings) -> None:
    given(make.offer(1).provider)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert "did not go out" in run()[0].fault
    assert not Reminder.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run()[0].fault == ""


def test_the_mail_leads_to_the_page(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://city.test"
    given(make.offer(1).provider)
    result = CliRunner().invoke(app, ["remind", "--dry-run"])
    assert (result.exit_code, "would ask link" in result.output, mail.outbox) == (0, True, [])
    result = CliRunner().invoke(app, ["remind"])
    assert (result.exit_code, "1 mail(s) sent." in result.output) == (0, True)
    german, english = (
        next(word for word in part.split() if word.startswith("https://city.test"))
        for part in mail.outbox[0].body.split("(English)")
    )
    assert "/en/upkeep/" in english
    assert client.get(german.removeprefix("https://city.test")).status_code == 302
    assert "Nobody has to be asked today." in CliRunner().invoke(app, ["remind"]).output


@pytest.mark.parametrize("number", [3, 30])
def test_finding_out_needs_few_queries(django_assert_max_num_queries: Most, number: int) -> None:
    for n in range(number):
        given(make.offer(n).provider)
    run(-30)
    with django_assert_max_num_queries(10):
        assert len(reminders_due(TODAY)) == number
