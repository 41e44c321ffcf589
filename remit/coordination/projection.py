"""The one projection every measure is computed on: which unit takes part in which task.

Three incidence matrices, tasks x units, of 0 and 1: who takes part at all, who leads, who
supports. So each projection is a sparse product: shared tasks are `involves.T @ involves`,
dependencies `leads.T @ supports`. (networkx's bipartite projections say the same and are
hundreds of times slower: `bench/coordination.py`.) What networkx has beyond projections is
computed on the graphs that `shared_graph` and `two_mode_graph` return.

Groups are never among the units: a group counts through the members it expands to, so a
group and its own members can not stand side by side. Leaders are kept beside the tasks,
because a supervising leader is no unit that coordinates.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from remit.model import AgentKind, Evidence, Plan, Role

Incidence: TypeAlias = "csr_array[np.float64, tuple[int, int]]"
Counts: TypeAlias = NDArray[np.float64]
UnitGraph: TypeAlias = "nx.Graph[str]"
TwoMode: TypeAlias = "nx.Graph[tuple[str, str]]"

BELIEVED_BY_DEFAULT: Final = frozenset({Evidence.STATED, Evidence.EXPANDED})
ALL_EVIDENCE: Final = frozenset(Evidence)


@dataclass(frozen=True, slots=True, eq=False)
class Participation:
    """Who takes part in what: `involves`, `leads`, `supports` are tasks x units, 0 or 1.

    `units` are keys in the order of first mention, `tasks` ids in the order of the plan,
    `leaders` the keys of those who supervise each task. A unit whose role at a task is not
    known is in `involves` only.
    """

    units: tuple[str, ...]
    tasks: tuple[str, ...]
    involves: Incidence
    leads: Incidence
    supports: Incidence
    leaders: tuple[frozenset[str], ...]

    @property
    def task_sizes(self) -> Counts:
        """Number of units on each task."""
        return row_sums(self.involves)


def participation(plan: Plan, believe: Collection[Evidence] = BELIEVED_BY_DEFAULT) -> Participation:
    """Project a plan, believing only the given kinds of evidence.

    An assignment whose own evidence is not believed gives no participation; one whose
    role evidence is not believed gives participation in an unknown role.
    """
    kinds = {agent.key: agent.kind for agent in plan.agents}
    leaders: dict[str, set[str]] = {task.id: set() for task in plan.tasks}
    duties = []
    for assignment in plan.assignments:
        if assignment.evidence not in believe:
            continue
        kind = kinds[assignment.agent]
        if kind is AgentKind.LEADER:
            leaders[assignment.task].add(assignment.agent)
        if kind is AgentKind.UNIT:
            believed = assignment.role_evidence in believe
            role = assignment.role if believed else Role.TAKES_PART
            duties.append((assignment.task, assignment.agent, role))
    units = [agent.key for agent in plan.agents if agent.kind is AgentKind.UNIT]
    return from_duties(duties, units, leaders)


def from_duties(
    duties: Iterable[tuple[str, str, Role]],
    units: Sequence[str] = (),
    leaders: Mapping[str, Collection[str]] | None = None,
) -> Participation:
    """Make the projection of (task, unit, role) triples: what tests and examples start from.

    `units` and the keys of `leaders` (by task) put units and tasks in order, and add those
    that no duty names.

    >>> p = from_duties([("1", "a", Role.LEADS), ("1", "b", Role.SUPPORTS)])
    >>> p.units, p.tasks, p.involves.toarray().tolist(), p.leads.toarray().tolist()
    (('a', 'b'), ('1',), [[1.0, 1.0]], [[1.0, 0.0]])
    """
    duties = list(duties)
    supervised = leaders or {}
    row = {task: i for i, task in enumerate(dict.fromkeys([*supervised, *(d[0] for d in duties)]))}
    column = {unit: i for i, unit in enumerate(dict.fromkeys([*units, *(d[1] for d in duties)]))}
    shape = len(row), len(column)
    cells: dict[Role, list[tuple[int, int]]] = {role: [] for role in Role}
    for task, unit, role in duties:
        cells[role].append((row[task], column[unit]))
    return Participation(
        units=tuple(column),
        tasks=tuple(row),
        involves=incidence([cell for some in cells.values() for cell in some], shape),
        leads=incidence(cells[Role.LEADS], shape),
        supports=incidence(cells[Role.SUPPORTS], shape),
        leaders=tuple(frozenset(supervised.get(task, ())) for task in row),
    )


def incidence(cells: Iterable[tuple[int, int]], shape: tuple[int, int]) -> Incidence:
    """Return the 0/1 matrix with ones at the given (row, column) places, each counted once."""
    places = np.array(sorted(set(cells)), dtype=np.int64).reshape(-1, 2)
    return csr_array((np.ones(len(places)), (places[:, 0], places[:, 1])), shape=shape)


def row_sums(matrix: Incidence) -> Counts:
    """Return the sum of each row: of an incidence, a figure for each task."""
    return np.asarray(matrix.sum(axis=1), dtype=np.float64)


def column_sums(matrix: Incidence) -> Counts:
    """Return the sum of each column: of an incidence, a figure for each unit."""
    return np.asarray(matrix.sum(axis=0), dtype=np.float64)


def units_at(found: Participation, role: Incidence, task: int) -> list[str]:
    """Return the units that `role`, one of the matrices, has at a task (by its place)."""
    return [found.units[u] for u in role.indices[role.indptr[task] : role.indptr[task + 1]]]


def two_mode_graph(found: Participation) -> TwoMode:
    """Return tasks and units as a bipartite graph, nodes `("task", id)` and `("unit", key)`."""
    graph: TwoMode = nx.Graph()
    graph.add_nodes_from((("task", task) for task in found.tasks), bipartite=0)
    graph.add_nodes_from((("unit", unit) for unit in found.units), bipartite=1)
    cells = found.involves.tocoo()
    graph.add_edges_from(
        (("task", found.tasks[t]), ("unit", found.units[u]))
        for t, u in zip(cells.row, cells.col, strict=True)
    )
    return graph
