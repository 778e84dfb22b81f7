"""Django's name card of this room."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.plan"
    label = "plan"
