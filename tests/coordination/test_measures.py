"""The measures on a plan small enough to check by hand, and laws that hold on any plan."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from remit.coordination import (
    ALL_EVIDENCE,
    cross_leader_pairs,
    cross_leader_tasks,
    dependencies,
    participation,
    shared_work,
    workloads,
)
from remit.coordination.projection import Participation, two_mode_graph
from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Evidence,
    Legibility,
    Notice,
    Passage,
    Plan,
    Role,
    Source,
    Task,
)

STATED = {Evidence.STATED}


def assign(
    task: str,
    agent: str,
    role: Role,
    evidence: Evidence = Evidence.STATED,
    role_evidence: Evidence | None = Evidence.STATED,
) -> Assignment:
    return Assignment(f"{task}/{agent}", task, agent, evidence, 1.0, role, role_evidence, 1.0)


def plan_of(*assignments: Assignment) -> Plan:
    keys = dict.fromkeys(a.agent for a in assignments)
    kinds = {"X": AgentKind.LEADER, "Y": AgentKind.LEADER, "G": AgentKind.UNIT_GROUP}
    tasks = dict.fromkeys(a.task for a in assignments)
    return Plan(
        id="mini-2025",
        title="小计划",
        title_passage=None,
        year=2025,
        jurisdiction=None,
        area="mini",
        notice=Notice(),
        source=Source("plan.txt", "0" * 64, "utf-8", 9),
        attachments=(),
        goals=(),
        tasks=tuple(
            Task(t, t, i, f"任务{t}", None, "1", Passage(0, 1, 1, "任"), Legibility.WHOLE)
            for i, t in enumerate(tasks, start=1)
        ),
        agents=tuple(Agent(k, kinds.get(k, AgentKind.UNIT), k) for k in keys),
        assignments=assignments,
        repeats_dropped=False,
    )


# Task 1: X supervises, a leads, b and c support (c through the group G).
# Task 2: Y supervises, a and b lead, the role of d is inferred to be support.
# Task 3: X supervises, c takes part in an unknown role.
MINI = plan_of(
    assign("1", "X", Role.SUPERVISES),
    assign("1", "a", Role.LEADS),
    assign("1", "b", Role.SUPPORTS),
    assign("1", "G", Role.SUPPORTS),
    assign("1", "c", Role.SUPPORTS, Evidence.EXPANDED),
    assign("2", "Y", Role.SUPERVISES),
    assign("2", "a", Role.LEADS),
    assign("2", "b", Role.LEADS),
    assign("2", "d", Role.SUPPORTS, role_evidence=Evidence.INFERRED),
    assign("3", "X", Role.SUPERVISES),
    assign("3", "c", Role.TAKES_PART, role_evidence=None),
)


def test_shared_work_counts_members_and_never_the_group() -> None:
    pairs = [(p.first, p.second, p.tasks, p.newman) for p in shared_work(participation(MINI))]
    assert pairs == [
        ("a", "b", ("1", "2"), 1.0),
        ("a", "c", ("1",), 0.5),
        ("a", "d", ("2",), 0.5),
        ("b", "c", ("1",), 0.5),
        ("b", "d", ("2",), 0.5),
    ]


def test_believing_only_what_is_stated_drops_the_expanded_member() -> None:
    pairs = [(p.first, p.second, p.shared) for p in shared_work(participation(MINI, STATED))]
    assert pairs == [("a", "b", 2), ("a", "d", 1), ("b", "d", 1)]


def test_dependencies_go_from_lead_to_support() -> None:
    found = [(d.unit, d.on, d.tasks) for d in dependencies(participation(MINI))]
    assert found == [("a", "b", ("1",)), ("a", "c", ("1",))]
    with_inferred = [(d.unit, d.on) for d in dependencies(participation(MINI, ALL_EVIDENCE))]
    assert with_inferred == [("a", "b"), ("a", "c"), ("a", "d"), ("b", "d")]


def test_load_is_what_the_formula_says() -> None:
    loads = {w.unit: w for w in workloads(participation(MINI))}
    a, b, c, d = (loads[key] for key in "abcd")
    assert (a.tasks, a.led, a.supported, a.load, a.partners) == (2, 2, 0, 2 + 2, 3)
    assert (b.tasks, b.led, b.supported, b.load, b.partners) == (2, 1, 1, 2 + 1, 3)
    assert (c.tasks, c.led, c.supported, c.load, c.partners) == (2, 0, 1, 1, 2)
    assert (d.tasks, d.led, d.supported, d.load, d.partners) == (1, 0, 0, 0, 2)
    believed = {w.unit: w.load for w in workloads(participation(MINI, ALL_EVIDENCE))}
    assert believed == {"a": 4, "b": 3, "d": 2, "c": 1}  # d supports two leads


def test_tasks_and_pairs_cross_leaders() -> None:
    graph = participation(MINI)
    assert [(t.task, t.supervisors, t.lead_leaders) for t in cross_leader_tasks(graph)] == [
        ("1", ("X",), ("X", "Y")),
        ("2", ("Y",), ("X", "Y")),
    ]
    crossing = [(p.first, p.second) for p in cross_leader_pairs(graph)]
    assert crossing == [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]


def test_a_plan_without_units_gives_empty_tables() -> None:
    graph = participation(plan_of(assign("1", "X", Role.SUPERVISES)))
    assert shared_work(graph) == []
    assert dependencies(graph) == []
    assert workloads(graph) == []
    assert cross_leader_tasks(graph) == []


# --- laws ---------------------------------------------------------------------

ROLES = [
    (Role.LEADS, Evidence.STATED),
    (Role.SUPPORTS, Evidence.STATED),
    (Role.SUPPORTS, Evidence.INFERRED),
    (Role.TAKES_PART, None),
]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    found = []
    for task in range(draw(st.integers(1, 6))):
        for unit in draw(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1, max_size=5)):
            role, role_evidence = draw(st.sampled_from(ROLES))
            evidence = draw(st.sampled_from([Evidence.STATED, Evidence.EXPANDED]))
            found.append(assign(str(task), unit, role, evidence, role_evidence))
    return plan_of(*found)


@given(plans())
def test_raw_and_newman_weights_equal_networkx_projections(plan: Plan) -> None:
    graph: Participation = participation(plan)
    two_mode = two_mode_graph(graph)
    units = [("unit", unit) for unit in graph.units]
    raw = bipartite.weighted_projected_graph(two_mode, units)
    newman = bipartite.collaboration_weighted_projected_graph(two_mode, units)
    found = {(p.first, p.second): p for p in shared_work(graph)}
    assert len(found) == raw.number_of_edges()
    for (_, u), (_, v) in raw.edges:
        pair = found[min(u, v), max(u, v)]
        assert pair.shared == raw.edges[("unit", u), ("unit", v)]["weight"]
        expected = newman.edges[("unit", u), ("unit", v)]["weight"]
        assert abs(pair.newman - expected) < 1e-9


@given(plans())
def test_believing_more_never_lowers_a_count(plan: Plan) -> None:
    less = {w.unit: w for w in workloads(participation(plan, STATED))}
    more = {w.unit: w for w in workloads(participation(plan, ALL_EVIDENCE))}
    for unit, workload in less.items():
        assert workload.tasks <= more[unit].tasks
        assert workload.load <= more[unit].load
        assert workload.partners <= more[unit].partners


@given(plans())
def test_new_names_change_nothing_but_the_names(plan: Plan) -> None:
    def renamed(key: str) -> str:
        return f"unit {key}"

    other = replace(
        plan,
        agents=tuple(replace(a, key=renamed(a.key)) for a in plan.agents),
        assignments=tuple(replace(a, agent=renamed(a.agent)) for a in plan.assignments),
    )
    before = {renamed(w.unit): w.load for w in workloads(participation(plan))}
    assert {w.unit: w.load for w in workloads(participation(other))} == before


@given(plans())
def test_newman_weights_of_a_unit_sum_to_its_shared_tasks(plan: Plan) -> None:
    """M. E. J. Newman, 2001: each task with company adds exactly one."""
    graph = participation(plan)
    total = dict.fromkeys(graph.units, 0.0)
    for pair in shared_work(graph):
        total[pair.first] += pair.newman
        total[pair.second] += pair.newman
    two_mode = two_mode_graph(graph)
    for unit, weight in total.items():
        company = [task for task in two_mode[("unit", unit)] if len(two_mode[task]) > 1]
        assert abs(weight - len(company)) < 1e-9
