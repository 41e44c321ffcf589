"""Which units share work: the one-mode projection of units by common tasks."""

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, diags_array, triu

from remit.coordination.projection import (
    Incidence,
    Participation,
    UnitGraph,
    column_sums,
    units_at,
)


@dataclass(frozen=True, slots=True)
class SharedWork:
    """Two units (keys, `first` < `second`) and the ids of the tasks they share.

    `newman` is the collaboration weight, `jaccard` the shared part of all tasks of the
    two, `overlap` the shared part of the tasks of the one that has fewer.
    """

    first: str
    second: str
    tasks: tuple[str, ...]
    newman: float
    jaccard: float
    overlap: float

    @property
    def shared(self) -> int:
        """Number of shared tasks."""
        return len(self.tasks)


@dataclass(frozen=True, slots=True)
class PairCounts:
    """The pairs of columns that share a row, as arrays: column, column, rows, Newman weight."""

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    shared: NDArray[np.float64]
    newman: NDArray[np.float64]


def pair_counts(involves: Incidence) -> PairCounts:
    """Return raw and Newman weight of every pair of columns, by one sparse product.

    Both weights have the same places, so they come out of one complex product: the real part
    counts the shared rows, the imaginary part adds 1 / (k - 1) for each. `first` < `second`;
    the pairs come in the order of `first`.

    >>> from remit.coordination.projection import incidence
    >>> pairs = pair_counts(incidence([(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)], (2, 3)))
    >>> columns = (pairs.first, pairs.second, pairs.shared, pairs.newman)
    >>> sorted(tuple(map(float, pair)) for pair in zip(*columns))
    [(0.0, 1.0, 2.0, 1.5), (0.0, 2.0, 1.0, 0.5), (1.0, 2.0, 1.0, 0.5)]
    """
    sizes = np.diff(involves.indptr)
    weight = 1 / np.maximum(sizes - 1, 1)  # a task of one unit gives no pair
    both = csr_array(
        (np.repeat(1 + 1j * weight, sizes), involves.indices, involves.indptr),
        shape=involves.shape,
    )
    product = csr_array(involves.T.tocsr() @ both)
    first = np.repeat(np.arange(product.shape[0], dtype=np.int32), np.diff(product.indptr))
    above = np.flatnonzero(product.indices > first)  # three times as quick as a mask
    weights = product.data.take(above)
    return PairCounts(first.take(above), product.indices.take(above), weights.real, weights.imag)


def shared_work(found: Participation) -> list[SharedWork]:
    """Return every pair of units that shares a task, most shared tasks first.

    Ties are broken by Newman weight (larger first), then by the keys. A task with one
    unit gives no pair.

    Formula:
        For a task t with the set of units U(t), and T(u) the tasks of u:
        shared(u, v) = |T(u) ∩ T(v)|;
        newman(u, v) = Σ 1 / (|U(t)| − 1) over t in T(u) ∩ T(v);
        jaccard(u, v) = |T(u) ∩ T(v)| / |T(u) ∪ T(v)|;
        overlap(u, v) = |T(u) ∩ T(v)| / min(|T(u)|, |T(v)|).

    Reference:
        M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64,
        016132, 2001.

    Picture:
        task 1:  a ── b             a and b share 2 tasks: 1/1 + 1/2 = 1.5
        task 2:  a ── b ── c        a and c share 1 task:        1/2 = 0.5

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> duties = {"1": "ab", "2": "abc"}.items()
        >>> plan = from_duties((t, u, Role.TAKES_PART) for t, units in duties for u in units)
        >>> [(p.first, p.second, p.shared, p.newman, p.jaccard) for p in shared_work(plan)]
        [('a', 'b', 2, 1.5, 1.0), ('a', 'c', 1, 0.5, 0.5), ('b', 'c', 1, 0.5, 0.5)]
    """
    pairs = pair_counts(found.involves)
    tasks = common_tasks(found)
    totals = column_sums(found.involves)
    rows = []
    for i, j, shared, newman in zip(
        pairs.first, pairs.second, pairs.shared, pairs.newman, strict=True
    ):
        first, second = sorted((found.units[i], found.units[j]))
        union, fewer = totals[i] + totals[j] - shared, min(totals[i], totals[j])
        rows.append(
            SharedWork(
                first,
                second,
                tasks[first, second],
                float(newman),
                float(shared / union),
                float(shared / fewer),
            )
        )
    return sorted(rows, key=lambda p: (-p.shared, -round(p.newman, 9), p.first, p.second))


def role_weighted(found: Participation, support: float = 0.5) -> dict[tuple[str, str], float]:
    """Return how closely two units work together when leading counts more than supporting.

    `support` is ρ, what a support counts beside a lead's 1, between 0 and 1; a unit whose
    role is not known counts as a support. Pairs as in `shared_work`. Whether rankings
    change with ρ is worth printing: compare 0.3, 0.5 and 1 (which is the Newman weight).

    Formula:
        w(u, v) = Σ r(u, t) · r(v, t) / (|U(t)| − 1), r = 1 where a unit leads, else ρ.

    Reference:
        After Newman 2001 (see shared work); the role weight is Remit's own.

    Picture:
        task 1:  a leads, b and c support, ρ = 0.5
        a–b: 1 · 0.5 / 2 = 0.25          b–c: 0.5 · 0.5 / 2 = 0.125

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> plan = from_duties(
        ...     [("1", "a", Role.LEADS), ("1", "b", Role.SUPPORTS), ("1", "c", Role.SUPPORTS)]
        ... )
        >>> role_weighted(plan)
        {('a', 'b'): 0.25, ('a', 'c'): 0.25, ('b', 'c'): 0.125}
    """
    weights: Incidence = csr_array(support * found.involves + (1 - support) * found.leads)
    company = np.maximum(found.task_sizes - 1, 1)
    product = coo_array(triu(csr_array(weights.T @ diags_array(1 / company) @ weights), k=1))
    return {
        (min(u, v), max(u, v)): float(weight)
        for i, j, weight in zip(product.row, product.col, product.data, strict=True)
        for u, v in [(found.units[i], found.units[j])]
    }


def common_tasks(found: Participation) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the ids of the tasks that two units share, in the order of the plan."""
    tasks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for t, task in enumerate(found.tasks):
        on_task = sorted(units_at(found, found.involves, t))
        for i, first in enumerate(on_task):
            for second in on_task[i + 1 :]:
                tasks[first, second].append(task)
    return {pair: tuple(ids) for pair, ids in tasks.items()}


def shared_graph(found: Participation) -> UnitGraph:
    """Return the units with an edge where they share work: what networkx computes on.

    Edges carry `shared` (tasks), `newman` (a weight: more is closer) and `distance`, its
    inverse (a length: shortest paths must not take a weight for one).
    """
    graph: UnitGraph = nx.Graph()
    graph.add_nodes_from(found.units)
    pairs = pair_counts(found.involves)
    for i, j, shared, newman in zip(
        pairs.first, pairs.second, pairs.shared, pairs.newman, strict=True
    ):
        graph.add_edge(
            found.units[i],
            found.units[j],
            shared=int(shared),
            newman=float(newman),
            distance=float(1 / newman),
        )
    return graph
