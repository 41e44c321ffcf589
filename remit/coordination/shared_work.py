"""Which units share work: the one-mode projection of units by common tasks.

For a task t with the set of units U(t):

- *shared tasks* of u and v: the number of t with u and v both in U(t);
- *Newman weight*: the sum over those t of 1 / (|U(t)| - 1), so that a task for
  everybody does not make everybody close (M. E. J. Newman, "Scientific collaboration
  networks. II", Physical Review E 64, 016132, 2001).
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from remit.coordination.projection import Participation, tasks_of


@dataclass(frozen=True, slots=True)
class SharedWork:
    """Two units (keys, `first` < `second`) and the ids of the tasks they share."""

    first: str
    second: str
    tasks: tuple[str, ...]
    newman: float

    @property
    def shared(self) -> int:
        """Number of shared tasks."""
        return len(self.tasks)


def shared_work(graph: Participation) -> list[SharedWork]:
    """Return every pair of units that shares a task, most shared tasks first.

    Ties are broken by Newman weight (larger first), then by the keys. A task with one
    unit gives no pair.

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> for task, units in {"1": "ab", "2": "abc"}.items():
    ...     graph.add_edges_from((("task", task), ("unit", unit)) for unit in units)
    >>> [(p.first, p.second, p.shared, p.newman) for p in shared_work(graph)]
    [('a', 'b', 2, 1.5), ('a', 'c', 1, 0.5), ('b', 'c', 1, 0.5)]
    """
    tasks: dict[tuple[str, str], list[str]] = defaultdict(list)
    newman: dict[tuple[str, str], float] = defaultdict(float)
    for task in tasks_of(graph):
        units = sorted(unit for _, unit in graph[task])
        for pair in combinations(units, 2):
            tasks[pair].append(task[1])
            newman[pair] += 1 / (len(units) - 1)
    pairs = [SharedWork(*pair, tuple(ids), newman[pair]) for pair, ids in tasks.items()]
    return sorted(pairs, key=lambda p: (-p.shared, -p.newman, p.first, p.second))
