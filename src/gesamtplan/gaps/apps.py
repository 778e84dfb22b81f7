"""Django's name card of this room."""

from django.apps import AppConfig


class GapsConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.gaps"
    label = "gaps"
