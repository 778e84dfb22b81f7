"""Django's name card of this room."""

from django.apps import AppConfig


class KernConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.kern"
    label = "kern"
