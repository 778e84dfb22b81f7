"""People counted by several features at once, each finest cell with its key; every published table is a sum of it."""

from dataclasses import dataclass
from hashlib import blake2b
from itertools import product
from typing import Self

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.disclosure.rules import KEYS
from gesamtplan.engine.errors import BadInput

Whole = npt.NDArray[np.int64]
ALL = "all"
"""The level of every axis that holds everybody in one line."""


@dataclass(frozen=True, eq=False)
class Level:
    """A coarser view of an axis, such as districts of sub-districts.

    `codes` of the level; `index` int64[codes of the axis]: row of the level for each code of the axis.
    """

    name: str
    codes: tuple[str, ...]
    index: Whole


@dataclass(frozen=True, eq=False)
class Axis:
    """A feature by which people are counted: its finest `codes`, and the coarser `levels` that are published."""

    name: str
    codes: tuple[str, ...]
    levels: tuple[Level, ...] = ()

    def __post_init__(self) -> None:
        for level in self.levels:
            fits = (
                len(level.index) == len(self.codes)
                and (np.isin(level.index, np.arange(len(level.codes)))).all()
            )
            if not fits:
                why = f"its index does not lead each of the {len(self.codes)} codes to one of its own"
                raise BadInput(f"Level {level.name}", why, "Give one row for each code", column=self.name)

    @property
    def level_names(self) -> tuple[str, ...]:
        """From finest to coarsest."""
        return (self.name, *(level.name for level in self.levels), ALL)

    def level(self, name: str) -> Level:
        """Raises BadInput for a level that the axis does not have."""
        size = len(self.codes)
        known = {
            self.name: Level(self.name, self.codes, np.arange(size)),
            ALL: Level(ALL, (ALL,), np.zeros(size, np.int64)),
        } | {level.name: level for level in self.levels}
        if name not in known:
            raise BadInput(
                f"Axis {self.name}", f"it has no level {name!r}", f"Use one of: {', '.join(known)}"
            )
        return known[name]


@dataclass(frozen=True, eq=False)
class Table:
    """True sums of a cube, never to be published. `member` int64[finest cells]: cell of the table each is part of."""

    levels: tuple[Level, ...]
    member: Whole
    people: Whole
    keys: Whole


@dataclass(frozen=True, eq=False)
class Cube:
    """`people` int64[axes] and `keys` uint8[axes]: the sum, modulo 256, of the random keys of the people counted.

    Where a register holds the people, each person gets a random key once and the register delivers both sums;
    where only counts are delivered, `from_secret` makes the keys. Everything that is published of the same people
    must come from one cube: two cubes would carry two noises, whose mean is nearer the truth.
    Raises BadInput naming the cell: negative people, or a key where there is nobody.
    """

    axes: tuple[Axis, ...]
    people: Whole
    keys: npt.NDArray[np.uint8]

    def __post_init__(self) -> None:
        shape = tuple(len(axis.codes) for axis in self.axes)
        if self.people.shape != shape or self.keys.shape != shape:
            why = f"{self.people.shape} counts and {self.keys.shape} keys stand on axes of {shape}"
            raise BadInput("Cube", why, "Give one count and one key for each cell")
        if not (np.issubdtype(self.people.dtype, np.integer) and self.keys.dtype == np.uint8):
            raise BadInput(
                "Cube", "people and keys must be whole numbers (int, uint8)", "Round before you publish"
            )
        for wrong, why in (
            (self.people < 0, "there are fewer than 0 people"),
            ((self.people == 0) & (self.keys != 0), "nobody is there, yet there is a key"),
        ):
            if wrong.any():
                where = np.unravel_index(int(np.argmax(wrong)), shape)
                row = " / ".join(axis.codes[k] for axis, k in zip(self.axes, where, strict=True))
                raise BadInput("Cube", why, "Correct the cell", row=row)

    @classmethod
    def from_secret(cls, axes: tuple[Axis, ...], people: npt.ArrayLike, secret: bytes) -> Self:
        """Keys from a secret of the city: the same cell with the same count has the same key, always.

        A changed count gets another key, so that the difference of two years does not show the true change.
        `secret`: at least 16 random bytes, never published. Raises BadInput if it is shorter.
        """
        if len(secret) < 16:
            raise BadInput("Secret", f"{len(secret)} bytes can be guessed", "Draw at least 16 random bytes")
        counts = np.asarray(people)
        keys = np.zeros(counts.shape, np.uint8)
        for place in np.argwhere(counts != 0):
            name = [axis.codes[k] for axis, k in zip(axes, place, strict=True)]
            text = "\0".join([*name, str(counts[tuple(place)])]).encode()
            keys[tuple(place)] = blake2b(text, key=secret[:64], digest_size=1).digest()[0]
        return cls(axes, counts, keys)

    def table(self, levels: tuple[str, ...]) -> Table:
        """The sums at one level for each axis. Raises BadInput for a level that an axis does not have."""
        if len(levels) != len(self.axes):
            names = ", ".join(axis.name for axis in self.axes)
            raise BadInput(
                "Table", f"{len(levels)} levels for {len(self.axes)} axes", f"Give one for each of {names}"
            )
        chosen = tuple(axis.level(name) for axis, name in zip(self.axes, levels, strict=True))
        shape = tuple(len(level.codes) for level in chosen)
        member = np.ravel_multi_index(np.ix_(*(level.index for level in chosen)), shape).ravel()
        sums = [np.zeros(int(np.prod(shape)), np.int64) for _ in range(2)]
        for total, values in zip(sums, (self.people, self.keys.astype(np.int64)), strict=True):
            np.add.at(total, member, values.ravel())
        return Table(chosen, member, sums[0].reshape(shape), (sums[1] % KEYS).reshape(shape))

    def all_tables(self) -> tuple[tuple[str, ...], ...]:
        """Every combination of levels: the cube itself, all its margins, and the total."""
        return tuple(product(*(axis.level_names for axis in self.axes)))
