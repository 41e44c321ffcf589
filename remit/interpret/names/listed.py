"""Names in lists: in 甲、乙、丙等项目 the word behind 等 says what all of them are."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from remit.interpret.lexicon import any_of, words_of
from remit.interpret.names.common import is_common, is_generic, runs_on
from remit.interpret.names.found import EDGE, LONGEST_EDGE, THIN_EDGE, Name
from remit.interpret.names.heads import HEAD, KIND
from remit.interpret.names.words import is_word
from remit.model import NameKind

_CATEGORIES: Final = {
    NameKind.CONSTRUCTION: words_of("项目 工程"),
    NameKind.COMPANY: words_of("企业 公司 龙头"),
    NameKind.CAMPAIGN: words_of("专项行动 行动"),
    NameKind.SITE: words_of(
        "地标 遗存 景点 建筑 地块 片区 商圈 楼宇 市场 综合体 商业体 街区 小区 园区 产业园 "
        "集聚区 基地 点位 站点"
    ),
    NameKind.PARK: words_of("公园 景区 绿地"),
    NameKind.ROAD: words_of("道路 路段 公路 主干道 次干道 桥梁 隧道"),
    NameKind.STREET: words_of("背街小巷 街巷 老街"),
    NameKind.WATER: words_of("河道 河流 水系 湖泊 水体 河湖 水库"),
    NameKind.AREA: words_of("乡镇 镇 村 社区 镇街 地区 村庄"),
    NameKind.INSTITUTION: words_of(
        "学校 新校 高校 院校 幼儿园 中小学 医院 场馆 平台 载体 机构 研究院 实验室"
    ),
}
_KIND: Final = {word: kind for kind, words in _CATEGORIES.items() for word in words}
_COUNT: Final = r"[0-9一两二三四五六七八九十]{1,3}[个所座条处家项批段]"
_WORDS: Final = r"[^，。；：、,;:“”等的和及与并0-9]{0,8}?"
_LIST: Final = re.compile(
    rf"(?:等(?:{_COUNT})?|(?<=[\u4e00-\u9fff)）]){_COUNT}){_WORDS}"
    rf"(?P<category>(?<![农乡]){any_of([*_KIND])})(?![\u4e00-\u9fff]?化|域)"
    rf"|等{_COUNT}{_WORDS}(?P<head>{HEAD.pattern})"
)
_ITEM: Final = re.compile(r"[、-]|(?<=[^和])和(?=[^平])|以及|及")
_STOPS: Final = re.compile(r"[\s，。；：！？,;:!?]")
_LONGEST: Final = 14
_LONGEST_LIST: Final = 120
_SHORTEST: Final = 2
_COUNTED_BEFORE: Final = re.compile(r"[0-9]{1,9}[\u4e00-\u9fff]{1,2}$")
_ADVANCED: Final = re.compile(r"重[点大]|产业|建设|一批")
_ADVANCES: Final = re.compile(r"加快|推进|推动|建设|开工|竣工|投产|落地|实施")
_COUNTED: Final = re.compile(r"[0-9]{1,9}[个座家所处条期场]")
_PHASE: Final = re.compile(r"[一二三四五六七八九0-9]+期")
_BEFORE: Final = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,5})、$")
_HEADED: Final = re.compile(rf"{HEAD.pattern}")
_BY_LIST_ALONE: Final = frozenset({NameKind.CONSTRUCTION, NameKind.COMPANY, NameKind.CAMPAIGN})


def listed(text: str) -> Iterator[Name]:
    """Yield the members of lists whose last word says what they are, in order."""
    for match in _LIST.finditer(text):
        kind = _KIND[match["category"]] if match["category"] else KIND[match["head"]]
        start = _list_start(text, match.start())
        members = list(_members(text, start, match.start()))
        if kind is NameKind.CONSTRUCTION and not (
            _ADVANCED.search(match.group())
            or _ADVANCES.search(text, start, match.start())
            or _ADVANCES.match(text, match.end())
        ):
            continue  # 马拉松、武术等项目 are no works
        if not match.group().startswith("等") and len(members) < _SHORTEST:
            continue
        among_names = any(not is_common(_core(text[first:last])) for first, last in members)
        for first, last in members:
            if _COUNTED_BEFORE.search(text[max(0, first - _SHORTEST * 3) : first]):
                continue
            if text[last - 1] in "内外里上中":
                continue
            name = _member(text, first, last, kind, among_names)
            if name is not None:
                yield name


def beside(text: str, places: Iterable[Name]) -> Iterator[Name]:
    """Yield what stands in a row with places and is no common word: 石虎 of 石虎、明波立交."""
    for place in places:
        start = place.start
        while match := _BEFORE.search(text, max(0, start - _LONGEST), start):
            first = _behind_edges(text, match.start("name"), match.end("name"))
            item = text[first : match.end("name")]
            if len(item) < _SHORTEST or is_common(item) or _HEADED.search(item):
                break
            yield Name(first, match.end("name"), place.kind)
            if first > match.start("name"):
                break
            start = first


def _list_start(text: str, end: int) -> int:
    start = end
    while start > max(0, end - _LONGEST_LIST) and not _STOPS.match(text[start - 1]):
        start -= 1
    return start


def _members(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a list's members; its first begins behind the last verb before it."""
    cuts = [match.span() for match in _ITEM.finditer(text, start, end)]
    firsts = [start, *(after for _, after in cuts)]
    lasts = [*(before for before, _ in cuts), end]
    for first, last in zip(firsts, lasts, strict=True):
        yield _behind_edges(text, first, last), last


def _behind_edges(text: str, start: int, end: int) -> int:
    """Return where a name begins that ends at `end`: behind the last word it cannot run across."""
    position = end - _SHORTEST
    while position > start:
        if text[position - 1] in THIN_EDGE or EDGE.search(
            text, max(start, position - LONGEST_EDGE), position
        ):
            return position
        position -= 1
    return start


def _member(text: str, start: int, end: int, kind: NameKind, among_names: bool) -> Name | None:
    """Return the name of a list's member, which may be common words where others are names."""
    words = text[start:end]
    core = words.strip("“”")
    if runs_on(core) or not _SHORTEST <= len(core) <= _LONGEST or re.search(r"[0-9]", core[:1]):
        return None
    if _COUNTED.search(words) or any(
        match.end() < len(words) and HEAD.match(words, match.end()) is None
        for match in HEAD.finditer(words)
        if match.start() > 0
    ):
        return None  # a name stands inside, found by its own head
    heads = [match for match in HEAD.finditer(words) if match.end() == len(words)]
    own = KIND[heads[0].group()] if heads else None
    if kind is NameKind.COMPANY and (
        core.endswith("企业") or (is_common(core) and not among_names)
    ):
        return None
    if kind is NameKind.CONSTRUCTION and is_common(core) and not among_names and is_word(core):
        return None
    if kind in _BY_LIST_ALONE:
        return None if is_generic(core) or _PHASE.match(core) else Name(start, end, kind)
    base = _core(words)
    if base in KIND or is_generic(base) or (own is None and is_common(base) and not among_names):
        return None
    return Name(start, end, own or kind)


def _core(words: str) -> str:
    """Return what stands before a member's own head, all of it where it has none."""
    core = words.strip("“”")
    heads = [match for match in HEAD.finditer(core) if match.end() == len(core)]
    return core[: heads[0].start()] or core if heads else core
