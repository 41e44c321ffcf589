"""Which members a group name stands for.

`各街道` is every subdistrict of the jurisdiction: each subdistrict the plan names is a
member. That the plan names *all* of them is assumed, so such a membership is held with
confidence below 1. Groups whose members no name gives away (`区各部门`, `区安委会各成员单位`)
stay groups, unless a roster lists their members.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from remit.model import Agent, AgentKind, Bilingual, Membership, UnitType

BY_TYPE: Final = 0.95
"""Confidence that a unit of the right type belongs to the group (assumed, not stated)."""

_CATEGORIES: Final = {
    "街道": UnitType.SUBDISTRICT,
    "街办": UnitType.SUBDISTRICT,
    "街道办事处": UnitType.SUBDISTRICT,
    "镇": UnitType.TOWN,
    "乡": UnitType.TOWN,
    "乡镇": UnitType.TOWN,
    "镇街": UnitType.TOWN,
}
_BETWEEN: Final = re.compile(r"[()（）、,，和及]|人民政府|政府")


def with_members(
    agents: Sequence[Agent], listed: Mapping[str, tuple[Membership, ...]] = MappingProxyType({})
) -> tuple[Agent, ...]:
    """Return the agents, with members and the reason for them on groups that have any.

    `listed` are the members that rosters state, by the key of the group; they go before what
    the name of the group tells.
    """
    return tuple(
        _group(agent, agents, listed.get(agent.key, ()))
        if agent.kind is AgentKind.UNIT_GROUP
        else agent
        for agent in agents
    )


def _group(group: Agent, agents: Sequence[Agent], listed: tuple[Membership, ...]) -> Agent:
    if listed:
        return _by_roster(group, agents, listed)
    types = types_of(group.name)
    members = [agent for agent in agents if agent.unit_type in types]
    if not members:
        return group
    names = "、".join(member.name for member in members)
    because = Bilingual(
        f"“{group.name}”按类型展开为计划中出现的 {len(members)} 个单位：{names}；"
        "计划是否列全，原文未写明。",
        f"“{group.name}” is expanded by type to the {len(members)} units of the plan that"
        f" fit: {names}; whether the plan names them all is not stated.",
    )
    held = tuple(Membership(member.key, BY_TYPE, because) for member in members)
    return replace(group, memberships=held, because=because)


def _by_roster(group: Agent, agents: Sequence[Agent], listed: tuple[Membership, ...]) -> Agent:
    by_key = {agent.key: agent.name for agent in agents}
    names = "、".join(by_key[each.member] for each in listed)
    because = Bilingual(
        f"“{group.name}”按名册展开为 {len(listed)} 个单位：{names}。",
        f"“{group.name}” is expanded by its roster to {len(listed)} units: {names}.",
    )
    return replace(group, memberships=listed, because=because)


def types_of(name: str) -> frozenset[UnitType]:
    """Return the types that a name such as 各镇(街道) stands for; none unless it names only those.

    >>> sorted(types_of("各乡镇、街道")), types_of("各街道、开发区")
    ([<UnitType.SUBDISTRICT: 'subdistrict'>, <UnitType.TOWN: 'town'>], frozenset())
    """
    if not name.startswith("各"):
        return frozenset()
    words = [word for word in _BETWEEN.split(name[1:]) if word]
    types = {_CATEGORIES.get(word) for word in words}
    if "镇街" in words:
        types.add(UnitType.SUBDISTRICT)
    return frozenset(t for t in types if t) if types and None not in types else frozenset()
