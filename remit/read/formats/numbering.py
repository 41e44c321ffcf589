"""Automatic numbers of Word paragraphs: `1.`, `(一)`, `①`, as Word would print them.

Offices let Word number their tasks, so the number stands nowhere in the text. It follows
from `numbering.xml` (ECMA-376 part 1, section 17.9) by counting paragraphs in order.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from remit.read.formats.xml import whole

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LEVELS: Final = 9
_LARGEST: Final = 1_000_000
_LONGEST_TEMPLATE: Final = 100
_STYLE_CHAIN: Final = 20
_CHINESE: Final = "〇一二三四五六七八九"
_UNITS: Final = ((1000, "千"), (100, "百"), (10, "十"))
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_COUNTED_IN_CHINESE: Final = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: `template` holds %1 to %9."""

    start: int
    kind: str
    template: str
    space: str


@dataclass(frozen=True, slots=True)
class _List:
    """A numbered list: whose count it shares, its levels, and where it starts anew."""

    counted_with: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


class Numbering:
    """The lists of one document, counting along as its paragraphs are read in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        """Take in the roots of `numbering.xml` and `styles.xml`; either may be missing."""
        self._lists = {} if numbering is None else _lists(numbering)
        self._styles = {} if styles is None else _styles(styles)
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()

    def label(self, properties: etree._Element | None) -> str:
        """Count the paragraph with these properties (w:pPr) and return its number, or ""."""
        number, depth = self._of(properties)
        found = self._lists.get(number or "")
        if number is None or found is None or depth not in found.levels:
            return ""
        counts = self._counts.setdefault(found.counted_with, [None] * _LEVELS)
        if number not in self._started:
            self._started.add(number)
            for restarted in found.restarts:
                counts[restarted] = None
        for above in range(depth):
            if counts[above] is None:
                counts[above] = _first(found, above)
        current = counts[depth]
        counts[depth] = _first(found, depth) if current is None else current + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return _printed(found.levels, depth, counts)

    def _of(self, properties: etree._Element | None) -> tuple[str | None, int]:
        """Return the list and the level a paragraph belongs to, by itself or by its style."""
        if properties is None:
            return None, 0
        own = _number_properties(properties)
        style = properties.find(f"{W}pStyle")
        inherited = (None, None) if style is None else self._by_style(style.get(f"{W}val"))
        number = own[0] if own[0] is not None else inherited[0]
        depth = own[1] if own[1] is not None else inherited[1]
        return number, depth or 0

    def _by_style(self, name: str | None) -> tuple[str | None, int | None]:
        number: str | None = None
        depth: int | None = None
        for _ in range(_STYLE_CHAIN):
            if name is None or name not in self._styles:
                break
            name, found = self._styles[name]
            number = found[0] if number is None else number
            depth = found[1] if depth is None else depth
        return number, depth


def in_chinese(number: int) -> str:
    """Return a number below 10,000 as it is counted in Chinese.

    >>> in_chinese(8), in_chinese(10), in_chinese(23), in_chinese(105)
    ('八', '十', '二十三', '一百〇五')
    """
    if not 0 < number < 10_000:
        return str(number)
    words, rest, gap = "", number, False
    for size, unit in _UNITS:
        digit, rest = divmod(rest, size)
        if digit:
            words += ("〇" if gap else "") + _CHINESE[digit] + unit
        gap = bool(words) and not digit
    if rest:
        words += ("〇" if gap else "") + _CHINESE[rest]
    return words[1:] if words.startswith("一十") else words


def _printed(levels: Mapping[int, Level], depth: int, counts: list[int | None]) -> str:
    level = levels[depth]
    if level.kind in ("bullet", "none"):
        return ""

    def number(mark: re.Match[str]) -> str:
        place = int(mark[1]) - 1
        shown = levels.get(place, level)
        return _written(counts[place] or shown.start, shown.kind)

    label = re.sub(r"%([1-9])", number, level.template)
    return f"{label}{'' if label.endswith('、') else level.space}"


def _written(number: int, kind: str) -> str:
    if kind in _COUNTED_IN_CHINESE:
        return in_chinese(number)
    if kind in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_CHINESE[int(digit)] for digit in str(number))
    if kind == "ideographTraditional" and number <= len(_STEMS):
        return _STEMS[number - 1]
    if kind.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(0x2460 + number - 1)
    if kind == "decimalEnclosedParen" and number <= 20:
        return chr(0x2474 + number - 1)
    if kind == "decimalEnclosedFullstop" and number <= 20:
        return chr(0x2488 + number - 1)
    if kind in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if kind == "decimalZero":
        return f"{number:02d}"
    return _in_letters(number, kind)


def _in_letters(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        times, place = divmod(number - 1, 26)
        word = chr(ord("a") + place) * min(times + 1, _LEVELS)
    elif kind in ("lowerRoman", "upperRoman") and number < 4_000:
        word, rest = "", number
        for size, letters in _ROMAN:
            times, rest = divmod(rest, size)
            word += letters * times
    else:
        return str(number)
    return word.upper() if kind.startswith("upper") else word


def _first(found: _List, depth: int) -> int:
    level = found.levels.get(depth)
    return found.restarts.get(depth, level.start if level else 1)


def _lists(numbering: etree._Element) -> dict[str, _List]:
    shared = {
        abstract.get(f"{W}abstractNumId", ""): dict(
            _level(level) for level in abstract.findall(f"{W}lvl")
        )
        for abstract in numbering.findall(f"{W}abstractNum")
    }
    lists = {}
    for number in numbering.findall(f"{W}num"):
        base = _value(number, "abstractNumId") or ""
        levels = dict(shared.get(base, {}))
        restarts = {}
        for override in number.findall(f"{W}lvlOverride"):
            depth = _depth(override)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[depth] = _level(own)[1]
            if (start := _value(override, "startOverride")) is not None:
                restarts[depth] = whole(start, 1, _LARGEST)
        lists[number.get(f"{W}numId", "")] = _List(base, levels, restarts)
    return lists


def _level(level: etree._Element) -> tuple[int, Level]:
    kind = _value(level, "numFmt") or "decimal"
    return _depth(level), Level(
        start=whole(_value(level, "start"), 1, _LARGEST),
        kind=kind,
        template=(_value(level, "lvlText") or "")[:_LONGEST_TEMPLATE],
        space="" if _value(level, "suff") == "nothing" else " ",
    )


def _styles(styles: etree._Element) -> dict[str, tuple[str | None, tuple[str | None, int | None]]]:
    """Return for each style the one it is based on, and the list and level it gives."""
    found: dict[str, tuple[str | None, tuple[str | None, int | None]]] = {}
    for style in styles.findall(f"{W}style"):
        properties = style.find(f"{W}pPr")
        own = (None, None) if properties is None else _number_properties(properties)
        found[style.get(f"{W}styleId", "")] = (_value(style, "basedOn"), own)
    return found


def _number_properties(properties: etree._Element) -> tuple[str | None, int | None]:
    numbered = properties.find(f"{W}numPr")
    if numbered is None:
        return None, None
    depth = _value(numbered, "ilvl")
    return _value(numbered, "numId"), None if depth is None else whole(depth, 0, _LEVELS - 1)


def _depth(element: etree._Element) -> int:
    return whole(element.get(f"{W}ilvl"), 0, _LEVELS - 1)


def _value(element: etree._Element, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")
