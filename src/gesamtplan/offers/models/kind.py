"""Kinds of offer."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField


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
