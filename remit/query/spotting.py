"""Finds the names in a question: of units, leaders, tasks, goals and the like."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from remit.interpret.deadlines import deadlines
from remit.organkinds import organ_scheme
from remit.query.catalogue import ParameterKind
from remit.query.names import Names
from remit.query.wording import is_a_word, tokens

_SHORTEST_NAME: Final = 2
_SHORTEST_PART: Final = 4
_DIGITS: Final = r"\s*[(]?(\d+(?:-\d+)?(?:\.\d+)?|[一二三四五六七八九十]{1,3}(?=[项条个号]))"
_NUMBERED: Final = {
    ParameterKind.TASK: re.compile(rf"(?:任务|tasks? |第){_DIGITS}"),
    ParameterKind.GOAL: re.compile(rf"(?:目标|goals? ){_DIGITS}"),
}
_CHINESE_DIGITS: Final = "零一二三四五六七八九"
_QUOTED: Final = re.compile(r"[“\"「『]([^“”\"「」『』]+)[”\"」』]")
_IN_LETTERS: Final = re.compile(r"[a-z]{2,}")
_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ANY_YEAR: Final = 2000  # only whether words name a day is asked here
_ONLY_NUMBERS: Final = re.compile(r"[\d.\-/]+")
_TITLED: Final = re.compile(r"([\u4e00-\u9fff])(?:副?[省市区县州旗镇乡]长|书记|常委|主任)")
_SPELT: Final = (ParameterKind.UNIT, ParameterKind.LEADER)
"""The kinds of names that are taken in letters, too; places in letters are words like others."""
_SHORTENED: Final = (ParameterKind.PROJECT, ParameterKind.INDICATOR, ParameterKind.GOAL)
"""The kinds of long names of which a part is taken for the whole, if it is in no other."""

NO_KIND: Final[frozenset[ParameterKind]] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a question: where it starts and ends, and as what it can be taken."""

    start: int
    end: int
    text: str
    kinds: frozenset[ParameterKind]


def names_in(text: str, names: Mapping[ParameterKind, Names]) -> Iterator[Found]:
    """Yield the names in a question, the longest at each place, in order."""
    kinds: dict[str, set[ParameterKind]] = {}
    for kind, known in names.items():
        for name in known.things:
            if len(name) >= _SHORTEST_NAME and not _is_no_name(name):
                kinds.setdefault(name, set()).add(kind)
    quoted = {match.start(): match for match in _QUOTED.finditer(text)}
    lengths = sorted(set(map(len, kinds)), reverse=True)
    parts = _parts(names)
    days = {day.start: day for day in _days(text)}
    start = 0
    while start < len(text):
        found = (
            days.get(start)
            or _number(text, start, names)
            or _quote(quoted.get(start), kinds)
            or next((f for size in lengths if (f := _printed(text, start, size, kinds))), None)
            or _spelt(text, start, names)
            or _by_organ(text, start, names)
            or _titled(text, start, names)
            or _part(text, start, parts)
        )
        if found:
            yield found
        start = found.end if found else start + 1


def _days(text: str) -> Iterator[Found]:
    """Yield the days in a text: 6月底前, 2025-06-30."""
    spans = [(spoken.start, spoken.end) for spoken in deadlines(text, _ANY_YEAR) if spoken.day]
    for start, end in [*spans, *(match.span() for match in _ISO_DAY.finditer(text))]:
        yield Found(start, end, text[start:end], frozenset({ParameterKind.DATE}))


def _is_no_name(text: str) -> bool:
    return is_a_word(text) or _ONLY_NUMBERS.fullmatch(text) is not None


def _number(text: str, start: int, names: Mapping[ParameterKind, Names]) -> Found | None:
    for kind, pattern in _NUMBERED.items():
        match = pattern.match(text, start)
        if match and names[kind].find(number := _in_digits(match[1])):
            return Found(match.start(1), match.end(1), number, frozenset({kind}))
    return None


def _in_digits(number: str) -> str:
    """Return a number below 100 in digits.

    >>> _in_digits("三"), _in_digits("十"), _in_digits("二十三"), _in_digits("2-5.1")
    ('3', '10', '23', '2-5.1')
    """
    if number[0] not in _CHINESE_DIGITS + "十":
        return number
    tens, ten, ones = number.rpartition("十")
    value = 10 * (_CHINESE_DIGITS.find(tens) if tens else 1) if ten else 0
    return str(value + (_CHINESE_DIGITS.find(ones) if ones else 0))


def _quote(match: re.Match[str] | None, kinds: Mapping[str, set[ParameterKind]]) -> Found | None:
    if match is None:
        return None
    return Found(match.start(), match.end(), match[1], frozenset(kinds.get(match[1], ())))


def _printed(
    text: str, start: int, size: int, kinds: Mapping[str, set[ParameterKind]]
) -> Found | None:
    name = text[start : start + size]
    if len(name) < size or name not in kinds:
        return None
    return Found(start, start + size, name, frozenset(kinds[name]))


def _spelt(text: str, start: int, names: Mapping[ParameterKind, Names]) -> Found | None:
    """Find a name in letters, `fgj`, that is no ordinary word."""
    if start and text[start - 1].isascii() and text[start - 1].isalpha():
        return None
    match = _IN_LETTERS.match(text, start)
    if match is None or is_a_word(match[0]):
        return None
    kinds = frozenset(kind for kind in _SPELT if names[kind].find(match[0]))
    return Found(start, match.end(), match[0], kinds) if kinds else None


def _by_organ(text: str, start: int, names: Mapping[ParameterKind, Names]) -> Found | None:
    """Find a unit by a usual name of its kind of organ: 住建委 for 区住建局."""
    usual = _organ_names()
    for size in range(min(max(map(len, usual)), len(text) - start), 1, -1):
        name = text[start : start + size]
        if name in usual and names[ParameterKind.UNIT].find(name):
            kinds = frozenset({ParameterKind.UNIT, ParameterKind.AGENT})
            return Found(start, start + size, name, kinds)
    return None


def _titled(text: str, start: int, names: Mapping[ParameterKind, Names]) -> Found | None:
    """Find a leader by surname and title, 李区长, where one leader alone has that surname."""
    match = _TITLED.match(text, start)
    if match is None:
        return None
    called = [name for name in names[ParameterKind.LEADER].things if name.startswith(match[1])]
    if len(called) != 1:
        return None
    kinds = frozenset({ParameterKind.LEADER, ParameterKind.AGENT})
    return Found(start, match.end(), called[0], kinds)


def _parts(names: Mapping[ParameterKind, Names]) -> dict[str, set[tuple[str, ParameterKind]]]:
    """Return the long names by each piece of `_SHORTEST_PART` characters."""
    parts: dict[str, set[tuple[str, ParameterKind]]] = {}
    for kind in _SHORTENED:
        for name in names[kind].things:
            for start in range(len(name) - _SHORTEST_PART + 1):
                piece = name[start : start + _SHORTEST_PART]
                parts.setdefault(piece, set()).add((name, kind))
    return parts


def _part(
    text: str, start: int, parts: Mapping[str, set[tuple[str, ParameterKind]]]
) -> Found | None:
    """Find a part of one long name alone: 新增就业 for 城镇新增就业."""
    fitting = parts.get(text[start : start + _SHORTEST_PART], set())
    size = _SHORTEST_PART
    while start + size < len(text):
        longer = {each for each in fitting if text[start : start + size + 1] in each[0]}
        if not longer:
            break
        fitting, size = longer, size + 1
    if len({name for name, _ in fitting}) != 1:
        return None
    (name,) = {name for name, _ in fitting}
    return Found(start, start + size, name, frozenset(kind for _, kind in fitting))


@cache
def _organ_names() -> frozenset[str]:
    """Return what bodies of every kind are usually called."""
    scheme = organ_scheme()
    return frozenset(
        name
        for kind in scheme.kinds.values()
        for name in (*kind.names, *(s + e for s in kind.stems for e in scheme.endings))
    )


def words_of_no_list(text: str, found: list[Found]) -> Iterator[Found]:
    """Yield what stands in no list of words and is no name: what a search is for."""
    start = 0
    for name in [*found, Found(len(text), len(text), "", NO_KIND)]:
        place = start
        for token in tokens(text[start : name.start]):
            place = text.index(token.text, place)
            if not token.is_known:
                yield Found(place, place + len(token.text), token.text, NO_KIND)
            place += len(token.text)
        start = name.end


def runs(text: str, found: list[Found]) -> Iterator[Found]:
    """Yield names and unknown words that stand side by side, as one: 老旧小区 改造."""
    pieces = sorted([*found, *words_of_no_list(text, found)], key=lambda each: each.start)
    joined: list[Found] = []
    for piece, following in pairwise([*pieces, Found(len(text) + 1, len(text) + 1, "", NO_KIND)]):
        joined.append(piece)
        if piece.end != following.start:
            if len(joined) > 1:
                start = joined[0].start
                yield Found(start, piece.end, text[start : piece.end], NO_KIND)
            joined = []
