"""How often the directory was changed: what was computed from it is good as long as this number stays."""

from django.db import models


class DirectoryVersion(models.Model):
    """The one row of this table (Stand des Verzeichnisses): raised by every operation that changes the directory."""

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, help_text="null: never")

    def __str__(self) -> str:
        return str(self.number)
