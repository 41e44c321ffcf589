"""Places of units: everybody has one, nothing overlaps, the same whatever is believed."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from remit.coordination import communities, participation, shared_graph
from remit.interpret import interpret
from remit.model import Plan
from remit.read import read
from remit.views.arrangement import Box, arrange, arrangement_facts

SAMPLE = Path("data", "samples", "yunxi-2025", "plan.docx")


@pytest.fixture(scope="module", params=["seed", "sample", "small"])
def any_plan(request: pytest.FixtureRequest, seed_plan: Path, plan: Plan) -> Plan:
    if request.param == "small":
        return plan
    checkout = seed_plan.parents[2]
    document, _ = read(seed_plan if request.param == "seed" else checkout / SAMPLE)
    return interpret(document, "any")


def test_every_unit_with_a_task_has_one_place_and_one_line_of_the_matrix(any_plan: Plan) -> None:
    arranged = arrange(any_plan)
    units = {agent.key for agent in any_plan.agents if agent.kind == "unit"}
    assert set(arranged.positions) == units
    assert sorted(arranged.order) == sorted(units)


def test_clusters_are_those_of_the_measures_closest_first(any_plan: Plan) -> None:
    shared = shared_graph(participation(any_plan))
    arranged = arrange(any_plan)
    assert [set(c) for c in arranged.clusters] == [set(c) for c in communities(shared).clusters]
    for cluster in arranged.clusters:
        inside = shared.subgraph(cluster)
        strengths = [inside.degree(unit, weight="newman") for unit in cluster]
        assert strengths == pytest.approx(sorted(strengths, reverse=True))
    assert all(shared.degree(unit) == 0 for unit in arranged.lone)


def test_every_unit_stands_in_the_box_of_its_cluster_and_boxes_stand_apart(any_plan: Plan) -> None:
    arranged = arrange(any_plan)
    groups = [*arranged.clusters, *([arranged.lone] if arranged.lone else [])]
    assert len(groups) == len(arranged.boxes)
    for group, box in zip(groups, arranged.boxes, strict=True):
        for unit in group:
            x, y = arranged.positions[unit]
            assert box.left < x < box.left + box.width
            assert box.top < y < box.top + box.height
    for one, other in combinations(arranged.boxes, 2):
        assert _apart(one, other)


def test_the_same_plan_gives_the_same_places(any_plan: Plan) -> None:
    assert arrangement_facts(any_plan) == arrangement_facts(any_plan)


def test_a_plan_without_units_has_no_places(plan: Plan) -> None:
    arranged = arrange(replace(plan, assignments=(), agents=()))
    assert (arranged.order, arranged.boxes) == ((), ())


def _apart(one: Box, other: Box) -> bool:
    return (
        one.left + one.width <= other.left
        or other.left + other.width <= one.left
        or one.top + one.height <= other.top
        or other.top + other.height <= one.top
    )
