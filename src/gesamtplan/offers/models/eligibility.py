"""Who may come."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.offers.states import EVERY_STATUS, Criterion, Demand


class Eligibility(models.Model):
    """One condition of an offer. No row, or the answer unknown, is unknown: never "none required".

    `values` only where required: {"codes": [...]}, of age and language level {"from": ..., "to": ...}.
    """

    offer = models.ForeignKey("offers.Offer", on_delete=models.CASCADE, related_name="criteria")
    criterion = models.CharField(max_length=20, choices=Criterion)
    answer = models.CharField(max_length=14, choices=Demand)
    values = models.JSONField(default=dict, blank=True)
    note = LocalizedTextField(null=True, blank=True)

    class Meta:
        ordering = ["offer", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "criterion"], name="one_answer_per_criterion"),
            models.CheckConstraint(
                condition=models.Q(criterion__in=Criterion.values, answer__in=Demand.values),
                name="eligibility_words_are_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()}: {self.get_answer_display()}"

    def admitted_codes(self) -> list[str] | None:
        """Of the criterion status: codes, ["all"] where none is required, None where it is unknown."""
        if self.answer == Demand.NONE_REQUIRED:
            return [EVERY_STATUS]
        return list(self.values.get("codes", [])) if self.answer == Demand.REQUIRED else None
