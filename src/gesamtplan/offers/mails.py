"""The mails that providers get: German first, English below, plain text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.models import Instance
from gesamtplan.kern.formats import format_partial_date
from gesamtplan.offers.models import UpkeepLink

LINE = "-" * 60
Address = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Mail:
    """Ready to be sent or copied."""

    subject: str
    body: str


PartialDay = tuple[date, str]  # a day, and how exactly it is known


@dataclass(frozen=True, slots=True)
class DueLine:
    """One offer of a reminder; a day is None where nobody ever told. `places`: they are asked for as well."""

    title: LocalizedText
    asks_places: bool
    places_on: PartialDay | None
    asks_record: bool
    record_on: PartialDay | None


def send(mail: Mail, addresses: Sequence[str]) -> None:
    """Raises what the mail server raises: whoever asked for it must know that it did not go out."""
    message = EmailMessage(mail.subject, mail.body, None, list(addresses), reply_to=[settings.UPKEEP_CONTACT])
    message.send()


def invitation(link: UpkeepLink, address: Address) -> Mail:
    """What comes with a fresh link; `address` gives the signed one in the language that is active."""

    def lines() -> list[str]:
        what = (
            _("the offer “%(title)s”") % {"title": link.offer.title}
            if link.offer
            else _("the offers of %(provider)s") % {"provider": link.provider}
        )
        return [
            _("Good day, %(name)s,") % {"name": link.recipient},
            _("with this link you keep up %(what)s in the city's directory:") % {"what": what},
            address(),
            _(
                "You need no account and no password. It takes two minutes: places, waiting list, next start, or simply"
                " “still right”. Changes of texts are read by the coordination before they are published."
            ),
            _(
                "The link is valid until %(day)s. Whoever has it can do the same as you: please pass it on only to"
                " colleagues who look after these offers."
            )
            % {"day": date_format(link.expires_on, "DATE_FORMAT")},
            *_closing(),
        ]

    return _in_both(lambda: _("Your offers in the city's directory"), lines)


def reminder(
    name: str, about: str, due: Sequence[DueLine], address: Address, *, to_coordination: bool
) -> Mail:
    """What is due since when; `address` gives the signed link, or the desk's for the coordination."""

    def lines() -> list[str]:
        greeting = _("Good day, %(name)s,") % {"name": name} if name else _("Good day,")
        return [
            greeting,
            ngettext(
                "one offer of %(about)s in the city's directory should be looked at:",
                "%(n)d offers of %(about)s in the city's directory should be looked at:",
                len(due),
            )
            % {"n": len(due), "about": about or _("no known provider")},
            "\n".join(f"- {line.title}: {_what(line)}" for line in due),
            _("Nobody else has answered. Please see who can look after them:")
            if to_coordination
            else _(
                "Open this link and tell how it stands. It takes two minutes, without account or password:"
            ),
            address(),
            *_closing(),
        ]

    def subject() -> str:
        return ngettext("Please check: %(n)d offer", "Please check: %(n)d offers", len(due)) % {"n": len(due)}

    return _in_both(subject, lines)


def _what(line: DueLine) -> str:
    """What is asked, and since when it is known no better."""
    parts = []
    if line.asks_places:
        parts.append(
            _("places last told: %(day)s") % {"day": format_partial_date(*line.places_on)}
            if line.places_on
            else _("places never told")
        )
    if line.asks_record:
        parts.append(
            _("entry last checked: %(day)s") % {"day": format_partial_date(*line.record_on)}
            if line.record_on
            else _("entry never checked")
        )
    return ", ".join(parts)


def _closing() -> list[str]:
    city = Instance.objects.first()
    return [
        _("Questions? Answer this mail: %(contact)s") % {"contact": settings.UPKEEP_CONTACT},
        f"{city.city}, {city.title}" if city else "Gesamtplan",
    ]


def _in_both(subject: Callable[[], str], lines: Callable[[], list[str]]) -> Mail:
    subjects, bodies = [], []
    for language in ("de", "en"):
        with translation.override(language):
            subjects.append(subject())
            bodies.append("\n\n".join(lines()))
    return Mail(" / ".join(subjects), f"{bodies[0]}\n\n{LINE}\n(English)\n\n{bodies[1]}\n")
