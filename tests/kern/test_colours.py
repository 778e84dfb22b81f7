"""The accent colour can always be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.kern.colours import INKS, SURFACES, city_sheet, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@given(COLOURS)
def test_every_accent_can_be_read_in_light_and_dark(accent: str) -> None:
    shades = re.findall(r"--accent:(#[0-9a-f]{6})", city_sheet(accent))
    assert len(shades) == 2
    for shade, scheme in zip(shades, ("light", "dark"), strict=True):
        assert contrast(shade, SURFACES[scheme]) >= 4.5
        assert contrast(shade, INKS[scheme]) >= 4.5


def test_readable_accent_is_kept() -> None:
    assert "--accent:#1f45b5" in city_sheet("#1f45b5")
