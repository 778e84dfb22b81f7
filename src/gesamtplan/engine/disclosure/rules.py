"""Threshold, noise and classes, dated and sourced (engine/norms/disclosure.yaml)."""

from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.digest import digest_of_files
from gesamtplan.engine.entitlement.fields import Entry
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.norm_files import read_norms

FILE = "disclosure.yaml"
KEYS = 256
"""Keys are whole numbers from 0 to 255."""


@dataclass(frozen=True, eq=False)
class Rules:
    """`threshold`: people from which a count is shown. `noise` int64[256]: what each key adds to a count.

    `access_per_100`: lower bounds of the classes of access, in places per 100 people. `unmet_base`: unmet need is
    told in multiples of it. Raises BadInput if the noise is not symmetric and without gaps around 0, or if it
    could bring a count of the threshold to 0 or below.
    """

    version: str
    threshold: int
    noise: npt.NDArray[np.int64]
    access_per_100: tuple[float, ...]
    unmet_base: int
    as_data: dict[str, Any]

    def __post_init__(self) -> None:
        values, counts = np.unique(self.noise, return_counts=True)
        whole = np.array_equal(values, np.arange(-self.largest, self.largest + 1))
        if len(self.noise) != KEYS or not whole or not np.array_equal(counts, counts[::-1]):
            why = f"{len(self.noise)} keys, noises {values.tolist()}, keys for each {counts.tolist()}"
            raise BadInput(
                "Noise", why, f"Share {KEYS} keys, alike for n and -n, without gaps", column="keys"
            )
        if self.threshold <= self.largest:
            why = f"{self.threshold} people are not above the largest noise of {self.largest}"
            raise BadInput("Threshold", why, "Raise the threshold, or take less noise", column="threshold")

    @property
    def largest(self) -> int:
        """The largest noise, up or down."""
        return int(np.abs(self.noise).max(initial=0))

    def with_threshold(self, people: int) -> Self:
        """The same rules with a city's own threshold; the version says so."""
        return replace(self, threshold=people, version=f"{self.version} threshold {people}")


def noise_table(keys_by_noise: dict[int, int]) -> npt.NDArray[np.int64]:
    """int64[256] from the number of keys for each size of noise; the same number for its negative."""
    signed = {sign * size: keys for size, keys in keys_by_noise.items() for sign in (1, -1)}
    return np.repeat(sorted(signed), [signed[size] for size in sorted(signed)]).astype(np.int64)


def load_rules(content: bytes | None = None) -> Rules:
    """The rules of the package, or those of `content` (YAML of the same form). Raises NormFileError, BadInput."""
    content = content or (files("gesamtplan.engine") / "norms" / FILE).read_bytes()
    data = Entry.of(FILE, "whole file", read_norms(FILE, content))
    threshold, noise, shown = (
        Entry.of(FILE, name, data.need(name)) for name in ("threshold", "noise", "shown")
    )
    return Rules(
        version=f"{data.need('version')} {digest_of_files([(FILE, content)])[:12]}",
        threshold=threshold.need("people"),
        noise=noise_table(noise.need("keys")),
        access_per_100=tuple(shown.need("access_per_100")),
        unmet_base=shown.need("unmet_base"),
        as_data=dict(data.data),
    )
