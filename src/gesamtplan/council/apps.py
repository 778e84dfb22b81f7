"""Django's name card of this room."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.council"
    label = "council"
