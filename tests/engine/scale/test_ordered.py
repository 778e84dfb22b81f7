"""Order and memory of work that is spread over threads."""

from collections.abc import Iterator
from time import sleep

import numpy as np
import pytest

from gesamtplan.engine.scale.ordered import in_order


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_results_come_in_order(threads: int) -> None:
    naps = np.random.default_rng(3).random(60) / 500

    def work(number: int) -> int:
        sleep(naps[number])
        return number * number

    assert list(in_order(work, range(60), threads)) == [number * number for number in range(60)]


@pytest.mark.parametrize("threads", [1, 3])
def test_it_does_not_run_ahead(threads: int) -> None:
    """An endless source: what is taken and not yet handed on stays small."""
    taken = 0

    def source() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = in_order(lambda number: number, source(), threads)
    for given in range(1, 200):
        assert next(results) == given
        assert taken - given <= 2 * threads


def test_an_error_is_passed_on() -> None:
    def work(number: int) -> int:
        return 1 // (5 - number)

    with pytest.raises(ZeroDivisionError):
        list(in_order(work, range(20), 2))
