"""The size budget: files and functions stay short enough to be read in one go. Exceptions carry a reason below."""

import ast
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "gesamtplan"
FILE_MEDIAN, FILE_LIMIT = 60, 400
FUNCTION_MEDIAN, FUNCTION_P90, FUNCTION_LIMIT = 8, 25, 50
TEMPLATE_LIMIT = 120
EXCEPTIONS: dict[str, str] = {}


def functions(path: Path) -> list[tuple[str, int]]:
    """Name and length in lines of every function in a file, its docstring not counted."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first, end = node.body[0], node.end_lineno or node.lineno
            doc = ast.get_docstring(node) is not None
            docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if doc else 0
            found.append((node.name, end - node.lineno + 1 - docstring))
    return found


def too_long(lengths: dict[str, int], limit: int) -> list[str]:
    """What exceeds a hard limit without a reason."""
    return [
        f"{name}: {n} lines, at most {limit}"
        for name, n in lengths.items()
        if n > limit and name not in EXCEPTIONS
    ]


def main() -> None:
    """Measure, print one line, fail with the list of offenders."""
    paths = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]
    names = {p: str(p.relative_to(SOURCE)) for p in paths}
    files = {names[p]: len(p.read_text("utf-8").splitlines()) for p in paths}
    lengths = {f"{names[p]}:{name}": n for p in paths for name, n in functions(p)}
    templates = {
        str(p.relative_to(SOURCE)): len(p.read_text("utf-8").splitlines()) for p in SOURCE.rglob("*.html")
    }
    faults = (
        too_long(files, FILE_LIMIT) + too_long(lengths, FUNCTION_LIMIT) + too_long(templates, TEMPLATE_LIMIT)
    )
    file_median, function_median = statistics.median(files.values()), statistics.median(lengths.values())
    p90 = statistics.quantiles(lengths.values(), n=10)[8]
    for name, value, limit in (
        ("median file", file_median, FILE_MEDIAN),
        ("median function", function_median, FUNCTION_MEDIAN),
        ("90th percentile of functions", p90, FUNCTION_P90),
    ):
        if value > limit:
            faults.append(f"{name}: {value:g} lines, at most {limit}")
    print(  # noqa: T201 - this is the output
        f"sizes: {len(files)} files, median {file_median:g}; {len(lengths)} functions, median {function_median:g}, p90 {p90:g}"
    )
    if faults:
        sys.exit("size budget exceeded:\n" + "\n".join(faults))


if __name__ == "__main__":
    main()
