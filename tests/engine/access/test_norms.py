"""The norms on catchments: what ships is usable, and what is wrong is named."""

import numpy as np
import pytest

from gesamtplan.engine.access import FORMULAS, Method, load_norms
from gesamtplan.engine.norm_files import NormFileError

GOOD = """
version: 2026-11-23
decays:
  - {code: one, name: {de: eins, en: one}, kind: step, limit: 5, from: 2020-01-01, certainty: low, reason: {de: a, en: a}}
catchments:
  - {code: default, name: {de: b, en: b}, decay: one, from: 2020-01-01, certainty: low, reason: {de: a, en: a}}
sources: []
"""


def test_shipped_bands_are_those_of_luo_and_qi() -> None:
    norms = load_norms()
    np.testing.assert_array_equal(
        norms.decay("bands-30").weights[[0, 100, 101, 200, 300]], [1, 1, 0.68, 0.68, 0.22]
    )
    np.testing.assert_array_equal(norms.decay().weights, norms.decay("bands-30").weights)
    assert norms.decay("near").limit == 30
    assert norms.decay("wide").limit == 60
    assert set(norms.names) == {*norms.decays, *norms.catchments}


def test_every_formula_has_its_source_in_the_norms() -> None:
    assert {formula.source for formula in FORMULAS.values()} <= set(load_norms().sources)
    assert set(FORMULAS) == set(Method) - {Method.PROVISION}


def test_own_norms_of_a_city_are_read_and_versioned() -> None:
    assert load_norms(GOOD.encode()).decay().limit == 5
    assert (
        load_norms(GOOD.encode()).version != load_norms(GOOD.replace("limit: 5", "limit: 6").encode()).version
    )


@pytest.mark.parametrize(
    ("wrong", "instead", "named"),
    [
        ("kind: step", "kind: stairs", "stairs"),
        ("decay: one", "decay: two", "two"),
        (
            "certainty: low, reason: {de: a, en: a}}\ncat",
            "certainty: high, reason: {de: a, en: a}}\ncat",
            "source",
        ),
        ("limit: 5", "limit: 5, colour: red", "colour"),
        ("reason: {de: a, en: a}}\ncat", "reason: {de: a}}\ncat", "reason"),
    ],
)
def test_wrong_norms_are_refused_by_name(wrong: str, instead: str, named: str) -> None:
    with pytest.raises(NormFileError, match=named):
        load_norms(GOOD.replace(wrong, instead).encode())
