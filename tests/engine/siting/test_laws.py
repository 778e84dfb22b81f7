"""Laws that hold for every choice of sites, against the proven best one and a maximum flow of another library."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from gesamtplan.engine.access import Status
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.siting import GUARANTEE, MOST_SITES, Candidates, best_sites, next_sites

law = settings(deadline=None)  # a machine under load is slow, not wrong


@dataclass(frozen=True)
class Town:
    """Unmet need, candidates and how many of them may be built."""

    unmet: list[float]
    candidates: Candidates
    count: int


@st.composite
def towns(draw: st.DrawFn) -> Town:
    """Up to 7 cells and sites, with and without limits to their places; many ties and many overlaps."""
    cells, sites = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    unmet = random.choice([0.0, 1.0, 2.5, 7.33, 20.0], cells)
    places = random.choice([0.0, 2.0, 5.5, 10.0, np.inf], sites, p=[0.1, 0.2, 0.2, 0.2, 0.3])
    site, cell = np.nonzero(random.random((sites, cells)) < 0.5)
    pairs = Pairs.from_triples(site, cell, random.integers(0, 40, len(site)), offers=sites, cells=cells)
    names = tuple(f"s{number}" for number in range(sites))
    return Town(unmet.tolist(), Candidates(names, places, pairs, 30), draw(st.integers(1, 5)))


def covered_by(town: Town, rows: list[int]) -> float:
    """What these sites take together, by SciPy's maximum flow: source, cells, sites, sink."""
    cells, sites = len(town.unmet), len(town.candidates.sites)
    unmet = np.rint(np.array(town.unmet) * 100).astype(int)
    places = np.minimum(town.candidates.places[rows] * 100, unmet.sum()).round().astype(int)
    near = [town.candidates.pairs.column(row) for row in rows]
    cell = np.concatenate([cells_near[tenths <= 300] for cells_near, tenths in near] or [[]]).astype(int)
    site = np.repeat(rows, [(tenths <= 300).sum() for _, tenths in near]).astype(int)
    tail = np.r_[np.zeros(cells, int), 1 + cell, 1 + cells + np.array(rows, int)]
    head = np.r_[1 + np.arange(cells), 1 + cells + site, np.full(len(rows), 1 + cells + sites)]
    size = np.r_[unmet, unmet[cell], places].astype(np.int32)
    graph = coo_array((size, (tail, head)), shape=(cells + sites + 2,) * 2).tocsr()
    return float(maximum_flow(graph, 0, cells + sites + 1).flow_value) / 100


@given(towns())
@law
def test_sites_cover_what_a_maximum_flow_covers(town: Town) -> None:
    answer = next_sites(town.unmet, town.candidates, town.count)
    for upto in range(len(answer.sites) + 1):
        first = answer.sites[:upto]
        assert sum(site.adds for site in first) == pytest.approx(
            covered_by(town, [site.row for site in first])
        )
    assert answer.covered == pytest.approx(sum(site.adds for site in answer.sites))


@given(towns())
@law
def test_each_site_is_the_one_that_adds_most(town: Town) -> None:
    answer = next_sites(town.unmet, town.candidates, town.count)
    rows: list[int] = []
    for site in answer.sites:
        others = [row for row in range(len(town.candidates.sites)) if row not in rows]
        assert covered_by(town, rows) + site.adds == pytest.approx(
            max(covered_by(town, [*rows, row]) for row in others)
        )
        rows.append(site.row)
    if len(rows) < min(town.count, len(town.candidates.sites)):
        assert answer.covered == pytest.approx(covered_by(town, list(range(len(town.candidates.sites)))))


@given(towns())
@settings(deadline=None, max_examples=60)
def test_best_choice_lies_between_what_is_covered_and_the_bound(town: Town) -> None:
    answer = next_sites(town.unmet, town.candidates, town.count)
    best = best_sites(town.unmet, town.candidates, town.count)
    assert answer.covered - 1e-9 <= best.covered <= answer.bound + 1e-9
    assert answer.covered >= GUARANTEE * best.covered - 1e-9
    assert answer.covered >= answer.at_least * best.covered - 1e-9


@given(towns())
@settings(deadline=None, max_examples=60)
def test_proof_agrees_with_trying_all_choices(town: Town) -> None:
    sites = range(len(town.candidates.sites))
    every = (list(rows) for rows in combinations(sites, min(town.count, len(sites))))
    best = best_sites(town.unmet, town.candidates, town.count)
    assert best.covered == pytest.approx(max(covered_by(town, rows) for rows in every))


@given(towns(), st.integers(0, 2**16))
@law
def test_order_of_rows_changes_nothing(town: Town, seed: int) -> None:
    random, old = np.random.default_rng(seed), town.candidates
    site, cell = random.permutation(len(old.sites)), random.permutation(len(town.unmet))
    offers = np.repeat(np.arange(len(old.sites)), np.diff(old.pairs.indptr))
    pairs = Pairs.from_triples(
        np.argsort(site)[offers],
        np.argsort(cell)[old.pairs.cells],
        old.pairs.tenths / 10,
        offers=len(site),
        cells=len(cell),
    )
    other = Candidates(tuple(old.sites[row] for row in site), old.places[site], pairs, old.limit)
    one = next_sites(town.unmet, old, town.count)
    two = next_sites(np.array(town.unmet)[cell], other, town.count)
    assert [(s.site, s.adds, s.near, s.places) for s in one.sites] == [
        (s.site, s.adds, s.near, s.places) for s in two.sites
    ]
    assert (one.covered, one.bound) == (two.covered, two.bound)


@given(towns(), st.integers(0, 6), st.sampled_from([0.5, 3.0]))
@law
def test_more_unmet_need_never_covers_less_with_unlimited_sites(town: Town, cell: int, more: float) -> None:
    unlimited = Candidates(
        town.candidates.sites, np.full(len(town.candidates.sites), np.inf), town.candidates.pairs, 30
    )
    grown = list(town.unmet)
    grown[cell % len(grown)] += more
    assert next_sites(grown, unlimited, 1).covered >= next_sites(town.unmet, unlimited, 1).covered


def test_unknown_need_makes_the_answer_partial_and_is_named() -> None:
    pairs = Pairs.everywhere(offers=1, cells=2)
    answer = next_sites([np.nan, 4.0], Candidates(("s",), np.array([9.0]), pairs, 15), 1)
    assert (answer.covered, answer.status) == (4, Status.PARTIAL)
    assert [(row.what, row.row) for row in answer.reasons] == [("unmet need", "0")]


@pytest.mark.parametrize(
    ("unmet", "places", "count", "said"),
    [
        ([1.0, -2.0], [1.0], 1, r"Unmet need \(row 1, column unmet\): -2.0 is not 0 or more"),
        ([1.0, np.inf], [1.0], 1, r"Unmet need \(row 1"),
        ([1.0], [1.0], 1, "shape is"),
        ([1.0, 2.0], [-1.0], 1, r"row s"),
        ([1.0, 2.0], [1.0], 0, "0 at once"),
        ([1.0, 2.0], [1.0], MOST_SITES + 1, "Ask for 1 to 16"),
    ],
)
def test_bad_input_is_refused_with_the_row_named(
    unmet: list[float], places: list[float], count: int, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        next_sites(
            unmet, Candidates(("s",), np.array(places), Pairs.everywhere(offers=1, cells=2), 15), count
        )


def test_a_proof_that_would_take_too_long_is_refused() -> None:
    pairs = Pairs.everywhere(offers=200, cells=200)
    names = tuple(f"s{number}" for number in range(200))
    with pytest.raises(BadInput, match="40000 pairs"):
        best_sites(np.ones(200), Candidates(names, np.full(200, 9.0), pairs, 15), 3)


def test_no_candidates_at_all_are_refused() -> None:
    with pytest.raises(BadInput, match="not a single one"):
        Candidates((), np.zeros(0), Pairs.everywhere(offers=0, cells=2), 15)


def test_digest_tells_every_input_apart() -> None:
    pairs = Pairs.everywhere(offers=1, cells=2)

    def digest(unmet: float = 4.0, places: float = 9.0, limit: float = 15, count: int = 1) -> str:
        return next_sites(
            [1.0, unmet], Candidates(("s",), np.array([places]), pairs, limit), count
        ).inputs_digest

    assert digest() == digest()
    assert len({digest(), digest(unmet=5), digest(places=8), digest(limit=10), digest(count=2)}) == 5
