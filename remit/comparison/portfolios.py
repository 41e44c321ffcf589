"""Which leaders' portfolios units stand in before and after, and which tasks changed hands.

Portfolios, not persons: that tasks pass from one leader to another says how the work is
divided, and nothing about who does it well.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from remit.comparison.facts import Handover, PortfolioChange, TaskChange
from remit.comparison.succession import Succession, as_heirs
from remit.coordination import participation, portfolios
from remit.model import Plan, Role


def portfolio_changes(before: Plan, after: Plan, found: Succession) -> Iterator[PortfolioChange]:
    """Yield the units whose portfolio, that of the leader of most of their tasks, is another.

    Units whose portfolio one of the plans does not show are left out: all of them where a plan
    does not show the supervisor of every task.
    """
    if not (_supervised(before) and _supervised(after)):
        return
    earlier = as_heirs(before, found)
    old, new = portfolios(participation(earlier)), portfolios(participation(after))
    old_names = {agent.key: agent.name for agent in earlier.agents}
    names = {agent.key: agent.name for agent in after.agents}
    for unit, leaders in new.items():
        was = tuple(sorted(old_names[key] for key in old.get(unit, ())))
        now = tuple(sorted(names[key] for key in leaders))
        if was and set(was).isdisjoint(now) and set(old[unit]).isdisjoint(leaders):
            yield PortfolioChange(names[unit], was, now)


def _supervised(plan: Plan) -> bool:
    """Tell whether every task of a plan shows by whom it is supervised."""
    supervised = {a.task for a in plan.assignments if a.role is Role.SUPERVISES}
    return not plan.repeats_dropped and all(task.id in supervised for task in plan.tasks)


def handovers(tasks: Iterable[TaskChange]) -> list[Handover]:
    """Return from which leader to which how many tasks passed, most first."""
    counts: Counter[tuple[str, str]] = Counter()
    for change in tasks:
        for duty in change.duties:
            if duty.role is Role.SUPERVISES:
                counts.update((left, came) for left in duty.left for came in duty.came)
    rows = [Handover(left, came, n) for (left, came), n in counts.items()]
    return sorted(rows, key=lambda row: (-row.tasks, row.left, row.came))
