"""Cuts KERN's style sheet (340 kB) down to the tokens and the components that our templates use."""

import re
from collections.abc import Iterator

USED_COMPONENTS = ("kern-btn", "kern-form-input", "kern-label", "kern-hint", "kern-error")
UNUSED_PARTS = ("type=file", "--x-small", "-wrapper--", "kern-label--large")

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
KERN_CLASS = re.compile(r"\.(kern-[\w-]+)")
SPACE = re.compile(r"\s+")
NESTING = ("@media", "@supports")
TOKEN = re.compile(r"(--kern-[\w-]+)\s*:[^;{}]*;?\s*")
FALLBACK = re.compile(r"var\(\s*(--kern-[\w-]+)\s*,[^()]*\)")
NEEDLESS = re.compile(r"(?<=[;{}])\s+|;\s*(?=})")
EMPTY_RULE = re.compile(r"[^{}]+\{\s*\}")
REFERENCE = re.compile(r"var\(\s*(--kern-[\w-]+)")


def cut(css: str) -> str:
    """Rules for bare elements and used components, and the tokens that these refer to, however indirectly."""
    kept = "\n".join(_kept(_statements(COMMENT.sub("", css))))
    return _shortened(_without_unused_tokens(kept)) + "\n"


def _statements(css: str) -> Iterator[tuple[str, str]]:
    """(head, body) of each top-level rule; a statement without a body (@charset, @import) is left out."""
    depth, start, brace = 0, 0, 0
    for match in re.finditer(r"[{};]", css):
        sign, at = match.group(), match.start()
        if sign == "{":
            depth += 1
            brace = at if depth == 1 else brace
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield SPACE.sub(" ", css[start:brace]).strip(), css[brace + 1 : at]
                start = at + 1
        elif depth == 0:
            start = at + 1


def _kept(rules: Iterator[tuple[str, str]]) -> Iterator[str]:
    for head, body in rules:
        if head.startswith(NESTING):
            inner = "".join(_kept(_statements(body)))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{SPACE.sub(' ', body).strip()}}}"
        elif selectors := [one for one in _selectors(head) if _is_used(one)]:
            yield f"{','.join(selectors)}{{{SPACE.sub(' ', body).strip()}}}"


def _selectors(head: str) -> list[str]:
    """Parts of a selector list; commas inside brackets do not separate."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(head):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            parts.append(head[start:at].strip())
            start = at + 1
    return [*parts, head[start:].strip()]


def _is_used(selector: str) -> bool:
    """The subject of the selector is a bare element, the root of a theme, or one of our components."""
    if "kern-theme" in selector or ":is(body" in selector:
        return ":is(body" in selector
    if any(part in selector for part in UNUSED_PARTS):
        return False
    return all(name.startswith(USED_COMPONENTS) for name in KERN_CLASS.findall(selector))


def _without_unused_tokens(css: str) -> str:
    """KERN's palette has some 900 tokens; those nobody reads are dropped, until nothing more can go."""
    before = ""
    while before != css:
        before, read = css, frozenset(REFERENCE.findall(css))
        css = "".join(part for name, part in _declarations(css) if not name or name in read)
    return EMPTY_RULE.sub("", css)


def _shortened(css: str) -> str:
    """Without blanks that say nothing, and without fallbacks of tokens that are defined anyway."""
    defined = frozenset(name for name, _ in _declarations(css) if name)
    css = FALLBACK.sub(
        lambda match: f"var({match.group(1)})" if match.group(1) in defined else match.group(), css
    )
    return NEEDLESS.sub("", css)


def _declarations(css: str) -> Iterator[tuple[str, str]]:
    """The sheet in pieces: (token, its declaration) and ("", everything between)."""
    end = 0
    for match in TOKEN.finditer(css):
        yield "", css[end : match.start()]
        yield match.group(1), match.group()
        end = match.end()
    yield "", css[end:]
