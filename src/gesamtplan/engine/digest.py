"""Fingerprints, so that a stored result can be matched with the exact inputs and norms it came from."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Chunks = tuple[np.dtype[Any], tuple[int, ...], Iterable[npt.NDArray[Any]]]


def canonical_json(value: object) -> str:
    """JSON with sorted keys and no spaces; dates as ISO text. The same value always gives the same text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def digest_of(value: object) -> str:
    """SHA-256 of the canonical JSON, as 64 hex digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def digest_of_files(files: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over (name, content) pairs; the order in which they are given does not matter."""
    total = hashlib.sha256()
    for name, content in sorted(files):
        total.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return total.hexdigest()


def digest_of_arrays(arrays: Mapping[str, npt.NDArray[Any]], **facts: object) -> str:
    """SHA-256 over name, dtype, shape and bytes of each array and the plain facts; the order of names does not matter.

    Bytes are taken in C order and little-endian, so that the digest is the same on every machine.
    """
    return digest_of_chunks(
        {name: (array.dtype, array.shape, [array]) for name, array in arrays.items()}, **facts
    )


def digest_of_chunks(arrays: Mapping[str, Chunks], **facts: object) -> str:
    """The same for arrays that come in pieces: dtype and shape of the whole, and its pieces in C order."""
    total = hashlib.sha256(canonical_json(facts).encode())
    for name in sorted(arrays):
        dtype, shape, chunks = arrays[name]
        plain = dtype.newbyteorder("<")
        total.update(canonical_json([name, plain.str, shape]).encode())
        for chunk in chunks:
            total.update(np.ascontiguousarray(chunk, plain).reshape(-1).view(np.uint8).data)
    return total.hexdigest()
