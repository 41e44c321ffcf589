"""Which ties are more than chance: units with many tasks share some by accident."""

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx
import numpy as np

from remit.coordination.projection import Participation, UnitGraph, column_sums
from remit.coordination.shared_work import pair_counts


@dataclass(frozen=True, slots=True)
class Tie:
    """A pair (keys, `first` < `second`), its shared tasks, and how far chance explains them.

    `expected` is the mean number of shared tasks by chance, `p` the probability of at least
    as many, `adjusted` the same with all pairs of units taken into account.
    """

    first: str
    second: str
    shared: int
    expected: float
    p: float
    adjusted: float


def chance_ties(found: Participation) -> list[Tie]:
    """Return every pair that shares a task with its chance, least likely first, then by keys.

    Chance means: each unit keeps its number of tasks, and which they are is drawn blindly
    among the tasks that show any unit. A pair is part of the backbone where `adjusted` is at
    most the share of false ties one accepts, 0.05 by default everywhere in Remit. Tasks for
    everybody make this test mild: it takes all tasks to be equally large.

    Formula:
        p(u, v) = P[X ≥ shared(u, v)], X ~ Hypergeometric(N, |T(u)|, |T(v)|);
        adjusted by Benjamini and Hochberg over all pairs of units that have tasks.

    Reference:
        M. Tumminello et al., "Statistically validated networks in bipartite complex
        systems", PLoS ONE 6(3), e17994, 2011; Y. Benjamini, Y. Hochberg, "Controlling the
        false discovery rate", Journal of the Royal Statistical Society B 57(1), 1995.
        By scipy.stats.

    Picture:
        4 tasks; a and b both have tasks 1 and 2, and no other
        a: ■ ■ □ □     by chance both the same: 1 of 6 ways
        b: ■ ■ □ □     p = 0.167

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> tasks = {"1": "ab", "2": "ab", "3": "c", "4": "c"}.items()
        >>> plan = from_duties((t, u, Role.TAKES_PART) for t, units in tasks for u in units)
        >>> [(t.first, t.second, t.expected, round(t.p, 3)) for t in chance_ties(plan)]
        [('a', 'b', 1.0, 0.167)]
    """
    from scipy.stats import false_discovery_control, hypergeom

    pairs = pair_counts(found.involves)
    if not len(pairs.first):
        return []
    totals = column_sums(found.involves)
    tasks = int(np.count_nonzero(found.task_sizes))
    first, second = totals[pairs.first], totals[pairs.second]
    p = np.clip(hypergeom.sf(pairs.shared - 1, tasks, first, second), 0, 1)
    active = int(np.count_nonzero(totals))
    strangers = active * (active - 1) // 2 - len(p)  # pairs that share nothing: p = 1
    adjusted = false_discovery_control(np.concatenate([p, np.ones(strangers)]))[: len(p)]
    ties = []
    for i, (u, v) in enumerate(zip(pairs.first, pairs.second, strict=True)):
        one, other = sorted((found.units[u], found.units[v]))
        by_chance = float(first[i] * second[i] / tasks)
        ties.append(
            Tie(one, other, int(pairs.shared[i]), by_chance, float(p[i]), float(adjusted[i]))
        )
    return sorted(ties, key=lambda t: (t.p, -t.shared, t.first, t.second))


def backbone_graph(graph: UnitGraph, ties: Iterable[Tie], accept: float = 0.05) -> UnitGraph:
    """Return the shared-work graph with only the ties whose `adjusted` is at most `accept`."""
    kept: UnitGraph = nx.Graph()
    kept.add_nodes_from(graph)
    kept.add_edges_from(
        (tie.first, tie.second, graph.edges[tie.first, tie.second])
        for tie in ties
        if tie.adjusted <= accept
    )
    return kept


def disparity(graph: UnitGraph) -> dict[tuple[str, str], float]:
    """Return for each tie how likely its weight is if a unit spreads its weight at random.

    The smaller of both ends, by the keys. A second opinion on `chance_ties`: it looks at
    weights alone and knows nothing of tasks. A unit with one partner gives 1.

    Formula:
        α(u, v) = min over both ends of (1 − newman(u, v) / strength(u)) ^ (partners(u) − 1).

    Reference:
        M. Á. Serrano, M. Boguñá, A. Vespignani, "Extracting the multiscale backbone of
        complex weighted networks", PNAS 106(16), 2009.

    Picture:
        a ══3══ b      of a's weight 4, b has 3/4: α = 1 − 3/4 = 0.25
        a ──1── c      and c has 1/4:              α = 1 − 1/4 = 0.75

    Example:
        >>> graph = nx.Graph()
        >>> graph.add_edge("a", "b", newman=3.0)
        >>> graph.add_edge("a", "c", newman=1.0)
        >>> disparity(graph)
        {('a', 'b'): 0.25, ('a', 'c'): 0.75}
    """
    strength = dict(graph.degree(weight="newman"))
    found = {}
    for u, v in graph.edges:
        weight = graph.edges[u, v]["newman"]
        ends = [(1 - weight / strength[x]) ** (graph.degree[x] - 1) for x in (u, v)]
        found[min(u, v), max(u, v)] = min(1.0, *ends)
    return dict(sorted(found.items()))
