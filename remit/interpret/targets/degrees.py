"""Targets that no number gives: 与经济增长同步, 完成市下达任务, 稳中提质, 全覆盖, 翻番."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from remit.interpret.lexicon import any_of, words_of
from remit.model import Change, Comparator

_AREA: Final = any_of(
    words_of("全国 全省 全市 全区 全县 省 市 区 县 国家 上年 去年 同期 城镇 农村 周边 同类")
)
_HIGHER: Final = any_of(words_of("国家 中央 省 市 区 县 州 自治区 上级 年度"))
_SET: Final = any_of(words_of("下达 分解 确定 核定 规定 要求 明确 考核 定 交办 部署 既定 预期"))
_AIM: Final = r"(?:目标|任务|指标|要求|考核|控制)*(?:任务|目标|指标|要求|标准|计划|目标值|任务数)"
_THAN: Final = {
    "不低于": Comparator.AT_LEAST,
    "不高于": Comparator.AT_MOST,
    "高于": Comparator.MORE_THAN,
    "低于": Comparator.LESS_THAN,
    "快于": Comparator.MORE_THAN,
    "好于": Comparator.MORE_THAN,
    "优于": Comparator.MORE_THAN,
    "超过": Comparator.MORE_THAN,
    "达到": Comparator.AT_LEAST,
}
_TENDENCIES: Final = words_of(
    "稳中提质 稳中向好 稳中有进 稳中有升 稳中有降 稳中求进 量稳质升 量质齐升 提质增量 "
    "保稳提质 只减不增 只增不减 总体平稳 平稳向好 稳定向好 总体稳定 基本稳定 稳定增长 "
    "平稳增长 稳步增长 较快增长 合理增长 正增长 恢复性增长 持续稳定 持续改善 持续提升 "
    "持续提高 稳步提升 稳步提高 稳步上升 不断提升 稳步下降 持续下降 持续压降 双下降 "
    "逐年下降 进一步下降 不降低 不下降 不增加"
)
_IN_CLAUSE: Final = "[^，。；、：,;:]"
_END: Final = r"(?=[，。；、：！,;:!）)]|$)"

# Tried in this order at each place. Each names the parts it has a use for.
_PATTERNS: Final = (
    # 与经济增长(基本)同步
    (
        rf"(?:增速)?[与同和](?P<with>(?:(?![与同和]){_IN_CLAUSE}){{2,16}}?)(?:基本|大体|保持|总体){{0,2}}"
        rf"(?:同步(?:增长|提高|提升)?|持平|相当|一致|相适应){_END}"
    ),
    # 完成市下达任务
    (
        rf"(?:全面|圆满|超额)?(?:完成|达到|实现)(?P<by>(?:{_HIGHER}){_IN_CLAUSE}{{0,6}}?(?:{_SET})"
        rf"{_IN_CLAUSE}{{0,12}}?{_AIM}){_END}"
    ),
    # 高于全市平均
    (
        rf"(?P<than>{any_of([*_THAN])})(?P<mean>(?:{_AREA}){_IN_CLAUSE}{{0,8}}?"
        rf"(?:平均(?:水平|值|增速|线|数)?|增速|水平|居民)?){_END}"
    ),
    # 稳定达到国家二级标准
    (
        rf"(?:达到|优于|符合)(?P<norm>国家{_IN_CLAUSE}{{0,10}}?(?:标准|要求)"
        rf"|[ⅠⅡⅢⅣⅤ]类(?:水)?(?:标准)?){_END}"
    ),
    # 控制在合理区间
    r"(?:控制|保持|稳定|运行)在(?P<within>合理(?:区间|范围|水平|空间)(?:内|以内|之内)?)",
    # 全覆盖, 应补尽补
    (
        r"(?P<all>(?:基本)?(?:实现|达到)?全覆盖|应(?P<each>[^\s，。])尽(?P=each)"
        r"|能(?P<can>[^\s，。])尽(?P=can)|全部(?:达标|整改到位|办结|投用|清零))"
    ),
    r"(?P<none>(?:动态|全面|全部|基本)?清零(?!行动|攻坚|专项)|[不未]发生|零(?:发生|事故|增长|新增|死亡|差错))",
    r"(?P<double>翻(?P<twice>[一两])?番|实现倍增)",
    r"(?P<first>零的突破)",
    rf"(?P<tendency>(?:保持|实现|呈现)?(?:{any_of(_TENDENCIES)})){_END}",
)
_DEGREE: Final = re.compile("|".join(_PATTERNS))


@dataclass(frozen=True, slots=True)
class Degree:
    """A target's words at `text[start:end]` that give a degree; `value` where they mean one."""

    start: int
    end: int
    comparator: Comparator | None
    change: Change
    value: Decimal | None = None
    unit: str | None = None
    reference: str | None = None
    object_behind: bool = False  # 不发生重大事故: what it is about comes behind


def degrees(text: str) -> Iterator[Degree]:
    """Yield the degrees of a text in order; none overlap.

    >>> [(d.start, d.end, d.reference) for d in degrees("居民收入与经济增长同步。")]
    [(4, 11, '经济增长')]
    """
    for match in _DEGREE.finditer(text):
        yield _with_value(match) or _with_reference(match)


def _with_value(match: re.Match[str]) -> Degree | None:
    """全覆盖 is 100%, 清零 0, 翻番 100% more, 零的突破 more than 0."""
    start, end = match.span()
    if match["all"]:
        return Degree(start, end, Comparator.EQUAL, Change.LEVEL, Decimal(100), "%")
    if match["none"]:
        behind = match["none"].endswith("发生") and match["none"] != "零发生"
        zero = Decimal(0)
        return Degree(start, end, Comparator.EQUAL, Change.LEVEL, zero, object_behind=behind)
    if match["first"]:
        return Degree(start, end, Comparator.MORE_THAN, Change.LEVEL, Decimal(0))
    if match["double"]:
        more = Decimal(300 if match["twice"] == "两" else 100)
        return Degree(start, end, Comparator.EQUAL, Change.INCREASE, more, "%")
    return None


def _with_reference(match: re.Match[str]) -> Degree:
    start, end = match.span()
    if match["tendency"]:
        words = match["tendency"]
        return Degree(start, end, None, _direction(words), reference=words)
    comparator = _THAN[match["than"]] if match["than"] else Comparator.EQUAL
    if match["by"] or match["norm"]:
        comparator = Comparator.AT_LEAST
    named = (match[part] for part in ("with", "by", "mean", "norm", "within"))
    reference = next(words for words in named if words)
    return Degree(start, end, comparator, Change.LEVEL, reference=reference)


def _direction(words: str) -> Change:
    if re.search(r"降|减不增|不增加", words):
        return Change.DECREASE
    return Change.INCREASE if re.search(r"[增升提高]|向好|改善", words) else Change.LEVEL
