"""Offers. Who may come stands in Eligibility, how many places in CapacityReport: each once."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import FilteredRelation, Q, Value
from django.utils import timezone
from django.utils.functional import cached_property

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import Sourced
from gesamtplan.core.states import AmountPrecision, DatePrecision
from gesamtplan.offers.models.capacity import CapacityReport
from gesamtplan.offers.models.eligibility import Eligibility
from gesamtplan.offers.models.kind import OfferKind
from gesamtplan.offers.states import Criterion, FundingLevel
from gesamtplan.parties.models import Organization


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers with what was told of them."""

    def told(self) -> Self:
        """With status and figure of the whole offer: no query more, since constraints leave one row of each."""
        whole = Q(reports__is_current=True, reports__site=None, reports__target_group="")
        status = Q(criteria__criterion=Criterion.STATUS)
        rows = self.annotate(
            is_told=Value(value=True),
            figure=FilteredRelation("reports", condition=whole),
            asked_status=FilteredRelation("criteria", condition=status),
        )
        return rows.select_related("figure", "asked_status")


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
    places_unit = LocalizedTextField(null=True, blank=True)
    closed_note = LocalizedTextField(null=True, blank=True, help_text="why and since when it is not open")
    is_drop_in = models.BooleanField(
        null=True, blank=True, help_text="true: whoever comes is served, no place is needed; null is unknown"
    )
    quantities = models.JSONField(
        default=list, blank=True, help_text="what else is counted: {value, unit, precision, date, note}"
    )
    target_groups = models.JSONField(
        default=list, blank=True, help_text="codes of target groups, which live next door"
    )
    languages = models.JSONField(
        null=True, blank=True, help_text="language codes spoken on site; null is unknown"
    )
    languages_note = LocalizedTextField(null=True, blank=True, help_text="e.g. on which days")
    child_care = models.BooleanField(
        null=True, blank=True, help_text="children are looked after meanwhile; null is unknown"
    )
    fee = models.DecimalField(
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="EUR that a participant pays; 0 is free, null is unknown",
    )
    fee_precision = models.CharField(max_length=9, choices=AmountPrecision, default=AmountPrecision.EXACT)
    fee_note = LocalizedTextField(null=True, blank=True)
    costs = models.JSONField(default=list, blank=True, help_text="list of {amount, precision, note}; EUR")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    eligibility_note = LocalizedTextField(null=True, blank=True)
    serves = models.JSONField(
        default=list, blank=True, help_text="entitlement kinds this offer stands in for"
    )
    funding_level = models.CharField(max_length=12, choices=FundingLevel, blank=True)
    is_voluntary = models.BooleanField(
        null=True, blank=True, help_text="voluntary service of the city; null is unknown"
    )
    funding_ends_on = models.DateField(null=True, blank=True, help_text="last day that is paid for")
    funding_ends_on_precision = models.CharField(
        max_length=5, choices=DatePrecision, default=DatePrecision.DAY
    )
    verified_on = models.DateField(null=True, blank=True)
    verified_on_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    check_due = models.DateField(
        null=True,
        blank=True,
        help_text="check again on this day, sooner than the rule says; null: as the rule says",
    )
    contact_phone = models.CharField(
        max_length=60, null=True, blank=True, help_text="of the offer, not of a person"
    )
    contact_email = models.EmailField(null=True, blank=True, help_text="of the offer, not of a person")
    contact_url = models.URLField(max_length=300, null=True, blank=True)
    is_public = models.BooleanField(default=True)
    modified_at = models.DateTimeField(
        default=timezone.now, db_index=True, help_text="the offer or anything that belongs to it"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="offer_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(fee=None) | models.Q(fee__gte=0), name="offer_fee_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @cached_property
    def figure(self) -> CapacityReport | None:
        """What was last told of the whole offer. Take offers with `told()` where there are many."""
        return None if self._is_known else self.reports.current().filter(site=None, target_group="").first()

    @cached_property
    def asked_status(self) -> Eligibility | None:
        """The criterion of residence status. Take offers with `told()` where there are many."""
        return None if self._is_known else self.criteria.filter(criterion=Criterion.STATUS).first()

    @property
    def _is_known(self) -> bool:
        """What a join of `told()` did not find is not there; a row that is not stored has nothing."""
        return "is_told" in vars(self) or self.pk is None

    @property
    def statuses(self) -> list[str] | None:
        """Codes of residence statuses admitted, ["all"] where none is required; None is unknown."""
        return self.asked_status.admitted_codes() if self.asked_status else None

    @property
    def places(self) -> int | None:
        """Places of the whole offer as last told."""
        return self.figure.places if self.figure else None

    @property
    def taken(self) -> int | None:
        """Places of the whole offer that were taken."""
        return self.figure.taken if self.figure else None

    @property
    def waiting(self) -> int | None:
        """Persons who were waiting."""
        return self.figure.waiting if self.figure else None

    @property
    def places_on(self) -> dt.date | None:
        """The day for which the figure was told."""
        return self.figure.as_of if self.figure else None

    @property
    def places_on_precision(self) -> str:
        """How exactly that day is known."""
        return self.figure.precision if self.figure else DatePrecision.DAY

    @property
    def places_note(self) -> Any:
        """What the source adds to the figure; of an offer without figure why it is closed."""
        return (self.figure.note if self.figure else None) or self.closed_note
