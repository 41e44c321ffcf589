"""Who stands between others in the network of shared work."""

import math
from dataclasses import dataclass

import networkx as nx

from remit.coordination.projection import UnitGraph


@dataclass(frozen=True, slots=True)
class Bridging:
    """How far one unit connects others; constraint and effective size are None when alone."""

    unit: str
    betweenness: float
    constraint: float | None
    effective_size: float | None


def bridging(graph: UnitGraph) -> list[Bridging]:
    """Return betweenness, constraint and effective size of every unit of a shared-work graph.

    Highest betweenness first. A unit with high betweenness passes on much between others; one
    with low constraint has partners who do not meet elsewhere. Constraint can exceed 1 in
    small circles and says little of a unit with one or two partners.

    Formula:
        betweenness(u) = Σ over s < t of σ_st(u) / σ_st, divided by (n − 1)(n − 2) / 2, on
        shortest paths of length 1 / newman;
        constraint(u) = Σ_v (p_uv + Σ_q p_uq p_qv)², p from the Newman weights;
        effective size(u) = partners − the mean number of ties a partner has to the others.

    Reference:
        L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry
        40(1), 1977; R. S. Burt, Structural Holes, Harvard 1992. By networkx.

    Picture:
        a ── b ── c      every way between a and c leads over b:
                         betweenness of b is 1, effective size 2

    Example:
        >>> graph = nx.Graph()
        >>> graph.add_edges_from([("a", "b"), ("b", "c")], newman=1.0, distance=1.0)
        >>> bridging(graph)[0]
        Bridging(unit='b', betweenness=1.0, constraint=0.5, effective_size=2.0)
    """
    lengths: UnitGraph = nx.Graph()
    lengths.add_nodes_from(graph)
    lengths.add_edges_from(
        (u, v, {"length": _Length(tie["distance"])}) for u, v, tie in graph.edges(data=True)
    )
    between = nx.betweenness_centrality(lengths, weight="length")
    constraint = nx.constraint(graph, weight="newman")
    size = nx.effective_size(graph)
    rows = [
        Bridging(unit, float(between[unit]), _known(constraint[unit]), _known(size[unit]))
        for unit in graph
    ]
    return sorted(rows, key=lambda b: (-round(b.betweenness, 9), b.unit))


class _Length(float):
    """The length of a path: what differs by rounding alone is as long.

    Networkx counts two ways as equally short only where their sums are equal to the last
    bit; 0.1 + 0.2 and 0.15 + 0.15 are not.
    """

    __slots__ = ()

    def __add__(self, other: float) -> "_Length":
        return _Length(float(self) + float(other))

    __radd__ = __add__

    def __lt__(self, other: float) -> bool:
        return float(other) - float(self) > _SAME

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (int, float)) and abs(float(self) - float(other)) <= _SAME

    __hash__ = float.__hash__


_SAME = 1e-9


def _known(value: float) -> float | None:
    """Networkx says NaN where a measure is not defined."""
    return None if math.isnan(value) else float(value)
