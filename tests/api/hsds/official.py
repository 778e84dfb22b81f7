"""The official HSDS 3.1 schemas, made strict: no property beside those they name, except our documented profile."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from referencing import Registry, Resource

from gesamtplan.api.hsds.profile import NAME, PROFILED, profile_schema
from tests.conftest import SHARED

FOLDER = SHARED / "hsds-3.1"
# beside the plain schemas: what the standard's own examples nest, and its compiled schemas have
NESTED = {"organization": {"services": "service.json"}, "service_at_location": {"service": "service.json"}}


@cache
def registry() -> Registry[Any]:
    """Every schema by file name, strict; the profile's own schema beside them."""
    resources = [(path.name, Resource.from_contents(_strict(path), _default())) for path in _files()]
    resources.append(("profile.json", Resource.from_contents(profile_schema(), _default())))
    return Registry().with_resources(resources)


def _default() -> Any:
    from referencing.jsonschema import DRAFT202012  # noqa: PLC0415 - beside its one use

    return DRAFT202012


def _files() -> list[Path]:
    return sorted((FOLDER / "schema").glob("*.json"))


def _strict(path: Path) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    schema["additionalProperties"] = False
    if path.stem in PROFILED:
        schema["properties"][NAME] = {"$ref": f"profile.json#/$defs/{path.stem}"}
    for name, target in NESTED.get(path.stem, {}).items():
        several = name.endswith("s")
        schema["properties"][name] = {"items": {"$ref": target}} if several else {"$ref": target}
    return schema


def faults(name: str, data: Any) -> list[str]:
    """What the strict schema of an object finds wrong, with its place."""
    schema = {"$ref": f"{name}.json"}
    checker = Draft202012Validator(schema, registry=registry(), format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in checker.iter_errors(data)]


def schema_of_operation(path: str) -> str:
    """Name of the object that openapi.json gives for an operation; its two faults are put right here.

    The references point at the 3.0 branch on the web, and a single service_at_location names the service schema.
    """
    if path == "/service_at_locations/{id}":
        return "service_at_location"
    text = json.dumps(
        json.loads((FOLDER / "openapi.json").read_text("utf-8"))["paths"][path]["get"]["responses"]
    )
    reference = text.split('"$ref": "https://raw.githubusercontent.com')[1].split('"')[0]
    return reference.rsplit("/", 1)[1].removesuffix(".json").removesuffix("_list")
