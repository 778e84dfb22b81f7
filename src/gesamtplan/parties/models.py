"""Who takes part: organizations, and persons to speak to."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import Sourced
from gesamtplan.parties.states import OrganizationKind


class Organization(Sourced):
    """A department, authority, provider, association or network."""

    code = models.SlugField(max_length=80, unique=True)
    name = LocalizedTextField()
    short_name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=30, choices=OrganizationKind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="units")
    is_department = models.BooleanField(default=False)
    role = LocalizedTextField(null=True, blank=True)
    note = LocalizedTextField(null=True, blank=True)
    in_project = models.BooleanField(
        null=True, blank=True, help_text="took part in the project; null is unknown"
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganizationKind.values), name="organization_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or str(self.name)


class ContactPerson(models.Model):
    """A person to speak to; a detail is published only where its own consent says so."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    function = LocalizedTextField(null=True, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    publish_name = models.BooleanField(default=False)
    publish_email = models.BooleanField(default=False)
    publish_phone = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
