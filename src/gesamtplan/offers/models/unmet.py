"""What people looked for and did not find: counted, without anything about them."""

from django.db import models


class UnmetSearch(models.Model):
    """How many searches of one month found no offer that is open (ungedeckte Nachfrage), by kind and district only.

    `kind`, `area`: codes; empty where nothing was chosen or said. Never more columns: see ADR 0014.
    """

    kind = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=20, blank=True, help_text="district; never a smaller area")
    month = models.DateField(help_text="first day of the month")
    searches = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month", "kind", "area"]
        constraints = [
            models.UniqueConstraint(fields=["month", "kind", "area"], name="unmet_search_once"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kind or '*'} {self.area or '*'}: {self.searches}"
