"""What may not stand in a log: the address of a link is a key."""

import logging
import re
from typing import Any

KEY = re.compile(r"(/upkeep/)[^/\s\"']+")


class HideKeys(logging.Filter):
    """Puts … in place of the key, in the sentence and in what is filled into it. Nothing is left out of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true."""
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_hidden, record.args))
        return True


def _hidden(value: Any) -> Any:
    return KEY.sub(r"\1…", value) if isinstance(value, str) else value
