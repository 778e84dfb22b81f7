"""Texts that providers propose, and what the coordination makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.core.fields import LocalizedText
from gesamtplan.offers.models import Offer, TextProposal
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.operations.teller import Teller
from gesamtplan.offers.operations.upkeep import ChangedMeanwhileError
from gesamtplan.offers.rules import require_change_offer
from gesamtplan.offers.states import CONTACTS, PROPOSAL_TRANSITIONS, ProposalState, TextPart

LONGEST = {
    TextPart.TITLE: 200,
    TextPart.CONTACT_PHONE: 60,
    TextPart.CONTACT_EMAIL: 254,
    TextPart.CONTACT_URL: 300,
}
LONGEST_TEXT = 4000


class ProposalError(ValueError):
    """Raised for a text that cannot be, or a decision that may not follow: says why. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as somebody wants it; `seen` is what stood there when they wrote it. "" is no text."""

    part: str
    language: str
    proposed: str
    seen: str


def text_of(offer: Offer, part: str, language: str) -> str:
    """One text of the offer as it stands; "" where there is none."""
    value = getattr(offer, part) or ""
    return str(value.get(language, "")) if isinstance(value, dict) else str(value)


@transaction.atomic
def propose_texts(
    *, offer: Offer, wordings: Sequence[Wording], note: str, teller: Teller, now: datetime
) -> list[TextProposal]:
    """Nothing of the offer changes yet. Sent twice it is stored once.

    Raises LinkClosedError, NotAllowedError, ProposalError, or ChangedMeanwhileError where a text is no longer what was seen.
    """
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    teller.require(offer, now)
    made = []
    for wording in wordings:
        _check(wording)
        if text_of(offer, wording.part, wording.language) != wording.seen:
            raise ChangedMeanwhileError(offer)
        key = {"part": wording.part, "language": wording.language, "proposed": wording.proposed}
        if not offer.proposals.filter(state=ProposalState.PROPOSED, **key).exists():
            sender = {"link": teller.link, "user": teller.user}
            row = offer.proposals.create(**key, **sender, before=wording.seen, note=note, proposed_at=now)
            made.append(row)
            _trace("propose_text", row, teller.user, now)
    teller.was_here(now)
    return made


@transaction.atomic
def decide_proposal(
    *, proposal: TextProposal, accept: bool, why: str, author: User, now: datetime
) -> TextProposal:
    """Put the text in place, or refuse it with a reason. It comes back as outdated where the text changed meanwhile.

    Raises NotAllowedError, or ProposalError where it was decided before or the reason is missing.
    """
    offer = Offer.objects.select_for_update().get(pk=proposal.offer_id)
    require_change_offer(author, offer)
    row = TextProposal.objects.select_for_update().get(pk=proposal.pk)
    current = text_of(offer, row.part, row.language)
    wanted = _wanted(row, current, accept=accept)
    if wanted not in PROPOSAL_TRANSITIONS[row.state]:
        raise ProposalError(f"{offer.code}: this proposal was decided before ({row.get_state_display()}).")
    if wanted == ProposalState.REFUSED and not why.strip():
        raise ProposalError(f"{offer.code}: a refusal needs a reason, which the provider reads.")
    row.state, row.why, row.decided_by, row.decided_at = wanted, why.strip(), author, now
    row.save(update_fields=["state", "why", "decided_by", "decided_at"])
    if wanted == ProposalState.ACCEPTED:
        _put(offer, row)
        offers_changed(codes=[offer.code], now=now)
    _trace("decide_proposal", row, author, now)
    return row


def _wanted(row: TextProposal, current: str, *, accept: bool) -> ProposalState:
    if not accept:
        return ProposalState.REFUSED
    return ProposalState.ACCEPTED if current == row.before else ProposalState.OUTDATED


def _check(wording: Wording) -> None:
    part = TextPart(wording.part)
    if part in CONTACTS and wording.language:
        raise ProposalError(f"{part}: a contact has no language.")
    if part is TextPart.TITLE and not wording.proposed:
        raise ProposalError(f"{part}: an offer cannot be without a title.")
    longest = LONGEST.get(part, LONGEST_TEXT)
    if len(wording.proposed) > longest:
        raise ProposalError(
            f"{part}: {len(wording.proposed)} characters are too many. Use {longest} at most."
        )
    _check_contact(part, wording.proposed)


def _check_contact(part: TextPart, value: str) -> None:
    try:
        if value and part is TextPart.CONTACT_EMAIL:
            validate_email(value)
        if value and part is TextPart.CONTACT_URL:
            URLValidator(schemes=["http", "https"])(value)
    except ValidationError as error:
        raise ProposalError(f"{part}: {' '.join(error.messages)}") from error


def _put(offer: Offer, row: TextProposal) -> None:
    """The text of record in one language; the others stay. Where nothing is left, nothing is known: null."""
    value: LocalizedText | str = row.proposed
    if row.part not in CONTACTS:
        texts = {**(getattr(offer, row.part) or {}), row.language: row.proposed}
        value = LocalizedText({language: text for language, text in texts.items() if text})
    setattr(offer, row.part, value or None)
    offer.save(update_fields=[row.part])


def _trace(action: str, row: TextProposal, actor: User | None, now: datetime) -> None:
    name = f"{row.part}.{row.language}".rstrip(".")
    record(
        action=action,
        target="offers.offer",
        target_id=row.offer.code,
        now=now,
        actor=actor,
        before={name: row.before},
        after={name: row.proposed, "state": row.state, "reporter": str(row.link or "")},
        reason=row.why,
    )
