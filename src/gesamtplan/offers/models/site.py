"""Where offers take place."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.territory.models import Area

ON_EARTH = models.Q(longitude__range=(-180, 180), latitude__range=(-90, 90))


class Site(models.Model):
    """A place with an address; null or empty is unknown. Longitude and latitude in degrees, WGS84."""

    code = models.SlugField(max_length=60, unique=True)
    name = LocalizedTextField()
    street = models.CharField(max_length=160, blank=True, help_text="street and number")
    postal_code = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="sites")
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    accessibility = models.JSONField(
        default=dict, blank=True, help_text="fact -> true or false; a fact that is left out is unknown"
    )
    accessibility_note = LocalizedTextField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(longitude=None, latitude=None) | ON_EARTH, name="site_is_on_earth"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.street}" if self.street else str(self.name)


class OfferAtSite(models.Model):
    """An offer takes place at a site; its figures and times may be told for this site alone."""

    offer = models.ForeignKey("offers.Offer", on_delete=models.CASCADE, related_name="at_sites")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="offers_here")
    note = LocalizedTextField(null=True, blank=True)

    class Meta:
        ordering = ["offer", "site"]
        constraints = [models.UniqueConstraint(fields=["offer", "site"], name="offer_once_per_site")]

    def __str__(self) -> str:
        return f"{self.offer_id} @ {self.site_id}"
