"""Finds figures in a task's words: a number with its unit, and what stands around it.

A figure is not yet a target: `remit.interpret.targets.no_target` tells which are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from remit.interpret.lexicon import AMBITION, any_of, words_of
from remit.interpret.targets.numerals import DIGITS, NUMERALS, SCALE, number, scale
from remit.interpret.targets.units import COUNT, COUNTABLE, CURRENCY, UNIT
from remit.model import Change, Comparator

_TO: Final = r"\s?(?:[-—–―~～至到]|——)\s?"

_FIGURE: Final = re.compile(
    rf"(?<![\dA-Za-z.+/第〔\[])(?:"
    rf"(?P<low>{DIGITS})(?P<low_scale>{SCALE})?(?:%|{COUNT})?{_TO}"
    rf"(?P<high>{DIGITS})(?P<high_scale>{SCALE})?[多余]?(?P<range_unit>{UNIT})"
    rf"|百分之(?P<percent>{NUMERALS}|{DIGITS})"
    rf"|(?P<digits>[2两二3三4四])位数"
    rf"|(?P<value>{DIGITS})(?P<some>[多余])?(?P<scale>{SCALE})?(?P<more>[多余来])?"
    rf"(?:\s?(?P<unit>{UNIT})|(?![\dA-Za-z.]))"
    rf"|(?P<counted>{NUMERALS})(?P<counted_scale>[万亿])?(?P<counted_unit>{COUNT})"
    rf"|(?P<bare>[十百千万亿]{{1,3}})(?P<bare_unit>{CURRENCY}|(?=[，。；、级,;!]|$))"
    rf")"
)

_MORE: Final = words_of(
    "超过 超出 超 突破 破 高于 大于 多于 优于 快于 逾 迈上 跨上 跃上 过 冲刺 冲击 站上"
)
_LEAST: Final = words_of("不少于 不低于 不小于 至少 不得少于 不得低于 原则上不少于")
_MOST: Final = words_of("不超过 不高于 不多于 不大于 至多 最多 不得超过 不得高于 控制在")
_LESS: Final = words_of("低于 少于 小于 不足")
_ABOUT: Final = words_of("大约 约 接近 逼近 近 左右")
_UP_TO: Final = words_of(
    "达到 达 增至 增加到 增加至 增长到 增长至 提高到 提高至 提升到 提升至 扩大到 上升到 上升至"
)
_DOWN_TO: Final = words_of(
    "降到 降至 降低到 降低至 下降到 下降至 缩短至 缩短到 压缩至 压缩到 压减至 压降至 压降到"
)
_STAYING: Final = words_of("保持在 稳定在 维持在 保持 维持 稳定")
_UP: Final = words_of("增长 提高 提升 上升 上涨 扩大 增幅 增速 高 再增 净增长 增收 多增")
_DOWN: Final = words_of("下降 降低 减少 压减 压降 削减 缩短 收窄 下调 递减 压缩 降 减 核减 精简")
_BESIDE: Final = words_of(
    "实现 完成 均 都 各 分别 双双 全部 同比 年均 平均 再 净 较上年 比上年 较去年 比去年 "
    "同期 比上年同期 较上年同期 环比 每年 至 到"
)

_EFFECT: Final[dict[str, Comparator]] = (
    dict.fromkeys(_MORE, Comparator.MORE_THAN)
    | dict.fromkeys(_LEAST, Comparator.AT_LEAST)
    | dict.fromkeys(_MOST, Comparator.AT_MOST)
    | dict.fromkeys(_LESS, Comparator.LESS_THAN)
    | dict.fromkeys(_ABOUT, Comparator.ABOUT)
    | dict.fromkeys(_UP_TO, Comparator.AT_LEAST)
    | dict.fromkeys(_DOWN_TO, Comparator.AT_MOST)
)
_CHANGE: Final[dict[str, Change]] = (
    dict.fromkeys(_UP, Change.INCREASE)
    | dict.fromkeys(_DOWN, Change.DECREASE)
    | dict.fromkeys([*_UP_TO, *_DOWN_TO, *_STAYING, "控制在"], Change.LEVEL)
)
_LEADING: Final = [*_EFFECT, *_CHANGE, *_BESIDE, *AMBITION]
_LEAD: Final = re.compile(rf"(?:{any_of(_LEADING)})$")
_LONGEST_LEAD: Final = max(map(len, _LEADING))
_OPENS_PASSAGE: Final = frozenset(
    [*_EFFECT, *_CHANGE, "均", "分别", "双双", "年均", "平均", "再"]
) - {"冲刺", "冲击"}
_OF_RATES: Final = frozenset({"提升", "提高", "扩大", "收窄"})
_TAIL: Final = re.compile(
    r"(?P<bound>(?:及)?以上|以内|之内|及?以下|左右|上下|内(?=[，。；、）),;]|$))?(?:的?(?P<change>增长|增速|增幅|降幅))?"
)
_BOUNDS: Final = {
    "以上": Comparator.AT_LEAST,
    "及以上": Comparator.AT_LEAST,
    "以内": Comparator.AT_MOST,
    "之内": Comparator.AT_MOST,
    "内": Comparator.AT_MOST,
    "以下": Comparator.AT_MOST,
    "及以下": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text. All positions count in that text.

    The words `text[start:end]` are the figure's own (不少于5场); the words that lead to
    it, from `lead` on, say nothing of what is measured. `number` and `unit_end` enclose
    number and unit alone. `vague` tells that the number is rounded (1300多), `in_words`
    that it is written in Chinese numerals.
    """

    start: int
    end: int
    lead: int
    number: int
    unit_end: int
    value: Decimal
    upper: Decimal | None
    unit: str | None
    multiplier: str | None
    comparator: Comparator
    change: Change | None
    ambition: str | None
    vague: bool
    in_words: bool
    rank: bool

    @property
    def bounded(self) -> bool:
        """Whether the words around the number bound it or say how it changes."""
        return self.comparator is not Comparator.EQUAL or self.change is not None


def figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a text (digits half-width) in order; none overlap."""
    behind = 0
    for match in _FIGURE.finditer(text):
        figure = _figure(text, match, behind)
        yield figure
        behind = figure.end


def _figure(text: str, match: re.Match[str], behind: int) -> Figure:
    value, upper, unit, multiplier = _amount(match)
    lead, start, comparator, change, ambition = _led(text, match.start(), behind, unit)
    rank = comparator is None and text[max(match.start() - 1, behind) : match.start()] == "前"
    if rank:
        start = lead = match.start() - 1
        comparator = Comparator.AT_MOST
    tail = _TAIL.match(text, match.end())
    end = tail.end() if tail else match.end()
    if tail and tail["bound"]:
        comparator = _BOUNDS[tail["bound"]]
    if tail and tail["change"]:
        change = Change.DECREASE if tail["change"] == "降幅" else Change.INCREASE
    if match["digits"]:
        comparator = Comparator.AT_LEAST
        unit = "%"
    if upper is not None:
        comparator = Comparator.BETWEEN
    return Figure(
        start=start,
        end=end,
        lead=lead,
        number=match.start(),
        unit_end=match.end(),
        value=value,
        upper=upper,
        unit=unit,
        multiplier=multiplier,
        comparator=comparator or Comparator.EQUAL,
        change=change,
        ambition=ambition,
        vague=bool(match["some"] or match["more"]),
        in_words=bool(match["counted"]),
        rank=rank,
    )


def _amount(match: re.Match[str]) -> tuple[Decimal, Decimal | None, str | None, str | None]:
    """Return value, upper value, unit and the printed multiplier."""
    if match["low"]:
        high_scale = match["high_scale"] or ""
        low_scale = match["low_scale"] or high_scale
        return (
            _whole(number(match["low"]) * scale(low_scale)),
            _whole(number(match["high"]) * scale(high_scale)),
            match["range_unit"],
            high_scale or None,
        )
    if match["percent"]:
        return number(match["percent"]), None, "%", None
    if match["digits"]:
        return Decimal(10) ** (int(number(match["digits"])) - 1), None, None, None
    if match["counted"]:
        printed = match["counted_scale"] or ""
        return (
            number(match["counted"]) * scale(printed),
            None,
            match["counted_unit"],
            (printed or None),
        )
    if match["bare"]:
        return scale(match["bare"]), None, match["bare_unit"] or None, match["bare"]
    printed = match["scale"] or ""
    return _whole(number(match["value"]) * scale(printed)), None, match["unit"], printed or None


def _whole(value: Decimal) -> Decimal:
    """Write 19000.0, which is 1.9万, as 19000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _led(
    text: str, start: int, behind: int, unit: str | None
) -> tuple[int, int, Comparator | None, Change | None, str | None]:
    """Read the words that lead to the number backwards.

    Return where they begin, where the figure's own words begin, and what they say.
    """
    lead = own = start
    comparator: Comparator | None = None
    change: Change | None = None
    ambition: str | None = None
    while word := _LEAD.search(text, max(behind, lead - _LONGEST_LEAD), lead):
        if word.group() in _OF_RATES and unit in COUNTABLE:
            break
        lead = word.start()
        if word.group() in _OPENS_PASSAGE:
            own = lead
        comparator = comparator or _EFFECT.get(word.group())
        change = change or _CHANGE.get(word.group())
        if word.group() in AMBITION:
            ambition = word.group()
    return lead, own, comparator, change, ambition
