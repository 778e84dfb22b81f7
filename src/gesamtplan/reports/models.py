"""Reports, frozen: what was printed once can be printed again, byte for byte."""

from django.db import models

from gesamtplan.reports.states import ReportKind


class Report(models.Model):
    """Frozen content in one language. `digest` is the SHA-256 of the content; the files derive from it alone."""

    kind = models.CharField(max_length=20, choices=ReportKind)
    language = models.CharField(max_length=5)
    on = models.DateField()
    title = models.CharField(max_length=200)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    pdf_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "digest"], name="report_once_per_content")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.on})"
