"""Named sets of circumstances (circumstances.yaml): a case in a few words instead of 22 conditions."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.norm_files import read_norms

FILE = "circumstances.yaml"


@dataclass(frozen=True)
class Circumstances:
    """`conditions`: code of the engine -> true or false; what is missing is not stated."""

    code: str
    name: LocalizedText
    conditions: tuple[tuple[str, bool], ...]

    def as_data(self) -> dict[str, object]:
        """For digests and for the explanation of an assessment."""
        return {"code": self.code, "name": dict(self.name), "conditions": dict(self.conditions)}


@cache
def all_circumstances() -> tuple[Circumstances, ...]:
    """In the order of the file; the first is the default of the page."""
    content = (files("gesamtplan.gaps") / FILE).read_bytes()
    return tuple(
        Circumstances(entry["code"], LocalizedText(entry["name"]), tuple(sorted(entry["conditions"].items())))
        for entry in read_norms(FILE, content)
    )
