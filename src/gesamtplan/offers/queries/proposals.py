"""Reads of proposed texts."""

from django.db.models import QuerySet

from gesamtplan.offers.models import Offer, TextProposal, UpkeepLink
from gesamtplan.offers.states import ProposalState

EARLIER = 10


def waiting_proposals() -> QuerySet[TextProposal]:
    """Those that nobody has decided, the longest waiting first."""
    rows = TextProposal.objects.filter(state=ProposalState.PROPOSED)
    return rows.select_related("offer__provider", "link", "user")


def proposals_of(offer: Offer, link: UpkeepLink) -> list[TextProposal]:
    """What was proposed for an offer through a link, the latest first."""
    rows = TextProposal.objects.filter(offer=offer, link=link)
    return list(rows.order_by("-proposed_at", "-pk")[:EARLIER])
