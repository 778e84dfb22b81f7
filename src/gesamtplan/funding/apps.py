"""Django's name card of this room."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.funding"
    label = "funding"
