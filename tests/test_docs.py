"""The pages of the documentation that show code do what they say."""

import doctest
import re
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_engine_page_runs() -> None:
    text = re.sub(r"^```.*$", "", (DOCS / "engine.md").read_text("utf-8"), flags=re.MULTILINE)
    page = doctest.DocTestParser().get_doctest(text, {}, "engine.md", "docs/engine.md", 0)
    told = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(page)
    assert told.attempted > 30
    assert told.failed == 0
