"""The closed words of upkeep: links, proposed texts, reminders, how figures stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TextPart(models.TextChoices):
    """What of an offer a provider may propose to word anew; the name of its column."""

    TITLE = "title", _("Title")
    DESCRIPTION = "description", _("Description")
    ELIGIBILITY_NOTE = "eligibility_note", _("Who may come")
    LANGUAGES_NOTE = "languages_note", _("Note on languages")
    FEE_NOTE = "fee_note", _("Note on the fee")
    CONTACT_PHONE = "contact_phone", _("Telephone")
    CONTACT_EMAIL = "contact_email", _("E-mail")
    CONTACT_URL = "contact_url", _("Website")


# One value for all languages, and none of them is the contact of a person.
CONTACTS = (TextPart.CONTACT_PHONE, TextPart.CONTACT_EMAIL, TextPart.CONTACT_URL)


class ProposalState(models.TextChoices):
    """What became of a proposed text. OUTDATED: the text itself was changed before anybody decided."""

    PROPOSED = "proposed", pgettext_lazy("text", "proposed")
    ACCEPTED = "accepted", pgettext_lazy("text", "accepted")
    REFUSED = "refused", pgettext_lazy("text", "refused")
    OUTDATED = "outdated", pgettext_lazy("text", "outdated")


# from -> to. A decision stands: who thinks otherwise proposes again.
PROPOSAL_TRANSITIONS: dict[str, frozenset[str]] = {
    ProposalState.PROPOSED: frozenset(
        {ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.OUTDATED}
    ),
    ProposalState.ACCEPTED: frozenset(),
    ProposalState.REFUSED: frozenset(),
    ProposalState.OUTDATED: frozenset(),
}


class ReminderStep(models.TextChoices):
    """Who is asked, in this order; the next one where the one before does not answer or is not known."""

    LINK = "link", _("recipient of the link")
    CONTACT = "contact", _("contact person of the provider")
    PARENT = "parent", _("contact person of the organization above")
    COORDINATION = "coordination", _("coordination of the city")


class LinkState(models.TextChoices):
    """Whether a link opens. It is computed from its days, never stored."""

    OPEN = "open", pgettext_lazy("link", "valid")
    EXPIRED = "expired", pgettext_lazy("link", "expired")
    REVOKED = "revoked", pgettext_lazy("link", "revoked")


class Told(models.TextChoices):
    """How a record or the places of an offer stand, for the share that is stale."""

    FRESH = "fresh", pgettext_lazy("told", "up to date")
    STALE = "stale", pgettext_lazy("told", "outdated")
    NEVER = "never", pgettext_lazy("told", "never told")
    NOT_NEEDED = "not-needed", pgettext_lazy("told", "no places needed")
