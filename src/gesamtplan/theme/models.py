"""The city's arms; rows are added and never changed, the latest one is shown."""

from django.db import models

from gesamtplan.accounts.models import User
from gesamtplan.core.fields import LocalizedTextField


class Arms(models.Model):
    """The city's arms as somebody set them; without a digest the site goes back to the neutral shield."""

    digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the picture, which is also its file's name"
    )
    media_type = models.CharField(max_length=20, blank=True)
    alt = LocalizedTextField(null=True, help_text="null: no picture, so no words for it")
    set_at = models.DateTimeField()
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "arms"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest="", media_type="")
                | models.Q(media_type__in=["image/png", "image/svg+xml"]),
                name="arms_have_a_known_type",
            )
        ]

    def __str__(self) -> str:
        return str(self.alt or "–")
