"""What a figure measures: the words before it, or behind it (完成80个小区物业导入)."""

import re
from typing import Final

from remit.interpret.clauses import clause_end, clause_start
from remit.interpret.lexicon import AIMING, AMBITION, DOING, MAKING, MANNER, any_of, verb_of
from remit.interpret.targets.figures import Figure

_CONNECTIVE: Final = re.compile(r"(?:[、和及与并]|以及|其中)?\s*")
_NOT_MEASURED: Final = [*AMBITION, *MANNER, *AIMING]
_OPENING: Final = re.compile(rf"^(?:(?!高标准农田)(?:{any_of(_NOT_MEASURED)})|[、\s])+")
_CLOSING: Final = re.compile(
    r"(?:[、\s为是在至到共的(（]|力争|确保|争取|努力|新增|净增|完成|实现|达到?|不少于|增长|提高"
    r"|年内|全年|年底前?|累计)$"
)
_LONGEST: Final = 4
_ACTS: Final = re.compile(
    rf"(?:{any_of([*MAKING, *DOING, *MANNER, *AMBITION, *AIMING])}|[(（)）、和及与])*+$"
)
_AIM: Final = re.compile(any_of(AIMING))
_STARTS_NEW: Final = re.compile(
    rf"(?:{verb_of([*MAKING, *DOING, *AMBITION])}|[、，。；：！？,;:!?和及与并()（）]"
    r"|以及|其中|的?基础)"
)
_NEXT_ITEM: Final = re.compile(r"[、和及与]|以及")


def measure(text: str, figure: Figure, floor: int, ceiling: int) -> tuple[int, int]:
    """Return the span of what a figure measures; empty where its clause does not say.

    `floor` is where the words of the figure before end, `ceiling` where those of the next
    one begin.
    """
    start = clause_start(text, figure.lead)
    if floor > start and (connective := _CONNECTIVE.match(text, floor)):
        start = min(connective.end(), figure.lead)
    before = between(text, start, figure.lead)
    behind = _behind(text, figure.end, ceiling)
    if behind[0] < behind[1] and (
        before[0] >= before[1]
        or _ACTS.fullmatch(text, *before)
        or not _STARTS_NEW.match(text, behind[0])
    ):
        return behind
    return before if not _AIM.fullmatch(text, *before) else (figure.lead, figure.lead)


def between(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the words before a figure, without what leads up to them and to it."""
    while (closing := _CLOSING.search(text, max(start, end - _LONGEST), end)) and (
        closing.start() > start
    ):
        end = closing.start()
    opening = _OPENING.match(text[start:end])
    if opening and start + opening.end() < end:
        start += opening.end()
    return start, end


def _behind(text: str, start: int, ceiling: int) -> tuple[int, int]:
    """The words behind the figure, up to the clause's end or the next figure's words."""
    end = clause_end(text, start)
    if ceiling < end:
        items = [match.start() for match in _NEXT_ITEM.finditer(text, start, ceiling)]
        end = items[-1] if items else ceiling
    if start < end and _NEXT_ITEM.match(text, start):
        return start, start
    return start, end
