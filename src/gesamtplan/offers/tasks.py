"""Background work: the worker takes over or undoes a large spreadsheet."""

from django.utils.timezone import now
from django_tasks import task

from gesamtplan.offers.operations.sheets.runs import finish


@task()
def finish_sheet(sheet: int) -> None:
    """Finish the spreadsheet with this key."""
    finish(sheet=sheet, clock=now)
