"""Reading the YAML that planners write: `no` and `on` stay words, and a key given twice is an error."""

import re
from collections.abc import Hashable
from typing import Any

import yaml


class NormFileError(ValueError):
    """A norm file cannot be used; the message says what happened, where, and what to do."""


class _PlainLoader(yaml.SafeLoader):
    """YAML 1.1 reads `no` and `on` as false and true; here only `true` and `false` are (YAML 1.2)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"key given twice: {', '.join(twice)}", node.start_mark
            )
        return super().construct_mapping(node, deep=deep)


_BOOL = "tag:yaml.org,2002:bool"
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), list("tf"))


def read_norms(name: str, content: bytes) -> Any:
    """The parsed YAML. Raises NormFileError, which carries `name`, if it is not valid."""
    try:
        return yaml.load(content, Loader=_PlainLoader)  # noqa: S506  a subclass of SafeLoader
    except yaml.YAMLError as error:
        raise NormFileError(f"{name} is not valid YAML: {error}. Correct the line named here.") from error
