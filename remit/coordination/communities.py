"""Which units form clusters, and how far the clusters can be trusted."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import networkx as nx
from networkx.algorithms.community import louvain_communities, modularity

from remit.coordination.projection import UnitGraph


@dataclass(frozen=True, slots=True)
class Communities:
    """Clusters of units (keys), largest first; units without a tie are in none.

    `modularity` is None without any tie. `agreement` is the mean adjusted Rand index between
    the runs (1: always the same clusters), `together` for each unit the mean share of runs
    in which it stands with the others of its cluster.
    """

    clusters: tuple[tuple[str, ...], ...]
    modularity: float | None
    agreement: float
    together: dict[str, float]


def communities(graph: UnitGraph, runs: int = 20, seed: int = 0) -> Communities:
    """Return the clusters of a shared-work graph: the best of `runs` Louvain runs.

    Louvain depends on the order it meets the units in. So it is run with the seeds `seed` …
    `seed + runs − 1`; the clusters of highest modularity are returned (ties: the first), with
    how far the runs agree.

    Formula:
        modularity Q = Σ over clusters c of (w_c / W − (s_c / 2W)²), w_c the Newman weight
        within c, s_c the strength of its units, W the weight of all ties.

    Reference:
        V. D. Blondel et al., "Fast unfolding of communities in large networks", Journal of
        Statistical Mechanics P10008, 2008 (by networkx); L. Hubert, P. Arabie, "Comparing
        partitions", Journal of Classification 2, 1985.

    Picture:
        a ─ b     d ─ e
         ╲ ╱ ─ ─ ─ ╲ ╱        two clusters, one weak tie between them
          c         f

    Example:
        >>> graph = nx.Graph()
        >>> graph.add_edges_from(["ab", "bc", "ca", "de", "ef", "fd"], newman=1.0)
        >>> graph.add_edge("c", "d", newman=0.1)
        >>> found = communities(graph)
        >>> found.clusters, round(found.modularity, 2), found.agreement
        ((('a', 'b', 'c'), ('d', 'e', 'f')), 0.48, 1.0)
    """
    # In the order of the keys: what Louvain finds must not hang on how a plan is listed.
    tied: UnitGraph = nx.Graph()
    tied.add_nodes_from(sorted(unit for unit in graph if graph.degree[unit]))
    tied.add_edges_from(sorted((min(e), max(e), graph.edges[e]) for e in graph.edges))
    if not tied:
        return Communities((), None, 1.0, {})
    found = [
        tuple(
            tuple(sorted(cluster))
            for cluster in louvain_communities(tied, weight="newman", seed=seed + i)
        )
        for i in range(runs)
    ]
    scores = [modularity(tied, map(set, clusters), weight="newman") for clusters in found]
    best = found[max(range(runs), key=lambda i: (round(scores[i], 12), -i))]
    labels = [{unit: i for i, c in enumerate(clusters) for unit in c} for clusters in found]
    units = list(tied)
    pairs = combinations([[label[u] for u in units] for label in labels], 2)
    agreement = [adjusted_rand(one, other) for one, other in pairs]
    return Communities(
        tuple(sorted(best, key=lambda c: (-len(c), c))),
        float(max(scores)),
        sum(agreement) / len(agreement) if agreement else 1.0,
        {unit: _together(unit, cluster, labels) for cluster in best for unit in cluster},
    )


def _together(unit: str, cluster: Sequence[str], labels: Sequence[dict[str, int]]) -> float:
    others = [other for other in cluster if other != unit]
    if not others:
        return 1.0
    times = sum(label[unit] == label[other] for label in labels for other in others)
    return times / (len(others) * len(labels))


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Return how far two partitions of the same things agree: 1 the same, about 0 by chance.

    Each gives the label of every thing, in the same order (Hubert and Arabie 1985).

    >>> adjusted_rand("aabb", "xxyy"), round(adjusted_rand("aabb", "xyxy"), 9)
    (1.0, -0.5)
    """
    both = sum(comb(n, 2) for n in Counter(zip(one, other, strict=True)).values())
    pairs_one = sum(comb(n, 2) for n in Counter(one).values())
    pairs_other = sum(comb(n, 2) for n in Counter(other).values())
    every = comb(len(one), 2)
    expected = pairs_one * pairs_other / every if every else 0
    most = (pairs_one + pairs_other) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)
