"""When offers take place."""

from datetime import date

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.offers.models.site import Site
from gesamtplan.offers.opening import Timetable


class Schedule(models.Model):
    """A recurring time of an offer, at all its sites or at one. `rule`: iCalendar RRULE; empty: once."""

    offer = models.ForeignKey("offers.Offer", on_delete=models.CASCADE, related_name="schedules")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="schedules")
    rule = models.CharField(max_length=200, blank=True)
    starts_at = models.TimeField()
    ends_at = models.TimeField(help_text="not after the start: on the next day")
    timezone = models.CharField(max_length=40, default="Europe/Berlin")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    exceptions = models.JSONField(default=list, blank=True, help_text="days on which it does not take place")
    note = LocalizedTextField(null=True, blank=True)

    class Meta:
        ordering = ["offer", "valid_from", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="schedule_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.rule} {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"

    def timetable(self) -> Timetable:
        """As pure data, to be asked for times."""
        return Timetable(
            rule=self.rule,
            first_day=self.valid_from,
            starts=self.starts_at,
            ends=self.ends_at,
            last_day=self.valid_to,
            zone=self.timezone,
            exceptions=frozenset(date.fromisoformat(day) for day in self.exceptions),
        )
