"""Work spread over threads with little in memory at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

One = TypeVar("One")
Other = TypeVar("Other")


def in_order(work: Callable[[One], Other], items: Iterable[One], threads: int) -> Iterator[Other]:
    """`work` over items, results in their order; never more than two items ahead of each thread."""
    if threads == 1:
        yield from map(work, items)
        return
    waiting: deque[Future[Other]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > 2 * threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
