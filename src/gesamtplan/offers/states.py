"""The closed words of the directory: who pays, what an offer asks, what is known of a site, who told a figure."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EVERY_STATUS = "all"  # in a list of admitted statuses: the offer asks for no residence status


class FundingLevel(models.TextChoices):
    """Level that pays; empty means unknown."""

    EU = "eu", _("European Union")
    FEDERATION = "federation", _("Federation")
    STATE = "state", _("Free State")
    CITY = "city", _("city")
    FOUNDATION = "foundation", _("foundation or donations")
    OTHER = "other", _("other")


class Criterion(models.TextChoices):
    """What an offer may ask of a person; the engine's words (`engine.eligibility.Criterion`)."""

    STATUS = "status", _("Residence status")
    AGE = "age", _("Age")
    SEX = "sex", pgettext_lazy("of a person", "Sex")
    FAMILY = "family", _("Family")
    LANGUAGE_LEVEL = "language-level", _("Level of German")
    RESIDENCE = "residence", _("Where one lives")
    OTHER = "other", _("Other conditions")


class Demand(models.TextChoices):
    """Whether it asks; unknown is an answer of its own, never "none required"."""

    REQUIRED = "required", _("required")
    NONE_REQUIRED = "none-required", _("none required")
    UNKNOWN = "unknown", _("unknown")


class ReportChannel(models.TextChoices):
    """How a figure of places came to us."""

    USER = "user", _("somebody who signed in")
    LINK = "link", _("the provider's link")
    IMPORT = "import", _("import")


class Freshness(models.TextChoices):
    """Whether a figure may be shown as a fact."""

    FRESH = "fresh", _("up to date")
    ASK = "ask", _("ask")


class AccessFact(models.TextChoices):
    """What may be known of a site: true, false, or left out where nobody has said it."""

    STEP_FREE = "step-free", _("step-free entrance")
    LIFT = "lift", _("lift")
    TOILET = "toilet", _("accessible toilet")
    PARKING = "parking", _("accessible parking")
    GUIDANCE = "guidance", _("guidance for blind people")
    INDUCTION_LOOP = "induction-loop", _("induction loop")
    SIGN_LANGUAGE = "sign-language", _("sign language")
    QUIET_ROOM = "quiet-room", _("quiet room")


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
