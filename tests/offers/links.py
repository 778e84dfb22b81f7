"""Links and reminders for tests."""

import datetime as dt
from typing import Any

from django.utils.timezone import localdate

from gesamtplan.offers.link_tokens import token_of
from gesamtplan.offers.models import Offer, UpkeepLink
from gesamtplan.offers.queries.kept import kept_offers
from tests.factories_figures import NOW


def link_to(subject: Any, **values: Any) -> UpkeepLink:
    """An open link to an offer or to a provider."""
    key = {"offer": subject} if isinstance(subject, Offer) else {"provider": subject}
    given = {"recipient": "Frau Beispiel", "email": "beispiel@provider.test", "made_at": NOW}
    days = {"expires_on": localdate() + dt.timedelta(days=30)}
    row: UpkeepLink = UpkeepLink.objects.create(**key, **{**given, **days, **values})
    return row


def address(link: UpkeepLink, rest: str = "", language: str = "en") -> str:
    """Where the link leads."""
    prefix = "" if language == "de" else f"/{language}"
    return f"{prefix}/upkeep/{token_of(link.uid)}/{rest}"


def seen(link: UpkeepLink, offer: Offer) -> str:
    """What the page of the link shows of this offer, as a fingerprint."""
    return next(kept.seen for kept in kept_offers(link, localdate()) if kept.offer.pk == offer.pk)
