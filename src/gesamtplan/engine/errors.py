"""What the engine says when it refuses its inputs."""


class BadInput(ValueError):  # noqa: N818  reads as a statement: raise BadInput(what, why, remedy)
    """Inputs that would give a wrong figure. `row` and `column` name the place, the message says all of it."""

    def __init__(
        self, what: str, why: str, remedy: str, *, row: str | int | None = None, column: str | None = None
    ) -> None:
        self.what, self.why, self.remedy, self.row, self.column = what, why, remedy, row, column
        named = {"row": row, "column": column}
        where = ", ".join(f"{name} {value}" for name, value in named.items() if value is not None)
        super().__init__(f"{what}{f' ({where})' if where else ''}: {why}. {remedy}.")
