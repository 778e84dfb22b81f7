"""Parts of a whole, for share bars and legends."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Segment:
    """One part: what the key says, how many, and the class of its colour (e.g. 'tone-good')."""

    label: Any
    value: float
    css_class: str
