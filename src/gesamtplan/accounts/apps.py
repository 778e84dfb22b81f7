"""Django's name card of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.accounts"
    label = "accounts"
