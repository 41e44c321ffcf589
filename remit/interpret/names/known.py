"""Places that the dictionary knows by name, what is theirs, and lines that have a number."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from remit.interpret.lexicon import words_of
from remit.interpret.names.common import NO_NAMES, is_common, is_generic
from remit.interpret.names.found import Name
from remit.interpret.names.heads import HEAD, KIND
from remit.interpret.names.proper import GREAT_WATERS
from remit.interpret.names.words import NAMING, Word, dictionary, parted
from remit.model import NameKind

_COUNTIES: Final = frozenset("区县市旗")
_LEVELS: Final = ("市", "县", "区", "省", "州")
_NO_AREAS: Final = frozenset(
    words_of(
        "中国 江南 江北 华北 华东 华南 华中 西北 东北 西南 老城区 镇区 山区 和平 开发 中心 城中 "
        "中区 东区 西区 老区 郊区 城区 新区 市区 片区"
    )
)
_SHORTEST: Final = 2
_BOUNDED: Final = ("区", "县", "市", "旗", "镇", "乡", "街道")
_OWNED: Final = frozenset({NameKind.INSTITUTION, NameKind.SITE})
_THEIRS: Final = re.compile(r"[^，。；：、,;“”的等和与及0-9\s]{2,18}")
_DONE: Final = re.compile(r"推进|推动|加快|新建|打造|完成|实施|建成|改造|提升|建立|设立|启动")
_PHASE: Final = r"[一二三四五六七八九十0-9]{1,2}期"
_LINE: Final = re.compile(
    r"(?:轨道交通|地铁|有轨电车|市域[(（]郊[)）]铁路|轻轨)?(?:[\u4e00-\u9fff]{1,2}S|S)?[0-9]{1,2}号?线"
    rf"(?P<works>[(（]?{_PHASE}[)）]?)?"
)


def areas(text: str) -> Iterator[Name]:
    """Yield the counties, cities and provinces that stand in a text."""
    words = parted(text).words
    for word, after in zip_longest(words, words[1:]):
        if len(word.text) < _SHORTEST or word.mark not in NAMING or word.text in NO_NAMES:
            continue
        if after is not None and after.text in _COUNTIES:
            yield Name(word.start, after.end, NameKind.AREA)
        elif word.mark == "ns" and is_area(word) and not (after and after.text == "籍"):
            yield Name(word.start, word.end, NameKind.AREA)


def of_areas(text: str) -> Iterator[Name]:
    """Yield the institutions and sites of the counties and cities named: 柳县老年养护中心."""
    for area in areas(text):
        if not text.endswith(_BOUNDED, area.start, area.end):
            continue
        words = _THEIRS.match(text, area.end)
        for head in HEAD.finditer(text, area.end, words.end() if words else area.end):
            kind = KIND[head.group()]
            if kind in _OWNED and not HEAD.match(text, head.end()):
                if not _DONE.search(text, area.end, head.start()):
                    yield Name(area.start, head.end(), kind)
                break


def is_area(word: Word) -> bool:
    """Tell whether a word that the dictionary takes for a place is a county or a city."""
    if word.text in NO_NAMES | _NO_AREAS | GREAT_WATERS or is_generic(word.text.rstrip("区")):
        return False
    if word.text.endswith(_LEVELS) and len(word.text) > _SHORTEST:
        return not is_common(word.text[:-1])
    if word.text.endswith("县"):
        return True
    known = dictionary()
    return any(known.has_word(word.text + level) for level in _LEVELS)


def lines(text: str) -> Iterator[Name]:
    """Yield the lines of a railway of the city: 地铁8号线, and 地铁8号线二期 as works."""
    for match in _LINE.finditer(text):
        kind = NameKind.CONSTRUCTION if match["works"] else NameKind.ROAD
        yield Name(match.start(), match.end(), kind)
