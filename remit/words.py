"""The words people read: for every kind of thing, for evidence, and for places in a source.

Pages, tables and the terminal take them from here, so that one thing has one name.
"""

import re
from typing import Final, Protocol

from remit.model import (
    AgentKind,
    Bilingual,
    Change,
    Comparator,
    Evidence,
    Legibility,
    NameKind,
    Passage,
    Role,
    Severity,
    UnitType,
)

AGENT_KINDS: Final = {
    AgentKind.LEADER: Bilingual("分管领导", "supervising leader"),
    AgentKind.UNIT: Bilingual("单位", "unit"),
    AgentKind.UNIT_GROUP: Bilingual("单位统称", "group of units"),
    AgentKind.LEADER_GROUP: Bilingual("领导统称", "group of leaders"),
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
    UnitType.COMPANY: Bilingual("企业", "company"),
    UnitType.OTHER: Bilingual("其他", "other"),
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
    Legibility.WHOLE: Bilingual("单元格完整", "all cells legible"),
    Legibility.SOME: Bilingual("部分可见", "some cells legible"),
    Legibility.NONE: Bilingual("全部缺失", "no cell legible"),
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
COMPARATORS: Final = {
    Comparator.EQUAL: Bilingual("等于", "equal to"),
    Comparator.AT_LEAST: Bilingual("不低于", "at least"),
    Comparator.MORE_THAN: Bilingual("高于", "more than"),
    Comparator.AT_MOST: Bilingual("不高于", "at most"),
    Comparator.LESS_THAN: Bilingual("低于", "less than"),
    Comparator.ABOUT: Bilingual("约为", "about"),
    Comparator.BETWEEN: Bilingual("介于", "between"),
}
CHANGES: Final = {
    Change.LEVEL: Bilingual("水平", "level"),
    Change.DELIVERED: Bilingual("完成数量", "delivered"),
    Change.INCREASE: Bilingual("增长", "increase"),
    Change.DECREASE: Bilingual("下降", "decrease"),
}
PLACE: Final = Bilingual("地点", "place")
PROJECT: Final = Bilingual("项目", "project")
NAME_KINDS: Final = {
    NameKind.STREET: Bilingual("街巷", "street"),
    NameKind.ROAD: Bilingual("道路桥梁", "road or bridge"),
    NameKind.WATER: Bilingual("水系", "water"),
    NameKind.PARK: Bilingual("公园绿地", "park"),
    NameKind.SITE: Bilingual("场所地块", "site"),
    NameKind.AREA: Bilingual("区域", "area"),
    NameKind.INSTITUTION: Bilingual("机构场馆", "institution"),
    NameKind.CONSTRUCTION: Bilingual("建设项目", "construction project"),
    NameKind.CAMPAIGN: Bilingual("专项行动", "campaign"),
    NameKind.PROGRAMME: Bilingual("工程计划", "programme"),
    NameKind.PLATFORM: Bilingual("平台载体", "platform"),
    NameKind.COMPANY: Bilingual("企业", "company"),
}
STRENGTH: Final = Bilingual(
    "每项共同任务计 1 ÷（参与单位数 − 1），人人有份的任务因此算得轻。",
    "each shared task counts 1 ÷ (its units − 1), so a task for everybody weighs little"
    " (Newman 2001).",
)
INHERITED: Final = Bilingual("写在合并单元格或上级标题中", "from a merged cell or heading")

READINGS: Final = {
    frozenset({Evidence.STATED}): Bilingual("原文", "stated"),
    frozenset({Evidence.STATED, Evidence.EXPANDED}): Bilingual("含展开", "with expanded"),
    frozenset(Evidence): Bilingual("含推断", "with inferred"),
}
"""The three readings of a figure: what to believe, and how that is called."""

_PLACE_PART: Final = re.compile(
    r"(?:^|;)(line|table|row|column|paragraph|sheet|cell|page|box)=(.*?)"
    r"(?=;(?:line|table|row|column|paragraph|sheet|cell|page|box)=|$)"
)
PLACE_WORDS: Final = {
    "line": ("第 {} 行", "line {}"),
    "table": ("表 {} ", "table {}"),
    "row": ("第 {} 行", "row {}"),
    "column": ("第 {} 列", "column {}"),
    "paragraph": ("第 {} 段", "paragraph {}"),
    "sheet": ("工作表“{}” ", "sheet “{}”"),
    "cell": ("{}", "{}"),
    "page": ("第 {} 页", "page {}"),
}


class Workload(Protocol):
    """Counts of a unit's tasks, as `remit.coordination` gives them."""

    @property
    def tasks(self) -> int:
        """Tasks in all."""

    @property
    def led(self) -> int:
        """Tasks it is known to lead."""

    @property
    def supported(self) -> int:
        """Tasks it is known to support."""


def bilingual(words: Bilingual) -> str:
    """Return both languages in one cell: 牵头 leads. What is the same in both stands once."""
    return words.zh if words.zh == words.en else f"{words.zh} {words.en}"


def roles_unknown(load: Workload) -> int:
    """Return at how many of its tasks the role of a unit is not known."""
    return load.tasks - load.led - load.supported


def at_least(count: int, load: Workload) -> str:
    """Return a count that rests on roles, as a lower bound where some are not known.

    An unknown role is no zero: "≥ 0" says that nothing more is known.
    """
    return f"≥ {count}" if roles_unknown(load) else str(count)


def place_words(passage: Passage) -> Bilingual:
    """Return where a passage stands, in the words of its own kind of file.

    >>> place_words(Passage(0, 2, 9, "某局", "table=1;row=7;column=4")).zh
    '表 1 第 7 行第 4 列'
    >>> place_words(Passage(0, 2, 9, "某局")).en
    'line 9'
    """
    parts = _PLACE_PART.findall(passage.place or f"line={passage.line}")
    shown = [(PLACE_WORDS[kind], value) for kind, value in parts if kind in PLACE_WORDS]
    if not shown:
        return Bilingual(passage.place, passage.place)
    return Bilingual(
        "".join(zh.format(value) for (zh, _), value in shown).strip(),
        ", ".join(en.format(value) for (_, en), value in shown),
    )
