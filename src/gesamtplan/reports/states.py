"""Kinds of reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    """What a report is for."""

    STATUS = "status", _("status report")
