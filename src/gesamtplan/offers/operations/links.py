"""Links for providers: made, sent and revoked by the coordination of the city."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.offers.mails import Address, invitation, send
from gesamtplan.offers.models import Offer, UpkeepLink
from gesamtplan.offers.rules import link_state, require_run_upkeep
from gesamtplan.offers.states import LinkState
from gesamtplan.parties.models import Organization

LONGEST = timedelta(days=730)


class LinkError(ValueError):
    """Raised for a link that cannot be: says what, why, and what to do. Nothing was written."""


def last_day(today: date) -> date:
    """The last day of a link that is made today, unless somebody says otherwise."""
    return today + timedelta(days=settings.UPKEEP_LINK_DAYS)


@transaction.atomic
def make_link(
    *,
    subject: Offer | Organization,
    recipient: str,
    email: str,
    expires_on: date,
    author: User,
    now: datetime,
) -> UpkeepLink:
    """For one offer, or for all public offers of a provider. Raises NotCoordinatingError or LinkError."""
    require_run_upkeep(author)
    today = localdate(now)
    if not recipient.strip():
        raise LinkError("The link has no recipient. Say who is given it, so that it can be revoked some day.")
    if not today <= expires_on <= today + LONGEST:
        raise LinkError(
            f"The link would end on {expires_on}. Choose a day from {today} to {today + LONGEST}: links expire."
        )
    values = {"recipient": recipient.strip(), "email": email, "expires_on": expires_on, "made_by": author}
    return store_link(subject=subject, values=values, now=now)


def store_link(*, subject: Offer | Organization, values: Mapping[str, Any], now: datetime) -> UpkeepLink:
    """The row with its trace; nobody is asked. The record of changes knows neither address nor recipient."""
    key = {"offer": subject} if isinstance(subject, Offer) else {"provider": subject}
    link = UpkeepLink.objects.create(**key, **values, made_at=now)
    after = {"for": subject.code, "expires_on": link.expires_on.isoformat()}
    _trace("make_link", link, link.made_by, now, after)
    return link


@transaction.atomic
def revoke_link(*, link: UpkeepLink, author: User, now: datetime) -> None:
    """From now on it opens nothing; twice is once. Raises NotCoordinatingError."""
    require_run_upkeep(author)
    open_ones = UpkeepLink.objects.filter(pk=link.pk, revoked_at=None)
    if open_ones.update(revoked_at=now, revoked_by=author):
        _trace("revoke_link", link, author, now)


@transaction.atomic
def send_link(*, link: UpkeepLink, address: Address, author: User, now: datetime) -> None:
    """Mail the address to its recipient. Raises NotCoordinatingError or LinkError."""
    require_run_upkeep(author)
    if not link.email:
        raise LinkError(
            f"{link} has no e-mail address. Copy the text and send it yourself, or make a new link."
        )
    if link_state(link, localdate(now)) is not LinkState.OPEN:
        raise LinkError(f"{link} does not open any more. Make a new one.")
    _trace("send_link", link, author, now)
    send(invitation(link, address), [link.email])


def _trace(
    action: str, link: UpkeepLink, actor: User | None, now: datetime, after: dict[str, Any] | None = None
) -> None:
    record(action=action, target="offers.upkeeplink", target_id=link.pk, now=now, actor=actor, after=after)
