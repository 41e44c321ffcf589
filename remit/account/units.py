"""Which unit is meant, and plans that have too few of them for an account."""

from remit.errors import BadQuery
from remit.interpret.lookup import NamedUnit, nearest_names, units_called
from remit.model import AgentKind, Plan


def one_unit(plan: Plan, name: str) -> str:
    """Return the key of the unit with this name, in any form of it: 住建委 for 区住建局.

    Raises BadQuery for a name that no unit of the plan has, with the nearest names, or that
    several have.
    """
    units = [
        NamedUnit(agent.key, (agent.name, agent.key, *agent.aliases))
        for agent in plan.agents
        if agent.kind is AgentKind.UNIT
    ]
    found = units_called(name, units)
    if len(found) == 1:
        return found[0]
    printed = {unit.key: unit.names[0] for unit in units}
    if found:
        which = "、".join(printed[key] for key in found)
        raise BadQuery(
            f"{plan.source.file_name}：“{name}”可以指 {len(found)} 个单位：{which}；请写全名。"
            f" / “{name}” may be any of {len(found)} units: {which}; write one in full."
        )
    near = "、".join(nearest_names(name, list(printed.values()), 3)) or "无 none"
    raise BadQuery(
        f"{plan.source.file_name}：计划里没有单位“{name}”；相近的名称：{near}。"
        "用 remit read 可看全部名称。"
        f" / the plan has no unit “{name}”; names near it: {near}. remit read shows all names."
    )


def require_units(plan: Plan) -> None:
    """Raise BadQuery when nothing can be said of coordination: no unit, or only one."""
    units = [agent for agent in plan.agents if agent.kind is AgentKind.UNIT]
    if len(units) > 1:
        return
    if units:
        raise BadQuery(
            f"{plan.source.file_name}：计划里只有一个单位（{units[0].name}），没有可协同的对象。"
            f"请用 remit read 核对是否读全。"
            f" / the plan has one unit only ({units[0].name}), so nobody to coordinate with;"
            f" check with remit read whether all was read."
        )
    raise BadQuery(
        f"{plan.source.file_name}：{len(plan.tasks)} 项任务都没有写出单位，无法计算协同。"
        f"请用 remit read 核对表头和单位列。"
        f" / none of the {len(plan.tasks)} tasks names a unit, so coordination cannot be computed;"
        f" check the header and the unit columns with remit read."
    )
