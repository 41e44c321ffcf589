"""Coordination load: the working relations a unit must keep alive.

For a unit u, with U(t) the units taking part in task t and L(t) its leads:

    load(u) = sum over t that u leads    of (|U(t)| - 1)
            + sum over t that u supports of |L(t)|

A lead must keep in step with everyone on the task, a support with the leads. A plan
shows assigned duty, not work done: this is *planned* coordination.
"""

from dataclasses import dataclass

from remit.coordination.projection import Participation, units_in_role, units_of
from remit.model import Role


@dataclass(frozen=True, slots=True)
class Workload:
    """Counts of one unit (key): tasks in all, led, supported, its load and partners.

    `partners` is the number of other units sharing at least one task with it.
    """

    unit: str
    tasks: int
    led: int
    supported: int
    load: int
    partners: int


def workloads(graph: Participation) -> list[Workload]:
    """Return the workload of every unit, heaviest coordination load first.

    Ties are broken by tasks, then by partners (more first), then by the key. Tasks
    where the unit's role is not known count in `tasks` and `partners`, not in `load`.

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> for unit, role in {"a": Role.LEADS, "b": Role.SUPPORTS, "c": Role.SUPPORTS}.items():
    ...     graph.add_edge(("task", "1"), ("unit", unit), role=role)
    >>> [(w.unit, w.load) for w in workloads(graph)]
    [('a', 2), ('b', 1), ('c', 1)]
    """
    found = [_workload(graph, unit) for _, unit in units_of(graph)]
    return sorted(found, key=lambda w: (-w.load, -w.tasks, -w.partners, w.unit))


def _workload(graph: Participation, unit: str) -> Workload:
    node = ("unit", unit)
    led = supported = load = 0
    partners: set[str] = set()
    for task in graph[node]:
        others = {key for _, key in graph[task]} - {unit}
        partners |= others
        role = graph.edges[node, task]["role"]
        if role is Role.LEADS:
            led += 1
            load += len(others)
        elif role is Role.SUPPORTS:
            supported += 1
            load += len(units_in_role(graph, task, Role.LEADS))
    return Workload(unit, len(graph[node]), led, supported, load, len(partners))
