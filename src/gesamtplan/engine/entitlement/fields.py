"""Reading one YAML entry field by field: each is known, typed and used, or the error says which is not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from gesamtplan.engine.entitlement.errors import RuleFileError

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Text:
    """The same statement in German and in English."""

    de: str
    en: str

    def as_data(self) -> dict[str, str]:
        return {"de": self.de, "en": self.en}


@dataclass(slots=True)
class Entry:
    """One mapping of a norm file; `file` and `name` tell the planner where to look."""

    file: str
    name: str
    data: Mapping[str, Any]
    used: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, file: str, name: str, data: object) -> "Entry":
        if not isinstance(data, Mapping):
            raise RuleFileError(
                file, name, f"expected fields, found {data!r}", "Write it as `field: value` lines"
            )
        return cls(file, name, data)

    def fail(self, problem: str, remedy: str) -> RuleFileError:
        return RuleFileError(self.file, self.name, problem, remedy)

    def get(self, key: str, default: Any = None) -> Any:
        self.used.add(key)
        return self.data.get(key, default)

    def need(self, key: str) -> Any:
        if self.get(key) is None:
            raise self.fail(f"field `{key}` is missing", "Add it")
        return self.data[key]

    def finish(self) -> None:
        """Raises if the entry holds a field that nobody read: most often a slip of the pen."""
        left = sorted(str(key) for key in self.data if key not in self.used)
        if left:
            raise self.fail(f"unknown field {', '.join(left)}", f"Known are: {', '.join(sorted(self.used))}")

    def typed(self, key: str, kind: type, default: Any = None) -> Any:
        value = self.get(key, default)
        wrong = not isinstance(value, kind) or (kind is int and isinstance(value, bool))
        if value is not default and wrong:
            raise self.fail(f"`{key}` is {value!r}", f"Give a value of type {kind.__name__}")
        return value

    def day(self, key: str) -> date | None:
        value = self.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise self.fail(f"`{key}` is {value!r}, which is no day", "Write it as 2025-12-01")

    def text(self, key: str) -> Text | None:
        value = self.get(key)
        return None if value is None else self._both(key, value)

    def need_text(self, key: str) -> Text:
        return self._both(key, self.need(key))

    def _both(self, key: str, value: object) -> Text:
        if (
            isinstance(value, Mapping)
            and set(value) == {"de", "en"}
            and all(_is_said(t) for t in value.values())
        ):
            return Text(value["de"].strip(), value["en"].strip())
        raise self.fail(f"`{key}` is {value!r}", "Give both languages: {de: ..., en: ...}")

    def choice(self, key: str, options: type[E], default: E | None = None) -> E:
        value = self.get(key) if default is not None else self.need(key)
        if value is None and default is not None:
            return default
        return self.one_of(key, value, {option.value: option for option in options})

    def one_of(self, key: str, value: object, options: Mapping[str, E]) -> E:
        if isinstance(value, str) and value in options:
            return options[value]
        raise self.fail(f"`{key}` is {value!r}", f"Use one of: {', '.join(options)}")

    def codes(self, key: str, valid: Iterable[str]) -> tuple[str, ...]:
        """A list of codes; every one must be among the valid ones."""
        values = self.get(key, [])
        if not isinstance(values, list):
            raise self.fail(f"`{key}` is {values!r}, which is no list", "Write it as [one, two]")
        self._check_codes(key, values, set(valid))
        return tuple(values)

    def facts(self, key: str, valid: Iterable[str]) -> tuple[tuple[str, bool], ...]:
        """Conditions with true or false, in code order."""
        values = self.get(key, {})
        if not isinstance(values, Mapping) or not all(isinstance(value, bool) for value in values.values()):
            raise self.fail(f"`{key}` is {values!r}", "Write it as {condition: true, other: false}")
        self._check_codes(key, list(values), set(valid))
        return tuple(sorted(values.items()))

    def _check_codes(self, key: str, values: list[Any], valid: set[str]) -> None:
        wrong = [str(value) for value in values if value not in valid]
        if wrong:
            raise self.fail(f"`{key}` names unknown {', '.join(wrong)}", f"Use: {', '.join(sorted(valid))}")


def _is_said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def read_entries(file: str, entries: object, read: Callable[[Entry], Any]) -> list[Any]:
    """Reads a list of entries that each carry `id` or `code`; none may hold a field that is not known."""
    if not isinstance(entries, list):
        raise RuleFileError(file, "whole file", "expected a list of entries", "Start each entry with `- `")
    results = []
    for number, data in enumerate(entries, 1):
        entry = Entry.of(file, f"entry {number}", data)
        entry.name = str(entry.data.get("id") or entry.data.get("code") or entry.name)
        results.append(read(entry))
        entry.finish()
    return results
