"""Django's name card of this room."""

from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.translations"
    label = "translations"
