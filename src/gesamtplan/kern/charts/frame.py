"""The <svg> around each picture."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Parts that are each escaped already."""
    return mark_safe("".join(parts))  # noqa: S308 - only SafeStrings come in


def picture(
    name: str, size: tuple[int, int], title: object, description: object, content: SafeString
) -> SafeString:
    """`name` is a CSS class; `title` names the picture, `description` says in words what it shows."""
    label = f"{title}. {description}" if description else title
    described = format_html("<desc>{}</desc>", description) if description else ""
    return format_html(
        '<svg class="chart {}" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>{}{}</svg>',
        name, *size, label, title, described, content,
    )  # fmt: skip
