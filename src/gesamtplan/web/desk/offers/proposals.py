"""Texts that providers proposed, beside what stands there now."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gesamtplan.core.readonly import reading
from gesamtplan.offers.models import TextProposal
from gesamtplan.offers.operations.proposals import ProposalError, decide_proposal, text_of
from gesamtplan.offers.queries.proposals import waiting_proposals
from gesamtplan.offers.rules import RUN_UPKEEP
from gesamtplan.offers.states import ProposalState
from gesamtplan.web import filters
from gesamtplan.web.desk.updates import author_of


@dataclass(frozen=True)
class Beside:
    """A proposal, and the text as it stands."""

    proposal: TextProposal
    current: str

    @property
    def is_outdated(self) -> bool:
        """The text was changed since it was proposed: it cannot be accepted any more."""
        return self.current != self.proposal.before


@require_safe
@permission_required(RUN_UPKEEP, raise_exception=True)
@reading
def proposals(request: HttpRequest) -> HttpResponse:
    """All that wait, the longest first."""
    page = filters.page_of(request, waiting_proposals())
    page.object_list = [Beside(row, text_of(row.offer, row.part, row.language)) for row in page]
    return render(request, "web/desk/offers/proposals.html", {"page": page})


@require_POST
@permission_required(RUN_UPKEEP, raise_exception=True)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept it or refuse it; the provider reads the reason."""
    row = get_object_or_404(TextProposal, pk=pk)
    accept, why = request.POST.get("decision") == "accept", request.POST.get("why", "")[:500]
    try:
        row = decide_proposal(proposal=row, accept=accept, why=why, author=author_of(request), now=now())
    except ProposalError:
        messages.error(
            request, _("Not decided: a refusal needs a reason, and a decision stands once it is made.")
        )
    else:
        said = {
            ProposalState.ACCEPTED: _("The text is taken over and published."),
            ProposalState.REFUSED: _(
                "The proposal is refused. The provider reads the reason behind the link."
            ),
            ProposalState.OUTDATED: _(
                "The text was changed meanwhile: the proposal is outdated, nothing was taken over."
            ),
        }
        messages.success(request, said[ProposalState(row.state)])
    return redirect("web:desk-proposals")
