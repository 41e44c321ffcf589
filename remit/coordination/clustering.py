"""Whether the same units keep meeting, measured on tasks and units together.

On the graph of shared work alone every task of five units makes a cluster of five, so that
clustering there is an artefact of large tasks. These measures look at the two-mode graph.
"""

from dataclasses import dataclass

from networkx.algorithms import bipartite

from remit.coordination.projection import Participation, two_mode_graph


@dataclass(frozen=True, slots=True)
class Clustering:
    """`overall` of the plan, None where no unit has a task in common; `units` one by one.

    A unit whose tasks it shares with nobody is left out of `units`.
    """

    overall: float | None
    units: tuple[tuple[str, float], ...]


def two_mode_clustering(found: Participation) -> Clustering:
    """Return how far those who meet in one task meet in another; highest unit first.

    Formula:
        of a unit u: the mean of |T(u) ∩ T(v)| / |T(u) ∪ T(v)| over the v it shares work with;
        overall: 4 · C₄ / L₃, the paths of three steps (task, unit, task, unit) that are closed
        by a fourth.

    Reference:
        M. Latapy, C. Magnien, N. Del Vecchio, "Basic notions for the analysis of large
        two-mode networks", Social Networks 30(1), 2008; G. Robins, M. Alexander, "Small worlds
        among interlocking directors", Computational & Mathematical Organization Theory 10(1),
        2004. By networkx.

    Picture:
        task 1: a b      a and b meet again in task 2: closed
        task 2: a b

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> tasks = {"1": "ab", "2": "ab", "3": "a"}.items()
        >>> plan = from_duties((t, u, Role.TAKES_PART) for t, units in tasks for u in units)
        >>> found = two_mode_clustering(plan)
        >>> found.overall, [(unit, round(share, 3)) for unit, share in found.units]
        (0.6666666666666666, [('a', 0.667), ('b', 0.667)])
    """
    graph = two_mode_graph(found)
    company = {t for t, size in zip(found.tasks, found.task_sizes, strict=True) if size > 1}
    shared = [
        node
        for node in graph
        if node[0] == "unit" and any(task in company for _, task in graph[node])
    ]
    by_unit = bipartite.latapy_clustering(graph, shared, mode="dot") if shared else {}
    units = sorted(((u, float(s)) for (_, u), s in by_unit.items()), key=lambda x: (-x[1], x[0]))
    overall = float(bipartite.robins_alexander_clustering(graph)) if shared else None
    return Clustering(overall, tuple(units))
