"""What an assumption may refer to."""

from typing import Any

import pytest

from gesamtplan.gaps.references import (
    BadReferenceError,
    FigureReference,
    OfferReference,
    SeriesReference,
    check_reference,
    read_reference,
)


def test_series_with_a_subtrahend() -> None:
    data = {
        "indicator": "a",
        "part": "denominator",
        "lag": 1,
        "minus": {"indicator": "b", "part": "numerator"},
    }
    assert read_reference(data) == SeriesReference("a", "denominator", 1, SeriesReference("b", "numerator"))


def test_figures_by_year() -> None:
    data = {"figures": {"2016": {"code": "x"}, "2017": {"code": "y", "part": "p"}}, "carry": 2}
    assert read_reference(data) == FigureReference({2016: ("x", ""), 2017: ("y", "p")}, 2)


def test_offers_and_nothing() -> None:
    assert read_reference({"offers": ["O01"], "carry": 3}) == OfferReference(("O01",), 3)
    assert read_reference({}) is None


@pytest.mark.parametrize(
    ("role", "data", "said"),
    [
        ("people", {"indicator": "a", "part": "half"}, "is no part of a figure"),
        ("people", {"offers": ["O01"]}, "cannot be used for people"),
        ("norm", {"indicator": "a"}, "cannot be used for norm"),
        ("reach", {"modes": ["flying"]}, "is no way to travel"),
        ("places", {"entitlement": "dancing"}, "is no kind of the entitlement rules"),
        ("places", {"figures": {"then": {"code": "x"}}}, "is no list of figures by year"),
        ("places", {"figures": [1]}, "is no list of figures by year"),
    ],
)
def test_what_nobody_can_follow_is_refused_with_a_remedy(role: str, data: dict[str, Any], said: str) -> None:
    with pytest.raises(BadReferenceError, match=said) as caught:
        check_reference(role, data)
    assert caught.value.remedy
