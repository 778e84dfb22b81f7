"""What the coordination sees of links and of offers that are not public."""

from django.db.models import Count, Q, QuerySet

from gesamtplan.offers.models import Offer, UpkeepLink
from gesamtplan.offers.states import ProposalState


def links() -> QuerySet[UpkeepLink]:
    """All links, the latest first, with what they are for and how many proposals wait."""
    waiting = Count("proposals", filter=Q(proposals__state=ProposalState.PROPOSED))
    rows = UpkeepLink.objects.select_related("offer", "provider", "made_by", "revoked_by")
    return rows.annotate(waiting=waiting).order_by("-made_at", "-pk")


def unpublished_offers() -> QuerySet[Offer]:
    """Offers that nobody outside finds, the latest brought first."""
    rows = Offer.objects.filter(is_public=False).select_related("kind", "provider")
    return rows.order_by("-modified_at", "code")
