"""Django's name card of this room."""

from django.apps import AppConfig


class ThemeConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.theme"
    label = "theme"
