"""The one projection every measure is computed on: units and the tasks they share.

A bipartite graph: a node `("task", id)` for each task, a node `("unit", key)` for each
unit, and an edge where the unit takes part, carrying what is known of it:

- `evidence`: `Evidence` of taking part;
- `role`: `Role`, `TAKES_PART` when it is not known or not believed;
- `role_evidence`: `Evidence` of the role, or None.

Groups are never nodes: a group counts through the members it expands to, so a group
and its own members can not stand side by side. Leaders are kept on the task nodes,
attribute `leaders` (a frozenset of keys), because a supervising leader is no unit that
coordinates.
"""

from collections.abc import Collection
from typing import Final, TypeAlias

import networkx as nx

from remit.model import AgentKind, Evidence, Plan, Role

Node: TypeAlias = tuple[str, str]
Participation: TypeAlias = "nx.Graph[Node]"

BELIEVED_BY_DEFAULT: Final = frozenset({Evidence.STATED, Evidence.EXPANDED})
ALL_EVIDENCE: Final = frozenset(Evidence)


def participation(plan: Plan, believe: Collection[Evidence] = BELIEVED_BY_DEFAULT) -> Participation:
    """Project a plan to its unit-task graph, believing only the given kinds of evidence.

    An assignment whose own evidence is not believed gives no edge; one whose role
    evidence is not believed gives an edge with role `TAKES_PART`.
    """
    graph: Participation = nx.Graph()
    kinds = {agent.key: agent.kind for agent in plan.agents}
    leaders: dict[str, set[str]] = {task.id: set() for task in plan.tasks}
    for agent in plan.agents:
        if agent.kind is AgentKind.UNIT:
            graph.add_node(("unit", agent.key))
    for task in plan.tasks:
        graph.add_node(("task", task.id))
    for assignment in plan.assignments:
        if assignment.evidence not in believe:
            continue
        kind = kinds[assignment.agent]
        if kind is AgentKind.LEADER:
            leaders[assignment.task].add(assignment.agent)
        if kind is not AgentKind.UNIT:
            continue
        believed = assignment.role_evidence in believe
        graph.add_edge(
            ("task", assignment.task),
            ("unit", assignment.agent),
            evidence=assignment.evidence,
            role=assignment.role if believed else Role.TAKES_PART,
            role_evidence=assignment.role_evidence if believed else None,
        )
    for task_id, keys in leaders.items():
        graph.nodes[("task", task_id)]["leaders"] = frozenset(keys)
    return graph


def tasks_of(graph: Participation) -> list[Node]:
    """Return the task nodes, in the order of the plan."""
    return [node for node in graph if node[0] == "task"]


def units_of(graph: Participation) -> list[Node]:
    """Return the unit nodes, in the order of first mention."""
    return [node for node in graph if node[0] == "unit"]


def units_in_role(graph: Participation, task: Node, role: Role) -> list[str]:
    """Return the keys of the units that hold `role` for `task`, in order of mention."""
    return [unit[1] for unit in graph[task] if graph.edges[task, unit]["role"] is role]
