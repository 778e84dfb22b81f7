"""The editing journey: form, preview, publish, draft, conflict."""

from datetime import date

import pytest
from django.test import Client

from gesamtplan.audit.models import AuditEntry
from gesamtplan.plan.models import Need, StatusUpdate
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> Client:
    """A client signed in as coordinator of the whole city."""
    client.force_login(make.user("coordinator"))
    return client


def entry(step: str, **values: object) -> dict[str, object]:
    given = {"on": "2026-01-15", "state": "recognised", "text_de": "Neuer Stand", "text_en": "", "version": 1}
    return {"step": step, **given, **values}


def address(need: Need) -> str:
    return f"/desk/needs/{need.code}/update/"


def written() -> tuple[int, int]:
    return StatusUpdate.objects.count(), AuditEntry.objects.count()


def test_desk_asks_for_a_sign_in(client: Client) -> None:
    for path in ("/desk/", "/desk/needs/N01/update/", "/desk/measures/M01/update/"):
        assert client.get(path).status_code == 302


def test_form_offers_only_states_that_may_follow(coordinator: Client) -> None:
    need = make.need()
    make.update(need, "met")
    form = coordinator.get(address(need)).context["form"]
    assert {state for state, _ in form.fields["state"].choices} == {"met", "in-work", "partly-met"}


def test_preview_shows_and_writes_nothing(coordinator: Client) -> None:
    need, before = make.need(), written()
    response = coordinator.post(address(need), entry("preview"))
    assert response.context["mode"] == "preview"
    assert "Neuer Stand" in response.content.decode()
    assert written() == before


def test_publication_changes_the_public_page(coordinator: Client) -> None:
    need = make.need()
    response = coordinator.post(address(need), entry("publish"))
    assert response.status_code == 302
    assert response["Location"] == f"/plan/needs/{need.code}/"
    assert "Neuer Stand" in Client().get(response["Location"]).content.decode()


def test_measure_is_reported_in_the_same_way(coordinator: Client) -> None:
    measure = make.measure()
    coordinator.post(f"/desk/measures/{measure.code}/update/", entry("publish", state="in-work"))
    assert [update.state for update in measure.updates.all()] == ["in-work"]


def test_change_returns_to_the_form_with_the_entry(coordinator: Client) -> None:
    response = coordinator.post(address(make.need()), entry("edit"))
    assert response.context["mode"] == "form"
    assert "Neuer Stand" in response.content.decode()


def test_draft_is_saved_and_seen_by_its_author_only(coordinator: Client) -> None:
    need = make.need()
    coordinator.post(address(need), entry("draft"))
    assert "Neuer Stand" in coordinator.get("/desk/").content.decode()
    assert "Neuer Stand" not in Client().get(f"/plan/needs/{need.code}/").content.decode()
    other = Client()
    other.force_login(make.user("coordinator"))
    assert "Neuer Stand" not in other.get("/desk/").content.decode()


def test_draft_is_published_from_the_desk(coordinator: Client) -> None:
    need = make.need()
    coordinator.post(address(need), entry("draft"))
    draft = StatusUpdate.objects.get(need=need)
    coordinator.post(f"/desk/drafts/{draft.pk}/publish/", {"version": 1})
    draft.refresh_from_db()
    assert draft.published_at is not None


def test_draft_of_somebody_else_cannot_be_published(coordinator: Client) -> None:
    draft = make.update(make.need(), "met", published_at=None, author=make.user("coordinator"))
    assert coordinator.post(f"/desk/drafts/{draft.pk}/publish/", {"version": 1}).status_code == 403


def test_conflict_shows_both_and_can_be_sent_again(coordinator: Client) -> None:
    need = make.need()
    coordinator.post(address(need), entry("publish", text_de="Stand der anderen"))
    response = coordinator.post(address(need), entry("publish", text_de="Mein Stand"))
    html = response.content.decode()
    assert response.status_code == 409
    assert "Stand der anderen" in html
    assert "Mein Stand" in html
    assert need.updates.count() == 1
    again = response.context["form"].data
    assert coordinator.post(address(need), {**again, "step": "publish"}).status_code == 302
    assert need.updates.count() == 2


def test_conflict_is_told_even_where_the_state_no_longer_fits(coordinator: Client) -> None:
    need = make.need()
    make.update(need, "recognised")
    coordinator.post(address(need), entry("publish", state="partly-met"))
    response = coordinator.post(address(need), entry("preview", state="recognised", text_de="Mein Stand"))
    assert response.status_code == 409
    assert "Mein Stand" in response.content.decode()


def test_state_that_may_not_follow_at_that_date_is_told_in_the_form(coordinator: Client) -> None:
    need = make.need()
    make.update(need, "proposed", date(2019, 1, 1))
    make.update(need, "recognised", date(2026, 1, 1))
    response = coordinator.post(address(need), entry("publish", on="2020-01-01", state="met"))
    assert response.status_code == 422
    assert response.context["form"].errors["state"]
    assert need.updates.count() == 2


def test_day_in_the_future_is_refused(coordinator: Client) -> None:
    response = coordinator.post(address(make.need()), entry("publish", on="2999-01-01"))
    assert response.context["form"].errors["on"]


@pytest.mark.parametrize("step", ["preview", "publish", "draft"])
def test_reader_may_do_nothing(client: Client, step: str) -> None:
    client.force_login(make.user("reader"))
    need, before = make.need(), written()
    assert client.get(address(need)).status_code == 403
    assert client.post(address(need), entry(step)).status_code == 403
    assert written() == before


def test_contributor_reports_on_what_the_own_organization_leads(client: Client) -> None:
    lead = make.organization()
    client.force_login(make.user("contributor", lead.code))
    assert client.get(address(make.need(lead=lead))).status_code == 200
    assert client.get(address(make.need(lead=make.organization()))).status_code == 403


def test_desk_lists_only_topics_on_which_one_may_report(client: Client) -> None:
    lead = make.organization()
    mine = make.open_topic(make.need(lead=lead))
    make.open_topic(make.need(lead=make.organization()))
    client.force_login(make.user("contributor", lead.code))
    assert [row.topic for row in client.get("/desk/").context["topics"]] == [mine]
