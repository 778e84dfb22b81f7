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
