"""Areas of the city with what a map needs of their geometry."""

from django.db import models

from gesamtplan.core.models import Sourced
from gesamtplan.territory.states import AreaKind


class Area(Sourced):
    """City, district or sub-district. `geometry` is simplified GeoJSON in WGS84, `area_km2` the official land area."""

    kind = models.CharField(max_length=12, choices=AreaKind)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    geometry = models.JSONField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    area_km2 = models.FloatField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=AreaKind.values), name="area_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(kind="city", parent=None)
                | ~models.Q(kind="city") & ~models.Q(parent=None),
                name="area_parent_fits_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name if self.kind == AreaKind.CITY else f"{self.code} {self.name}"


class Street(models.Model):
    """A street of the city's own list (Straße), as a place to start from. Degrees in WGS84, of its middle."""

    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True, help_text="as it is compared, see names.folded")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.CASCADE, related_name="streets")
    longitude = models.FloatField()
    latitude = models.FloatField()

    class Meta:
        ordering = ["name", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["folded", "area"], nulls_distinct=False, name="street_once_per_area"
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="street_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name
