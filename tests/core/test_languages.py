"""One table of languages, on which settings, texts and the framework agree."""

from typing import get_args

import pytest
from django.conf import settings
from django.utils.translation import get_language_info

from gesamtplan.api.listing import LANGUAGES as API_LANGUAGES
from gesamtplan.api.listing import Reading
from gesamtplan.core.languages import LANGUAGES, READERS, SITE, Interface, instead_of


def test_settings_name_the_languages_with_an_interface() -> None:
    assert [code for code, _ in settings.LANGUAGES] == ["de", "en", "ar", "fa", "uk", "fr", "tr"]
    assert settings.SITE_LANGUAGES == ("de", "en")
    assert dict(settings.LANGUAGES)["fa"] == "فارسی"
    assert {one.code for one in (*SITE, *READERS)} == {
        code for code, one in LANGUAGES.items() if one.interface is not Interface.NONE
    }


@pytest.mark.parametrize("language", [*SITE, *READERS])
def test_framework_writes_each_language_in_the_same_direction(language: object) -> None:
    info = get_language_info(language.code)  # type: ignore[attr-defined]
    assert info["bidi"] is (language.direction == "rtl")  # type: ignore[attr-defined]


def test_readers_get_english_before_german() -> None:
    assert {instead_of(one.code) for one in READERS} == {("en",)}
    assert instead_of("de") == instead_of("xx") == ()


def test_interface_speaks_no_texts_of_record_beyond_those_of_the_city() -> None:
    assert settings.SITE_LANGUAGES == API_LANGUAGES
    spoken = get_args(get_args(Reading.model_fields["lang"].annotation)[0])
    assert spoken == settings.SITE_LANGUAGES
