"""A plan with changes made: for measuring alone, it is never written."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from remit.errors import BadQuery
from remit.model import Agent, AgentKind, Assignment, Bilingual, Evidence, Plan, Role
from remit.whatif.changes import Change, Lead, Merge, Move, Split

_THOUGHT: Final = Bilingual("设想，并非原文。", "Thought of, not in the source.")
_STRENGTH: Final = (Evidence.STATED, Evidence.EXPANDED, Evidence.INFERRED, None)


def changed(plan: Plan, changes: Iterable[Change]) -> Plan:
    """Return the plan with all changes made: tasks first, then splits, then merges.

    Raises BadQuery where a task has nothing that could be moved.
    """
    kinds: tuple[type, ...] = (Move, Lead, Split, Merge)
    ordered = sorted(changes, key=lambda change: kinds.index(type(change)))
    return reduce(_with, ordered, plan)


def _with(plan: Plan, change: Change) -> Plan:
    match change:
        case Lead():
            return _led(plan, change.task, change.unit, stay=True)
        case Move(giver=None):
            return _led(plan, change.task, change.receiver, stay=False)
        case Move():
            return _moved(plan, change)
        case Split():
            return _split(plan, change)
    return _merged(plan, change)


def _led(plan: Plan, task: str, unit: str, *, stay: bool) -> Plan:
    """Make a unit the only lead; those that led before support the task, or leave it."""
    kinds = {agent.key: agent.kind for agent in plan.agents}
    led = [
        a
        for a in plan.assignments
        if a.task == task and a.role is Role.LEADS and kinds[a.agent] is AgentKind.UNIT
    ]
    if not led and not stay:
        raise BadQuery(
            f"看不出任务 {task} 由谁牵头，没有可移交的牵头；可用 --lead {task}:单位 设想由谁牵头。"
            f" / no lead of task {task} is known, so there is none to move; with"
            f" --lead {task}:UNIT you can think of one."
        )
    before = {a.agent for a in led} - {unit}
    found: list[Assignment] = []
    for a in plan.assignments:
        if a.task != task or (a.agent not in before and a.agent != unit):
            found.append(a)
        elif a.agent in before and stay:
            found.append(_certain(a, Role.SUPPORTS))
    found.append(_certain(_new(task, unit), Role.LEADS))
    settled = tuple(c for c in plan.candidates if (c.task, c.role) != (task, Role.LEADS))
    return replace(plan, assignments=tuple(found), candidates=settled)


def _moved(plan: Plan, move: Move) -> Plan:
    giver_key = move.giver or ""
    if not any((a.task, a.agent) == (move.task, giver_key) for a in plan.assignments):
        names = {agent.key: agent.name for agent in plan.agents}
        on_task = [names[a.agent] for a in plan.assignments if a.task == move.task]
        shown = "、".join(dict.fromkeys(on_task)) or "无 none"
        giver = names[giver_key]
        raise BadQuery(
            f"看不到{giver}参与任务 {move.task}，没有可移交的分工；这项任务可见的有：{shown}。"
            f" / {giver} is not seen to take part in task {move.task}, so there is nothing to"
            f" move; seen there: {shown}."
        )
    return replace(plan, assignments=_renamed(plan, {(move.task, giver_key): move.receiver}))


def _split(plan: Plan, split: Split) -> Plan:
    """Give a new unit the tasks; one that the old unit does not take part in is a mistake."""
    own = {a.task for a in plan.assignments if a.agent == split.unit}
    for task in split.tasks:
        if task not in own:
            name = next(agent.name for agent in plan.agents if agent.key == split.unit)
            raise BadQuery(
                f"看不到{name}参与任务 {task}，不能随 --split 分出。"
                f" / {name} is not seen to take part in task {task}; it cannot be split off."
            )
    agents = (*plan.agents, Agent(split.name, AgentKind.UNIT, split.name, because=_THOUGHT))
    receivers = {(task, split.unit): split.name for task in split.tasks}
    return replace(plan, agents=agents, assignments=_renamed(plan, receivers))


def _merged(plan: Plan, merge: Merge) -> Plan:
    first, *others = merge.units
    of = {agent.key: agent for agent in plan.agents}
    parts = [of[unit] for unit in merge.units]
    whole = replace(
        of[first],
        name="＋".join(part.name for part in parts),
        aliases=tuple(form for part in parts for form in (part.name, *part.aliases)),
        organs=tuple(dict.fromkeys(kind for part in parts for kind in part.organs)),
        because=_THOUGHT,
    )
    agents = tuple(
        whole if agent.key == first else agent for agent in plan.agents if agent.key not in others
    )
    receivers = {(a.task, a.agent): first for a in plan.assignments if a.agent in others}
    candidates = (replace(c, agent=first) if c.agent in others else c for c in plan.candidates)
    assignments = _renamed(plan, receivers)
    return replace(plan, agents=agents, assignments=assignments, candidates=tuple(candidates))


def _renamed(plan: Plan, receivers: Mapping[tuple[str, str], str]) -> tuple[Assignment, ...]:
    """Return the assignments with new holders; what one holder has twice at a task is joined."""
    held: dict[tuple[str, str], list[Assignment]] = {}
    for a in plan.assignments:
        agent = receivers.get((a.task, a.agent), a.agent)
        same = a if agent == a.agent else replace(a, agent=agent, id=f"{a.task}/{agent}")
        held.setdefault((a.task, agent), []).append(same)
    return tuple(_joined(some) for some in held.values())


def _joined(some: Sequence[Assignment]) -> Assignment:
    """Return what two parts in one task are for whoever holds both.

    It takes part where one of them does, and leads where one of them does: chances of taking
    part as of independent events, of leading added up (the leads of a task are drawn
    together, see `remit.coordination.likelihood`).
    """
    if len(some) == 1:
        return some[0]
    part = _either(a.confidence for a in some)
    leading = [a for a in some if a.role is Role.LEADS]
    roles = leading or [a for a in some if a.role is Role.SUPPORTS]
    strongest = min(some, key=lambda a: _STRENGTH.index(a.evidence))
    if not roles:
        return replace(strongest, confidence=part)
    chances = [a.confidence * (a.role_confidence or 0) for a in roles]
    chance = sum(chances) if leading else _either(chances)
    known = min(roles, key=lambda a: _STRENGTH.index(a.role_evidence))
    return replace(
        strongest,
        confidence=part,
        role=known.role,
        role_evidence=known.role_evidence,
        role_confidence=min(1.0, chance / part) if part else 0.0,
    )


def _either(chances: Iterable[float]) -> float:
    return 1 - math.prod(1 - chance for chance in chances)


def _new(task: str, unit: str) -> Assignment:
    return Assignment(
        f"{task}/{unit}", task, unit, Evidence.STATED, 1.0, Role.LEADS, Evidence.STATED, 1.0
    )


def _certain(assignment: Assignment, role: Role) -> Assignment:
    """Return a part that a change decides: no doubt is left of it."""
    return replace(
        assignment,
        role=role,
        role_evidence=Evidence.STATED,
        role_confidence=1.0,
        role_because=_THOUGHT,
        evidence=Evidence.STATED,
        confidence=1.0,
    )
