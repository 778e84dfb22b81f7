"""Django's name card of this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.audit"
    label = "audit"
