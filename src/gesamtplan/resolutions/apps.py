"""Django's name card of this room."""

from django.apps import AppConfig


class ResolutionsConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.resolutions"
    label = "resolutions"
