"""Fingerprints, so that a stored result can be matched with the exact inputs and norms it came from."""

import hashlib
import json
from collections.abc import Iterable


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
