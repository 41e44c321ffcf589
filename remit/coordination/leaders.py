"""Work that crosses the portfolios of supervising leaders.

A unit *answers to* a leader when it takes part in a task that this leader supervises. Leaders
appear as portfolios: nothing here is a figure about a person.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from remit.coordination.dependency import dependency_graph
from remit.coordination.projection import Participation, units_at
from remit.coordination.shared_work import SharedWork, shared_work


@dataclass(frozen=True, slots=True)
class CrossLeaderTask:
    """A task (id), the leaders written at it, and all leaders its leads answer to."""

    task: str
    supervisors: tuple[str, ...]
    lead_leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrossLeaderShare:
    """Of `tasks` with units that answer to a known leader, how many cross portfolios.

    `crossing` by the units of the task, `share` of `tasks`, None where there are none.
    """

    tasks: int
    crossing: int
    share: float | None


@dataclass(frozen=True, slots=True)
class PortfolioBroker:
    """How often a unit stands in the middle of a → b → c, by the portfolios of the three."""

    unit: str
    coordinator: int
    consultant: int
    gatekeeper: int
    representative: int
    liaison: int

    @property
    def total(self) -> int:
        """All five together."""
        return (
            self.coordinator
            + self.consultant
            + self.gatekeeper
            + self.representative
            + self.liaison
        )


def unit_leaders(found: Participation) -> dict[str, frozenset[str]]:
    """Return for each unit key the leaders of the tasks it takes part in.

    Units without any legible leader are left out.
    """
    counts = _times_under(found)
    return {unit: frozenset(leaders) for unit, leaders in counts.items()}


def portfolios(found: Participation) -> dict[str, tuple[str, ...]]:
    """Return for each unit the leader of most of its tasks; of a tie, all of them together.

    Units without any legible leader are left out.
    """
    return {
        unit: tuple(sorted(x for x, n in leaders.items() if n == max(leaders.values())))
        for unit, leaders in _times_under(found).items()
    }


def _times_under(found: Participation) -> dict[str, Counter[str]]:
    times: dict[str, Counter[str]] = defaultdict(Counter)
    for t, leaders in enumerate(found.leaders):
        if leaders:
            for unit in units_at(found, found.involves, t):
                times[unit].update(leaders)
    return times


def cross_leader_tasks(found: Participation) -> list[CrossLeaderTask]:
    """Return the tasks whose supervision or lead is split between leaders, in plan order.

    Formula:
        |supervisors of t| > 1, or |leaders the leads of t answer to over the whole plan| > 1.

    Reference:
        Remit's own.

    Picture:
        leader x      leader y
           ╲            ╱
            unit a leads task 2          a answers to x and to y: task 2 crosses

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> led = [("2", "a", Role.LEADS), ("3", "a", Role.LEADS), ("4", "b", Role.LEADS)]
        >>> plan = from_duties(led, leaders={"1": "xy", "2": "x", "3": "y", "4": "x"})
        >>> [(c.task, c.supervisors, c.lead_leaders) for c in cross_leader_tasks(plan)]
        [('1', ('x', 'y'), ()), ('2', ('x',), ('x', 'y')), ('3', ('y',), ('x', 'y'))]
    """
    answers_to = unit_leaders(found)
    crossing = []
    for t, task in enumerate(found.tasks):
        supervisors = tuple(sorted(found.leaders[t]))
        leads = units_at(found, found.leads, t)
        lead_leaders = tuple(sorted({x for lead in leads for x in answers_to.get(lead, ())}))
        if max(len(supervisors), len(lead_leaders)) > 1:
            crossing.append(CrossLeaderTask(task, supervisors, lead_leaders))
    return crossing


def cross_leader_share(found: Participation) -> CrossLeaderShare:
    """Return in how many tasks units of different portfolios meet.

    A unit's portfolio is that of the leader of most of its tasks. Tasks of which fewer
    than one unit has a known portfolio do not count.

    Formula:
        share = |{t : units of t in ≥ 2 portfolios}| / |{t : units of t in ≥ 1 portfolio}|.

    Reference:
        Remit's own.

    Picture:
        task 1:  a (x)  b (x)        one portfolio
        task 2:  a (x)  c (y)        crosses: 1 task of 2

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> tasks = {"1": "ab", "2": "ac", "3": "c", "4": "c"}.items()
        >>> duties = [(t, u, Role.TAKES_PART) for t, units in tasks for u in units]
        >>> plan = from_duties(duties, leaders={"1": "x", "2": "x", "3": "y", "4": "y"})
        >>> cross_leader_share(plan)
        CrossLeaderShare(tasks=4, crossing=1, share=0.25)
    """
    known = portfolios(found)
    met = [
        {known[unit] for unit in units_at(found, found.involves, t) if unit in known}
        for t in range(len(found.tasks))
    ]
    tasks, crossing = sum(map(bool, met)), sum(len(each) > 1 for each in met)
    return CrossLeaderShare(tasks, crossing, crossing / tasks if tasks else None)


def cross_leader_pairs(found: Participation) -> list[SharedWork]:
    """Return the pairs that share work under different leaders, most shared tasks first.

    Pairs with a unit that no legible leader supervises are left out: nothing is known
    of them.

    Formula:
        the pairs u, v with shared(u, v) > 0 and leaders(u) ≠ leaders(v), where leaders(u)
        are the supervisors of all tasks that u takes part in.

    Reference:
        Remit's own: what crosses a portfolio must be settled above both units.

    Picture:
        ┌ leader x ┐   ┌ leader y ┐
        │     a ───┼───┼─── b     │     a and b share a task across portfolios
        └──────────┘   └──────────┘

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> tasks = {"1": "ab", "2": "b", "3": "cd"}.items()
        >>> duties = [(t, u, Role.TAKES_PART) for t, units in tasks for u in units]
        >>> plan = from_duties(duties, leaders={"1": "x", "2": "y", "3": "y"})
        >>> [(pair.first, pair.second, pair.tasks) for pair in cross_leader_pairs(plan)]
        [('a', 'b', ('1',))]
    """
    answers_to = unit_leaders(found)
    return [
        pair
        for pair in shared_work(found)
        if pair.first in answers_to
        and pair.second in answers_to
        and answers_to[pair.first] != answers_to[pair.second]
    ]


def portfolio_brokers(found: Participation) -> list[PortfolioBroker]:
    """Return who mediates between and within portfolios, most first, then by the key.

    b mediates from a to c where a depends on b, b depends on c, and a does not depend on c.
    Only units with a known portfolio (see `portfolios`) take part.

    Formula:
        with x, y, z three portfolios: a → b → c is coordinator x x x, consultant x y x,
        gatekeeper x y y (into b's portfolio), representative x x y (out of it), liaison x y z.

    Reference:
        R. V. Gould, R. M. Fernandez, "Structures of mediation", Sociological Methodology 19,
        1989.

    Picture:
        ┌ leader x ┐   ┌ leader y ┐
        │ a ──▶ b ─┼───┼─▶ c      │     b speaks for portfolio x: representative
        └──────────┘   └──────────┘

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> led = {"1": "ab", "2": "bc", "3": "c", "4": "c"}  # the first of each leads
        >>> plan = from_duties(
        ...     [
        ...         (task, unit, Role.SUPPORTS if i else Role.LEADS)
        ...         for task, units in led.items()
        ...         for i, unit in enumerate(units)
        ...     ],
        ...     leaders={"1": "x", "2": "x", "3": "y", "4": "y"},
        ... )
        >>> portfolio_brokers(plan)[0].unit, portfolio_brokers(plan)[0].representative
        ('b', 1)
    """
    known = portfolios(found)
    graph = dependency_graph(found).subgraph(known)
    rows = []
    for b in graph:
        kinds = Counter(
            _mediation(known[a], known[b], known[c])
            for a in graph.predecessors(b)
            for c in graph.successors(b)
            if a != c and not graph.has_edge(a, c)
        )
        rows.append(PortfolioBroker(b, **{kind: kinds[kind] for kind in _MEDIATIONS}))
    return sorted(rows, key=lambda r: (-r.total, r.unit))


_MEDIATIONS = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")


def _mediation(a: tuple[str, ...], b: tuple[str, ...], c: tuple[str, ...]) -> str:
    match (a == b, b == c, a == c):
        case True, True, _:
            return "coordinator"
        case _, _, True:
            return "consultant"
        case _, True, _:
            return "gatekeeper"
        case True, _, _:
            return "representative"
    return "liaison"
