"""Ways along streets: the shortest, in the right direction, within the limit."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.reach import Mode, Network, load_norms, network_reach, read_network
from tests.engine.reach.places import points, table

WALKING = load_norms().mode("walking")
CROSSINGS = points([(11.50, 48.10), (11.52, 48.10), (11.54, 48.10), (11.56, 48.10)], "n")
"""Four crossings in a row, each at the place of an offer and a cell, so that getting to the street takes no time."""
SIZE = len(CROSSINGS)

edges = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 400).map(lambda tenths: tenths / 10)),
    max_size=14,
)


def network(*found: tuple[int, int, float]) -> Network:
    tail, head, minutes = np.array(found, float).reshape(-1, 3).T
    return Network(CROSSINGS, tail.astype(int), head.astype(int), minutes)


def ways(streets: Network, limit: float = 60) -> dict[tuple[int, int], int]:
    return table(network_reach(streets, CROSSINGS, CROSSINGS, WALKING, limit))


@given(edges, st.sampled_from([0.0, 10.0, 35.5, 90.0]))
@settings(deadline=None)
def test_ways_are_those_that_trying_every_way_finds(
    found: list[tuple[int, int, float]], limit: float
) -> None:
    least = np.where(np.eye(SIZE, dtype=bool), 0.0, np.inf)  # from, to
    for tail, head, minutes in found:
        least[tail, head] = min(least[tail, head], minutes)
    for via in range(SIZE):
        least = np.minimum(least, least[:, via, None] + least[None, via])
    expected = {
        (o, c): round(least[c, o] * 10) for o in range(SIZE) for c in range(SIZE) if least[c, o] <= limit
    }
    result = ways(network(*found), limit)
    edge = {pair for pair in expected if abs(least[pair[1], pair[0]] - limit) < 1e-9}  # sums of tenths
    assert {pair: t for pair, t in result.items() if pair not in edge} == {
        pair: t for pair, t in expected.items() if pair not in edge
    }


def test_people_go_from_the_cell_to_the_offer() -> None:
    """A street one way from 0 to 1: who lives at 0 reaches the offer at 1, not the other way round."""
    found = ways(network((0, 1, 5.0)))
    assert found[1, 0] == 50
    assert (0, 1) not in found


def test_parallel_streets_do_not_add_up_and_the_shorter_counts() -> None:
    assert ways(network((0, 1, 9.0), (0, 1, 5.0), (0, 1, 7.0)))[1, 0] == 50


def test_a_street_that_takes_no_time_is_a_street() -> None:
    assert ways(network((0, 1, 0.0)))[1, 0] == 0


def test_getting_to_the_street_takes_time_on_both_ends() -> None:
    off = points([(11.50, 48.11), (11.56, 48.09)])  # some 1.1 km north of crossing 0, and south of crossing 3
    streets = network((0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0))
    found = table(network_reach(streets, off, off, WALKING, 60))
    walk = 1.112 * 1.3 / 4.5 * 60
    assert found[1, 0] == pytest.approx((walk + 3 + walk) * 10, abs=2)


def test_many_offers_are_searched_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    streets = network((0, 1, 2.0), (1, 2, 2.0), (2, 3, 2.0), (3, 0, 2.0))
    whole = network_reach(streets, CROSSINGS, CROSSINGS, WALKING, 60).digest
    monkeypatch.setattr("gesamtplan.engine.reach.network.HELD", 4)  # one offer at a time
    assert network_reach(streets, CROSSINGS, CROSSINGS, WALKING, 60).digest == whole


def test_network_is_read_from_two_tables(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("id;lon;lat\na;11,5;48,1\nb;11,52;48,1\n")
    (tmp_path / "edges.csv").write_text("tail,head,minutes\na,b,3.5\n")
    streets = read_network(tmp_path / "nodes.csv", tmp_path / "edges.csv")
    assert streets.nodes.ids == ("a", "b")
    assert streets.nodes.lon.tolist() == [11.5, 11.52]
    assert (streets.tail.tolist(), streets.head.tolist(), streets.minutes.tolist()) == ([0], [1], [3.5])


def test_an_edge_to_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("id,lon,lat\na,11.5,48.1\n")
    (tmp_path / "edges.csv").write_text("tail,head,minutes\na,a,3\na,z,3\n")
    with pytest.raises(BadInput, match=r"edges\.csv \(row 3, column head\): there is no head 'z'"):
        read_network(tmp_path / "nodes.csv", tmp_path / "edges.csv")


@pytest.mark.parametrize(
    ("edge", "column"), [((0, 9, 1.0), "head"), ((-1, 0, 1.0), "tail"), ((0, 1, np.inf), "minutes")]
)
def test_wrong_edges_are_refused(edge: tuple[int, int, float], column: str) -> None:
    with pytest.raises(BadInput) as caught:
        network((0, 1, 1.0), edge)
    assert (caught.value.row, caught.value.column) == (1, column)


def test_an_empty_network_is_refused() -> None:
    nothing = Network(points([]), np.zeros(0, int), np.zeros(0, int), np.zeros(0))
    with pytest.raises(BadInput, match="it has no nodes"):
        network_reach(nothing, CROSSINGS, CROSSINGS, Mode("x", 1, ((None, 4),)), 30)
