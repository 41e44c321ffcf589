"""Deadlines in a task's words: 6月底前, 年内, 2025年12月31日前."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from remit.interpret.clauses import quoted

_DEADLINE: Final = re.compile(
    r"(?<![\d—至-])(?:到|截至|于|在)?(?:(?P<year>20\d{2})\s?年|今年|当年|本年|明年)?(?:"
    r"(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日|(?P<part>底|末|初|中旬|上旬|下旬|份))?(?P<before>之前|以前|前)?"
    r"|(?:(?P<quarter>[一二三四1-4])季度|(?P<half>上半年|下半年|年中))(?:底|末|内)?(?P<before2>之前|以前|前)?"
    r"|(?P<end>年底|年末|岁末)(?P<before3>之前|以前|前)?"
    r"|(?P<within>(?<![0-9一二两三四五六七八九十])年内|年度内)"
    r"|(?P<occasion>春节|元旦|国庆节?|五一|中秋节?|汛期|汛|秋季开学|春季开学|开学|入冬|冬季|暑期|采暖季|供暖季|高考|中考)(?:来临|到来)?(?P<before4>之前|以前|前)"
    r"|(?P<plain>(?<=20[0-9]{2}年)(?:底|末|内)(?P<before5>之前|以前|前)?)"
    r")"
)
_PERIOD: Final = re.compile(r"\s?[-—–~至到]\s?\d{1,2}月|月份?以来|以来")
_QUARTERS: Final = {"一": 3, "二": 6, "三": 9, "四": 12} | {str(i): 3 * i for i in range(1, 5)}
_LAST_OF_PART: Final = {"初": 10, "上旬": 10, "中旬": 20}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A deadline at `text[start:end]`; `day` is the last day it allows, if it names one."""

    start: int
    end: int
    day: date | None


def deadlines(text: str, year: int | None) -> Iterator[Spoken]:
    """Yield the deadlines of a text in order; `year` is meant where none is written.

    >>> [(s.start, s.end, str(s.day)) for s in deadlines("6月底前开工，年内建成。", 2025)]
    [(0, 4, '2025-06-30'), (7, 9, '2025-12-31')]
    """
    names = quoted(text)
    for match in _DEADLINE.finditer(text):
        inside = names.meet(*match.span())
        if inside or _PERIOD.match(text, match.end()) or not _is_deadline(text, match):
            continue
        yield Spoken(match.start(), match.end(), _day(match, year))


def _is_deadline(text: str, match: re.Match[str]) -> bool:
    """A month or half-year alone is one only where something is to be done in it."""
    if match["month"] and not (match["part"] or match["before"]):
        return not text.startswith(("龄", "份", "度"), match.end())
    return True


def _day(match: re.Match[str], year: int | None) -> date | None:
    year = int(match["year"]) if match["year"] else year
    if year is None or match["occasion"]:
        return None
    if "明年" in match.group() and not match["year"]:
        year += 1
    month = 12
    if match["month"]:
        month = int(match["month"])
    elif match["quarter"]:
        month = _QUARTERS[match["quarter"]]
    elif match["half"] and match["half"] != "下半年":
        month = 6
    last = calendar.monthrange(year, month)[1]
    if match["day"]:
        return date(year, month, int(match["day"])) if int(match["day"]) <= last else None
    return date(year, month, _LAST_OF_PART.get(match["part"] or "", last))
