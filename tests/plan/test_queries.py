"""Reads of the plan."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gesamtplan.plan.models import Need
from gesamtplan.plan.queries import overview
from gesamtplan.plan.queries.listing import find
from gesamtplan.plan.queries.measures import measure_index, measures_by_key
from gesamtplan.plan.queries.needs import counts_by_field, group_counts, need_index, need_page, needs_by_key
from gesamtplan.plan.states import NEED_GROUPS, NeedState, StateGroup
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_every_state_is_in_exactly_one_group() -> None:
    grouped = [state for states in NEED_GROUPS.values() for state in states]
    assert sorted(grouped) == sorted(NeedState.values)


def test_state_derives_from_last_public_update() -> None:
    need = make.need()
    make.update(need, "met", date(2021, 1, 1))
    make.update(need, "recognised", date(2020, 1, 1))
    make.update(need, "refused", date(2022, 1, 1), published_at=None)
    assert Need.objects.with_state().get(pk=need.pk).state == "met"


def test_undated_update_never_outweighs_a_dated_one() -> None:
    need = make.need()
    make.update(need, "met", date(2021, 1, 1))
    make.update(need, "refused", None)  # type: ignore[arg-type]
    assert Need.objects.with_state().get(pk=need.pk).state == "met"


def test_index_leaves_out_what_is_not_public() -> None:
    hidden = make.need(is_public=False)
    assert hidden.pk not in {row.pk for row in need_index()}


def test_filters_combine_and_counts_ignore_their_own_filter() -> None:
    first, second = make.field(), make.field()
    make.update(make.need(fields=[first]), "met")
    make.update(make.need(fields=[second]), "met")
    make.update(make.need(fields=[first]), "refused")
    found = find(need_index(), {"field": first.code, "state": "met"})
    assert len(found.rows) == 1
    assert found.counts["state"]["refused"] == 1
    assert found.counts["field"][second.code] == 1


def test_group_filter_finds_all_its_states() -> None:
    field = make.field()
    for state in ("proposed", "recognised", "met"):
        make.update(make.need(fields=[field]), state)
    found = find(need_index(), {"field": field.code, "state": StateGroup.OPEN.value})
    assert {row.state for row in found.rows} == {"proposed", "recognised"}


def test_search_finds_all_words_whatever_their_case_and_language() -> None:
    need = make.need(title=make.text("Übergang Schule", "Transition"))
    assert [row.pk for row in find(need_index(), {"q": "ÜBERGANG schule"}).rows if row.pk == need.pk] == [
        need.pk
    ]
    assert need.pk in {row.pk for row in find(need_index(), {"q": "transition"}).rows}
    assert not find(need_index(), {"q": "übergang qqqq"}).rows


def test_unknown_comes_last_in_both_directions() -> None:
    field, lead = make.field(), make.organization("aaa-lead")
    make.need("ZZ1", fields=[field])
    make.need("ZZ2", fields=[field], lead=lead)
    for sort in ("lead", "-lead"):
        assert [row.code for row in find(need_index(), {"field": field.code, "sort": sort}).rows] == [
            "ZZ2",
            "ZZ1",
        ]


def test_counts_by_field_count_a_need_in_each_of_its_fields() -> None:
    first, second = make.field(), make.field()
    make.update(make.need(fields=[first, second]), "met")
    counted = counts_by_field(need_index())
    assert counted[first.code].counts[StateGroup.MET] == counted[second.code].total == 1


def test_munich_counts(munich: None) -> None:
    counts = group_counts(need_index())
    assert list(counts.values()) == [3, 4, 7, 2, 19]
    assert len(measure_index()) == 31


def test_lists_take_as_many_queries_for_many_as_for_few() -> None:
    make.many_needs(2)
    make.many_measures(2)
    few = _queries()
    make.many_needs(20)
    make.many_measures(20)
    assert _queries() == few


def _queries() -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        for row in needs_by_key(row.pk for row in need_index()):
            assert list(row.measures.all()) is not None
        for measure in measures_by_key(row.pk for row in measure_index()):
            assert list(measure.sources.all()) is not None
    return len(caught)


def test_need_page_shows_only_public_updates() -> None:
    need = make.need()
    public = make.update(need, "met")
    make.update(need, "refused", published_at=None)
    assert need_page(need.code).public_updates == [public]  # type: ignore[attr-defined]


def test_register_puts_overdue_first_and_unknown_last() -> None:
    unknown = make.open_topic(make.need())
    later = make.open_topic(make.need(), next_report_due=date(2027, 1, 1))
    overdue = make.open_topic(make.need(), next_report_due=date(2025, 1, 1))
    mine = {unknown.pk, later.pk, overdue.pk}
    rows = [row for row in overview.open_topics(date(2026, 3, 1)) if row.topic.pk in mine]
    assert [row.topic for row in rows] == [overdue, later, unknown]
    assert [row.due for row in rows] == ["overdue", "later", "unknown"]


def test_report_since_the_due_date_fulfils_it() -> None:
    need = make.need()
    make.open_topic(need, next_report_due=date(2025, 1, 1))
    last = make.update(need, "in-work", date(2025, 2, 1))
    row = next(row for row in overview.open_topics(date(2026, 3, 1)) if row.subject == need)
    assert (row.last_report, row.due) == (last, "unknown")


def test_latest_updates_leave_out_drafts_and_hidden_needs() -> None:
    draft = make.update(make.need(), "met", date(2026, 1, 1), published_at=None)
    hidden = make.update(make.need(is_public=False), "met", date(2026, 1, 1))
    assert not {draft, hidden} & set(overview.latest_updates(500))
