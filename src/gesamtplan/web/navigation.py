"""One link of a navigation."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entry:
    """`language`: the one in which its label is and its page speaks, where that is not the language of this page."""

    label: Any
    url: str
    is_current: bool = False
    language: str = ""
