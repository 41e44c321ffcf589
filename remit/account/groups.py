"""By what an account is divided: goals, leaders' portfolios, kinds of organ, places."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from remit.account.grouping import Grouping
from remit.coordination import Figure, participation
from remit.model import AgentKind, Bilingual, Evidence, Plan
from remit.organkinds import organ_scheme

UNKNOWN: Final = Bilingual("（种类不明）", "(kind not known)")


def task_groups(plan: Plan, by: Grouping) -> dict[str, list[str]]:
    """Return the ids of tasks by the title of their outermost goal, by leader's or place's name.

    A task under several leaders, or that names several places, is under each; tasks without
    any are left out. Places come with most tasks first.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    if by is Grouping.PLACE:
        places = {each.key: each.name for each in plan.named if each.kind.is_place}
        for task, place in dict.fromkeys((m.task, m.named) for m in plan.mentions):
            if place in places:
                groups[places[place]].append(task)
        return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))
    if by is Grouping.LEADER:
        names = {agent.key: agent.name for agent in plan.agents}
        found = participation(plan, {Evidence.STATED, Evidence.EXPANDED})
        for task, leaders in zip(found.tasks, found.leaders, strict=True):
            for leader in sorted(leaders):
                groups[names[leader]].append(task)
        return dict(groups)
    goals = {goal.id: goal for goal in plan.goals}
    for each in plan.tasks:
        goal = goals.get(each.goal or "")
        while goal is not None and goal.parent is not None:
            goal = goals[goal.parent]
        if goal is not None:
            groups[goal.title].append(each.id)
    return dict(groups)


def organ_labels(plan: Plan) -> dict[str, Bilingual]:
    """Return what kind of organ each unit (key) is; a merged bureau is one of its own kind."""
    kinds = organ_scheme().kinds
    labels = {}
    for agent in plan.agents:
        if agent.kind is AgentKind.UNIT:
            found = [kinds[kind].label for kind in agent.organs]
            labels[agent.key] = (
                Bilingual("＋".join(x.zh for x in found), " + ".join(x.en for x in found))
                if found
                else UNKNOWN
            )
    return labels


def sums_by_organ(plan: Plan, figures: Mapping[str, Figure]) -> dict[Bilingual, Figure]:
    """Return the figures of units added up by kind of organ; exact where they are."""
    labels = organ_labels(plan)
    sums: dict[Bilingual, Figure] = {}
    for unit, figure in figures.items():
        before = sums.get(labels[unit], Figure(0, 0, 0, 0))
        sums[labels[unit]] = Figure(
            before.stated + figure.stated,
            before.expected + figure.expected,
            before.low + figure.low,
            before.high + figure.high,
        )
    return sums
