"""What came from other systems and has no place in our own rows."""

from django.db import models

from gesamtplan.offers.models.offer import Offer
from gesamtplan.parties.models import Organization


class ForeignRecord(models.Model):
    """One object of another system (Fremddatensatz): under which identifier it came, and what could not be mapped.

    `offer` or `organization`: what was made of it here; neither where only the record is kept.
    """

    kind = models.CharField(max_length=40, help_text="name of the object in the other system's standard")
    uid = models.UUIDField(help_text="its identifier there, or one made of it")
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="foreign_records"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="foreign_records"
    )
    unmapped = models.JSONField(default=dict, help_text="properties for which there is no column")
    digest = models.CharField(
        max_length=64, blank=True, help_text="of the object as it came: the same again changes nothing"
    )
    taken_from = models.CharField(max_length=200, help_text="name of the file")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "uid"]
        constraints = [models.UniqueConstraint(fields=["kind", "uid"], name="foreign_record_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
