"""What was said of the person, in short: the bar on top of the finder, from which each part can be taken out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gesamtplan.kern.formats import format_partial_date
from gesamtplan.web.offers.asked import Asked
from gesamtplan.web.offers.form import FAMILIES, LEVELS, SEXES, paper_choices
from gesamtplan.web.offers.languages import language_name


@dataclass(frozen=True)
class Chip:
    """One thing that was said, and the address without it."""

    text: str
    without: str


def chips(said: Asked) -> list[Chip]:
    """In the order of the table below."""
    values = {name: said.form.cleaned_data.get(name) for name in _TEXTS}
    told = [
        (name, _TEXTS[name](value, said)) for name, value in values.items() if value not in (None, "", [])
    ]
    return [Chip(text, f"?{said.query(without=[name])}") for name, text in told if text]


def _since(day: Any, said: Asked) -> str:
    months = said.person().months_on(said.today) or 0
    words = ngettext(
        "since %(day)s in Germany (%(months)d full month)",
        "since %(day)s in Germany (%(months)d full months)",
        months,
    )
    return words % {"months": months, "day": format_partial_date(day)}


def _age(years: Any, _said: Asked) -> str:
    return ngettext("%(years)d year old", "%(years)d years old", years) % {"years": years}


def _near(_typed: Any, said: Asked) -> str:
    """What was understood; a place that is not known is told elsewhere."""
    return _("near %(place)s") % {"place": said.here.name} if said.here else ""


_TEXTS: Mapping[str, Callable[[Any, Asked], str]] = {
    "since": _since,
    "status": lambda code, _said: dict(paper_choices())[code],
    "age": _age,
    "speaks": lambda code, _said: _("speaks %(language)s") % {"language": language_name(code)},
    "near": _near,
    "level": lambda code, _said: _("German: %(level)s") % {"level": LEVELS.get(code, code)},
    "sex": lambda code, _said: str(SEXES[code]),
    "family": lambda codes, _said: ", ".join(str(FAMILIES[code]) for code in codes),
}
