"""Django's name card of this room."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Label and module of the room."""

    name = "gesamtplan.offers"
    label = "offers"

    def ready(self) -> None:
        """Listen to the room of translations, which stands below and cannot call this one."""
        from gesamtplan.offers.operations.translated import follow_texts  # noqa: PLC0415 - needs all models
        from gesamtplan.translations.signals import texts_changed  # noqa: PLC0415 - as above

        texts_changed.connect(follow_texts, dispatch_uid="offers.follow_texts")
