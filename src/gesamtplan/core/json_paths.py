"""Parts of large JSON columns: what a page does not need is not read."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Func, JSONField
from django.db.models.sql.compiler import SQLCompiler


class WithoutPaths(Func):
    """A JSON column without what stands at these paths, e.g. ("topics", 0, "facts"); where nothing stands, as it is."""

    output_field = JSONField()

    def __init__(self, column: str, paths: Sequence[Sequence[str | int]]) -> None:
        self.paths = paths
        super().__init__(column)

    def as_sqlite(self, compiler: SQLCompiler, *_connection: Any, **_extra: Any) -> tuple[str, Any]:
        """JSON_REMOVE knows many paths at once."""
        paths = [
            "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
            for path in self.paths
        ]
        return self._sql(compiler, "JSON_REMOVE(%(column)s" + ", %%s" * len(paths) + ")", paths)

    def as_postgresql(self, compiler: SQLCompiler, *_connection: Any, **_extra: Any) -> tuple[str, Any]:
        """One operator for each path."""
        paths = [[str(step) for step in path] for path in self.paths]
        return self._sql(compiler, "(%(column)s" + " #- %%s::text[]" * len(paths) + ")", paths)

    def _sql(self, compiler: SQLCompiler, template: str, paths: Sequence[Any]) -> tuple[str, Any]:
        column, parameters = compiler.compile(self.source_expressions[0])
        return template % {"column": column}, [*parameters, *paths]
