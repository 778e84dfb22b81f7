"""Who pays, how much, until when; every amount may be unknown."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import Sourced
from gesamtplan.core.states import AmountPrecision, DatePrecision
from gesamtplan.funding.states import AmountKind
from gesamtplan.offers.states import FundingLevel
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import Measure


class FundingSource(Sourced):
    """A payer and its programme."""

    code = models.SlugField(max_length=60, unique=True)
    name = LocalizedTextField()
    level = models.CharField(max_length=12, choices=FundingLevel)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="funding"
    )
    is_duty = models.BooleanField(null=True, blank=True, help_text="duty by law; null is unknown")
    note = LocalizedTextField(null=True, blank=True)
    legal_basis = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)


class BudgetLine(Sourced):
    """Money or posts for one measure from one payer in one period. EUR; null is unknown."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="budget_lines")
    source = models.ForeignKey(
        FundingSource, null=True, blank=True, on_delete=models.PROTECT, related_name="budget_lines"
    )
    kind = models.CharField(max_length=10, choices=AmountKind)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    precision = models.CharField(max_length=10, choices=AmountPrecision, default=AmountPrecision.EXACT)
    per_year = models.BooleanField(default=False)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    period_precision = models.CharField(max_length=5, choices=DatePrecision, blank=True)
    posts = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        help_text="where the source does not say whether asked for or granted",
    )
    posts_asked = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    posts_granted = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    refund_expected = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    refund_expected_precision = models.CharField(
        max_length=10, choices=AmountPrecision, default=AmountPrecision.EXACT
    )
    refund_received = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    refund_from = models.ForeignKey(
        FundingSource, null=True, blank=True, on_delete=models.PROTECT, related_name="refunds"
    )
    share_percent = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, help_text="share borne by others"
    )
    note = LocalizedTextField(null=True)

    class Meta:
        ordering = ["measure", "period_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0), name="amount_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=AmountKind.values), name="amount_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.amount}"
