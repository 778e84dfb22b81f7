"""Who keeps an offer up: the holder of a link, or somebody who signed in."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from gesamtplan.accounts.models import User
from gesamtplan.offers.models import Offer, UpkeepLink
from gesamtplan.offers.operations.capacity import Origin
from gesamtplan.offers.rules import require_link, require_report_capacity
from gesamtplan.offers.states import ReportChannel


@dataclass(frozen=True, slots=True)
class Teller:
    """Exactly one of the two."""

    link: UpkeepLink | None = None
    user: User | None = None

    def __post_init__(self) -> None:
        if (self.link is None) == (self.user is None):
            raise ValueError("A teller is either a link or a user.")

    @property
    def origin(self) -> Origin:
        """As the reports of places and the record of changes name it: never the address of the link."""
        if self.link:
            return Origin(ReportChannel.LINK, reporter=str(self.link))
        return Origin(ReportChannel.USER, self.user)

    def require(self, offer: Offer, now: datetime) -> None:
        """Raises LinkClosedError or NotAllowedError; the link is read anew, it may just have been revoked."""
        if self.link:
            require_link(UpkeepLink.objects.get(pk=self.link.pk), offer, localdate(now))
        elif self.user:
            require_report_capacity(self.user, offer)

    def was_here(self, now: datetime) -> None:
        """Remember that the link was used; only what changes something is a use."""
        if self.link:
            UpkeepLink.objects.filter(pk=self.link.pk).update(last_used_at=now)
