"""From a gap to a need: the need, its first state, the evidence frozen beside it, in one transaction."""

from datetime import datetime

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.gaps.evidence import Frozen
from gesamtplan.gaps.models import NeedEvidence
from gesamtplan.gaps.queries.evidence import needs_resting_on
from gesamtplan.gaps.rules import may_analyse
from gesamtplan.plan.models import Need
from gesamtplan.plan.operations.needs import NeedDraft, create_need


class ProposalError(Exception):
    """Base of all reasons for which no need is proposed; nothing was written."""


class NotAllowedError(ProposalError):
    """Raised when the person may not propose needs. Ask the coordination for a role."""


class ProposedBeforeError(ProposalError):
    """Raised when the same rows gave a need of the same title already: a second click. Open that need."""

    def __init__(self, need: Need) -> None:
        self.need = need
        super().__init__(
            f"Need {need.code} was proposed from the same rows under the same title. "
            "Open that need, or choose another title."
        )


def propose_need(
    *, draft: NeedDraft, evidence: Frozen, picture: str = "", author: User, now: datetime
) -> Need:
    """Create the need with its evidence. `picture` is SVG that our own charts drew, never what somebody sent.

    Raises NotAllowedError, ProposedBeforeError, or what `create_need` raises; then nothing is written.
    """
    if not may_analyse(author):
        raise NotAllowedError(f"{author} may not propose needs. Ask the coordination for a role.")
    with transaction.atomic():
        need = create_need(draft=draft, author=author, now=now)  # holds the plan: nobody proposes beside us
        for other in needs_resting_on(evidence):
            if other.title == need.title:
                raise ProposedBeforeError(other)
        row = _freeze(need, evidence, picture, author, now)
        after = {"need": need.code, "kind": row.kind, "content_digest": row.content_digest}
        record(action="freeze", target="gaps.evidence", target_id=row.pk, now=now, actor=author, after=after)
    return need


def _freeze(need: Need, evidence: Frozen, picture: str, author: User, now: datetime) -> NeedEvidence:
    return NeedEvidence.objects.create(
        need=need,
        assessment=evidence.assessment,
        kind=evidence.kind,
        content=evidence.content,
        picture=picture,
        inputs_digest=evidence.assessment.inputs_digest,
        content_digest=evidence.digest(picture),
        frozen_at=now,
        frozen_by=author,
    )
