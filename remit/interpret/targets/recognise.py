"""Puts a target together: a figure or a degree, with what it measures."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from remit.interpret.clauses import Spans, clause_end, clause_start, quoted
from remit.interpret.lexicon import AMBITION, DOING, MAKING, any_of, verb_of
from remit.interpret.targets.degrees import Degree, degrees
from remit.interpret.targets.figures import Figure, figures
from remit.interpret.targets.indicators import indicator
from remit.interpret.targets.measures import between, measure
from remit.interpret.targets.no_target import is_target
from remit.interpret.targets.numerals import digits_of
from remit.interpret.targets.units import RATES
from remit.model import Change, Comparator

_AMBITION: Final = re.compile(any_of(AMBITION))
_DECREASES: Final = re.compile(r"(?:压减|压降|减少|削减|降低|核减|精简)")
_STATE: Final = re.compile(
    r"(?:率|占比|比重|比例|浓度|规模|总量|存量|拥有量|保有量|总数|总额|产值|数)$"
)
_AND: Final = re.compile(r"[、，,和及与]")
_LEVELS: Final = re.compile(
    r"((?:国家|省|市|区|县)级?)(?:[、和]((?:国家|省|市|区|县)级?)){1,5}(?=[^、和]{2})"
)
_IN_LIST: Final = re.compile(r"[、和及与]")
_VERB: Final = re.compile(verb_of([*MAKING, *DOING]))
_ASPECTS: Final = frozenset({"总量", "增速", "规模", "占比", "总额", "产值", "比重", "面积"})


@dataclass(frozen=True, slots=True)
class Found:
    """A target in a text: `text[start:end]` are the words of the figure or degree."""

    start: int
    end: int
    measure: str
    indicator: str
    comparator: Comparator | None
    change: Change
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    multiplier: str | None = None
    ambition: str | None = None
    reference: str | None = None


def recognise(text: str) -> list[Found]:
    """Return the targets that a task's words set, in order; none overlap.

    >>> [(t.measure, str(t.value), t.unit) for t in recognise("新建公园2座、绿道1.5万米。")]
    [('新建公园', '2', '座'), ('绿道', '15000', '米')]
    """
    text = digits_of(text)
    names = quoted(text)
    stated = [figure for figure in figures(text) if is_target(text, figure, names)]
    measures = _measures(text, stated)
    found: list[Found] = []
    for figure, words in zip(stated, measures, strict=True):
        found.append(_of_figure(text, figure, words, found[-1] if found else None))
    taken = Spans((each.start, each.end) for each in found)
    found += [
        _of_degree(text, degree, stated)
        for degree in degrees(text)
        if not (names.meet(degree.start, degree.end) or taken.meet(degree.start, degree.end))
    ]
    return sorted(found, key=lambda each: each.start)


# --- figures ------------------------------------------------------------------


def _of_figure(text: str, figure: Figure, words: str, before: Found | None) -> Found:
    listed = before is not None and _IN_LIST.match(text, before.end)
    like = before is not None and (before.unit in RATES) == (figure.unit in RATES)
    verb = before.change if before is not None and listed and like else None
    change = figure.change or _change(figure, words, verb)
    return Found(
        start=figure.start,
        end=figure.end,
        measure=words,
        indicator=indicator(words),
        comparator=figure.comparator,
        change=change,
        value=figure.value,
        upper=figure.upper,
        unit=figure.unit,
        multiplier=figure.multiplier,
        ambition=figure.ambition or _ambition(text, figure.start),
    )


def _change(figure: Figure, words: str, before: Change | None) -> Change:
    """What a figure says of its measure whose own words do not say how it changes.

    `before` is the same of the figure before it in a list with one verb.
    """
    if _DECREASES.match(words):
        return Change.DECREASE
    if before is not None and not _VERB.match(words):
        return before
    if figure.rank or figure.unit in RATES or _STATE.search(words):
        return Change.LEVEL
    return Change.DELIVERED


def _measures(text: str, stated: Sequence[Figure]) -> list[str]:
    """Return what each figure measures, in words."""
    measures: list[str] = []
    floor = group = 0
    for index, figure in enumerate(stated):
        ceiling = stated[index + 1].lead if index + 1 < len(stated) else len(text)
        start, end = measure(text, figure, floor, ceiling)
        words = text[start:end]
        shares = (
            not words and index > 0 and _AND.fullmatch(text, stated[index - 1].end, figure.lead)
        )
        if not shares:
            measures[group:] = _shared_out(measures[group:])
            group = index
        if not words:
            words = measures[-1] if shares else _clause_before(text, figure.lead)
        if not words:
            words = text[figure.start : figure.end]
        elif words in _ASPECTS and measures:
            words = indicator(measures[-1]) + words
        measures.append(words)
        floor = max(figure.end, end)
    measures[group:] = _shared_out(measures[group:])
    return measures


def _shared_out(same: list[str]) -> list[str]:
    """Give each of several figures its own part of a measure they share.

    `省、市重大项目` measured by two figures is 省重大项目 and 市重大项目; `甲和乙` is 甲 and 乙.
    """
    if len(same) < 2:
        return same
    words = same[0]
    levels = _LEVELS.search(words)
    if levels:
        parts = [
            words[: levels.start()] + level + words[levels.end() :]
            for level in re.split("[、和]", levels.group())
        ]
    else:
        parts = re.split("[、和及与]", words)
    return parts if len(parts) == len(same) and all(parts) else same


def _clause_before(text: str, position: int) -> str:
    """Return the clause before the one a position is in; empty in the first one."""
    start = clause_start(text, position)
    while start > 0:
        end = start - 1
        start = clause_start(text, end)
        if text[start:end].strip():
            return text[start:end].strip()
    return ""


def _ambition(text: str, position: int) -> str | None:
    spoken = list(_AMBITION.finditer(text, clause_start(text, position), position))
    return spoken[-1].group() if spoken else None


# --- degrees ------------------------------------------------------------------


def _of_degree(text: str, degree: Degree, stated: Sequence[Figure]) -> Found:
    index = bisect_right(stated, degree.start, key=lambda figure: figure.end)
    floor = stated[index - 1].end if index else 0
    start, end = between(text, max(clause_start(text, degree.start), floor), degree.start)
    words = text[start:end] if not degree.object_behind else ""
    words = (
        words
        or text[degree.end : clause_end(text, degree.end)].strip()
        or _clause_before(text, degree.start)
        or text[degree.start : degree.end]
    )
    return Found(
        start=degree.start,
        end=degree.end,
        measure=words,
        indicator=indicator(words),
        comparator=degree.comparator,
        change=degree.change,
        value=degree.value,
        unit=degree.unit,
        ambition=_ambition(text, degree.start),
        reference=degree.reference,
    )
