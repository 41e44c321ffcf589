"""Who waits for whom: a lead can not finish without its supports.

For a task t with leads L(t) and supports S(t), u depends on v in t when u is in L(t)
and v in S(t). The weight of u -> v is the number of such tasks.
"""

from collections import defaultdict
from dataclasses import dataclass

from remit.coordination.projection import Participation, tasks_of, units_in_role
from remit.model import Role


@dataclass(frozen=True, slots=True)
class Dependency:
    """The lead `unit` depends on the support `on`, in the tasks with these ids."""

    unit: str
    on: str
    tasks: tuple[str, ...]


def dependencies(graph: Participation) -> list[Dependency]:
    """Return every lead-to-support dependency, most tasks first, then by the keys.

    Tasks whose roles are not known give none.

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge(("task", "1"), ("unit", "a"), role=Role.LEADS)
    >>> graph.add_edge(("task", "1"), ("unit", "b"), role=Role.SUPPORTS)
    >>> graph.add_edge(("task", "1"), ("unit", "c"), role=Role.TAKES_PART)
    >>> dependencies(graph)
    [Dependency(unit='a', on='b', tasks=('1',))]
    """
    tasks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for task in tasks_of(graph):
        for lead in units_in_role(graph, task, Role.LEADS):
            for support in units_in_role(graph, task, Role.SUPPORTS):
                tasks[lead, support].append(task[1])
    found = [Dependency(*pair, tuple(ids)) for pair, ids in tasks.items()]
    return sorted(found, key=lambda d: (-len(d.tasks), d.unit, d.on))
