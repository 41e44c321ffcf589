"""What every unit carries before and after, with the units it took over from counted to it."""

from collections import defaultdict
from collections.abc import Iterator

from remit.comparison.facts import Carried, LoadChange
from remit.comparison.succession import Succession, as_heirs
from remit.coordination import likelihood, participation, unit_figures, workloads
from remit.model import AgentKind, Plan


def load_changes(before: Plan, after: Plan, found: Succession) -> Iterator[LoadChange]:
    """Yield the change of every unit that takes part in a task of either plan.

    Those that gained most load come first. Units that became one are counted as one before,
    too, so a task of both counts once; a unit that went on as several stands by itself.
    """
    earlier = as_heirs(before, found)
    old, new = carried(earlier), carried(after)
    names = {agent.key: agent.name for plan in (earlier, after) for agent in plan.agents}
    parents: dict[str, list[str]] = defaultdict(list)
    for agent in before.agents:
        heirs = found.heirs.get(agent.key, ())
        if agent.kind is AgentKind.UNIT and len(heirs) == 1:
            parents[heirs[0]].append(agent.name)
    changes = [
        LoadChange(names[key], tuple(parents.get(key, [names[key]])), old.get(key), new.get(key))
        for key in dict.fromkeys((*new, *old))
        if (key in old and old[key].tasks) or (key in new and new[key].tasks)
    ]
    yield from sorted(changes, key=lambda c: (-gained(c), c.unit))


def gained(change: LoadChange) -> int:
    """Return the difference in load, stated and expanded."""
    return (change.after.load if change.after else 0) - (change.before.load if change.before else 0)


def carried(plan: Plan) -> dict[str, Carried]:
    """Return what each unit of a plan, by key, carries."""
    expected = unit_figures(likelihood(plan))
    return {
        w.unit: Carried(
            w.tasks,
            w.led,
            w.supported,
            w.load,
            w.partners,
            *(round(expected[name][w.unit].expected, 2) for name in ("tasks", "led", "load")),
        )
        for w in workloads(participation(plan))
    }
