"""A text of record shows itself in the reader's language and survives the database."""

import pytest
from django.utils import translation

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.models import Source


@pytest.mark.parametrize(
    ("language", "shown"), [("de", "Bedarf"), ("en", "Need"), ("ar", "Need"), ("fr", "Need")]
)
def test_text_shows_itself_in_the_readers_language(language: str, shown: str) -> None:
    with translation.override(language):
        assert str(LocalizedText(de="Bedarf", en="Need")) == shown


def test_text_without_the_language_falls_back() -> None:
    with translation.override("en"):
        assert str(LocalizedText(de="Bedarf")) == "Bedarf"
    with translation.override("uk"):
        assert LocalizedText(de="Bedarf").language == "de"
        assert LocalizedText(de="Bedarf", en="Need").language == "en"
        assert LocalizedText(de="Bedarf", en="Need", uk="Потреба").language == "uk"
    assert LocalizedText(de="Bedarf", en="Need").in_language("de-simple") == "Bedarf"
    assert not LocalizedText()


def test_text_survives_the_database(munich: None) -> None:
    Source.objects.create(code="X", title=LocalizedText(de="Straße", en="Street"), url="https://example.org/")
    assert Source.objects.get(code="X").title == {"de": "Straße", "en": "Street"}
    assert Source.objects.filter(title__de__icontains="straß").count() == 1
