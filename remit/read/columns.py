"""What a column holds, by the words of its header. Roles come from `ontology/roles.ttl`."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final, TypeAlias

from remit.model import Role
from remit.read.labels import HEADS, roles_of_label
from remit.read.names import kind_of


class Column(Enum):
    """What a column holds; duty columns are told apart by their roles."""

    NUMBER = auto()
    GOAL = auto()
    TASK = auto()
    DUTY = auto()
    DEADLINE = auto()
    OTHER = auto()


Kinds: TypeAlias = list[tuple[Column, frozenset[Role]]]
"""What each column of a table holds, in order, and the roles a duty column can mean."""

LONGEST_COLUMN: Final = 16
"""Characters of a column's name."""
_NUMBER: Final = re.compile(r"^(?:序号?|编号|号)$")
_DEADLINE: Final = re.compile(r"时限|时间|期限|年限|日期|工期|进度(?:要求|安排|节点)|节点")
NO_DUTY: Final = re.compile(
    r"备注|说明|进展|情况|成效|效果|协调人|来源|依据|类[别型]|电话|联系|主要责任人|达序|完成率|得分|分值|评分|考核|督[查办](?:情况|结果)|状态|结果|"
    r"职务$|职位$|责任人$"
)
_TASK: Final = re.compile(r"任务|标准|内容|措施|举措|事项|目标|指标|要求|工作|名称|项目|分解|问题")
_SURELY_TASK: Final = re.compile(r"(?:内容|任务|措施|举措|事项|问题|目标)$")
"""What a column's name ends with that holds the task, though it has a word for a role before."""
_OWNER: Final = re.compile(r"(?:项目)?(?:建设|业主)单位")
_LOOKS_ON: Final = re.compile(
    r"(?:督[办查导]|监督|考核|评[分价]|验收|施工|设计|监理|勘察)(?:单位|部门|机构)$"
)
"""Bodies that see to it that others do their duty, or are paid for the work: no duty of theirs."""
NO_COLUMN: Final = re.compile(r"(?:表|一览|清单|方案|通知)$")
"""How titles end, and names of columns never do."""


_OPEN: Final = frozenset({Role.SUPERVISES, Role.LEADS, Role.SUPPORTS})
"""What a column of leaders and bodies holds; a name's kind tells which it is."""
_BY_WORD: Final = (
    (re.compile("领导"), frozenset({Role.SUPERVISES})),
    (re.compile("牵头|主办"), frozenset({Role.LEADS})),
    (re.compile("配合|协同|协办|参与|协作"), frozenset({Role.SUPPORTS})),
    (re.compile("责任|负责|单位|部门|科室|处室"), frozenset({Role.LEADS, Role.SUPPORTS})),
)
"""For headers that `ontology/roles.ttl` does not list; the first word found decides."""


_LEADERS_AND_BODIES: Final = re.compile("领导.{0,3}[及和与、/].{0,4}(?:单位|部门)")
_TASK_AND_TIME: Final = re.compile(
    r"^.{0,2}(?:任务|内容|目标|事项|措施|项目).{0,2}[及和与、/].{0,2}时限"
)


def names_heads(name: str) -> bool:
    """Tell whether a column names bodies with the persons at their head: 责任单位及责任人."""
    return HEADS.search(name) is not None


def column_of(name: str) -> tuple[Column, frozenset[Role]]:
    """Return what a column with this (mended, folded) name holds, and the roles it can mean.

    >>> column_of("牵头单位")[0], column_of("工作标准")[0], column_of("备注")[0]
    (<Column.DUTY: 4>, <Column.TASK: 3>, <Column.OTHER: 6>)
    """
    name = HEADS.sub("", name)
    if _TASK_AND_TIME.search(name):
        return Column.TASK, frozenset()
    roles = roles_of_label(name) or roles_of_label(re.sub(r"\([^()]*\)", "", name))
    if not roles and _SURELY_TASK.search(name) and not NO_DUTY.search(name):
        return Column.TASK, frozenset()
    if (
        NO_COLUMN.search(name)
        or (_LOOKS_ON.search(name) and not roles)
        or (NO_DUTY.search(name) and not roles)
    ):
        return Column.OTHER, frozenset()
    for column, pattern in ((Column.NUMBER, _NUMBER), (Column.DEADLINE, _DEADLINE)):
        if not roles and pattern.search(name):
            return column, frozenset()
    roles = roles or next((roles for word, roles in _BY_WORD if word.search(name)), frozenset())
    if roles and _LEADERS_AND_BODIES.search(name):
        return Column.DUTY, roles | {Role.SUPERVISES} if len(roles) > 1 else _OPEN
    if roles:
        return Column.DUTY, roles
    return (Column.TASK if _TASK.search(name) else Column.OTHER), frozenset()


def columns_of(names: Sequence[str]) -> Kinds:
    """Return what the columns of one table hold.

    Beside a first one (第一责任单位), other columns of those who answer mainly are of support;
    beside any, one called 单位 says in what the target behind it is measured, and owners of
    projects take part.
    """
    kinds = [column_of(name) for name in names]
    tasks = [i for i, (kind, _) in enumerate(kinds) if kind is Column.TASK]
    faults = [i for i in tasks if names[i].endswith("问题")]
    for index in faults if len(tasks) > len(faults) else ():
        kinds[index] = (Column.OTHER, frozenset())  # what is wrong, beside what is done about it
    duties = [i for i, (kind, _) in enumerate(kinds) if kind is Column.DUTY]
    for index in duties if len(duties) > 1 else ():
        if names[index] == "单位":
            kinds[index] = (Column.OTHER, frozenset())
            if kinds[index + 1 : index + 2] == [(Column.TASK, frozenset())]:
                kinds[index + 1] = (Column.OTHER, frozenset())  # the figure itself
    for index in duties if len(duties) > 1 else ():
        if _OWNER.fullmatch(names[index]):
            kinds[index] = (Column.DUTY, frozenset({Role.TAKES_PART}))
    leads = [i for i, (_, roles) in enumerate(kinds) if roles == {Role.LEADS}]
    first = [i for i in leads if names[i].startswith("第一")]
    if first:
        for index in set(leads) - set(first):
            kinds[index] = (Column.DUTY, frozenset({Role.SUPPORTS}))
    return kinds


def names_columns(words: Sequence[str]) -> bool:
    """Tell whether the words of a row name columns, one of them of duties."""
    known = [word for word in set(words) if word and len(word) <= LONGEST_COLUMN]
    duty = [w for w in known if column_of(w)[0] is Column.DUTY and not kind_of(w)]
    other = [w for w in known if w not in duty and column_of(w)[0] is not Column.OTHER]
    return bool(duty) and len(known) >= 2 and bool(other or len(duty) >= 2)
