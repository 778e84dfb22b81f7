"""The dated, sourced assumptions on how far an offer counts (engine/norms/access.yaml)."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from gesamtplan.engine.access.decay import Decay
from gesamtplan.engine.digest import digest_of_files
from gesamtplan.engine.entitlement.fields import Entry, Text, read_entries
from gesamtplan.engine.entitlement.rules import Source
from gesamtplan.engine.norm_files import NormFileError, read_norms

FILE = "access.yaml"


@dataclass(frozen=True)
class AccessNorms:
    """Decays and catchments by code. `catchments`: code -> code of its decay; `version` is what results carry.

    `as_data`: the file as it stands, with units, dates, certainty, reasons and sources, for "how was this computed".
    """

    version: str
    decays: dict[str, Decay]
    catchments: dict[str, str]
    names: dict[str, Text]
    sources: dict[str, Source]
    as_data: dict[str, Any]

    def decay(self, code: str = "default") -> Decay:
        """The decay of that code, or of the catchment of that code. Raises NormFileError for any other."""
        code = self.catchments.get(code, code)
        if code not in self.decays:
            known = ", ".join([*self.catchments, *self.decays])
            raise NormFileError(f"{FILE} knows no catchment or decay {code!r}. Use one of: {known}.")
        return self.decays[code]


def load_norms(content: bytes | None = None) -> AccessNorms:
    """The norms of the package, or those of `content` (YAML of the same form). Raises NormFileError."""
    content = content or (files("gesamtplan.engine") / "norms" / FILE).read_bytes()
    data = Entry.of(FILE, "whole file", read_norms(FILE, content))
    sources = {source.id: source for source in read_entries(FILE, data.need("sources"), _source)}
    decays = read_entries(FILE, data.need("decays"), lambda entry: _decay(entry, sources))
    catchments = read_entries(FILE, data.need("catchments"), _catchment)
    norms = AccessNorms(
        version=f"{data.need('version')} {digest_of_files([(FILE, content)])[:12]}",
        decays={code: decay for code, _, decay in decays},
        catchments={code: decay for code, _, decay in catchments},
        names={code: name for code, name, _ in (*decays, *catchments)},
        sources=sources,
        as_data=dict(data.data),
    )
    for code in norms.catchments:
        norms.decay(code)
    return norms


def _source(entry: Entry) -> Source:
    return Source(entry.need("id"), entry.need("title"), entry.need("url"))


def _decay(entry: Entry, sources: dict[str, Source]) -> tuple[str, Text, Decay]:
    _check_ground(entry)
    entry.codes("sources", sources)
    make = KINDS.get(entry.need("kind"))
    if make is None:
        raise entry.fail(f"`kind` is {entry.need('kind')!r}", f"Use one of: {', '.join(KINDS)}")
    return entry.need("code"), entry.need_text("name"), make(entry)


def _catchment(entry: Entry) -> tuple[str, Text, str]:
    _check_ground(entry)
    return entry.need("code"), entry.need_text("name"), entry.need("decay")


def _check_ground(entry: Entry) -> None:
    entry.day("from")
    entry.need("certainty")
    entry.need_text("reason")
    if entry.get("sources") is None and entry.need("certainty") != "low":
        raise entry.fail("a norm without source is an assumption", "Name a source, or set certainty: low")


KINDS: dict[str, Callable[[Entry], Decay]] = {
    "bands": lambda entry: Decay.bands(entry.need("bands")),
    "step": lambda entry: Decay.step(entry.need("limit")),
    "exponential": lambda entry: Decay.exponential(entry.need("rate"), entry.need("limit")),
    "gaussian": lambda entry: Decay.gaussian(entry.need("sigma"), entry.need("limit")),
}
