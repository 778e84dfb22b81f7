"""The city's accent colour as a small style sheet, shaded until text in it can be read (WCAG 2.2 AA)."""

from itertools import pairwise

READABLE = 4.5  # contrast of text to its ground, WCAG 2.2, 1.4.3
SURFACES = {"light": "#f4f5f9", "dark": "#1b1e2c"}  # the less favourable grounds of kern/theme.css
INKS = {"light": "#ffffff", "dark": "#0d1020"}
Colour = tuple[int, int, int]


def city_sheet(accent: str) -> str:
    """Style sheet that sets the accent (`#rrggbb`) for light and dark pages."""
    light, dark = (_readable(_colour(accent), scheme) for scheme in ("light", "dark"))
    return (
        f":root{{--accent:{light};--on-accent:{INKS['light']}}}\n"
        f"@media(prefers-color-scheme:dark){{:root{{--accent:{dark};--on-accent:{INKS['dark']}}}}}\n"
    )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(_colour(one)), _luminance(_colour(other))))
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: Colour, scheme: str) -> str:
    """The colour itself where it can be read, else the nearest shade towards black (light) or white (dark)."""
    goal = 0 if scheme == "light" else 255
    for step in range(101):
        r, g, b = (round(part + (goal - part) * step / 100) for part in colour)
        shade = f"#{r:02x}{g:02x}{b:02x}"
        if min(contrast(shade, SURFACES[scheme]), contrast(shade, INKS[scheme])) >= READABLE:
            return shade
    raise ValueError(
        f"No shade of {colour} can be read on {SURFACES[scheme]}, which black and white always can."
    )


def _colour(text: str) -> Colour:
    r, g, b = (int(text[start:end], 16) for start, end in pairwise((1, 3, 5, 7)))
    return r, g, b


def _luminance(colour: Colour) -> float:
    parts = (part / 255 for part in colour)
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
