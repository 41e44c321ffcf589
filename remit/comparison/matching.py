"""Which tasks of two plans are one task, and how surely.

Each pair worth looking at (`likeness`) gets the probability that it is one task, by a logistic
model of what is alike in it; its weights are fitted on plans whose matches were checked
(`scripts/fit_matching.py`). Then every task is given at most one partner, so that the
probabilities above one half add up to the most: a sparse linear assignment.

Reference:
    R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
    assignment problems", Computing 38, 1987; as in scipy.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from remit.comparison.likeness import Pairs, Shape, pairs
from remit.model import Decision

TAKEN: Final = 0.5
"""The least probability with which two tasks are taken for one."""
SURE: Final = 0.9
"""The least probability that is not asked about."""
ASKED: Final = 0.15
"""The least probability that is asked about."""

WEIGHTS: Final = {
    "constant": -7.1,
    "words": 5.6,
    "ahead": 12.5,
    "indicators": 3.1,
    "heading": 0.4,
    "leads": 4.0,
}
"""Of the logistic model; `scripts/fit_matching.py` prints them. Fitted on the sample years and on
two pairs of years of a city whose papers are not in the repository; all verdicts were drafted by
the matcher and then checked, so how sure it is was not measured independently."""

Settled = Mapping[tuple[int, int], Decision]
"""Pairs of places that people decided on."""


def features(found: Pairs) -> NDArray[np.float64]:
    """Return the pairs as rows and, in the order of `WEIGHTS`, what is alike as columns.

    `ahead` is by how much the words are more alike than in the best other pair of either
    task; it is negative where another pair is more alike.
    """
    return np.column_stack(
        [
            np.ones(len(found.words)),
            found.words,
            found.words - found.rival,
            found.indicators,
            found.heading,
            found.leads,
        ]
    )


def probabilities(found: Pairs) -> NDArray[np.float64]:
    """Return for each pair the probability that it is one task."""
    scores: NDArray[np.float64] = features(found) @ np.array(list(WEIGHTS.values()))
    return np.asarray(1 / (1 + np.exp(-scores))).round(9)


def matched(
    before: Sequence[Shape],
    after: Sequence[Shape],
    same: Settled | None = None,
    other: Settled | None = None,
) -> tuple[list[tuple[int, int, float, float]], list[tuple[int, int, float, float]]]:
    """Return the pairs taken, and those that may be one task but were not, by their places.

    Each with its probability and the likeness of its words. `same` are pairs that people say
    are one task, `other` pairs that they say are not. The order of the tasks does not count.
    """
    firsts, seconds = _in_order(before), _in_order(after)
    found = pairs([before[i] for i in firsts], [after[j] for j in seconds])
    chances = probabilities(found)
    places = {
        (firsts[i], seconds[j]): (float(p), float(w))
        for i, j, p, w in zip(found.before, found.after, chances, found.words, strict=True)
    }
    decided = {i for i, _ in same or ()}, {j for _, j in same or ()}
    open_pairs = {
        pair: value
        for pair, value in places.items()
        if pair[0] not in decided[0] and pair[1] not in decided[1] and pair not in (other or {})
    }
    taken = [(i, j, 1.0, places.get((i, j), (0, 0.0))[1]) for i, j in same or ()]
    best = _assigned(open_pairs, firsts, seconds)
    taken += [(i, j, *open_pairs[i, j]) for i, j in best]
    unclear = _possible(open_pairs, best)
    return sorted(taken), sorted(unclear)


def _in_order(some: Sequence[Shape]) -> list[int]:
    """Return the places of the tasks in an order that their own words give."""

    def key(place: int) -> tuple[str, str, list[str]]:
        return some[place].text, some[place].heading, sorted(some[place].leads)

    return sorted(range(len(some)), key=key)


def _assigned(
    chances: Mapping[tuple[int, int], tuple[float, float]],
    firsts: Sequence[int],
    seconds: Sequence[int],
) -> list[tuple[int, int]]:
    """Return the pairs that together are most probable, each task in one at most.

    Every task may stay alone, at the price of a pair that is as likely as not. Of pairs that
    are equally probable, the one whose tasks stand alike in the order of their words.
    """
    pairs_above = {pair: p for pair, (p, _) in chances.items() if p >= TAKEN}
    if not pairs_above:
        return []
    row = {place: k for k, place in enumerate(firsts)}
    column = {place: k for k, place in enumerate(seconds)}
    n, m = len(row), len(column)
    rows = [row[i] for i, _ in pairs_above] + list(range(n))
    columns = [column[j] for _, j in pairs_above] + [m + k for k in range(n)]
    costs = [
        2 - p + 1e-7 * abs(row[i] / n - column[j] / m) for (i, j), p in pairs_above.items()
    ] + [2 - TAKEN + 1e-6] * n
    graph = csr_array((costs, (rows, columns)), shape=(n, m + n))
    chosen, partners = min_weight_full_bipartite_matching(graph)
    return [
        (firsts[i], seconds[j])
        for i, j in zip(chosen.tolist(), partners.tolist(), strict=True)
        if j < m
    ]


def _possible(
    chances: Mapping[tuple[int, int], tuple[float, float]], best: Sequence[tuple[int, int]]
) -> list[tuple[int, int, float, float]]:
    """Return for each task left alone the likeliest pair with another one left alone."""
    left = {i for i, _ in best}
    right = {j for _, j in best}
    found: list[tuple[int, int, float, float]] = []
    ordered = sorted(chances.items(), key=lambda item: (-item[1][0], item[0]))
    for (i, j), (p, words) in ordered:
        if p >= ASKED and i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j, p, words))
    return found
