"""Upkeep by providers: links they work through, texts they propose, mails that ask them to."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from gesamtplan.accounts.models import User
from gesamtplan.offers.models.offer import Offer
from gesamtplan.offers.states import CONTACTS, ProposalState, ReminderStep, TextPart
from gesamtplan.parties.models import Organization

TEXTS = [part.value for part in TextPart if part not in CONTACTS]
SENT_BY_ONE = Q(link=None, user__isnull=False) | Q(link__isnull=False, user=None)
UNDECIDED = Q(state=ProposalState.PROPOSED, decided_at=None, decided_by=None)
DECIDED = ~Q(state=ProposalState.PROPOSED) & Q(decided_at__isnull=False)


class UpkeepLink(models.Model):
    """Lets whoever has its signed address keep up one offer, or the offers of one provider. It is no password.

    `uid` is what the address names; without the signature (link_tokens.py) it opens nothing.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="upkeep_links"
    )
    provider = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="upkeep_links"
    )
    recipient = models.CharField(max_length=120, help_text="who was given it")
    email = models.EmailField(blank=True)
    made_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="null: made for a reminder",
    )
    made_at = models.DateTimeField()
    expires_on = models.DateField(help_text="last day on which it opens")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="something was told through it")

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(offer=None, provider__isnull=False) | Q(offer__isnull=False, provider=None),
                name="upkeep_link_is_for_offer_or_provider",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="upkeep_link_revoked_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(recipient=""), name="upkeep_link_has_recipient"),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"  # goes into records: neither the address nor the person


class TextProposal(models.Model):
    """A change of one text of an offer that waits for a decision (Textvorschlag). "" is no text."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="proposals")
    part = models.CharField(max_length=20, choices=TextPart)
    language = models.CharField(max_length=2, blank=True, help_text="de or en; empty for contacts")
    before = models.TextField(blank=True, help_text="what stood there when it was proposed")
    proposed = models.TextField(blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="what the sender adds for the coordinators")
    link = models.ForeignKey(
        UpkeepLink, null=True, blank=True, on_delete=models.RESTRICT, related_name="proposals"
    )
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=CONTACTS, language="") | Q(part__in=TEXTS, language__in=["de", "en"]),
                name="proposal_is_for_a_known_text",
            ),
            models.CheckConstraint(condition=~Q(proposed=F("before")), name="proposal_changes_something"),
            models.CheckConstraint(condition=SENT_BY_ONE, name="proposal_has_one_sender"),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values) & (UNDECIDED | DECIDED),
                name="proposal_is_decided_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | ~Q(why=""), name="proposal_refused_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["state", "proposed_at"], name="proposal_waiting")]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.part} {self.language}: {self.state}"


class Reminder(models.Model):
    """A mail that asked somebody to look after offers (Erinnerung). Neither offer nor provider: nobody is known."""

    provider = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders"
    )
    offer = models.ForeignKey(
        Offer,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reminders",
        help_text="an offer that has a link of its own",
    )
    step = models.CharField(max_length=20, choices=ReminderStep)
    recipient = models.CharField(max_length=120)
    addresses = models.JSONField(help_text="e-mail addresses it went to")
    link = models.ForeignKey(
        UpkeepLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="reminders"
    )
    codes = models.JSONField(help_text="codes of the offers that were due")
    sent_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(provider=None) | Q(offer=None), name="reminder_has_one_subject"
            ),
            models.CheckConstraint(condition=Q(step__in=ReminderStep.values), name="reminder_step_is_known"),
            models.UniqueConstraint(
                fields=["provider", "sent_on"],
                condition=Q(provider__isnull=False),
                name="one_reminder_a_day_per_provider",
            ),
            models.UniqueConstraint(
                fields=["offer", "sent_on"],
                condition=Q(offer__isnull=False),
                name="one_reminder_a_day_per_offer",
            ),
            models.UniqueConstraint(
                fields=["sent_on"],
                condition=Q(provider=None, offer=None),
                name="one_reminder_a_day_without_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent_on} {self.step} {self.provider_id or ''} {self.offer_id or ''}".strip()
