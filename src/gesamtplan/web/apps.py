"""Django's name card of this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.web"
    label = "web"
