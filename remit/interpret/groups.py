"""Which members a group name stands for.

`各街道` is every subdistrict of the jurisdiction: each subdistrict the plan names is a
member. That the plan names *all* of them is assumed, so such a membership is held with
confidence below 1. Groups whose members no name gives away (`区各部门`, `区安委会各成员单位`)
stay groups.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from remit.model import Agent, AgentKind, Bilingual, UnitType

BY_TYPE: Final = 0.95
"""Confidence that a unit of the right type belongs to the group (assumed, not stated)."""

_TYPES_OF_GROUP: Final = {
    "各街道": (UnitType.SUBDISTRICT,),
    "各街办": (UnitType.SUBDISTRICT,),
    "各街道办事处": (UnitType.SUBDISTRICT,),
    "各镇": (UnitType.TOWN,),
    "各乡镇": (UnitType.TOWN,),
    "各镇街道": (UnitType.TOWN, UnitType.SUBDISTRICT),
    "各镇街": (UnitType.TOWN, UnitType.SUBDISTRICT),
    "各街道镇": (UnitType.TOWN, UnitType.SUBDISTRICT),
}
_NOISE: Final = str.maketrans("", "", "()（）、")


def with_members(agents: Sequence[Agent]) -> tuple[Agent, ...]:
    """Return the agents, with members and the reason for them on groups that have any."""
    return tuple(
        _group(agent, agents) if agent.kind is AgentKind.UNIT_GROUP else agent for agent in agents
    )


def _group(group: Agent, agents: Sequence[Agent]) -> Agent:
    types = _TYPES_OF_GROUP.get(group.name.translate(_NOISE), ())
    members = [agent for agent in agents if agent.unit_type in types]
    if not members:
        return group
    names = "、".join(member.name for member in members)
    return replace(
        group,
        members=tuple(member.key for member in members),
        because=Bilingual(
            f"“{group.name}”按类型展开为计划中出现的 {len(members)} 个单位：{names}；"
            "计划是否列全，原文未写明。",
            f"“{group.name}” is expanded by type to the {len(members)} units of the plan that"
            f" fit: {names}; whether the plan names them all is not stated.",
        ),
    )
