"""Work that crosses the portfolios of supervising leaders.

A unit *answers to* a leader when it takes part in a task that this leader supervises.
A task crosses leaders when it is supervised by more than one, or when its leads answer
to more than one leader over the whole plan. A pair of units crosses leaders when it
shares work though the two do not answer to the same leaders.
"""

from collections import defaultdict
from dataclasses import dataclass

from remit.coordination.projection import Participation, tasks_of, units_in_role
from remit.coordination.shared_work import SharedWork, shared_work
from remit.model import Role


@dataclass(frozen=True, slots=True)
class CrossLeaderTask:
    """A task (id), the leaders written at it, and all leaders its leads answer to."""

    task: str
    supervisors: tuple[str, ...]
    lead_leaders: tuple[str, ...]


def unit_leaders(graph: Participation) -> dict[str, frozenset[str]]:
    """Return for each unit key the leaders of the tasks it takes part in.

    Units without any legible leader are left out.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for task in tasks_of(graph):
        for _, unit in graph[task]:
            found[unit] |= graph.nodes[task]["leaders"]
    return {unit: frozenset(leaders) for unit, leaders in found.items() if leaders}


def cross_leader_tasks(graph: Participation) -> list[CrossLeaderTask]:
    """Return the tasks whose supervision or lead is split between leaders, in plan order.

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> for task, leaders in {"1": "xy", "2": "x", "3": "y", "4": "x"}.items():
    ...     graph.add_node(("task", task), leaders=frozenset(leaders))
    >>> for task, unit in [("2", "a"), ("3", "a"), ("4", "b")]:
    ...     graph.add_edge(("task", task), ("unit", unit), role=Role.LEADS)
    >>> [(c.task, c.supervisors, c.lead_leaders) for c in cross_leader_tasks(graph)]
    [('1', ('x', 'y'), ()), ('2', ('x',), ('x', 'y')), ('3', ('y',), ('x', 'y'))]
    """
    answers_to = unit_leaders(graph)
    found = []
    for task in tasks_of(graph):
        supervisors = tuple(sorted(graph.nodes[task]["leaders"]))
        leads = units_in_role(graph, task, Role.LEADS)
        lead_leaders = tuple(sorted({x for lead in leads for x in answers_to.get(lead, ())}))
        if max(len(supervisors), len(lead_leaders)) > 1:
            found.append(CrossLeaderTask(task[1], supervisors, lead_leaders))
    return found


def cross_leader_pairs(graph: Participation) -> list[SharedWork]:
    """Return the pairs that share work under different leaders, most shared tasks first.

    Pairs with a unit that no legible leader supervises are left out: nothing is known
    of them.
    """
    answers_to = unit_leaders(graph)
    return [
        pair
        for pair in shared_work(graph)
        if pair.first in answers_to
        and pair.second in answers_to
        and answers_to[pair.first] != answers_to[pair.second]
    ]
