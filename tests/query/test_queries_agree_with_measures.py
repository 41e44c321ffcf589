"""The measures are computed twice, in Python and in SPARQL, and must agree."""

from collections import defaultdict
from collections.abc import Collection

import pytest

from remit.coordination import (
    ALL_EVIDENCE,
    BELIEVED_BY_DEFAULT,
    concentration,
    cross_leader_pairs,
    cross_leader_share,
    cross_leader_tasks,
    dependencies,
    participation,
    reciprocity,
    role_weighted,
    shared_work,
    task_checks,
    unit_leaders,
    workloads,
)
from remit.coordination.projection import Participation
from remit.graph.vocabulary import Names
from remit.model import Evidence, Plan
from remit.query import Embedded, run, text_of

BELIEVED: dict[Evidence, Collection[Evidence]] = {
    Evidence.STATED: {Evidence.STATED},
    Evidence.EXPANDED: BELIEVED_BY_DEFAULT,
    Evidence.INFERRED: ALL_EVIDENCE,
}


class Both:
    """A plan as a participation graph and as an engine, believing the same."""

    def __init__(self, plan: Plan, engine: Embedded, evidence: Evidence) -> None:
        self.graph: Participation = participation(plan, BELIEVED[evidence])
        self.names = Names(plan.id, plan.area)
        self._engine = engine
        self._evidence = evidence

    def ask(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a question, each by its columns."""
        table = run(self._engine, name, {}, self._evidence)
        return [dict(zip(table.columns, map(text_of, row), strict=True)) for row in table.rows]

    def unit(self, key: str) -> str:
        """Return the IRI of a unit."""
        return self.names.agent("unit", key)


@pytest.fixture(params=["mini", "seed"])
def plan_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=Evidence)
def both(plan_name: str, request: pytest.FixtureRequest) -> Both:
    plan: Plan = request.getfixturevalue(plan_name)
    return Both(plan, request.getfixturevalue(f"embedded_{plan_name}"), request.param)


def test_pairs_of_units(both: Both) -> None:
    asked = [
        (row["first_unit"], row["second_unit"], int(row["shared_tasks"]), float(row["newman"]))
        for row in both.ask("rank_unit_pairs")
    ]
    computed = [
        (both.unit(pair.first), both.unit(pair.second), pair.shared, round(pair.newman, 3))
        for pair in shared_work(both.graph)
    ]
    assert computed
    assert asked == sorted(computed, key=lambda pair: (-pair[2], -pair[3], pair[0], pair[1]))


def test_dependencies(both: Both) -> None:
    asked = [
        (row["lead_unit"], row["support_unit"], int(row["tasks"]))
        for row in both.ask("list_dependencies")
    ]
    assert asked == [
        (both.unit(found.unit), both.unit(found.on), len(found.tasks))
        for found in dependencies(both.graph)
    ]


def test_load(both: Both) -> None:
    columns = ("tasks", "led", "supported", "load", "partners")
    asked = [
        (row["unit_iri"], *(int(row[column]) for column in columns))
        for row in both.ask("measure_load")
    ]
    computed = [
        (both.unit(w.unit), *(getattr(w, column) for column in columns))
        for w in workloads(both.graph)
    ]
    assert computed
    assert asked == computed


def test_cross_leader_tasks(both: Both) -> None:
    supervisors: dict[str, set[str]] = defaultdict(set)
    lead_leaders: dict[str, set[str]] = defaultdict(set)
    asked = both.ask("list_cross_leader_tasks")
    for row in asked:
        if row["supervises"] == "yes":
            supervisors[row["task"]].add(row["leader"])
        if row["lead_answers"] == "yes":
            lead_leaders[row["task"]].add(row["leader"])
    found = cross_leader_tasks(both.graph)
    assert found
    assert list(dict.fromkeys(row["task"] for row in asked)) == [
        both.names.part("task", crossing.task) for crossing in found
    ]
    for crossing in found:
        task = both.names.part("task", crossing.task)
        assert supervisors[task] == set(crossing.supervisors)
        assert lead_leaders[task] == set(crossing.lead_leaders)


def test_pairs_across_leaders(both: Both) -> None:
    asked = {
        (row["first_unit"], row["second_unit"], int(row["shared_tasks"]))
        for row in both.ask("list_pairs_across_leaders")
    }
    assert asked == {
        (both.unit(pair.first), both.unit(pair.second), pair.shared)
        for pair in cross_leader_pairs(both.graph)
    }


def test_units_that_answer_to_several_leaders(both: Both) -> None:
    asked: dict[str, set[str]] = defaultdict(set)
    for row in both.ask("list_bridging_units"):
        asked[row["unit_iri"]].add(row["leader_iri"])
    assert asked
    assert asked == {
        both.unit(unit): {both.names.agent("leader", leader) for leader in leaders}
        for unit, leaders in unit_leaders(both.graph).items()
        if len(leaders) > 1
    }


def test_mutual_dependencies(both: Both) -> None:
    tasks = {(found.unit, found.on): len(found.tasks) for found in dependencies(both.graph)}
    asked = {
        (row["first_unit"], row["second_unit"]): (int(row["first_leads"]), int(row["second_leads"]))
        for row in both.ask("list_mutual_dependencies")
    }
    assert asked == {
        (both.unit(one), both.unit(other)): (count, tasks[other, one])
        for (one, other), count in tasks.items()
        if (other, one) in tasks and both.unit(one) < both.unit(other)
    }


def test_most_depended_on(both: Both) -> None:
    leads: dict[str, set[str]] = defaultdict(set)
    tasks: dict[str, set[str]] = defaultdict(set)
    for found in dependencies(both.graph):
        leads[both.unit(found.on)].add(found.unit)
        tasks[both.unit(found.on)].update(found.tasks)
    asked = {
        row["unit_iri"]: (int(row["leads"]), int(row["tasks"]))
        for row in both.ask("rank_supporting_units")
    }
    assert asked == {unit: (len(leads[unit]), len(tasks[unit])) for unit in leads}


def test_shared_work_by_role_and_overlap(both: Both) -> None:
    weights = {
        frozenset(map(both.unit, pair)): weight
        for pair, weight in role_weighted(both.graph).items()
    }
    pairs = {
        frozenset((both.unit(p.first), both.unit(p.second))): p for p in shared_work(both.graph)
    }
    asked = both.ask("measure_shared_work")
    assert len(asked) == len(pairs)
    for row in asked:
        pair = frozenset((row["first_unit"], row["second_unit"]))
        assert float(row["role_weight"]) == pytest.approx(weights[pair], abs=0.0006)
        assert float(row["jaccard"]) == pytest.approx(pairs[pair].jaccard, abs=0.0006)
        assert float(row["overlap"]) == pytest.approx(pairs[pair].overlap, abs=0.0006)


def test_reciprocity(both: Both) -> None:
    found = reciprocity(both.graph)
    asked = both.ask("measure_reciprocity")
    assert len(asked) == (1 if found.ties else 0)
    for row in asked:
        assert (int(row["ties"]), int(row["mutual"])) == (found.ties, found.mutual)
        assert float(row["share"]) == pytest.approx(found.share, abs=0.0006)


def test_concentration(both: Both) -> None:
    loads = [w.load for w in workloads(both.graph)]
    found = concentration(loads)
    (row,) = both.ask("measure_concentration")
    assert int(row["load"]) == sum(loads)
    assert float(row["top5"]) == pytest.approx(found.top5, abs=0.0006)
    assert float(row["hhi"]) == pytest.approx(found.hhi, abs=0.0006)


def test_cross_leader_share(both: Both) -> None:
    found = cross_leader_share(both.graph)
    (row,) = both.ask("measure_cross_leader_share")
    assert (int(row["tasks"]), int(row["crossing"])) == (found.tasks, found.crossing)
    assert float(row["share"]) == pytest.approx(found.share, abs=0.0006)


def test_rules_of_assigning_duties(both: Both) -> None:
    asked = [(row["task"], row["rule"], int(row["count"])) for row in both.ask("list_broken_rules")]
    found = [
        (both.names.part("task", check.task), check.rule, check.count)
        for check in task_checks(both.graph)
    ]
    assert found
    assert sorted(asked) == sorted(found)
