"""Names of kinds of places: whom they serve, else the beginning of what is said of them."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.queries.analysis import Topic

CLAUSE = re.compile(r"[:.;](\s|$)")


def places_for(topic: Topic, groups: Iterable[str]) -> str:
    """Places named by the groups they serve."""
    names = "; ".join(str(topic.groups[code][1]) for code in groups if code in topic.groups)
    text = _("%(unit)s for: %(groups)s") % {"unit": topic.text("places_unit"), "groups": names}
    return text[:1].upper() + text[1:]


def kinds_of_places(topic: Topic) -> list[tuple[str, str]]:
    """(code of the assumption, name) of all places that are counted."""
    return [
        (code, places_for(topic, one["groups"]) if one["groups"] else _clause(one["statement"]))
        for code, one in topic.assumptions.items()
        if one["role"] == "places"
    ]


def _clause(statement: dict[str, str]) -> str:
    return CLAUSE.split(str(LocalizedText(statement)), maxsplit=1)[0]
