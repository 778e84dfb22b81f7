"""Django's name card of this room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.reports"
    label = "reports"
