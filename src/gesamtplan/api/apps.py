"""Django's name card of this room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.api"
    label = "api"
