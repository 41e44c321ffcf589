"""A plan with changes made: for measuring alone, it is never written."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from remit.coordination import role_chances
from remit.errors import BadQuery
from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Bilingual,
    Candidate,
    Evidence,
    Plan,
    Role,
)
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
    return _renamed(plan, {(move.task, giver_key): move.receiver})


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
    return _renamed(replace(plan, agents=agents), receivers)


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
    receivers = {(task.id, unit): first for task in plan.tasks for unit in others}
    return _renamed(replace(plan, agents=agents), receivers)


def _renamed(plan: Plan, receivers: Mapping[tuple[str, str], str]) -> Plan:
    """Return the plan with new holders; what one holder has twice at a task is joined."""
    held: dict[tuple[str, str], list[Assignment]] = {}
    for a in plan.assignments:
        agent = receivers.get((a.task, a.agent), a.agent)
        same = a if agent == a.agent else replace(a, agent=agent, id=f"{a.task}/{agent}")
        held.setdefault((a.task, agent), []).append(same)
    new = {(task, receiver) for (task, _), receiver in receivers.items()}
    guessed: dict[tuple[str, str], list[Candidate]] = {}
    for c in plan.candidates:
        agent = receivers.get((c.task, c.agent), c.agent)
        guessed.setdefault((c.task, agent), []).append(replace(c, agent=agent))
    assignments: list[Assignment] = []
    candidates: list[Candidate] = []
    for place in dict.fromkeys((*held, *guessed)):
        some, guesses = held.get(place, []), guessed.get(place, [])
        if place in new and len(some) + len(guesses) > 1:
            some, guesses = _joined(place, some, guesses)
        assignments += some
        candidates += guesses
    return replace(plan, assignments=tuple(assignments), candidates=tuple(candidates))


def _joined(
    place: tuple[str, str], some: Sequence[Assignment], guesses: Sequence[Candidate]
) -> tuple[list[Assignment], list[Candidate]]:
    """Return what several parts in one task, known or guessed, are for whoever holds them all.

    It takes part, and supports, where one of them does: chances as of independent events. It
    leads where one of them does: chances added up (the leads of a task are drawn together, see
    `remit.coordination.likelihood`). A role that is then not certain is told by candidates, as
    an assignment has no place for the chances of both roles.
    """
    chances = [dict(role_chances(a)) for a in some] + [{c.role: c.probability} for c in guesses]
    lead = min(1.0, sum(each.get(Role.LEADS, 0) for each in chances))
    part = max(lead, _either(sum(each.values()) for each in chances))
    support = min(part - lead, _either(each.get(Role.SUPPORTS, 0) for each in chances))
    roles = ((Role.LEADS, lead), (Role.SUPPORTS, support))
    told = [Candidate(*place, role, chance, _THOUGHT) for role, chance in roles if chance]
    if not some:
        return [], told
    strongest = min(some, key=lambda a: _STRENGTH.index(a.evidence))
    for role, chance in roles:
        if math.isclose(chance, part):
            known = (a.role_evidence for a in some if a.role is role)
            sure = replace(
                strongest,
                confidence=part,
                role=role,
                role_evidence=min(known, key=_STRENGTH.index, default=Evidence.INFERRED),
                role_confidence=1.0,
            )
            return [sure], []
    unsure = replace(
        strongest, confidence=part, role=Role.TAKES_PART, role_evidence=None, role_confidence=None
    )
    return [unsure], told


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
