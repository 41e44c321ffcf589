"""Who came to a task and who left it. What one of two plans does not show is never a change.

A plan *shows* a role at a task when the row is whole, the role's cell is not lost, and every
name in it has a role that is read and not guessed. Then whom it does not name there does not
hold the role. Otherwise only those it does name are known.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from remit.comparison.facts import DutyChange
from remit.comparison.succession import Succession
from remit.model import Agent, AgentKind, Evidence, Legibility, Plan, Role, Task

ROLES: Final = (Role.SUPERVISES, Role.LEADS, Role.SUPPORTS)
_GROUPS: Final = frozenset({AgentKind.UNIT_GROUP, AgentKind.LEADER_GROUP})


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Who holds which role at each task of a plan, as stated, and where that is all of them.

    `bodies` names for each agent the body it is in both plans.
    """

    agents: Mapping[str, Agent]
    bodies: Mapping[str, str]
    holders: Mapping[tuple[str, Role], frozenset[str]]
    whole: frozenset[tuple[str, Role]]


def held(plan: Plan, bodies: Mapping[str, str]) -> Held:
    """Return who holds which role in a plan, and at which tasks its row shows the whole role."""
    holders: dict[tuple[str, Role], set[str]] = defaultdict(set)
    unclear: set[str] = set()
    for a in plan.assignments:
        if a.evidence is not Evidence.STATED:
            continue
        if a.role_evidence is Evidence.STATED:
            holders[a.task, a.role].add(a.agent)
        else:
            unclear.add(a.task)
    attachment = {task.id: task.attachment for task in plan.tasks}
    carried = {(attachment[task], role) for task, role in holders}
    whole = frozenset(
        (task.id, role)
        for task in plan.tasks
        for role in ROLES
        if task.legibility is Legibility.WHOLE
        and role not in task.lost
        and (task.attachment, role) in carried
        and (role is Role.SUPERVISES or task.id not in unclear)
        and (role is Role.SUPPORTS or (task.id, role) in holders)
    )
    agents = {agent.key: agent for agent in plan.agents}
    return Held(agents, bodies, {key: frozenset(some) for key, some in holders.items()}, whole)


def duty_changes(
    before: Held, after: Held, found: Succession, one: Task, other: Task
) -> Iterator[DutyChange]:
    """Yield what is known of each role of a task that stands in both plans."""
    for role in ROLES:
        old = before.holders.get((one.id, role), frozenset())
        new = after.holders.get((other.id, role), frozenset())
        went_on = {heir for key in old for heir in found.heirs.get(key, ())}
        came = [key for key in new - went_on if (one.id, role) in before.whole]
        left = [
            key
            for key in old
            if new.isdisjoint(found.heirs.get(key, ()))
            and (other.id, role) in after.whole
            and not _absorbed(key, role, found, before, one.id)
        ]
        seen_came = [k for k in came if not _within(after.agents[k], after, old, before)]
        seen_left = [k for k in left if not _within(before.agents[k], before, new, after)]
        hidden = (one.id, role) not in before.whole or (other.id, role) not in after.whole
        unclear = len(seen_came) + len(seen_left) < len(came) + len(left)
        yield DutyChange(
            role,
            tuple(sorted(after.agents[key].name for key in seen_came)),
            tuple(sorted(before.agents[key].name for key in seen_left)),
            hidden or unclear,
        )


def _absorbed(key: str, role: Role, found: Succession, before: Held, task: str) -> bool:
    """Tell whether a unit only became one with another of the same task that had another role."""
    heirs = set(found.heirs.get(key, ()))
    return any(
        other != key and not heirs.isdisjoint(found.heirs.get(other, ()))
        for elsewhere in ROLES
        if elsewhere is not role
        for other in before.holders.get((task, elsewhere), ())
    )


def _within(agent: Agent, here: Held, others: frozenset[str], there: Held) -> bool:
    """Tell whether an agent may stand in a group that the other plan names, or behind its names.

    A unit may be one of a group's members, known or open; a group whose members the other
    plan names one by one is no change either.
    """
    named = [there.agents[key] for key in others]
    if agent.kind in _GROUPS:
        members = {here.bodies[key] for key in agent.members}
        return bool(members) and members <= {there.bodies[other.key] for other in named}
    return any(
        not group.members or here.bodies[agent.key] in {there.bodies[m] for m in group.members}
        for group in named
        if group.kind in _GROUPS
    )
