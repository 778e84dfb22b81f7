"""The directory of offers."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import Sourced
from gesamtplan.core.states import DatePrecision
from gesamtplan.offers.states import FundingLevel
from gesamtplan.parties.models import Organization


class OfferKind(models.Model):
    """A kind of offer. `field_code` names the field of action, which lives in a neighbouring room."""

    code = models.SlugField(max_length=60, unique=True)
    name = LocalizedTextField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    field_code = models.CharField(max_length=10, blank=True)
    entitlement_kinds = models.JSONField(default=list, help_text="codes of the entitlement engine that apply")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)


class Offer(Sourced):
    """One offer of a provider. Null is unknown throughout: never 0, never "none required"."""

    code = models.CharField(max_length=20, unique=True)
    title = LocalizedTextField()
    description = LocalizedTextField(null=True, blank=True)
    kind = models.ForeignKey(OfferKind, on_delete=models.PROTECT, related_name="offers")
    provider = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    provider_note = LocalizedTextField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    places_unit = LocalizedTextField(null=True, blank=True)
    places_on = models.DateField(null=True, blank=True)
    places_on_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    places_note = LocalizedTextField(null=True, blank=True)
    quantities = models.JSONField(
        default=list, blank=True, help_text="what else is counted: {value, unit, precision, date, note}"
    )
    target_groups = models.JSONField(
        default=list, blank=True, help_text="codes of target groups, which live next door"
    )
    languages = models.JSONField(
        null=True, blank=True, help_text="language codes spoken on site; null is unknown"
    )
    taken = models.PositiveIntegerField(null=True, blank=True)
    waiting = models.PositiveIntegerField(null=True, blank=True)
    costs = models.JSONField(default=list, blank=True, help_text="list of {amount, precision, note}; EUR")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    statuses = models.JSONField(
        null=True, blank=True, help_text="residence status codes admitted; null is unknown"
    )
    eligibility_note = LocalizedTextField(null=True, blank=True)
    serves = models.JSONField(
        default=list, blank=True, help_text="entitlement kinds this offer stands in for"
    )
    funding_level = models.CharField(max_length=12, choices=FundingLevel, blank=True)
    is_voluntary = models.BooleanField(
        null=True, blank=True, help_text="voluntary service of the city; null is unknown"
    )
    verified_on = models.DateField(null=True, blank=True)
    verified_on_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="offer_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
