"""Pages of the council."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from tests import factories_figures as make

pytestmark = pytest.mark.django_db
QUERIES = {
    "/council/": 15,
    "/council/resolutions/": 14,
    "/council/motions/": 10,
    "/council/committees/": 6,
}


@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize("url", list(QUERIES))
def test_lists_need_few_queries(
    client: Client, django_assert_max_num_queries: Most, url: str, rows: int
) -> None:
    for number in range(rows):
        make.resolution(number)
        make.concern(number)
        make.committee(number)
    with django_assert_max_num_queries(QUERIES[url]):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("rows", [3, 30])
def test_details_need_few_queries(client: Client, django_assert_max_num_queries: Most, rows: int) -> None:
    row = make.resolution(0)
    for number in range(rows):
        row.needs.add(make.need(number))
        row.measures.add(make.measure(number))
        make.Discharge.objects.create(resolution=row, motion=make.motion(number))
    for url in (
        f"/council/resolutions/{row.code}/",
        "/council/motions/TA0/",
        f"/council/committees/{row.committee.code}/",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200


def test_resolution_shows_the_whole_decision(client: Client) -> None:
    row = make.resolution(7)
    page = client.get(f"/en/council/resolutions/{row.code}/").content.decode()
    for shown in (
        "T / V 00007",
        "2 May 2017",
        "Body 10007",
        "Office 7",
        "Point 7",
        "Need 10007",
        "Measure 10007",
        "Motion 10007",
    ):
        assert shown in page
    assert "https://source.test/7" in page


def test_resolution_without_points_says_unknown(client: Client) -> None:
    row = make.resolution(1)
    row.points.all().delete()
    assert "points unknown" in client.get(f"/en/council/resolutions/{row.code}/").content.decode()


def test_non_public_needs_never_leak(client: Client) -> None:
    row = make.resolution(1)
    row.needs.add(make.need(5, is_public=False))
    for url in (
        f"/council/resolutions/{row.code}/",
        "/council/resolutions/?q=TR1",
        "/council/resolutions/?q=TR1&format=csv",
    ):
        assert "TN5" not in client.get(url).content.decode()


def test_a_papers_address_leads_to_its_resolution(client: Client) -> None:
    row = make.resolution(3)
    response = client.get("/council/papers/T / V 00003/")
    assert response.status_code == 302
    assert response["Location"] == f"/council/resolutions/{row.code}/"
    assert client.get("/council/papers/no paper/").status_code == 404


def test_dates_pretend_no_more_than_is_known(client: Client) -> None:
    row = make.resolution(1, date=dt.date(2015, 1, 1))
    row.date_precision = "year"
    row.save()
    page = client.get(f"/en/council/resolutions/{row.code}/").content.decode()
    assert '<time datetime="2015">2015</time>' in page
    assert "January" not in page


@pytest.mark.parametrize("room", ["resolutions", "motions", "committees"])
def test_lists_have_an_empty_state_and_downloads(client: Client, room: str) -> None:
    make.resolution(1)
    assert 'class="empty"' in client.get(f"/council/{room}/?q=no-such-word-anywhere").content.decode()
    lines = client.get(f"/council/{room}/?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) > 1
    assert client.get(f"/council/{room}/?format=xlsx").content[:2] == b"PK"


def test_motion_tells_what_became_of_it(client: Client) -> None:
    row = make.resolution(4)
    page = client.get("/en/council/motions/TA10004/").content.decode()
    assert "dealt with" in page
    assert f"/en/council/resolutions/{row.code}/" in page


@pytest.mark.parametrize("room", ["resolutions", "motions", "committees"])
def test_what_is_not_there_is_not_found(client: Client, room: str) -> None:
    assert client.get(f"/council/{room}/nothing/").status_code == 404


def test_every_one_of_munichs_decisions_motions_and_bodies_opens(client: Client, munich: None) -> None:
    for model, room in (
        (make.Resolution, "resolutions"),
        (make.Motion, "motions"),
        (make.Committee, "committees"),
    ):
        for code in model.objects.values_list("code", flat=True):
            assert client.get(f"/council/{room}/{code}/").status_code == 200


def test_body_tells_its_facts_in_words(client: Client, munich: None) -> None:
    team = client.get("/en/council/committees/B-TEAM/").content.decode()
    assert "S-III-L/IK-G" in team
    assert "/en/organizations/stelle-fuer-interkulturelle-arbeit/" in team
    cafe = client.get("/en/council/committees/B-WORLDCAFE/").content.decode()
    assert "more than 50" in cafe
    assert cafe.count("/en/organizations/") == 2
    assert "1 held of 7 planned for 2018, as of August 2018" in (
        client.get("/en/council/committees/B-STANDORT/").content.decode()
    )


def test_a_fact_without_a_word_is_shown_as_delivered(client: Client) -> None:
    row = make.committee(1)
    row.facts = {"quorum": "a third", "district_groups_since": 2014}
    row.save()
    page = client.get(f"/en/council/committees/{row.code}/").content.decode()
    assert "<dt>quorum</dt><dd>a third</dd>" in page
    assert "<dd>2014</dd>" in page


def test_filter_form_keeps_the_order(client: Client) -> None:
    page = client.get("/council/resolutions/", {"sort": "-reference"}).content.decode()
    assert '<input type="hidden" name="sort" value="-reference">' in page
