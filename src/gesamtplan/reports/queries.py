"""Reads of reports."""

from django.db.models import QuerySet

from gesamtplan.reports.models import Report


def public_reports() -> QuerySet[Report]:
    """Reports that everybody may read, latest first, without their content."""
    return Report.objects.filter(is_public=True).defer("content")


def public_report(pk: int) -> Report:
    """One report with its content; raises Report.DoesNotExist."""
    return Report.objects.filter(is_public=True).get(pk=pk)
