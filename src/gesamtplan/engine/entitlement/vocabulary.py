"""Residence statuses, kinds of offer and conditions with their names, read from norms/entitlement/*.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from gesamtplan.engine.entitlement.errors import ContradictionError, RuleFileError, UnknownCodeError
from gesamtplan.engine.entitlement.fields import Entry, Text, read_entries
from gesamtplan.engine.norm_files import read_norms

NORMS = files("gesamtplan.engine") / "norms"


@dataclass(frozen=True, slots=True)
class Status:
    """A residence status (Aufenthaltsstatus)."""

    code: str
    name: Text
    short: Text
    note: Text | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A circumstance of the person.

    `presumed`: what is taken for granted while nobody has said; None = nothing is. A presumption is always
    told in the answer, together with what would follow from its opposite.
    """

    code: str
    name: Text
    negated: Text
    presumed: bool | None
    reason: Text

    def said(self, value: bool) -> Text:
        return self.name if value else self.negated


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of offer. `presumes`: facts that asking for it implies (school: a child of school age)."""

    code: str
    name: Text
    short: Text
    presumes: tuple[tuple[str, bool], ...]


def read_folder(folder: Traversable, suffix: str = ".yaml") -> dict[str, bytes]:
    """File name -> content of all norm files directly in a folder."""
    return {item.name: item.read_bytes() for item in folder.iterdir() if item.name.endswith(suffix)}


def document(name: str) -> Any:
    """The parsed content of a file of norms/entitlement."""
    return read_norms(name, (NORMS / "entitlement" / name).read_bytes())


def _status(entry: Entry) -> Status:
    return Status(entry.need("code"), entry.need_text("name"), entry.need_text("short"), entry.text("note"))


def _condition(entry: Entry) -> Condition:
    return Condition(
        code=entry.need("code"),
        name=entry.need_text("name"),
        negated=entry.need_text("negated"),
        presumed=entry.typed("presumed", bool),
        reason=entry.need_text("reason"),
    )


def _kind(entry: Entry) -> Kind:
    presumes = entry.facts("presumes", CONDITIONS)
    return Kind(entry.need("code"), entry.need_text("name"), entry.need_text("short"), presumes)


def _by_code(items: list[Any], file: str) -> dict[str, Any]:
    found = {item.code: item for item in items}
    if len(found) < len(items):
        raise RuleFileError(file, "codes", "a code is given twice", "Give each entry its own code")
    return found


CONDITIONS: Mapping[str, Condition] = _by_code(
    read_entries("conditions.yaml", document("conditions.yaml"), _condition), "conditions.yaml"
)
STATUSES: Mapping[str, Status] = _by_code(
    read_entries("statuses.yaml", document("statuses.yaml"), _status), "statuses.yaml"
)
KINDS: Mapping[str, Kind] = _by_code(read_entries("kinds.yaml", document("kinds.yaml"), _kind), "kinds.yaml")
CONDITION_ORDER: Mapping[str, int] = {code: place for place, code in enumerate(CONDITIONS)}


def parse_conditions(text: str) -> dict[str, bool]:
    """Reads "!in-reception, near-labour-market": named = true, with `!` = false, not named = not known.

    Raises UnknownCodeError or ContradictionError.
    """
    facts: dict[str, bool] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        code, value = part.removeprefix("!").strip(), not part.startswith("!")
        if facts.setdefault(code, value) is not value:
            raise ContradictionError(code)
    check_conditions(facts)
    return facts


def check_conditions(facts: Mapping[str, bool | None]) -> None:
    """Raises UnknownCodeError for the first code that is no condition, or value that is no truth value."""
    for code, value in facts.items():
        if code not in CONDITIONS:
            raise UnknownCodeError("condition", code, CONDITIONS)
        if value not in {True, False, None}:
            raise UnknownCodeError(
                f"value of condition {code}:", value, ("true", "false", "null (not known)")
            )
