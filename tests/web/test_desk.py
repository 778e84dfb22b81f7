"""The editing journey: form, preview, publish, draft, conflict."""

import re
from datetime import date

import pytest
from django.http import HttpResponse
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


def test_draft_is_continued_in_the_form(coordinator: Client) -> None:
    need = make.need()
    wording = {"text_de": "Angefangen", "reason": "Anruf", "source_url": "https://example.org/a"}
    coordinator.post(address(need), entry("draft", state="met", **wording))
    assert address(need) in coordinator.get("/desk/").content.decode()
    form = coordinator.get(address(need)).context["form"]
    assert {name: form[name].value() for name in (*wording, "state")} == {**wording, "state": "met"}
    assert form["on"].value() == date(2026, 1, 15)


def test_continued_draft_stays_one_and_is_published_as_changed(coordinator: Client) -> None:
    need = make.need()
    for words in ("Angefangen", "Weiter"):
        coordinator.post(address(need), entry("draft", text_de=words))
    coordinator.post(address(need), entry("publish", text_de="Fertig", source_url=""))
    update = need.updates.get()
    assert (update.text["de"], update.published_at is not None) == ("Fertig", True)


def test_draft_whose_state_may_follow_no_more_asks_for_another(coordinator: Client) -> None:
    need = make.need()
    coordinator.post(address(need), entry("draft", state="proposed"))
    make.update(need, "met")
    form = coordinator.get(address(need)).context["form"]
    assert form.fields["state"].choices[0][0] == ""


def test_discarded_draft_leaves_a_trace_without_its_words(coordinator: Client) -> None:
    need = make.need()
    coordinator.post(address(need), entry("draft"))
    draft = need.updates.get()
    coordinator.post(f"/desk/drafts/{draft.pk}/discard/")
    assert not need.updates.exists()
    trace = AuditEntry.objects.filter(target_id=need.code).first()
    assert trace is not None
    assert (trace.action, trace.after) == (
        "discard_status_update",
        {"update": draft.pk, "state": "recognised", "date": "2026-01-15"},
    )


def test_draft_of_somebody_else_or_published_is_not_discarded(coordinator: Client) -> None:
    draft = make.update(make.need(), "met", published_at=None, author=make.user("coordinator"))
    public = make.update(make.need(), "met")
    assert coordinator.post(f"/desk/drafts/{draft.pk}/discard/").status_code == 403
    assert coordinator.post(f"/desk/drafts/{public.pk}/discard/").status_code == 404
    assert coordinator.get(f"/desk/drafts/{draft.pk}/discard/").status_code == 405
    assert StatusUpdate.objects.filter(pk__in=(draft.pk, public.pk)).count() == 2


def test_autosave_keeps_one_draft_and_says_when(coordinator: Client) -> None:
    need = make.need()
    for words in ("Erst", "Erst das"):
        response = coordinator.post(
            address(need), entry("autosave", text_de=words), headers={"hx-request": "true"}
        )
    assert re.search(r"\d\d:\d\d", response.content.decode())
    assert "<html" not in response.content.decode()
    assert [update.text for update in need.updates.filter(published_at=None)] == [{"de": "Erst das"}]


def test_autosave_says_what_is_missing(coordinator: Client) -> None:
    need = make.need()
    response = coordinator.post(f"/en{address(need)}", entry("autosave", text_de=""))
    assert "Not saved yet. Text in German" in response.content.decode()
    assert not need.updates.exists()


def test_autosave_does_not_publish_over_others(coordinator: Client) -> None:
    need = make.need()
    coordinator.post(address(need), entry("publish", text_de="Stand der anderen"))
    coordinator.post(address(need), entry("autosave", text_de="Mein Stand"))
    response = coordinator.post(address(need), entry("publish", text_de="Mein Stand"))
    assert response.status_code == 409
    assert need.updates.public().count() == 1


def conflicting(client: Client, need: Need, step: str, **values: object) -> HttpResponse:
    """Theirs is published; then mine is sent on the version before, and again as the conflict page sends it."""
    other = Client()
    other.force_login(make.user("coordinator"))
    other.post(address(need), entry("publish", state="recognised", text_de="Ihres", text_en="Theirs"))
    mine = client.post(address(need), entry("publish", state="in-work", text_de="Meines", on="2026-01-16"))
    return client.post(address(need), {**mine.context["form"].data.dict(), "step": step, **values})


def test_conflict_shows_days_states_and_texts_of_both(coordinator: Client) -> None:
    need = make.need()
    make.update(need, "recognised")
    coordinator.post(address(need), entry("publish", text_de="Ihres"))
    response = coordinator.post(
        address(need), entry("publish", state="in-work", text_de="Meines", on="2026-01-16")
    )
    html = response.content.decode()
    assert [choice.name for choice in response.context["choices"] if choice.differs] == [
        "on",
        "state",
        "text_de",
    ]
    assert "16.01.2026" in html
    assert "15.01.2026" in html
    assert ">2026-01-16<" not in html
    sides = {choice.name: (choice.mine.value, choice.theirs.value) for choice in response.context["choices"]}
    assert sides["state"] == ("in-work", "recognised")


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ({}, ("2026-01-16", "in-work", "Meines", "")),
        ({"take-text_de": "theirs", "take-on": "theirs"}, ("2026-01-15", "in-work", "Ihres", "")),
        (
            {"take-state": "theirs", "take-text_en": "theirs"},
            ("2026-01-16", "recognised", "Meines", "Theirs"),
        ),
    ],
)
def test_conflict_is_merged_field_by_field(
    coordinator: Client, taken: dict[str, str], expected: tuple[str, ...]
) -> None:
    need = make.need()
    make.update(need, "recognised")
    form = conflicting(coordinator, need, "edit", **taken).context["form"]
    assert tuple(form[name].value() for name in ("on", "state", "text_de", "text_en")) == expected


def test_conflict_with_a_day_that_is_none_shows_what_was_typed(coordinator: Client) -> None:
    need = make.need()
    coordinator.post(address(need), entry("publish"))
    response = coordinator.post(address(need), entry("publish", on="2026-02-31"))
    assert response.status_code == 409
    assert "2026-02-31" in response.content.decode()


def test_preview_tells_when_the_next_report_is_due(coordinator: Client) -> None:
    need = make.need()
    make.open_topic(need, next_report_due=date(2025, 12, 31), cadence_months=12)
    html = coordinator.post(address(need), entry("preview", on="2026-01-15")).content.decode()
    assert "15.01.2027" in html


def test_preview_says_that_without_interval_the_date_stays(coordinator: Client) -> None:
    need = make.need()
    make.open_topic(need, next_report_due=date(2025, 12, 31))
    html = coordinator.post(f"/en{address(need)}", entry("preview")).content.decode()
    assert "31 December 2025" in html
    assert "No interval is decided" in html
