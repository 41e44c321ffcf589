"""Names by their shape: what stands before a head (大道, 小学), up to where a name can begin."""

import re
from collections.abc import Iterator
from typing import Final

from remit.interpret.lexicon import any_of, words_of
from remit.interpret.names.common import NO_NAMES, is_common, is_generic
from remit.interpret.names.found import EDGE, HARD_EDGE, LONGEST_EDGE, THIN_EDGE, Name
from remit.interpret.names.heads import COMPANY_HEADS, HEAD, KIND
from remit.interpret.names.words import NAMING, Words
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
_LEVEL: Final = frozenset({"区", "县", "市", "省"})
_ANY: Final = frozenset({"中心", "学校", "服务中心", "医院", "中学", "小学", "幼儿园", "学院"})
_OF_COMMON_WORDS: Final = frozenset({"路", "大道"})  # 人民路, 发展大道
_NO_ROADS: Final = frozenset(
    words_of(
        "断头路 产业路 旅游路 致富路 机耕路 资源路 生产路 硬化路 乡村路 通村路 通组路 旅游大道"
    )
)
_GREAT_WATERS: Final = frozenset(words_of("长江 黄河 淮河 珠江 太湖 巢湖 湘江 赣江 汉江 渭河"))
_HONOURS: Final = ("国家级", "省级", "市级", "区级", "县级", "国家", "全国", "全省", "各", "全")
_OF_LEVEL: Final = frozenset({"区级", "县级"})
_OF_THE_AREA: Final = re.compile(r"[区县市](?![域场级属直内外民政委区县城乡])[\u4e00-\u9fff]{2}")
_LOOSE: Final = frozenset({NameKind.STREET, NameKind.WATER, NameKind.PLATFORM}) 
_LOOSE_HEADS: Final = frozenset(
    words_of("大楼 大厦 商厦 商城 影城 城 厂 楼 研究院 研究所 实验室 创新中心 创新联合体")
)
_OF_ONE_AREA: Final = re.compile(r"(?<![级类性有省国])(?:经开区|高新区)")
_CUT_BEFORE_HEAD: Final = frozenset("为的和与及在等由被或向")
_NUMERALS: Final = tuple("一二两三四五六七八九十")
COUNTED: Final = re.compile(r"(?:不少于|至少|超|约|达)?[0-9]+[余多]?[个座家所处条期]")
"""Pattern of a count behind a name, which makes it a kind of thing."""
_QUOTED_HEAD: Final = re.compile(
    rf"(?<![个座家所处])“[^”“、]{{2,8}}”(?:{any_of(_BETWEEN)}){{0,2}}(?P<head>{HEAD.pattern})"
)
_BEHIND_PLACE: Final = re.compile(r"(?<=[街路巷弄镇区])“(?P<name>[^”“、]{2,5}[里坊汇苑园城街巷])”")
_NUMBERED_ROAD: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:[GSXYgsxy][0-9]{1,4}(?:国道|省道|县道|高速公路|高速|线)?|[0-9]{3}(?:国道|省道))(?![0-9A-Za-z])"
)
_CLOSING: Final = {")": "(", "）": "（"}


def headed(text: str) -> Iterator[Name]:
    """Yield the names that end in a head, in order; none overlap."""
    behind, words = 0, Words(text)
    for match in HEAD.finditer(text):
        start = _start(text, match, behind, words)
        if start is not None:
            yield Name(start, match.end(), KIND[match.group()])
            behind = match.end()


def _start(text: str, match: re.Match[str], behind: int, words: Words) -> int | None:
    """Return where the name begins that a head ends, None where it ends none."""
    head, kind = match.group(), KIND[match.group()]
    if kind is NameKind.COMPANY and head not in COMPANY_HEADS:
        return None
    if HEAD.match(text, match.end()) or match.start() < behind:  # 庙 in 大庙弄 is no temple
        return None
    if _OF_ONE_AREA.fullmatch(text, *match.span()):
        return match.start()
    if COUNTED.match(text, match.end()):
        return None
    last = words.holding(match.end() - 1)
    if last.end > match.end() and last.start < match.start():
        return None  # 江湖 in 走江湖的
    begin = match.start()
    if last.start < begin and (last.mark not in NAMING or last.text in NO_NAMES):
        if not (_is_loose(kind, head) and is_proper(text[last.start : begin], kind, head)):
            begin = max(behind, last.start)  # 贫困村 is a kind of village
    start = base_start(text, behind, begin, _LONGEST.get(kind, _LONG), head, words)
    if start is None or not is_proper(text[start : begin], kind, head):
        return None
    return start


def _is_loose(kind: NameKind, head: str) -> bool:
    """Tell whether a common noun before a head makes a name: 扁担河, but not 扁担 of 中心."""
    return kind in _LOOSE or head in _LOOSE_HEADS


def marked(text: str) -> Iterator[Name]:
    """Yield “柳湾里” behind a place, “康养”服务中心, and roads with numbers."""
    for match in _QUOTED_HEAD.finditer(text):
        head = HEAD.match(text, match.start("head"))
        if head and head.end() == match.end() and not COUNTED.match(text, match.end()):
            yield Name(match.start(), match.end(), KIND[head.group()])
    for match in _NUMBERED_ROAD.finditer(text):
        yield Name(match.start(), match.end(), NameKind.ROAD)
    for match in _BEHIND_PLACE.finditer(text):
        yield Name(*match.span("name"), NameKind.SITE)


def is_proper(base: str, kind: NameKind, head: str) -> bool:
    """Tell whether the words before a head make it a name of its own."""
    core = base.strip("()（）-·")
    if core in THIN_EDGE:
        return False
    if kind is NameKind.INSTITUTION and _OF_THE_AREA.match(core):
        return True
    if kind is NameKind.INSTITUTION and core[:2] in _OF_LEVEL:
        return len(core) > len("区级") and not is_common(core[2:])
    if core in _LEVEL and kind is NameKind.INSTITUTION:
        return head not in _ANY
    if core + head in _GREAT_WATERS:
        return True
    if core.startswith((*_HONOURS, *_NUMERALS)) or core[:1].isdigit():
        return False
    shortest = 1 if head == "大街" else _SHORTEST
    if head in _OF_COMMON_WORDS:
        return len(core) >= shortest and core + head not in _NO_ROADS
    return len(core) >= shortest and not (
        is_generic(core) if _is_loose(kind, head) else is_common(core)
    )


def base_start(
    text: str, floor: int, end: int, longest: int, head: str, words: Words | None = None
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
        length = end - start
        edge = EDGE.search(text, max(floor, start - LONGEST_EDGE), start)
        if edge and not (
            length == 0 and head in _OF_COMMON_WORDS and _own_word(text, floor, edge.start())
        ):
            return start
        if before in THIN_EDGE and (
            length >= _SHORTEST or (length == 0 and len(head) > 1 and before in _CUT_BEFORE_HEAD)
        ):
            return start
        if words is not None and length > 0 and _opens(words, start):
            return start
        if length >= longest:
            return None
        start -= 1
    return start


def _opens(words: Words, position: int) -> bool:
    before = words.holding(position - 1)
    return before.end == position and before.opens


def _own_word(text: str, floor: int, position: int) -> bool:
    """Tell whether an edge word is the name's own: 建设 in 推进建设路, with an edge before it."""
    before = text[max(floor, position - LONGEST_EDGE) : position]
    return not before or HARD_EDGE.match(before[-1]) is not None or EDGE.search(before) is not None
