"""Pages of organizations."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gesamtplan.parties.models import ContactPerson, Organization
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_every_organization_opens(munich: None, client: Client) -> None:
    for row in Organization.objects.all():
        assert client.get(f"/organizations/{row.code}/").status_code == 200


def test_filters_tell_yes_no_and_unknown_apart(munich: None, client: Client) -> None:
    for word, value in (("yes", True), ("unknown", None)):
        rows = client.get("/organizations/", {"project": word}).context["rows"]
        assert rows
        assert {row.in_project for row, _ in rows} == {value}


def test_list_takes_as_many_queries_for_many(client: Client) -> None:
    counts = []
    for number in (5, 50):
        for _ in range(number):
            make.organization().sources.add(make.source())
        with CaptureQueriesContext(connection) as caught:
            client.get("/organizations/")
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_contact_shows_only_with_consent(client: Client) -> None:
    row = make.organization()
    ContactPerson.objects.create(organization=row, name="Frau Geheim", email="geheim@example.org")
    ContactPerson.objects.create(
        organization=row, name="Herr Offen", email="zu@example.org", publish_name=True
    )
    html = client.get(f"/organizations/{row.code}/").content.decode()
    assert "Herr Offen" in html
    assert "Geheim" not in html
    assert "@example.org" not in html


def test_csv_has_all_organizations(munich: None, client: Client) -> None:
    lines = client.get("/organizations/", {"format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) > Organization.objects.count()


def test_unknown_organization_is_not_found(client: Client) -> None:
    assert client.get("/organizations/nobody/").status_code == 404
