"""Django's name card of this room."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.offers"
    label = "offers"
