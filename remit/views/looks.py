"""Words and looks: how every kind of thing is named, coloured and shaped for people.

Colours are told apart by people with colour-blindness (after Okabe and Ito, "Color
Universal Design", 2008, toned down), and a shape or a line style always says the same
as the colour.
"""

from typing import Final

from remit.model import AgentKind, Bilingual, Evidence, Legibility, Role, Severity, UnitType

FONTS: Final = (
    '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", '
    '"WenQuanYi Zen Hei", sans-serif'
)
INK: Final = "#1d2733"
UNKNOWN: Final = "#6b7480"
LEADER: Final = "#33475b"
TASK: Final = "#8a939c"

AGENT_KINDS: Final = {
    AgentKind.LEADER: Bilingual("分管领导", "supervising leader"),
    AgentKind.UNIT: Bilingual("单位", "unit"),
    AgentKind.UNIT_GROUP: Bilingual("单位组", "group of units"),
    AgentKind.LEADER_GROUP: Bilingual("领导组", "group of leaders"),
}
UNIT_TYPES: Final = {
    UnitType.BUREAU: Bilingual("工作部门", "bureau"),
    UnitType.OFFICE: Bilingual("办公室", "office"),
    UnitType.PARTY_ORGAN: Bilingual("党委部门", "Party organ"),
    UnitType.MASS_ORGANISATION: Bilingual("群团组织", "mass organisation"),
    UnitType.BRANCH: Bilingual("上级驻区机构", "branch of a higher authority"),
    UnitType.SUBDISTRICT: Bilingual("街道", "subdistrict"),
    UnitType.TOWN: Bilingual("镇", "town"),
    UnitType.ZONE: Bilingual("开发园区", "development zone"),
    UnitType.COMPANY: Bilingual("国有企业", "state-owned company"),
    UnitType.OTHER: Bilingual("其他", "other"),
}
UNIT_LOOKS: Final = {
    UnitType.BUREAU: ("dot", "#2f6f9f"),
    UnitType.OFFICE: ("hexagon", "#4f9cc4"),
    UnitType.PARTY_ORGAN: ("star", "#bf4f36"),
    UnitType.MASS_ORGANISATION: ("triangle", "#ab6394"),
    UnitType.BRANCH: ("diamond", "#c98206"),
    UnitType.SUBDISTRICT: ("square", "#178064"),
    UnitType.TOWN: ("triangle", "#178064"),
    UnitType.ZONE: ("triangleDown", "#8f7a12"),
    UnitType.COMPANY: ("triangleDown", "#64558f"),
    UnitType.OTHER: ("dot", "#7d8590"),
}
ROLES: Final = {
    Role.SUPERVISES: Bilingual("分管", "supervises"),
    Role.LEADS: Bilingual("牵头", "leads"),
    Role.SUPPORTS: Bilingual("配合", "supports"),
    Role.TAKES_PART: Bilingual("参与（角色不明）", "takes part, role not known"),
}
EVIDENCE: Final = {
    Evidence.STATED: Bilingual("原文", "stated"),
    Evidence.EXPANDED: Bilingual("展开", "expanded"),
    Evidence.INFERRED: Bilingual("推断", "inferred"),
}
EVIDENCE_MEANING: Final = {
    Evidence.STATED: Bilingual(
        "名称就写在这项任务中", "the name stands in the source at this task"
    ),
    Evidence.EXPANDED: Bilingual(
        "由“各街道”一类统称展开到成员", "a stated group name resolved to its members"
    ),
    Evidence.INFERRED: Bilingual("按规则推断，并非原文", "worked out by a rule, not in the source"),
}
LEGIBILITY: Final = {
    Legibility.WHOLE: Bilingual("完整", "whole"),
    Legibility.SOME: Bilingual("仅存部分", "partly legible"),
    Legibility.NONE: Bilingual("全部缺失", "nothing legible"),
}
LOST_COLUMNS: Final = {
    Role.SUPERVISES: Bilingual("分管领导缺失", "leader not legible"),
    Role.LEADS: Bilingual("牵头单位缺失", "lead not legible"),
}
SEVERITIES: Final = {
    Severity.ERROR: Bilingual("错误", "error"),
    Severity.WARNING: Bilingual("注意", "warning"),
    Severity.INFO: Bilingual("说明", "note"),
}


def unit_look(unit_type: UnitType | None) -> tuple[str, str]:
    """Return the shape and colour of a unit of this type."""
    return UNIT_LOOKS[unit_type or UnitType.OTHER]
