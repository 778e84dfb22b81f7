"""Words and rules of the entitlement norms, as they are frozen with an assessment."""

from collections.abc import Mapping
from typing import Any

from gesamtplan.engine.entitlement import labels, rule_as_data

Data = dict[str, Any]


def named(item: Any, **more: object) -> Data:
    """A status or a kind of offer: code, name, short name."""
    return {"code": item.code, "name": item.name.as_data(), "short": item.short.as_data(), **more}


def condition_words(item: Any) -> Data:
    """A circumstance, its opposite, and why it is presumed."""
    return {"true": item.name.as_data(), "false": item.negated.as_data(), "reason": item.reason.as_data()}


def label_words() -> Data:
    """Names of verdicts, levels, certainties and caveats, by "group.code"."""
    return {
        f"{type(code).__name__.lower()}.{code.value}": {
            "name": words.name.as_data(),
            "short": words.short.as_data(),
        }
        for code, words in labels().items()
    }


def rule_words(rule: Any, titles: Mapping[str, Data]) -> Data:
    """Without the nested words: they stand under labels and conditions. The city's sources are named in all languages."""
    data = rule_as_data(rule)
    data["sources"] = [
        source | {"title": titles[source["id"]]["title"]} if source["id"] in titles else source
        for source in data["sources"]
    ]
    codes = {key: data[key]["code"] for key in ("verdict", "level", "certainty")}
    return data | codes | {"when": [[fact["code"], fact["value"]] for fact in data["when"]]}
