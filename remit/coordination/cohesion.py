"""What holds the network together: units and ties it would fall apart without, and its core."""

from dataclasses import dataclass

import networkx as nx

from remit.coordination.projection import UnitGraph


@dataclass(frozen=True, slots=True)
class Cohesion:
    """A unit's core number, and how many units lose contact to the rest without it.

    `separates` is 0 for a unit that is no articulation point.
    """

    unit: str
    core: int
    separates: int


def cohesion(graph: UnitGraph) -> list[Cohesion]:
    """Return core number and articulation of every unit, those that separate most first.

    Best read on the ties that are more than chance (`backbone_graph`): on all shared work,
    one task for everybody joins everybody.

    Formula:
        core(u) = the greatest k such that u has k partners in a set of units that all have
        at least k partners in it;
        separates(u) = the units of u's component that are outside its largest part once u
        is taken away.

    Reference:
        S. B. Seidman, "Network structure and minimum degree", Social Networks 5(3), 1983;
        J. Hopcroft, R. Tarjan, "Algorithm 447", Communications of the ACM 16(6), 1973.
        By networkx.

    Picture:
        a ── b ── d      without b, d loses contact: b separates 1
        └─ c ┘           a, b, c are each other's partners: core 2; d has core 1

    Example:
        >>> graph = nx.Graph(["ab", "bc", "ca", "bd"])
        >>> cohesion(graph)[0], cohesion(graph)[-1]
        (Cohesion(unit='b', core=2, separates=1), Cohesion(unit='d', core=1, separates=0))
    """
    core = nx.core_number(graph)
    cut = set(nx.articulation_points(graph))
    rows = [
        Cohesion(unit, core[unit], _separated(graph, unit) if unit in cut else 0) for unit in graph
    ]
    return sorted(rows, key=lambda c: (-c.separates, -c.core, c.unit))


def bridges(graph: UnitGraph) -> list[tuple[str, str]]:
    """Return the ties (u, v) without which the units on both sides lose contact, by the keys.

    Formula:
        the edges that lie on no cycle.

    Reference:
        R. E. Tarjan, "A note on finding the bridges of a graph", Information Processing
        Letters 2(6), 1974. By networkx.

    Picture:
        a ── b ══ d      only the tie b–d holds d
        └─ c ┘

    Example:
        >>> bridges(nx.Graph(["ab", "bc", "ca", "bd"]))
        [('b', 'd')]
    """
    return sorted((min(tie), max(tie)) for tie in nx.bridges(graph))


def _separated(graph: UnitGraph, unit: str) -> int:
    own = nx.node_connected_component(graph, unit) - {unit}
    parts = [len(part) for part in nx.connected_components(graph.subgraph(own))]
    return sum(parts) - max(parts)
