"""Makes one unit of two that a reviewer says are one body."""

from collections.abc import Sequence
from dataclasses import replace

from remit.model import Agent, Assignment, Decision, Doubt, Evidence, Membership, Plan


def merged(plan: Plan, pairs: Sequence[tuple[str, str, Decision]]) -> Plan:
    """Return the plan with the second unit of each pair, by key, become one with the first.

    A task that named both then names one; where their evidence differs the stated stays.
    """
    for one, other, decision in pairs:
        kept, gone = _now(plan, one), _now(plan, other)
        if kept.key != gone.key:
            plan = _joined(plan, kept, gone, decision)
    return plan


def _now(plan: Plan, key: str) -> Agent:
    """The agent of a key, or the one it was merged into: its name is there as an alias."""
    by_key = {agent.key: agent for agent in plan.agents}
    return by_key.get(key) or next(a for a in plan.agents if key in a.merged)


def _joined(plan: Plan, kept: Agent, gone: Agent, decision: Decision) -> Plan:
    new = replace(
        kept,
        aliases=tuple(dict.fromkeys((*kept.aliases, gone.name, *gone.aliases))),
        organs=tuple(dict.fromkeys((*kept.organs, *gone.organs))),
        because=decision.because,
        decision=decision,
        merged=(*kept.merged, gone.key, *gone.merged),
    )
    agents = (new if agent.key == kept.key else agent for agent in plan.agents)
    doubts = (
        Doubt((_to(d.agents[0], kept, gone), _to(d.agents[1], kept, gone)), d.because)
        for d in plan.doubts
    )
    return replace(
        plan,
        agents=tuple(
            replace(agent, memberships=_members(agent, kept, gone))
            for agent in agents
            if agent.key != gone.key
        ),
        assignments=_assignments(plan, kept, gone),
        doubts=tuple({d.agents: d for d in doubts if d.agents[0] != d.agents[1]}.values()),
    )


def _to(key: str, kept: Agent, gone: Agent) -> str:
    return kept.key if key == gone.key else key


def _members(group: Agent, kept: Agent, gone: Agent) -> tuple[Membership, ...]:
    held = (replace(m, member=_to(m.member, kept, gone)) for m in group.memberships)
    return tuple({m.member: m for m in held}.values())


def _assignments(plan: Plan, kept: Agent, gone: Agent) -> tuple[Assignment, ...]:
    found: dict[str, Assignment] = {}
    for a in plan.assignments:
        new = a
        if a.agent == gone.key:
            new = replace(a, id=f"{a.task}/{kept.key}", agent=kept.key)
        there = found.get(new.id)
        if there is None or (
            there.evidence is not Evidence.STATED and new.evidence is Evidence.STATED
        ):
            found[new.id] = new
    return tuple(found.values())
