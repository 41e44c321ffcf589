"""Which units of two plans are one body, which took over from which, and which are new.

In this order, the first that holds: two names that `remit.interpret.identity` calls one body;
a kind of organ that `ontology/organs.ttl` says was replaced by another (区环保局, 生态环境局);
a name in brackets that was a unit of its own before (高新区, 云岭镇: 高新区(云岭镇)); and,
only likely, the one unit of its kind that is named no more and the one that is newly named
(云溪文旅公司, 云溪文旅集团).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from remit.comparison.facts import UnitChange, UnitFate
from remit.interpret.identity import Identities
from remit.interpret.organs import split_second_name
from remit.model import Agent, AgentKind, Assignment, Bilingual, Evidence, Plan, one_each
from remit.organkinds import organ_scheme

_RANK: Final = (Evidence.STATED, Evidence.EXPANDED, Evidence.INFERRED)


@dataclass(frozen=True, slots=True)
class Succession:
    """What each agent of the earlier plan, by key, goes on as in the later: none, one, several.

    `before` and `after` name for every agent the body it is in both plans. Not `known` for
    plans of different governments.
    """

    heirs: Mapping[str, tuple[str, ...]]
    changes: tuple[UnitChange, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]
    known: bool = True


@dataclass(frozen=True, slots=True)
class _Tie:
    heir: str
    because: Bilingual
    sure: bool = True
    same: bool = False


def succession(before: Plan, after: Plan) -> Succession:
    """Return how the agents of one plan go on in another plan of the same government."""
    place = after.jurisdiction or before.jurisdiction
    names = [name for plan in (before, after) for a in plan.agents for name in (a.name, *a.aliases)]
    identities = Identities(names, place)
    ties = _one_body(before.agents, after.agents, identities)
    ties = _taken_over(before.agents, after.agents, ties)
    ties = _only_of_kind(before.agents, after.agents, ties)
    heirs = {key: tuple(tie.heir for tie in some) for key, some in ties.items()}
    return Succession(heirs, tuple(_changes(before, after, ties)), *_bodies(before, after, heirs))


def strangers(before: Plan, after: Plan) -> Succession:
    """Return the succession of two plans of different governments: nobody goes on."""
    earlier, later = (
        {agent.key: f"{plan.id}/{agent.key}" for agent in plan.agents} for plan in (before, after)
    )
    return Succession({}, (), earlier, later, known=False)


_Ties = dict[str, list[_Tie]]


def _one_body(firsts: Sequence[Agent], seconds: Sequence[Agent], known: Identities) -> _Ties:
    by_name: dict[object, str] = {}
    for agent in seconds:
        for name in (agent.name, *agent.aliases):
            by_name.setdefault(_identity(agent, name, known), agent.key)
    ties: _Ties = {}
    for agent in firsts:
        heirs = [
            by_name.get(_identity(agent, name, known)) for name in (agent.name, *agent.aliases)
        ]
        heir = next(filter(None, heirs), None)
        if heir is not None:
            reason = Bilingual("两种写法是同一单位。", "Two names of one body.")
            ties[agent.key] = [_Tie(heir, reason, same=True)]
    return ties


def _identity(agent: Agent, name: str, known: Identities) -> object:
    if agent.kind is AgentKind.UNIT:
        return agent.kind, known.of(name)
    core, second = split_second_name(name)
    return agent.kind, known.without_level(core), second


def _taken_over(firsts: Sequence[Agent], seconds: Sequence[Agent], ties: _Ties) -> _Ties:
    """Add those whose kind was replaced, or whose name now stands in another's brackets."""
    found = dict(ties)
    for agent in _units(firsts, ties):
        some = [
            _Tie(other.key, reason)
            for other in seconds
            if other.kind is AgentKind.UNIT and (reason := _replaced(agent, other))
        ]
        if some:
            found[agent.key] = some
    return found


def _replaced(agent: Agent, other: Agent) -> Bilingual | None:
    core, second = split_second_name(other.name)
    if second and split_second_name(agent.name)[0] in (core, second):
        return Bilingual(
            f"“{other.name}”的名称里有“{agent.name}”。",
            f"The name “{other.name}” contains “{agent.name}”.",
        )
    shared = _successors(agent.organs) & set(other.organs)
    if not shared or agent.jurisdiction != other.jurisdiction:
        return None
    kinds = organ_scheme().kinds
    labels = [kinds[kind].label for kind in sorted(shared)]
    return Bilingual(
        f"此类机构的职能由{'、'.join(label.zh for label in labels)}承接。",
        f"Organs of its kind were replaced by: {', '.join(label.en for label in labels)}.",
    )


def _successors(organs: Sequence[str]) -> set[str]:
    kinds = organ_scheme().kinds
    found: set[str] = set()
    waiting = list(organs)
    while waiting:
        later = set(kinds[waiting.pop()].successors) - found
        found |= later
        waiting += later
    return found


def _only_of_kind(firsts: Sequence[Agent], seconds: Sequence[Agent], ties: _Ties) -> _Ties:
    """Add, as likely, the only unit of a kind that is named no more and the only new one."""
    inherited = {tie.heir for some in ties.values() for tie in some}
    gone, come = (
        _alone_of_kind(firsts, set(ties)),
        _alone_of_kind(seconds, inherited),
    )
    found = dict(ties)
    for kinds, agent in gone.items():
        if heir := come.get(kinds):
            reason = Bilingual(
                f"同类单位中，前一份只有“{agent.name}”，后一份只有“{heir.name}”。",
                f"Of their kind, the earlier plan names only “{agent.name}” and the later only"
                f" “{heir.name}”.",
            )
            found[agent.key] = [_Tie(heir.key, reason, sure=False)]
    return found


def _alone_of_kind(agents: Sequence[Agent], known: set[str]) -> dict[object, Agent]:
    """Return the units not in `known` that are the only one of their kinds in their plan."""
    by_kind: dict[object, list[Agent]] = defaultdict(list)
    for agent in agents:
        if agent.kind is AgentKind.UNIT and agent.organs:
            by_kind[agent.organs, agent.jurisdiction].append(agent)
    return {
        kinds: some[0]
        for kinds, some in by_kind.items()
        if len(some) == 1 and some[0].key not in known
    }


def _units(agents: Sequence[Agent], known: Mapping[str, object]) -> Iterator[Agent]:
    yield from (a for a in agents if a.kind is AgentKind.UNIT and a.key not in known)


def _changes(before: Plan, after: Plan, ties: _Ties) -> Iterator[UnitChange]:
    """Yield what became of the units; those that stay as they are are left out."""
    parents: dict[str, list[str]] = defaultdict(list)
    for key, some in ties.items():
        for tie in some:
            parents[tie.heir].append(key)
    later = {agent.key: agent for agent in after.agents}
    told: set[str] = set()
    for agent in before.agents:
        if agent.kind is AgentKind.UNIT and agent.key not in told:
            change = _change(agent, after, later, ties, parents)
            told |= set(change.before) if change else set()
            yield from (change,) if change else ()
    for agent in after.agents:
        if agent.kind is AgentKind.UNIT and agent.key not in parents:
            yield UnitChange(UnitFate.NEWLY_NAMED, (), (agent.key,), _unnamed(before))


def _change(
    agent: Agent,
    plan: Plan,
    later: Mapping[str, Agent],
    ties: _Ties,
    parents: Mapping[str, Sequence[str]],
) -> UnitChange | None:
    """Return what became of one unit, None where it stays as it is."""
    some = ties.get(agent.key, [])
    if not some:
        return UnitChange(UnitFate.NO_LONGER_NAMED, (agent.key,), (), _unnamed(plan))
    first = some[0]
    if len(some) > 1:
        heirs = tuple(tie.heir for tie in some)
        return UnitChange(UnitFate.SPLIT, (agent.key,), heirs, first.because, first.sure)
    family = tuple(key for key in parents[first.heir] if len(ties[key]) == 1)
    if len(family) > 1:
        all_ties = [tie for key in family for tie in ties[key]]
        because = next((tie.because for tie in all_ties if not tie.same), first.because)
        sure = all(tie.sure for tie in all_ties)
        return UnitChange(UnitFate.MERGED, family, (first.heir,), because, sure)
    if _renamed(agent, later[first.heir]):
        return UnitChange(UnitFate.RENAMED, (agent.key,), (first.heir,), first.because, first.sure)
    return None


def _renamed(one: Agent, other: Agent) -> bool:
    return {one.name, *one.aliases}.isdisjoint({other.name, *other.aliases})


def _unnamed(plan: Plan) -> Bilingual:
    if plan.repeats_dropped or any(task.lost for task in plan.tasks):
        return Bilingual(
            f"{plan.id} 没有它的名称，但该文件有缺失的格子，可能只是看不到。",
            f"{plan.id} does not name it, but has lost cells: it may only be out of sight.",
        )
    return Bilingual(f"{plan.id} 没有它的名称。", f"{plan.id} does not name it.")


def _bodies(
    before: Plan, after: Plan, heirs: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Name every agent by its only heir; one that went on as several, or none, by itself."""
    later = {agent.key: f"{agent.kind.value}/{agent.key}" for agent in after.agents}
    earlier = {
        agent.key: later[heirs[agent.key][0]]
        if len(heirs.get(agent.key, ())) == 1
        else f"{before.id}/{agent.key}"
        for agent in before.agents
    }
    return earlier, later


def as_heirs(plan: Plan, found: Succession) -> Plan:
    """Return the earlier plan with every unit that has one heir under the heir's key.

    A task that two units of one heir take part in names it once, by its best evidence, and
    with the role of the lead if one of them leads.
    """
    sole = {key: heirs[0] for key, heirs in found.heirs.items() if len(heirs) == 1}
    taken = set(sole.values())

    def new_key(key: str) -> str:
        return sole.get(key) or (f"{key}#" if key in taken else key)

    agents: dict[str, Agent] = {}
    for agent in plan.agents:
        agents.setdefault(new_key(agent.key), replace(agent, key=new_key(agent.key)))
    best: dict[tuple[str, str], Assignment] = {}
    for a in sorted(plan.assignments, key=lambda a: (_RANK.index(a.evidence), a.role.value)):
        best.setdefault((a.task, new_key(a.agent)), replace(a, agent=new_key(a.agent)))
    order = {task.id: k for k, task in enumerate(plan.tasks)}
    kept = sorted(best.values(), key=lambda a: order[a.task])
    candidates = one_each(replace(c, agent=new_key(c.agent)) for c in plan.candidates)
    units = tuple(agents.values())
    return replace(plan, agents=units, assignments=tuple(kept), candidates=candidates)
