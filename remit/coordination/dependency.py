"""Who waits for whom: a lead can not finish without its supports."""

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx
from scipy.sparse import coo_array

from remit.coordination.projection import Participation, units_at


@dataclass(frozen=True, slots=True)
class Dependency:
    """The lead `unit` depends on the support `on`, in the tasks with these ids."""

    unit: str
    on: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """How far dependence is mutual: of `ties` dependencies, `mutual` have one that answers.

    `share` is None where nothing depends on anything. `pairs` are the units that depend on
    each other, (u, v, tasks u leads and v supports, tasks v leads and u supports).
    """

    ties: int
    mutual: int
    share: float | None
    pairs: tuple[tuple[str, str, int, int], ...]


def dependencies(found: Participation) -> list[Dependency]:
    """Return every lead-to-support dependency, most tasks first, then by the keys.

    Tasks whose roles are not known give none.

    Formula:
        depends(u, v) = the number of tasks t with u in L(t), v in S(t);
        as a matrix, LᵀS.

    Reference:
        As a matrix, a design structure matrix: D. V. Steward, "The Design Structure
        System", IEEE Transactions on Engineering Management 28(3), 1981.

    Picture:
        task 1:  a leads ──needs──▶ b supports
                    └─────needs──▶ d supports
                 c takes part, role not known: no arrow

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> roles = {"a": Role.LEADS, "b": Role.SUPPORTS, "c": Role.TAKES_PART}
        >>> dependencies(from_duties(("1", unit, role) for unit, role in roles.items()))
        [Dependency(unit='a', on='b', tasks=('1',))]
    """
    tasks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for t, task in enumerate(found.tasks):
        supports = units_at(found, found.supports, t)
        for lead in units_at(found, found.leads, t):
            for support in supports:
                tasks[lead, support].append(task)
    every = [Dependency(*pair, tuple(ids)) for pair, ids in tasks.items()]
    return sorted(every, key=lambda d: (-len(d.tasks), d.unit, d.on))


def reciprocity(found: Participation) -> Reciprocity:
    """Return which dependencies are mutual: each unit leads something the other supports.

    Formula:
        share = dependencies u → v with v → u also there / all dependencies.

    Reference:
        S. Wasserman, K. Faust, Social Network Analysis, Cambridge 1994, section 13.5.

    Picture:
        a ──▶ b      a leads task 1, b supports it
        a ◀── b      b leads task 2, a supports it: 2 of 3 arrows are answered
        a ──▶ c

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> led = {"1": "abc", "2": "ba"}  # the first of each leads
        >>> plan = from_duties(
        ...     (task, unit, Role.SUPPORTS if i else Role.LEADS)
        ...     for task, units in led.items()
        ...     for i, unit in enumerate(units)
        ... )
        >>> reciprocity(plan)
        Reciprocity(ties=3, mutual=2, share=0.6666666666666666, pairs=(('a', 'b', 1, 1),))
    """
    graph = dependency_graph(found)
    pairs = tuple(
        (u, v, graph.edges[u, v]["tasks"], graph.edges[v, u]["tasks"])
        for u, v in sorted(graph.edges)
        if u < v and graph.has_edge(v, u)
    )
    ties = graph.number_of_edges()
    return Reciprocity(ties, 2 * len(pairs), 2 * len(pairs) / ties if ties else None, pairs)


def dependency_graph(found: Participation) -> "nx.DiGraph[str]":
    """Return the dependencies as a directed graph, an edge u -> v with its number of `tasks`."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(found.units)
    cells = coo_array(found.leads.T @ found.supports)
    for i, j, tasks in zip(cells.row, cells.col, cells.data, strict=True):
        graph.add_edge(found.units[i], found.units[j], tasks=int(tasks))
    return graph
