"""Operations of the upkeep: rights of a link, conflicts, the stale share."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from pytest_django.fixtures import DjangoAssertNumQueries as Exactly

from gesamtplan.audit.models import AuditEntry
from gesamtplan.core.search_index.queries import search
from gesamtplan.offers import queries
from gesamtplan.offers.models import Offer, OfferKind, Reminder, TextProposal, UpkeepLink
from gesamtplan.offers.operations import Figures, NotAllowedError
from gesamtplan.offers.operations.links import LinkError, make_link, revoke_link
from gesamtplan.offers.operations.proposals import ProposalError, Wording, decide_proposal, propose_texts
from gesamtplan.offers.operations.publishing import PublishingError, publish_offers, withdraw_offer
from gesamtplan.offers.operations.teller import Teller
from gesamtplan.offers.operations.upkeep import (
    ChangedMeanwhileError,
    LineTold,
    confirm_offers,
    tell_through_link,
)
from gesamtplan.offers.queries.kept import fingerprint
from gesamtplan.offers.queries.stale import stale_shares
from gesamtplan.offers.queries.upkeep import due_offers
from gesamtplan.offers.rules import LinkClosedError, NotCoordinatingError
from gesamtplan.offers.states import PROPOSAL_TRANSITIONS, ProposalState, Told
from tests import factories
from tests import factories_figures as make
from tests.offers.links import link_to

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 20, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 5, 20)
LINE = LineTold(Figures(places=9, as_of=TODAY), None, is_touched=True)


def as_it_is(row: Offer) -> str:
    return fingerprint(row, row.reports.current())


def wording(row: Offer, proposed: str = "Neu") -> Wording:
    return Wording("title", "de", proposed, row.title["de"])


def test_only_coordinators_make_and_revoke_links() -> None:
    row = make.offer(1)
    editor, link = factories.user("editor"), link_to(row)
    with pytest.raises(NotCoordinatingError):
        make_link(subject=row, recipient="A", email="", expires_on=TODAY, author=editor, now=NOW)
    with pytest.raises(NotCoordinatingError):
        revoke_link(link=link, author=editor, now=NOW)
    assert UpkeepLink.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"recipient": "  "}, "no recipient"),
        ({"expires_on": dt.date(2026, 5, 19)}, "would end on"),
        ({"expires_on": dt.date(2029, 1, 1)}, "would end on"),
    ],
)
def test_links_that_cannot_be_are_refused(given: dict[str, object], named: str) -> None:
    values = {"recipient": "A", "expires_on": TODAY, **given}
    with pytest.raises(LinkError, match=named):
        make_link(subject=make.offer(1), email="", author=factories.user("coordinator"), now=NOW, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("how", ["expired", "revoked", "other", "hidden"])
def test_a_link_that_does_not_reach_changes_nothing(how: str) -> None:
    row = make.offer(1, is_public=how != "hidden")
    days = {"expires_on": TODAY - dt.timedelta(days=1)} if how == "expired" else {}
    link = link_to(make.offer(2).provider if how == "other" else row.provider, **days)
    seen_before = link  # as a page has it in hand
    if how == "revoked":
        revoke_link(link=link, author=factories.user("coordinator"), now=NOW)
    teller = Teller(link=seen_before)
    for attempt in (
        lambda: tell_through_link(link=link, offer=row, lines=[LINE], now=NOW),
        lambda: confirm_offers(seen={row.code: as_it_is(row)}, teller=teller, now=NOW),
        lambda: propose_texts(offer=row, wordings=[wording(row)], note="", teller=teller, now=NOW),
    ):
        with pytest.raises(LinkClosedError):
            attempt()
    assert not row.reports.exists()
    assert not TextProposal.objects.exists()
    assert UpkeepLink.objects.get(pk=link.pk).last_used_at is None


def test_a_link_opens_on_its_last_day() -> None:
    row = make.offer(1)
    tell_through_link(link=link_to(row, expires_on=TODAY), offer=row, lines=[LINE], now=NOW)
    assert row.reports.count() == 1


def test_confirming_raises_the_version_and_leaves_a_trace() -> None:
    row = make.offer(1, places=3, places_on=TODAY - dt.timedelta(days=30), check_due=TODAY)
    link, version = link_to(row), queries.directory_version()
    confirm_offers(seen={row.code: as_it_is(row)}, teller=Teller(link=link), now=NOW)
    entry = AuditEntry.objects.get(action="confirm_offer")
    assert (entry.before, entry.after, entry.actor) == (
        {"verified_on": None, "check_due": "2026-05-20"},
        {"verified_on": "2026-05-20", "check_due": None, "channel": "link", "reporter": f"link {link.pk}"},
        None,
    )
    assert queries.directory_version() != version
    assert Offer.objects.get(pk=row.pk).places_on == TODAY


def test_confirming_many_is_all_or_nothing() -> None:
    first = make.offer(1)
    second = make.offer(2, provider=first.provider)
    seen = {first.code: as_it_is(first), second.code: "something else"}
    with pytest.raises(ChangedMeanwhileError, match="TO2"):
        confirm_offers(seen=seen, teller=Teller(link=link_to(first.provider)), now=NOW)
    assert Offer.objects.get(pk=first.pk).verified_on is None


def test_a_start_that_lies_behind_is_not_told_again() -> None:
    row = make.offer(1)
    make.tell_line(row, "", places=4, next_start=dt.date(2026, 1, 7), as_of=dt.date(2025, 12, 1))
    confirm_offers(seen={row.code: as_it_is(row)}, teller=Teller(link=link_to(row)), now=NOW)
    last = row.reports.current().get()
    assert (last.places, last.next_start, last.as_of) == (4, None, TODAY)


def test_figures_and_record_are_told_together_unless_the_texts_changed() -> None:
    row = make.offer(1)
    link, texts = link_to(row), fingerprint(row, ())
    tell_through_link(link=link, offer=row, lines=[LINE], texts_seen=texts, now=NOW)
    assert Offer.objects.get(pk=row.pk).verified_on == TODAY
    Offer.objects.filter(pk=row.pk).update(title={"de": "Anders"})
    with pytest.raises(ChangedMeanwhileError):
        tell_through_link(link=link, offer=row, lines=[LINE], texts_seen=texts, now=NOW)
    assert row.reports.count() == 1


def test_somebody_who_signed_in_confirms_with_a_role_only() -> None:
    row = make.offer(1)
    assert row.provider
    seen = {row.code: as_it_is(row)}
    with pytest.raises(NotAllowedError):
        confirm_offers(seen=seen, teller=Teller(user=factories.user("reader")), now=NOW)
    author = factories.user("contributor", row.provider.code)
    confirm_offers(seen=seen, teller=Teller(user=author), now=NOW)
    assert AuditEntry.objects.get(action="confirm_offer").actor == author


def test_an_accepted_text_is_found_and_the_other_language_stays() -> None:
    row = make.offer(1)
    (made,) = propose_texts(
        offer=row, wordings=[wording(row, "Quittenkurs")], note="", teller=Teller(link=link_to(row)), now=NOW
    )
    decided = decide_proposal(proposal=made, accept=True, why="", author=factories.user("editor"), now=NOW)
    assert decided.state == ProposalState.ACCEPTED
    assert Offer.objects.get(pk=row.pk).title == {"de": "Quittenkurs", "en": "Offer 1 (en)"}
    assert [hit.key for hit in search("Quittenkurs", language="de").hits] == ["TO1"]


def test_an_emptied_text_is_unknown_and_not_empty() -> None:
    row = make.offer(1, fee_note={"de": "frei"}, contact_phone="089 1")
    wordings = [Wording("fee_note", "de", "", "frei"), Wording("contact_phone", "", "", "089 1")]
    rows = propose_texts(offer=row, wordings=wordings, note="", teller=Teller(link=link_to(row)), now=NOW)
    for made in rows:
        decide_proposal(proposal=made, accept=True, why="", author=factories.user("editor"), now=NOW)
    fresh = Offer.objects.get(pk=row.pk)
    assert (fresh.fee_note, fresh.contact_phone) == (None, None)


def test_nobody_without_a_role_decides() -> None:
    row = make.offer(1)
    (made,) = propose_texts(
        offer=row, wordings=[wording(row)], note="", teller=Teller(link=link_to(row)), now=NOW
    )
    for accept in (True, False):
        with pytest.raises(NotAllowedError):
            decide_proposal(
                proposal=made, accept=accept, why="x", author=factories.user("contributor"), now=NOW
            )


@pytest.mark.parametrize(
    ("part", "proposed", "named"),
    [
        ("title", "", "without a title"),
        ("title", "x" * 201, "201 characters"),
        ("contact_email", "nobody", "contact_email"),
        ("contact_url", "javascript:alert(1)", "contact_url"),
    ],
)
def test_texts_that_cannot_be_are_refused(part: str, proposed: str, named: str) -> None:
    row = make.offer(1)
    language, seen = ("de", row.title["de"]) if part == "title" else ("", "")
    wordings = [Wording(part, language, proposed, seen)]
    with pytest.raises(ProposalError, match=named):
        propose_texts(
            offer=row, wordings=wordings, note="", teller=Teller(user=factories.user("editor")), now=NOW
        )


def test_a_decision_stands() -> None:
    assert {state for state, after in PROPOSAL_TRANSITIONS.items() if after} == {ProposalState.PROPOSED}
    assert set(PROPOSAL_TRANSITIONS) == set(ProposalState)


def test_publishing_is_all_or_nothing_and_needs_a_role() -> None:
    row = make.offer(1, is_public=False)
    with pytest.raises(PublishingError, match="TO9"):
        publish_offers(codes=["TO1", "TO9"], author=factories.user("editor"), now=NOW)
    with pytest.raises(NotAllowedError):
        publish_offers(codes=["TO1"], author=factories.user("contributor"), now=NOW)
    assert not Offer.objects.get(pk=row.pk).is_public
    editor = factories.user("editor")
    assert publish_offers(codes=["TO1"], author=editor, now=NOW) == ["TO1"]
    assert publish_offers(codes=["TO1"], author=editor, now=NOW) == []
    with pytest.raises(PublishingError, match="reason"):
        withdraw_offer(offer=row, why=" ", author=editor, now=NOW)


def test_lines_count_as_places_and_the_oldest_decides() -> None:
    row = make.offer(1, verified_on=TODAY)
    make.tell_line(row, "women", places=1, as_of=TODAY)
    make.tell_line(row, "men", places=1, as_of=TODAY - dt.timedelta(days=3))
    assert queries.checks_due(TODAY, "test-office-1") == []
    (due,) = queries.checks_due(TODAY + dt.timedelta(days=5), "test-office-1")
    assert due.places
    assert due.places.last_on == TODAY - dt.timedelta(days=3)
    make.tell_line(row, "all", places=1, as_of=None)
    (due,) = queries.checks_due(TODAY, "test-office-1")
    assert due.places
    assert due.places.last_on is None


def test_stale_share_is_told_by_provider_and_field(django_assert_num_queries: Exactly) -> None:
    Offer.objects.update(is_public=False)
    kind = OfferKind.objects.create(code="top", name=make.text("Top"), field_code="TF1")
    below = OfferKind.objects.create(code="below", name=make.text("Below"), parent=kind)
    old = TODAY - dt.timedelta(days=200)
    first = make.offer(1, kind=below, places=1, places_on=TODAY, verified_on=TODAY)
    make.offer(2, kind=kind, provider=first.provider, places=1, places_on=old, verified_on=old)
    make.offer(3, kind=kind, is_drop_in=True)
    make.offer(4, provider=None)
    make.offer(5, is_public=False)
    with django_assert_num_queries(3):
        shares = stale_shares(TODAY)
    assert first.provider
    own = shares.providers[first.provider]
    assert own.records == {Told.FRESH: 1, Told.STALE: 1, Told.NEVER: 0}
    assert own.places == {Told.FRESH: 1, Told.STALE: 1, Told.NEVER: 0, Told.NOT_NEEDED: 0}
    assert {code: share.offers for code, share in shares.fields.items()} == {"TF1": 3, "": 1}
    assert shares.providers[None].offers == 1
    assert (shares.total.offers, shares.total.places[Told.NOT_NEEDED]) == (4, 1)
    assert {row.code for row in due_offers(TODAY)} == {due.offer.code for due in queries.checks_due(TODAY)}
    for n in range(40):
        make.offer(100 + n)
    with django_assert_num_queries(3):
        assert stale_shares(TODAY).total.offers == 44


def test_the_database_refuses_what_cannot_be() -> None:
    row = make.offer(1)
    link = link_to(row)
    base = {
        "offer": row,
        "link": link,
        "proposed_at": NOW,
        "part": "title",
        "language": "de",
        "proposed": "x",
    }
    wrong = [
        lambda: UpkeepLink.objects.create(
            offer=row, provider=row.provider, recipient="A", made_at=NOW, expires_on=TODAY
        ),
        lambda: UpkeepLink.objects.create(recipient="A", made_at=NOW, expires_on=TODAY),
        lambda: link_to(row, recipient=""),
        lambda: link_to(row, revoked_at=NOW),
        lambda: TextProposal.objects.create(**{**base, "link": None}),
        lambda: TextProposal.objects.create(**{**base, "language": ""}),
        lambda: TextProposal.objects.create(**{**base, "part": "code"}),
        lambda: TextProposal.objects.create(**{**base, "before": "x"}),
        lambda: TextProposal.objects.create(**{**base, "state": "accepted"}),
        lambda: TextProposal.objects.create(**{**base, "state": "refused", "decided_at": NOW}),
        lambda: [
            Reminder.objects.create(
                provider=row.provider, step="link", addresses=["a"], codes=["TO1"], sent_on=TODAY, sent_at=NOW
            )
            for _ in range(2)
        ],
    ]
    for attempt in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
