"""From the lines of a roster to the members of a plan's groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from remit.errors import UnreadableSource
from remit.interpret.agents import Agents
from remit.interpret.groups import types_of
from remit.interpret.lookup import nearest_names
from remit.interpret.organs import organs_of
from remit.model import Agent, AgentKind, Bilingual, Membership, RosterLine

LISTED = 1.0
"""Confidence that a unit belongs to a group whose roster lists it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The memberships that rosters state, by the group's key, and the lines of no use here."""

    members: dict[str, tuple[Membership, ...]]
    unused: tuple[RosterLine, ...]


def listed(lines: Iterable[RosterLine], agents: Agents, on: date | None) -> Listed:
    """Return what rosters say of the plan's groups on a day (None: whenever).

    A member that the plan does not name is added to `agents` when its name tells what organ
    it is. Raises UnreadableSource, with the roster's line, for any other.
    """
    members: defaultdict[str, dict[str, Membership]] = defaultdict(dict)
    unused: list[RosterLine] = []
    for line in lines:
        group = agents.group_called(line.group)
        if group is None or (line.valid_from and on and line.valid_from > on):
            unused.append(line)
            continue
        for key in _keys(line, agents):
            members[group].setdefault(key, Membership(key, LISTED, _because(line)))
    return Listed({group: tuple(of.values()) for group, of in members.items()}, tuple(unused))


def _keys(line: RosterLine, agents: Agents) -> list[str]:
    """Return the keys of the units a line names: one, or all subdistricts of 各街道."""
    units = [agent for agent in agents.all() if agent.kind is AgentKind.UNIT]
    types = types_of(line.member)
    if types:
        return [unit.key for unit in units if unit.unit_type in types]
    key = agents.unit_called(line.member)
    if key is None and organs_of(line.member):
        key = agents.add_unit(line.member)
    if key is None:
        raise _unknown(line, units)
    return [key]


def _because(line: RosterLine) -> Bilingual:
    return Bilingual(
        f"名册 {line.file} 第 {line.line} 行把“{line.member}”列为“{line.group}”的成员。",
        f"The roster {line.file}, line {line.line}, lists “{line.member}” under “{line.group}”.",
    )


def _unknown(line: RosterLine, units: list[Agent]) -> UnreadableSource:
    near = nearest_names(line.member, [unit.name for unit in units])
    zh = f"，相近的有：{'、'.join(near)}" if near else ""
    en = f"; near it: {', '.join(near)}" if near else ""
    return UnreadableSource(
        f"{line.path}：第 {line.line} 行：计划中没有单位“{line.member}”，也看不出是哪种机构{zh}；"
        f"请改正名称或删去该行。 / line {line.line}: the plan has no unit “{line.member}”, and the"
        f" name tells no kind of organ{en}; correct it or remove the line."
    )
