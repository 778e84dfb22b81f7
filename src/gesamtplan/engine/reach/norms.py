"""The dated, sourced assumptions on ways and speeds (engine/norms/reach.yaml)."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from gesamtplan.engine.digest import digest_of_files
from gesamtplan.engine.entitlement.fields import Entry, Text, read_entries
from gesamtplan.engine.norm_files import NormFileError, read_norms
from gesamtplan.engine.reach.modes import Mode

FILE = "reach.yaml"


@dataclass(frozen=True)
class ReachNorms:
    """Modes by code with their names, the usual limits in minutes, and the version that results carry.

    `as_data`: the file as it stands, with units, dates, certainty, reasons and sources, for "how was this computed".
    """

    version: str
    modes: dict[str, Mode]
    names: dict[str, Text]
    limits: tuple[int, ...]
    as_data: dict[str, Any]

    def mode(self, code: str) -> Mode:
        """Raises NormFileError for a mode that the file does not hold."""
        if code not in self.modes:
            raise NormFileError(f"{FILE} knows no mode {code!r}. Use one of: {', '.join(self.modes)}.")
        return self.modes[code]


def load_norms(content: bytes | None = None) -> ReachNorms:
    """The norms of the package, or those of `content` (YAML of the same form). Raises NormFileError."""
    content = content or (files("gesamtplan.engine") / "norms" / FILE).read_bytes()
    data = Entry.of(FILE, "whole file", read_norms(FILE, content))
    detour = Entry.of(FILE, "detour", data.need("detour")).need("factor")
    limits = Entry.of(FILE, "limits", data.need("limits")).need("minutes")
    named = read_entries(FILE, data.need("modes"), lambda entry: _mode(entry, detour))
    return ReachNorms(
        version=f"{data.need('version')} {digest_of_files([(FILE, content)])[:12]}",
        modes={mode.code: mode for mode, _ in named},
        names={mode.code: name for mode, name in named},
        limits=tuple(limits),
        as_data=dict(data.data),
    )


def _mode(entry: Entry, detour: float) -> tuple[Mode, Text]:
    bands = tuple((band.get("to_km"), band["kmh"]) for band in entry.need("bands"))
    for key in ("from", "certainty", "reason"):
        entry.need(key)
    if entry.get("sources") is None and entry.need("certainty") != "low":
        raise entry.fail("a norm without source is an assumption", "Name a source, or set certainty: low")
    mode = Mode(entry.need("code"), detour, bands, entry.need("start_minutes"), entry.need("estimate"))
    return mode, entry.need_text("name")
