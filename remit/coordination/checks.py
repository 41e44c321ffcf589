"""Whether duties are assigned as the RACI scheme asks.

The mapping is an interpretation: 分管 (supervises) as accountable, 牵头 (leads) as responsible,
配合 (supports) as consulted. What a plan does not show may be lost, so a check that fails on a
damaged copy is a question to its office, no fault.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from remit.coordination.projection import Participation, column_sums, row_sums, units_at


@dataclass(frozen=True, slots=True)
class TaskCheck:
    """A task (id) that breaks a rule: no-supervisor, no-lead, several-leads, many-supports.

    `count` is how many of them it has: of supervisors, of leads, of supports.
    """

    task: str
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class RoleMix:
    """Of a unit's tasks, the share it leads; `only_supports` tells it leads none and supports.

    `lead_share` is among the tasks whose role is known, None where there are none.
    """

    unit: str
    lead_share: float | None
    only_supports: bool


@dataclass(frozen=True, slots=True)
class Portfolio:
    """How many tasks stand under a supervising leader, and how many units take part in them."""

    leader: str
    tasks: int
    units: int


def task_checks(found: Participation, most_supports: int = 10) -> list[TaskCheck]:
    """Return the rules that tasks break, in plan order.

    Formula:
        |supervisors(t)| ≥ 1; |L(t)| = 1; |S(t)| ≤ `most_supports`.

    Reference:
        Responsibility assignment matrix: Project Management Institute, A Guide to the
        PMBOK, section on resource management. The mapping to 分管, 牵头, 配合 is Remit's.

    Picture:
                 分管  牵头  配合
        task 1    x     a     b        as asked
        task 2    x     ·     b        nobody leads

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> duties = [("1", "a", Role.LEADS), ("1", "b", Role.SUPPORTS), ("2", "b", Role.SUPPORTS)]
        >>> task_checks(from_duties(duties, leaders={"1": "x", "2": "x"}))
        [TaskCheck(task='2', rule='no-lead', count=0)]
    """
    broken = []
    columns = zip(
        found.tasks, found.leaders, row_sums(found.leads), row_sums(found.supports), strict=True
    )
    for task, leaders, leads, supports in columns:
        if not leaders:
            broken.append(TaskCheck(task, "no-supervisor", 0))
        if leads != 1:
            broken.append(TaskCheck(task, "several-leads" if leads else "no-lead", int(leads)))
        if supports > most_supports:
            broken.append(TaskCheck(task, "many-supports", int(supports)))
    return broken


def role_mix(found: Participation) -> list[RoleMix]:
    """Return each unit's share of leading, highest first; units whose role is unknown last.

    Formula:
        lead share(u) = led(u) / (led(u) + supported(u)).

    Reference:
        As for the checks of tasks.

    Picture:
        a  ■ ■ □ □     leads 2 of 4: 0.5
        b  □ □ □       only supports

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> role_mix(from_duties([("1", "a", Role.LEADS), ("1", "b", Role.SUPPORTS)]))
        ... # doctest: +NORMALIZE_WHITESPACE
        [RoleMix(unit='a', lead_share=1.0, only_supports=False),
         RoleMix(unit='b', lead_share=0.0, only_supports=True)]
    """
    rows = []
    columns = zip(found.units, column_sums(found.leads), column_sums(found.supports), strict=True)
    for unit, led, supported in columns:
        known = led + supported
        share = float(led / known) if known else None
        rows.append(RoleMix(unit, share, bool(supported) and not led))
    return sorted(rows, key=lambda r: (r.lead_share is None, -(r.lead_share or 0), r.unit))


def leader_portfolios(found: Participation) -> list[Portfolio]:
    """Return the size of each supervising leader's portfolio, most tasks first, then by key.

    A count of duties under a post, and no figure about a person.

    >>> from remit.coordination.projection import from_duties
    >>> from remit.model import Role
    >>> plan = from_duties([("1", "a", Role.LEADS)], leaders={"1": "x", "2": "x"})
    >>> leader_portfolios(plan)
    [Portfolio(leader='x', tasks=2, units=1)]
    """
    tasks: Counter[str] = Counter()
    units: dict[str, set[str]] = defaultdict(set)
    for t, leaders in enumerate(found.leaders):
        for leader in leaders:
            tasks[leader] += 1
            units[leader].update(units_at(found, found.involves, t))
    rows = [Portfolio(leader, n, len(units[leader])) for leader, n in tasks.items()]
    return sorted(rows, key=lambda p: (-p.tasks, p.leader))
