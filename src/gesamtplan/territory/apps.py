"""Django's name card of this room."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.territory"
    label = "territory"
