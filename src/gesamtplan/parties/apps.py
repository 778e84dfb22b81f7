"""Django's name card of this room."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.parties"
    label = "parties"
