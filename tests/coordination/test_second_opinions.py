"""What networkx computes, igraph computes too, and chance is counted out by hand."""

import math
from itertools import combinations

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.coordination import (
    bridges,
    bridging,
    chance_ties,
    cohesion,
    communities,
    shared_graph,
)
from remit.coordination.projection import Participation, UnitGraph, from_duties
from remit.model import Role


@st.composite
def projections(draw: st.DrawFn) -> Participation:
    some = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=4)
    role = st.sampled_from([Role.LEADS, Role.SUPPORTS])
    duties = [
        (str(task), unit, draw(role))
        for task in range(draw(st.integers(1, 8)))
        for unit in draw(some)
    ]
    return from_duties(duties, "abcdefgh")


def in_igraph(graph: UnitGraph) -> igraph.Graph:
    edges = [(u, v, tie["newman"], tie["distance"]) for u, v, tie in graph.edges(data=True)]
    other = igraph.Graph()
    other.add_vertices(list(graph))
    other.add_edges([(u, v) for u, v, _, _ in edges])
    other.es["newman"] = [newman for _, _, newman, _ in edges]
    other.es["distance"] = [distance for _, _, _, distance in edges]
    return other


def test_ways_that_differ_by_rounding_alone_are_equally_short() -> None:
    graph: UnitGraph = nx.Graph()
    for u, v, distance in (("a", "b", 0.1), ("b", "c", 0.2), ("a", "d", 0.15), ("d", "c", 0.15)):
        graph.add_edge(u, v, newman=1 / distance, distance=distance)
    between = {row.unit: row.betweenness for row in bridging(graph)}
    assert between["b"] == between["d"] > 0


@given(projections())
def test_bridging_units(found: Participation) -> None:
    graph = shared_graph(found)
    other = in_igraph(graph)
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    between = dict(zip(graph, other.betweenness(weights="distance"), strict=True))
    constraint = dict(zip(graph, other.constraint(weights="newman"), strict=True))
    for row in bridging(graph):
        assert row.betweenness == pytest.approx(between[row.unit] / pairs)
        if row.constraint is None:
            assert not graph[row.unit]
        else:
            assert row.constraint == pytest.approx(constraint[row.unit])


@given(projections())
def test_what_holds_the_network_together(found: Participation) -> None:
    graph = shared_graph(found)
    other = in_igraph(graph)
    names = list(graph)
    rows = cohesion(graph)
    assert {row.unit: row.core for row in rows} == dict(zip(names, other.coreness(), strict=True))
    cut = {names[i] for i in other.articulation_points()}
    assert {row.unit for row in rows if row.separates} == cut
    tied = {tuple(sorted(names[i] for i in other.es[e].tuple)) for e in other.bridges()}
    assert set(bridges(graph)) == tied


@given(projections())
def test_modularity_of_the_clusters(found: Participation) -> None:
    graph = shared_graph(found)
    clustered = communities(graph, runs=3)
    if clustered.modularity is None:
        assert graph.number_of_edges() == 0
        return
    other = in_igraph(graph)
    label = {unit: i for i, cluster in enumerate(clustered.clusters, 1) for unit in cluster}
    alone = iter(range(-len(graph), 0))
    labels = [label.get(unit) or next(alone) + len(graph) + 100 for unit in graph]
    assert clustered.modularity == pytest.approx(other.modularity(labels, weights="newman"))
    assert sorted(u for c in clustered.clusters for u in c) == sorted(
        unit for unit in graph if graph[unit]
    )


@given(projections())
def test_chance_is_the_count_of_ways(found: Participation) -> None:
    """P[X >= k] by binomial coefficients, without scipy."""
    shown = int((found.task_sizes > 0).sum())
    tasks = dict(zip(found.units, map(int, found.involves.sum(axis=0)), strict=True))
    ties = chance_ties(found)
    for tie in ties:
        first, second = tasks[tie.first], tasks[tie.second]
        ways = sum(
            math.comb(first, k) * math.comb(shown - first, second - k)
            for k in range(tie.shared, min(first, second) + 1)
        )
        assert tie.p == pytest.approx(ways / math.comb(shown, second))
    pairs = len(list(combinations([unit for unit, n in tasks.items() if n], 2)))
    for place, tie in enumerate(ties, start=1):
        step_up = min(pairs * later.p / rank for rank, later in enumerate(ties[place - 1 :], place))
        assert tie.adjusted == pytest.approx(min(1.0, step_up))
