"""What in a translation calls for a second look. A doubt refuses nothing: an inflected language may have its reasons."""

import re
import unicodedata
from collections import Counter

from django.db import models
from django.utils.translation import gettext_lazy as _

NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f'’]\d+)*")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


class Doubt(models.TextChoices):
    """Why somebody should compare source and translation."""

    NUMBERS = "numbers", _("other numbers than in the German text")
    PLACEHOLDERS = "placeholders", _("other placeholders than in the German text")


def doubts(source: str, text: str) -> list[Doubt]:
    """Numbers are facts and must survive, in whatever digits; placeholders must survive letter by letter."""
    found = []
    if numbers(source) != numbers(text):
        found.append(Doubt.NUMBERS)
    if Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(text)):
        found.append(Doubt.PLACEHOLDERS)
    return found


def numbers(text: str) -> Counter[str]:
    """Each number in Latin digits without separators: "1.200", "1,200" and "١٬٢٠٠" are the same."""
    return Counter(
        "".join(str(unicodedata.digit(sign)) for sign in found if sign.isdigit())
        for found in NUMBER.findall(text)
    )
