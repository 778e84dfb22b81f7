"""Django's name card of this room."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.indicators"
    label = "indicators"
