"""Mails that ask providers to look after their offers: one at a time, each in a transaction of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gesamtplan.audit.operations import record
from gesamtplan.offers.link_tokens import token_of
from gesamtplan.offers.mails import DueLine, Mail, reminder, send
from gesamtplan.offers.models import Offer, Reminder, UpkeepLink
from gesamtplan.offers.operations.links import last_day, store_link
from gesamtplan.offers.queries.reminders import Recipient, ToSend, reminders_due
from gesamtplan.offers.queries.upkeep import Due
from gesamtplan.offers.states import ReminderStep


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses on the web, in the language that is active: of a link with its token, of the list at the desk."""

    link: Callable[[str], str]
    desk: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mail; `fault` says why it did not go out, "" where it did."""

    wanted: ToSend
    fault: str = ""


def send_reminders(*, addresses: Addresses, now: datetime) -> Iterator[Outcome]:
    """Sends what is due today. Who runs it twice sends nothing twice; a mail that fails does not stop the others."""
    for wanted in reminders_due(localdate(now)):
        yield Outcome(wanted, _fault(wanted, addresses, now))


def _fault(wanted: ToSend, addresses: Addresses, now: datetime) -> str:
    if wanted.recipient is None:
        return "nobody can be asked: give a link, a contact person, or a coordinator with an e-mail address"
    try:
        _send_one(wanted, wanted.recipient, addresses, now)
    except IntegrityError:
        return "was asked today already, by another run"
    except (SMTPException, OSError) as error:
        return f"the mail did not go out and is tried again the next time: {error}"
    return ""


@transaction.atomic
def _send_one(wanted: ToSend, to: Recipient, addresses: Addresses, now: datetime) -> None:
    """Its row comes first: of two runs at once the database lets one write it, and only that one sends."""
    own: Offer | None = wanted.due[0].offer if wanted.is_own else None
    codes = [due.offer.code for due in wanted.due]
    row = Reminder.objects.create(
        provider=None if own else wanted.provider,
        offer=own,
        step=to.step,
        recipient=to.name,
        addresses=list(to.addresses),
        codes=codes,
        sent_on=localdate(now),
        sent_at=now,
    )
    link = _link(wanted, to, now)
    if link:
        Reminder.objects.filter(pk=row.pk).update(link=link)
    target = own.code if own else wanted.provider.code if wanted.provider else "-"
    record(
        action="send_reminder",
        target="offers.offer" if own else "parties.organization",
        target_id=target,
        now=now,
        after={"step": to.step, "offers": codes},
    )
    send(mail_of(wanted, to, link, addresses), to.addresses)


def _link(wanted: ToSend, to: Recipient, now: datetime) -> UpkeepLink | None:
    """The one they have, or a new one; the coordination has the desk instead."""
    if to.step == ReminderStep.COORDINATION:
        return None
    if to.link:
        return to.link
    subject = wanted.due[0].offer if wanted.is_own or wanted.provider is None else wanted.provider
    values = {"recipient": to.name, "email": to.addresses[0], "expires_on": last_day(localdate(now))}
    return store_link(subject=subject, values=values, now=now)


def mail_of(wanted: ToSend, to: Recipient, link: UpkeepLink | None, addresses: Addresses) -> Mail:
    """As it goes out; without a link as the coordination gets it."""

    def address() -> str:
        return addresses.link(token_of(link.uid)) if link else addresses.desk()

    lines = [_line(due) for due in wanted.due]
    return reminder(to.name, wanted.about, lines, address, to_coordination=link is None)


def _line(due: Due) -> DueLine:
    places = due.places
    return DueLine(
        title=due.offer.title,
        asks_places=places is not None and not places.is_fresh,
        places_on=(places.last_on, due.places_precision) if places and places.last_on else None,
        asks_record=not due.record.is_fresh or due.asked_for is not None,
        record_on=(due.record.last_on, due.offer.verified_on_precision) if due.record.last_on else None,
    )
