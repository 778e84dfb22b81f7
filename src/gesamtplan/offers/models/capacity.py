"""How many places there are, as somebody told it for a day."""

from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Q

from gesamtplan.accounts.models import User
from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import Source
from gesamtplan.core.states import DatePrecision
from gesamtplan.offers.models.site import Site
from gesamtplan.offers.states import ReportChannel

FIGURES = ("places", "taken", "waiting", "next_start")
TOLD = (
    Q(places__isnull=False) | Q(taken__isnull=False) | Q(waiting__isnull=False) | Q(next_start__isnull=False)
)


class AppendOnlyError(Exception):
    """Raised on any try to change a figure that was told. Append a report that corrects it."""

    def __init__(self) -> None:
        super().__init__(
            "A report of places cannot be changed, because it says what was told. Append a new one."
        )


class CapacityReportQuerySet(models.QuerySet["CapacityReport"]):
    """Figures as they stand today or as they stood."""

    def current(self) -> Self:
        """The last told of each line (offer, site, target group)."""
        return self.filter(is_current=True)

    def of_line(self, report: "CapacityReport") -> Self:
        """All that was ever told of the same offer, site and target group."""
        return self.filter(offer=report.offer_id, site=report.site_id, target_group=report.target_group)

    def update(self, **kwargs: Any) -> int:
        """Only which report is the last one may change. Raises AppendOnlyError."""
        if kwargs.keys() != {"is_current"}:
            raise AppendOnlyError
        return super().update(**kwargs)


class CapacityReport(models.Model):
    """Places of an offer, or of one line of it (site, target group), as told for a day (Platzmeldung).

    Appended, never edited. Null is not told. `as_of` null: nobody said for which day. `target_group` empty: all.
    """

    offer = models.ForeignKey("offers.Offer", on_delete=models.CASCADE, related_name="reports")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    target_group = models.CharField(max_length=60, blank=True, help_text="code; target groups live next door")
    places = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(null=True, blank=True)
    waiting = models.PositiveIntegerField(null=True, blank=True)
    next_start = models.DateField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    note = LocalizedTextField(null=True, blank=True)
    channel = models.CharField(max_length=6, choices=ReportChannel)
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reporter = models.CharField(max_length=120, blank=True, help_text="which link or which import")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    is_current = models.BooleanField(default=True, help_text="the last told of its line")

    objects = CapacityReportQuerySet.as_manager()

    class Meta:
        ordering = [models.F("as_of").desc(nulls_last=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "target_group"],
                condition=Q(is_current=True, site=None),
                name="one_current_report_without_site",
            ),
            models.UniqueConstraint(
                fields=["offer", "target_group", "site"],
                condition=Q(is_current=True, site__isnull=False),
                name="one_current_report_per_site",
            ),
            models.CheckConstraint(condition=TOLD, name="capacity_report_tells_something"),
            models.CheckConstraint(
                condition=Q(channel__in=ReportChannel.values), name="report_channel_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.target_group} {self.as_of}: {self.places}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises AppendOnlyError for a row that is stored already."""
        if self.pk:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - signature of Django
        """It goes only together with its offer."""
        raise AppendOnlyError

    @property
    def is_of_whole_offer(self) -> bool:
        """True where neither a site nor a target group is named."""
        return self.site_id is None and not self.target_group

    @property
    def free(self) -> int | None:
        """Places not taken; None where one of the two was not told."""
        return None if self.places is None or self.taken is None else max(0, self.places - self.taken)
