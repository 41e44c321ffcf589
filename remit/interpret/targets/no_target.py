"""Which figures are no targets: versions, ages, dates, bases, scopes, figures in a description."""

import re
from typing import Final

from remit.interpret.clauses import Spans, clause_start
from remit.interpret.lexicon import MAKING, any_of
from remit.interpret.targets.figures import Figure
from remit.interpret.targets.units import COUNTABLE, MONEY, NO_MEASURE, PHYSICAL, SPANS
from remit.model import Comparator

_BASE_BEFORE: Final = re.compile(
    r"(?:首批|前期|已有|现有|原有|目前|已建成|已完成|去年|上年|前年|历年|此前|以往|20\d\d年)[^，。；,;]{0,6}$"
)
_BASE_BEHIND: Final = re.compile(r"[^，。；,;、\d]{0,12}基础上")
_EACH_BEFORE: Final = re.compile(
    r"[由从]$|每$|周边$|半径$|方圆$|范围内?$|每隔$|间隔$|近$|过去$|连续$|第$"
)
_INVESTIGATES: Final = re.compile(r"摸排|排查|调研|梳理|研判|摸清|摸底|分析|了解|掌握|调查")
_OF: Final = re.compile(r"[^，。；、,;\d]{0,15}的")
_DESCRIBES: Final = re.compile(
    r"(?:以上|以下|级|及以上)*的?[^，。；、,;\d的]{0,12}?"
    r"(?:项目|企业|楼宇|写字楼|村|集群|园区|产业|工程|平台|乡镇|总部|大户|商圈|街区|总额|赛道|产品)"
)
_OF_DESCRIPTION: Final = re.compile(
    r"(?:以上|以下|级|及以上)*的(?!增长|增速|目标|降幅|比例|增幅|速度)"
)
_REACHES: Final = re.compile(r"(?:以内|内|之内)?(?:覆盖|范围|服务半径|半径|生活圈|公交)")
_DESCRIBED: Final = re.compile(
    r"(?:总投资额?|计划投资|总面积|全长|总长|占地面积?|用地面积?|总建筑面积|注册资本|注册资金)(?:约|达|近|为|超)*$"
)
_CREATING: Final = re.compile(
    rf"(?:{any_of(MAKING)}|(?:惠及|覆盖|带动|帮扶|解决|受益)[^，。；、,;]{{0,8}}|至少|不少于|超过|达到|达)(?:了|出)?$"
)
_FEWEST_IN_WORDS: Final = 2  # 一 is an article more often than a number


def is_target(text: str, figure: Figure, names: Spans) -> bool:
    """Tell whether a figure sets a target. `names` are the spans in quotation marks."""
    if names.meet(figure.number, figure.unit_end):
        return False
    return (
        _measures(figure)
        and not _is_base(text, figure)
        and not _is_scope(text, figure)
        and not _is_description(text, figure)
        and (not figure.in_words or _is_meant(text, figure))
    )


def _measures(figure: Figure) -> bool:
    """Whether the number has a unit that something can be measured in."""
    if figure.rank:
        return figure.unit in {"名", "位"}
    if figure.unit is None:
        return figure.multiplier is not None and figure.comparator is not Comparator.EQUAL
    if figure.unit in NO_MEASURE:
        return False
    return figure.unit not in SPANS or figure.bounded


def _is_base(text: str, figure: Figure) -> bool:
    """首批4个试点 (在…基础上), 1300多家: what is there already."""
    start = clause_start(text, figure.lead)
    before = text[start : figure.lead]
    if _BASE_BEFORE.search(before) or _EACH_BEFORE.search(before):
        return True
    if _BASE_BEHIND.match(text, figure.end):
        return True
    return figure.vague and not figure.bounded and not _CREATING.search(before)


def _is_scope(text: str, figure: Figure) -> bool:
    """摸排…14所学校的供需实际: what is looked into, not what is reached."""
    start = clause_start(text, figure.lead)
    investigates = _INVESTIGATES.search(text, start, figure.lead)
    return investigates is not None and _OF.match(text, figure.end) is not None


def _is_description(text: str, figure: Figure) -> bool:
    """超亿元产业项目, 50万元以上的村, 总投资5亿元: what kind of thing is meant."""
    if figure.unit in COUNTABLE:
        return False
    if figure.unit in MONEY and _DESCRIBES.match(text, figure.unit_end):
        return True
    if figure.unit in PHYSICAL and _REACHES.match(text, figure.unit_end):
        return True
    if _OF_DESCRIPTION.match(text, figure.unit_end):
        return True
    return _DESCRIBED.search(text, clause_start(text, figure.lead), figure.lead) is not None


def _is_meant(text: str, figure: Figure) -> bool:
    """A number in words counts only after a verb that makes something: 新建两座, not 五类人员."""
    if figure.unit == "类" or figure.value < _FEWEST_IN_WORDS:
        return False
    return _CREATING.search(text[clause_start(text, figure.number) : figure.number]) is not None
