"""Django's name card of this room."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.core"
    label = "core"
