"""The desk's side of the needs analysis: compute, change an assumption, propose a need, see its evidence."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from gesamtplan.gaps.models import AssessmentRun, Assumption, GapRow, NeedEvidence
from gesamtplan.gaps.queries.evidence import current_analysis
from gesamtplan.gaps.states import RunState
from gesamtplan.plan.models import Need, TargetGroup
from tests import factories as make

pytestmark = pytest.mark.usefixtures("munich")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ASSUMPTION = "/desk/needs-analysis/day-care/norm.under-3/"
PROPOSE = "/desk/needs-analysis/propose/"
CLOSED = ("/desk/assessments/1/", ASSUMPTION, PROPOSE)


@pytest.fixture
def editor(client: Client) -> Client:
    """A client signed in as editor for the whole city."""
    client.force_login(make.user("editor"))
    return client


def other(role: str) -> Client:
    client = Client()
    client.force_login(make.user(role))
    return client


def run(**values: Any) -> AssessmentRun:
    given = {"on": date(2026, 11, 23), "asked_at": datetime.now(UTC), "total": 100, "state": RunState.RUNNING}
    return AssessmentRun.objects.create(**given | values)


def html(response: HttpResponse) -> str:
    return response.content.decode()


def districts(number: int = 2) -> list[GapRow]:
    found = GapRow.objects.filter(
        assessment=current_analysis(), area__kind="district", group__code="age-0-2-migration"
    )
    return list(found.order_by("rank")[:number])


def address(rows: list[GapRow]) -> str:
    return f"{PROPOSE}?{'&'.join(f'row={row.pk}' for row in rows)}"


def entry(client: Client, at: str, **changes: object) -> dict[str, Any]:
    """What the form of a page would send as it opens, with changes."""
    form = client.get(at).context["form"]
    values = {name: form[name].value() for name in form.fields}
    plain = {name: getattr(value, "pk", value) for name, value in values.items() if value not in (None, "")}
    lists = {
        name: [getattr(one, "pk", one) for one in value]
        for name, value in plain.items()
        if isinstance(value, list)
    }
    return plain | lists | changes


# -- computing -------------------------------------------------------------------------------------------------


def test_pages_ask_for_a_sign_in_and_a_role(client: Client) -> None:
    for path in CLOSED:
        assert client.get(path).status_code == 302
        assert other("contributor").get(path).status_code == 403
    assert other("contributor").post("/desk/assessments/").status_code == 403
    assert not AssessmentRun.objects.exists()


def test_compute_now_leads_to_a_run_that_ends_with_the_result(editor: Client) -> None:
    response = editor.post("/desk/assessments/")
    started = AssessmentRun.objects.get()
    assert response["Location"] == f"/desk/assessments/{started.pk}/"
    page = editor.get(response["Location"])
    assert started.state == RunState.FINISHED
    assert "every 1s" not in html(page)


def test_link_to_compute_only_asks(editor: Client) -> None:
    assert 'action="/desk/assessments/"' in html(editor.get("/desk/assessments/"))
    assert not AssessmentRun.objects.exists()


def test_run_under_way_is_asked_for_again_each_second_and_has_a_link_without_script(editor: Client) -> None:
    under_way = run(done=40)
    page = html(editor.get(f"/desk/assessments/{under_way.pk}/"))
    assert 'hx-trigger="every 1s"' in page
    assert re.search(r'<progress [^>]*max="100" value="40"', page)
    assert f'<a href="/desk/assessments/{under_way.pk}/">' in page
    part = editor.get(f"/desk/assessments/{under_way.pk}/", headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "<html" not in html(part)


def test_end_of_a_run_stops_the_asking_and_is_announced(editor: Client) -> None:
    done = run(state=RunState.FINISHED, done=100)
    part = editor.get(f"/desk/assessments/{done.pk}/", headers={"HX-Request": "true"})
    assert part.status_code == 286
    assert 'hx-swap-oob="innerHTML:#run-end"' in html(part)
    assert '<p id="run-end" class="visually-hidden" role="status"></p>' in html(
        editor.get(f"/desk/assessments/{done.pk}/")
    )


@pytest.mark.parametrize(
    "message", ["NothingToAnalyseError: no topic", "BadInput: row 7", "KeyError: 'x'", "TakenOver: later"]
)
def test_failed_run_says_what_happened_and_offers_to_compute_again(editor: Client, message: str) -> None:
    failed = run(state=RunState.FAILED, message=message)
    page = editor.get(f"/desk/assessments/{failed.pk}/")
    failure = page.context["failure"]
    assert failure.words
    assert failure.detail == message.split(": ")[1]
    assert 'action="/desk/assessments/"' in html(page)


def test_words_for_failures_differ(editor: Client) -> None:
    kinds = ("NothingToAnalyseError", "BadInput", "KeyError", "TakenOver")
    runs = [run(state=RunState.FAILED, message=f"{kind}: x") for kind in kinds]
    words = {editor.get(f"/desk/assessments/{one.pk}/").context["failure"].words for one in runs}
    assert len(words) == len(kinds)


def test_run_that_stands_still_can_be_started_again(editor: Client) -> None:
    dead = run(asked_at=datetime.now(UTC) - timedelta(minutes=5))
    assert 'name="again"' in html(editor.get(f"/desk/assessments/{dead.pk}/"))
    response = editor.post("/desk/assessments/", {"again": "yes"})
    dead.refresh_from_db()
    assert dead.state == RunState.FAILED
    assert response["Location"] != f"/desk/assessments/{dead.pk}/"


def test_young_run_is_not_given_up(editor: Client) -> None:
    young = run()
    assert 'name="again"' not in html(editor.get(f"/desk/assessments/{young.pk}/"))
    assert editor.post("/desk/assessments/", {"again": "yes"})["Location"] == f"/desk/assessments/{young.pk}/"


def test_run_that_nobody_asked_for_is_not_found(editor: Client) -> None:
    assert editor.get("/desk/assessments/999999/").status_code == 404


# -- assumptions -----------------------------------------------------------------------------------------------


def test_preview_of_an_assumption_writes_nothing(editor: Client) -> None:
    data = entry(editor, ASSUMPTION, value="0,5", reason="Elternbefragung", step="preview")
    response = editor.post(ASSUMPTION, data)
    assert response.context["mode"] == "preview"
    assert "0,5" in html(response)
    assert not Assumption.objects.filter(version__gt=1).exists()


def test_saved_assumption_is_not_computed_yet_and_stands_on_the_desk(editor: Client) -> None:
    data = entry(editor, ASSUMPTION, value="0,5", reason="Elternbefragung", step="save")
    response = editor.post(ASSUMPTION, data, follow=True)
    assert response.redirect_chain == [(ASSUMPTION, 302)]
    assert response.context["page"].current.version == 2
    assert not response.context["page"].is_computed
    assert 'action="/desk/assessments/"' in html(response)
    assert f'href="{ASSUMPTION}"' in html(editor.get("/desk/"))


def test_reason_is_required_and_the_entry_is_kept(editor: Client) -> None:
    response = editor.post(ASSUMPTION, entry(editor, ASSUMPTION, value="0,5", reason="", step="save"))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"reason"}
    assert 'value="0,5"' in html(response)


@pytest.mark.parametrize(
    ("code", "value"), [("norm.under-3", ""), ("norm.under-3", "-1"), ("reach.day-care", "7,5")]
)
def test_value_that_nobody_can_compute_with_is_told_at_the_field(
    editor: Client, code: str, value: str
) -> None:
    at = f"/desk/needs-analysis/day-care/{code}/"
    response = editor.post(at, entry(editor, at, value=value, reason="Weil", step="preview"))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"value"}


def test_indicator_without_figures_of_the_part_is_told_at_the_field(editor: Client) -> None:
    at = "/desk/needs-analysis/day-care/people.age-0-2-other/"
    response = editor.post(at, entry(editor, at, part="base-5", reason="Weil", step="preview"))
    assert set(response.context["form"].errors) == {"part"}


def test_series_can_be_changed_without_losing_what_is_subtracted(editor: Client) -> None:
    at = "/desk/needs-analysis/day-care/people.age-0-2-other/"
    before = Assumption.objects.get(code="people.age-0-2-other").refers_to
    editor.post(at, entry(editor, at, lag="0", reason="Weil", step="save"))
    after = Assumption.objects.get(code="people.age-0-2-other", is_current=True).refers_to
    assert "lag" not in after
    assert after["minus"]["indicator"] == before["minus"]["indicator"]
    assert after["indicator"] == before["indicator"]


@pytest.mark.parametrize("code", ["german-courses/places.municipal", "accommodation/people.to-be-housed"])
def test_single_figures_and_offers_are_shown_and_stay(editor: Client, code: str) -> None:
    at = f"/desk/needs-analysis/{code}/"
    page = editor.get(at)
    assert "indicator" not in page.context["form"].fields
    assert len(page.context["current"].figures) >= 2
    before = page.context["page"].current.refers_to
    editor.post(at, entry(editor, at, value="0,9", reason="Weil", step="save"))
    assert editor.get(at).context["page"].current.refers_to == before


def test_somebody_else_was_faster(editor: Client) -> None:
    mine = entry(editor, ASSUMPTION, value="0,4", reason="Meine", step="save")
    editor.post(ASSUMPTION, mine | {"value": "0,5", "reason": "Ihre"})
    response = editor.post(ASSUMPTION, mine)
    assert response.status_code == 409
    assert response.context["page"].current.version == 2
    assert 'value="0,4"' in html(response)
    again = {**response.context["form"].data.dict(), "sources": mine["sources"]}
    assert editor.post(ASSUMPTION, again).status_code == 302
    assert Assumption.objects.get(code="norm.under-3", is_current=True).version == 3


def test_earlier_version_is_restored_with_one_click(editor: Client) -> None:
    editor.post(ASSUMPTION, entry(editor, ASSUMPTION, value="0,5", reason="Weil", step="save"))
    restore = {"step": "restore", "restore": "1", "version": "2"}
    assert editor.post(ASSUMPTION, restore).status_code == 302
    assert editor.post(ASSUMPTION, restore).status_code == 409
    assert editor.post(ASSUMPTION, restore | {"restore": "99"}).status_code == 404
    now = Assumption.objects.get(code="norm.under-3", is_current=True)
    assert (now.version, str(now.value)) == (3, "0.666667")


def test_assumption_that_does_not_exist_is_not_found(editor: Client) -> None:
    assert editor.get("/desk/needs-analysis/day-care/no.such/").status_code == 404


# -- from a gap to a need --------------------------------------------------------------------------------------


def test_rows_posted_by_a_list_are_taken_into_the_address(editor: Client) -> None:
    rows = districts()
    response = editor.post(PROPOSE, {"row": [row.pk for row in rows]})
    assert response["Location"] == address(rows)


def test_draft_is_prefilled_from_the_analysis(editor: Client) -> None:
    rows = districts()
    page = editor.get(address(rows))
    form = page.context["form"]
    for row in rows:
        assert row.area.name in form["title_de"].value()
        assert row.area.name in form["description_en"].value()
    total = f"{round(sum(row.unmet or 0 for row in rows)):,}"
    assert total in form["title_en"].value()
    assert total.replace(",", ".") in form["title_de"].value()
    assert form["field"].value() == rows[0].group.topic.field_of_action_id
    assert form["target_groups"].value() == [TargetGroup.objects.get(code="children").pk]
    assert "area-frame" in page.context["choice"].picture


def test_need_is_created_with_its_picture_and_shown_with_evidence(editor: Client) -> None:
    rows, before = districts(), Need.objects.count()
    at = address(rows)
    preview = editor.post(at, entry(editor, at, step="preview"))
    assert preview.context["mode"] == "preview"
    assert Need.objects.count() == before
    made = editor.post(
        at, entry(editor, at, step="create", term="medium", priority="2", reason_de="Größte Lücke")
    )
    need = Need.objects.get(code="N36")
    assert made["Location"] == "/plan/needs/N36/"
    assert (need.term, need.priority, need.priority_reason) == ("medium", 2, {"de": "Größte Lücke"})
    kept = NeedEvidence.objects.get(need=need)
    assert kept.picture.startswith("<svg")
    assert "<script" not in kept.picture
    page = html(Client().get("/plan/needs/N36/"))
    assert 'id="evidence"' in page
    assert 'href="#evidence"' in page
    assert kept.content_digest in page
    assert kept.picture in page


def test_second_click_leads_to_the_same_need(editor: Client) -> None:
    at = address(districts())
    data = entry(editor, at, step="create")
    assert editor.post(at, data)["Location"] == editor.post(at, data)["Location"] == "/plan/needs/N36/"
    assert [need.code for need in editor.get(at).context["choice"].proposed_before] == ["N36"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?row=999999999",
        "?row=x",
        "?row=1&row=1%27--",
        "?status=x&kind=y&on=2026-13-45&months=1&circumstances=z",
    ],
)
def test_choice_that_makes_no_sense_is_told_in_words(editor: Client, query: str) -> None:
    response = editor.get(PROPOSE + query)
    assert response.status_code == 422
    assert response.context["fault"]
    assert editor.post(PROPOSE + query, {"step": "create", "title_de": "x"}).status_code == 422


def test_rows_of_too_few_people_are_told_in_words(editor: Client) -> None:
    hidden = GapRow.objects.filter(assessment=current_analysis(), status="protected")[:1]
    assert editor.get(address(list(hidden))).status_code == 422


def test_priority_asks_for_a_reason(editor: Client) -> None:
    at = address(districts())
    response = editor.post(at, entry(editor, at, step="create", priority="1"))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"reason_de"}


def test_later_analysis_is_told_but_the_chosen_figures_stay(editor: Client) -> None:
    rows = districts()
    later = current_analysis()
    assert later is not None
    later.pk, later.inputs_digest, later.current_since = None, "x" * 64, NOW + timedelta(days=400)
    later.explanation = {}
    later.save()
    choice = editor.get(address(rows)).context["choice"]
    assert choice.is_outdated
    assert [row.pk for row in choice.rows] == [row.pk for row in rows]


def test_cell_in_which_nobody_is_there_leads_to_the_same_step(editor: Client) -> None:
    matrix = editor.get("/day-one/?on=2026-11-23&months=0").context["page"]
    key = next(key for key, cell in matrix.matrix.cells.items() if cell.outcome == "nobody")
    query = matrix.selection.query(status=key[0], kind=key[1])
    link = re.search(rf'href="({PROPOSE}[^"]+)"', html(editor.get(f"/day-one/?{query}")))
    assert link is not None
    assert PROPOSE not in html(Client().get(f"/day-one/?{query}"))
    at = link[1].replace("&amp;", "&")
    made = editor.post(at, entry(editor, at, step="create"))
    page = html(Client().get(made["Location"]))
    assert 'id="evidence"' in page
    assert "/day-one/?on=2026-11-23" in page


def test_cell_in_which_somebody_is_there_has_no_such_link(editor: Client) -> None:
    matrix = editor.get("/day-one/?on=2026-11-23&months=0").context["page"]
    key = next(key for key, cell in matrix.matrix.cells.items() if cell.outcome == "by-right")
    page = editor.get(f"/day-one/?{matrix.selection.query(status=key[0], kind=key[1])}")
    assert PROPOSE not in html(page)


def test_need_as_it_was_imported_shows_no_evidence(client: Client) -> None:
    page = html(client.get("/plan/needs/N01/"))
    assert 'id="evidence"' not in page
    assert 'href="#evidence"' not in page


def test_desk_of_others_has_no_tile() -> None:
    assert 'action="/desk/assessments/"' not in html(other("contributor").get("/desk/"))
    assert 'action="/desk/assessments/"' in html(other("editor").get("/desk/"))
