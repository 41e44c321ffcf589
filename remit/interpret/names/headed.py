"""Names by their shape: what stands before a head (大道, 小学), up to where a name can begin."""

import re
from collections.abc import Iterator
from typing import Final

from remit.interpret.lexicon import any_of, words_of
from remit.interpret.names.common import NO_NAMES
from remit.interpret.names.found import EDGE, HARD_EDGE, LONGEST_EDGE, THIN_EDGE, Name
from remit.interpret.names.heads import COMPANY_HEADS, HEAD, KIND
from remit.interpret.names.known import is_area
from remit.interpret.names.proper import GREAT_WATERS, OF_COMMON_WORDS, is_kind, is_loose, is_proper
from remit.interpret.names.words import NAMING, Word, Words, parted
from remit.model import NameKind

_LONGEST: Final = {
    NameKind.INSTITUTION: 16,
    NameKind.SITE: 12,
    NameKind.COMPANY: 10,
    NameKind.PLATFORM: 16,
}
_LONG: Final = 8
_SHORTEST: Final = 2
_BETWEEN: Final = words_of("特色 文化 主题 现代 综合 产业 创新 科技 智慧")
_OF_ONE_AREA: Final = re.compile(r"(?<![级类性有省国])(?:经开区|高新区)")
_CUT_BEFORE_HEAD: Final = frozenset("为的和与及在等由被或向")
_WAYS: Final = frozenset("东南西北中")
_BESIDE: Final = frozenset("东南西北中水岸面畔边")
_ON_STREETS: Final = frozenset({NameKind.ROAD, NameKind.STREET})
_LONG_NAMES: Final = frozenset({NameKind.INSTITUTION, NameKind.PLATFORM})
_NOUNS: Final = frozenset({"n", "ng", "g", "j", "zg", "ns", "nr"})
_BEFORE_KNOWN: Final = frozenset("东西南北大小新老上下前后")
COUNTED: Final = re.compile(r"(?:不少于|至少|超|约|达)?[0-9]+[余多]?[个座家所处条期]")
"""Pattern of a count behind a name, which makes it a kind of thing."""

COUNT_BEFORE: Final = re.compile(r"[0-9][余多]?[个座家所处条期项片]$")
"""Pattern of a count before a name, likewise."""

_QUOTED_HEAD: Final = re.compile(
    rf"(?<![个座家所处])“[^”“、]{{2,8}}”(?:{any_of(_BETWEEN)}){{0,2}}(?P<head>{HEAD.pattern})"
)
_BEHIND_PLACE: Final = re.compile(r"(?<=[街路巷弄镇区])“(?P<name>[^”“、]{2,5}[里坊汇苑园城街巷])”")
_NUMBERED_ROAD: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:[GSXYgsxy][0-9]{1,4}(?:国道|省道|县道|高速公路|高速|线)?"
    r"|[0-9]{3}(?:国道|省道)|(?:国道|省道)[GSgs]?[0-9]{3}线?)(?![0-9A-Za-z])(?:[\u4e00-\u9fff]{2,8}?段)?"
)
_CLOSING: Final = {")": "(", "）": "（"}


def headed(text: str) -> Iterator[Name]:
    """Yield the names that end in a head, in order; none overlap."""
    behind, words = 0, parted(text)
    for match in HEAD.finditer(text):
        start = _start(text, match, behind, words)
        if start is not None:
            yield Name(start, match.end(), KIND[match.group()])
            behind = match.end()


def _start(text: str, match: re.Match[str], behind: int, words: Words) -> int | None:
    """Return where the name begins that a head ends, None where it ends none."""
    head, kind = match.group(), KIND[match.group()]
    if match.start() < behind or not _ends_a_name(text, match, words):
        return None
    if _OF_ONE_AREA.fullmatch(text, *match.span()):
        return match.start()
    end, last = match.start(), words.holding(match.end() - 1)
    base = text[last.start : end]
    if base and not (base in _WAYS and kind in _ON_STREETS):  # 中路 may be of 振中路
        if last.mark == "ns" and last.text not in NO_NAMES:
            if last.start < behind or is_kind(base):
                return None
            start = _known_start(text, words, last, behind)
            in_area = start == last.start and is_area(last) and last.text not in GREAT_WATERS
            return None if in_area else start
        common = last.mark not in NAMING or last.text in NO_NAMES
        if common and not (is_loose(kind, head) and is_proper(base, kind, head)):
            end, head = max(behind, last.start), last.text  # 贫困村 is a kind of village
    longest = _LONGEST.get(kind, _LONG)
    begin = base_start(text, behind, end, longest, head, words, by_verbs=kind not in _LONG_NAMES)
    return begin if begin is not None and is_proper(text[begin:end], kind, head) else None


def _is_part(word: Word) -> bool:
    """Tell whether a single character before a known name may be part of one: 沙 of 沙柳河."""
    return word.text in _BEFORE_KNOWN or (len(word.text) == 1 and word.mark in _NOUNS)


def _ends_a_name(text: str, match: re.Match[str], words: Words) -> bool:
    """Tell whether a head can be the end of a name, for what stands behind it."""
    if KIND[match.group()] is NameKind.COMPANY and match.group() not in COMPANY_HEADS:
        return False
    if HEAD.match(text, match.end()) or COUNTED.match(text, match.end()):
        return False  # 庙 in 大庙弄 is no temple
    last = words.holding(match.end() - 1)  # 路 in 路段 is no road, 路北 is a road's north
    return last.end == match.end() or (last.start == match.start() and last.text[1:] in _BESIDE)


def _known_start(text: str, words: Words, known: Word, floor: int) -> int:
    """Return where the name of a place begins that the dictionary knows: 济南 of 济南大明湖."""
    start = known.start
    while start > floor:
        before = words.holding(start - 1)
        if before.start < floor or before.text in NO_NAMES:
            break
        if EDGE.search(text, max(floor, start - LONGEST_EDGE), start):
            break
        if before.mark not in NAMING and not _is_part(before):
            break
        start = before.start
    return start


def marked(text: str) -> Iterator[Name]:
    """Yield “柳湾里” behind a place, “康养”服务中心, and roads with numbers."""
    words = parted(text)
    for match in _QUOTED_HEAD.finditer(text):
        head = HEAD.match(text, match.start("head"))
        if (
            head
            and head.end() == match.end()
            and KIND[head.group()] is not NameKind.AREA
            and _ends_a_name(text, head, words)
        ):
            yield Name(match.start(), match.end(), KIND[head.group()])
    for match in _NUMBERED_ROAD.finditer(text):
        yield Name(match.start(), match.end(), NameKind.ROAD)
    for match in _BEHIND_PLACE.finditer(text):
        yield Name(*match.span("name"), NameKind.SITE)


def base_start(
    text: str,
    floor: int,
    end: int,
    longest: int,
    head: str,
    words: Words,
    *,
    by_verbs: bool = False,
) -> int | None:
    """Return where the words before a head begin that belong to its name.

    None where nothing tells within `longest` characters, so that it is no name.
    """
    start = end
    while start > floor:
        before = text[start - 1]
        if before in _CLOSING:
            opened = text.rfind(_CLOSING[before], floor, start)
            if opened < 0:
                return start
            start = opened
            continue
        if HARD_EDGE.match(before):
            return start
        length, word = end - start, words.holding(start - 1)
        edge = EDGE.search(text, max(floor, start - LONGEST_EDGE), start)
        if edge and not (
            length == 0 and head in OF_COMMON_WORDS and _own_word(text, floor, edge.start())
        ):
            return start
        # 经 in 经济 is no edge
        if (
            before in THIN_EDGE
            and word.end == start
            and (
                length >= _SHORTEST
                or (length == 0 and len(head) > 1 and before in _CUT_BEFORE_HEAD)
            )
        ):
            return start
        if by_verbs and length > 0 and word.opens:
            return start
        if length >= longest:
            return None
        start -= 1
    return start


def _own_word(text: str, floor: int, position: int) -> bool:
    """Tell whether an edge word is the name's own: 建设 in 推进建设路, with an edge before it."""
    before = text[max(floor, position - LONGEST_EDGE) : position]
    return not before or HARD_EDGE.match(before[-1]) is not None or EDGE.search(before) is not None
