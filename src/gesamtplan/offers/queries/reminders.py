"""Who is to be asked today to look after which offers; eight queries, however many offers and providers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max

from gesamtplan.accounts.queries import coordinators
from gesamtplan.offers.models import CapacityReport, Reminder, UpkeepLink
from gesamtplan.offers.queries.upkeep import Due, checks_due
from gesamtplan.offers.states import ReminderStep, ReportChannel
from gesamtplan.offers.turns import Asked, Person, Rhythm, whose_turn
from gesamtplan.parties.models import ContactPerson, Organization

REMEMBERED = timedelta(days=730)
Subject = tuple[int | None, int | None]  # key of the provider, key of an offer with a link of its own


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may be asked; `link`: one that they have already."""

    step: ReminderStep
    name: str
    addresses: tuple[str, ...]
    link: UpkeepLink | None = None

    @property
    def person(self) -> Person:
        """By which they are known among earlier mails."""
        return self.step.value, self.addresses[0]


@dataclass(frozen=True, slots=True)
class ToSend:
    """One mail: to whom, about which offers of a provider. `recipient` None: there is nobody to be asked."""

    provider: Organization | None
    due: tuple[Due, ...]
    recipient: Recipient | None
    is_own: bool

    @property
    def about(self) -> str:
        """Name of the provider; "" where it is not known."""
        return str(self.provider) if self.provider else ""


@dataclass
class _Known:
    """All that is read once."""

    today: date
    links: dict[Subject, list[UpkeepLink]] = field(default_factory=lambda: defaultdict(list))
    contacts: dict[int, list[ContactPerson]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[int, int | None] = field(default_factory=dict)
    reminders: dict[Subject, list[Reminder]] = field(default_factory=lambda: defaultdict(list))
    heard: dict[Subject, datetime] = field(default_factory=dict)
    coordination: tuple[str, ...] = ()

    def given(self, subject: Subject) -> list[UpkeepLink]:
        """Links that somebody gave to somebody; those made for a reminder say nothing about who is responsible."""
        return [link for link in self.links.get(subject, []) if link.made_by_id]


def reminders_due(today: date) -> list[ToSend]:
    """Mails to be sent today, one for each provider, and one for each offer that has a link of its own."""
    known, groups = _known(today), defaultdict(list)
    for due in checks_due(today):
        own = (None, due.offer.pk)
        groups[own if known.given(own) else (due.offer.provider_id, None)].append(due)
    return [mail for subject, due in groups.items() for mail in _mail(known, subject, due)]


def _mail(known: _Known, subject: Subject, due: list[Due]) -> Iterator[ToSend]:
    chain = list(_chain(known, subject, due[0].provider))
    sent, heard = known.reminders.get(subject, []), known.heard.get(subject)
    unanswered = [
        Asked(row.sent_on, (row.step, row.addresses[0]))
        for row in sent
        if heard is None or row.sent_at > heard
    ]
    last_on = sent[0].sent_on if sent else None
    rhythm = Rhythm(settings.REMIND_EVERY_DAYS, settings.REMIND_NEXT_DAYS)
    turn = whose_turn([one.person for one in chain], unanswered, last_on, known.today, rhythm)
    if turn is not None or not chain:
        recipient = None if turn is None else chain[turn]
        yield ToSend(due[0].provider, tuple(due), recipient, is_own=subject[1] is not None)


def _chain(known: _Known, subject: Subject, provider: Organization | None) -> Iterator[Recipient]:
    """Recipients of links, contact persons, those of the organizations above, the coordination of the city."""
    subjects = dict.fromkeys([subject, (provider.pk if provider else None, None)])
    for link in (link for key in subjects for link in known.given(key)):
        yield Recipient(ReminderStep.LINK, link.recipient, (link.email,), link)
    made = {link.email: link for link in reversed(known.links.get(subject, []))}
    for depth, organization in enumerate(_upwards(known, provider)):
        step = ReminderStep.PARENT if depth else ReminderStep.CONTACT
        for contact in known.contacts.get(organization, ()):
            yield Recipient(step, contact.name, (contact.email,), made.get(contact.email))
    if known.coordination:
        yield Recipient(ReminderStep.COORDINATION, "", known.coordination)


def _upwards(known: _Known, provider: Organization | None) -> Iterator[int]:
    """The provider and the organizations above it; a circle ends where it closes."""
    key, seen = provider.pk if provider else None, set[int]()
    while key is not None and key not in seen:
        yield key
        seen.add(key)
        key = known.parents.get(key)


def _known(today: date) -> _Known:
    known = _Known(today)
    open_links = UpkeepLink.objects.filter(revoked_at=None, expires_on__gte=today).exclude(email="")
    for link in open_links.select_related("offer", "provider"):
        known.links[link.provider_id, link.offer_id].append(link)
    # the only consent that the record knows: an address that may be published may be written to
    for contact in ContactPerson.objects.filter(publish_email=True).exclude(email=""):
        known.contacts[contact.organization_id].append(contact)
    known.parents = dict(Organization.objects.values_list("pk", "parent_id"))
    for row in Reminder.objects.filter(sent_on__gte=today - REMEMBERED):
        known.reminders[row.provider_id, row.offer_id].append(row)
    known.coordination = tuple(user.email for user in coordinators())
    known.heard = _heard()
    return known


def _heard() -> dict[Subject, datetime]:
    """When something was last told of a provider's offers, or of one offer: through a link, or by somebody signed in."""
    used = UpkeepLink.objects.exclude(last_used_at=None).order_by()
    told = CapacityReport.objects.filter(channel=ReportChannel.USER).order_by()
    rows: list[tuple[int | None, int | None, datetime]] = [
        *used.filter(offer=None).values_list("provider_id", "offer_id").annotate(at=Max("last_used_at")),
        *used.exclude(offer=None)
        .values_list("offer__provider_id", "offer_id")
        .annotate(at=Max("last_used_at")),
        *told.values_list("offer__provider_id", "offer_id").annotate(at=Max("created_at")),
    ]
    return _latest(rows)


def _latest(rows: Iterable[tuple[int | None, int | None, datetime]]) -> dict[Subject, datetime]:
    heard: dict[Subject, datetime] = {}
    for provider, offer, at in rows:
        keys: set[Subject] = {(provider, None), (None, offer)} if offer else {(provider, None)}
        for key in keys:
            heard[key] = max(at, heard.get(key, at))
    return heard
