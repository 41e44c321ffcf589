"""Places that the dictionary knows by name, and lines that have a number."""

import re
from collections.abc import Iterator
from typing import Final

from remit.interpret.names.common import NO_NAMES
from remit.interpret.names.found import Name
from remit.interpret.names.words import Word, Words, dictionary
from remit.model import NameKind

_LEVELS: Final = ("市", "县", "区", "省", "州")
_NO_AREAS: Final = frozenset("和平 开发 中心 城中 中区 东区 西区 老区 郊区 城区 新区 市区 片区".split())
_SHORTEST: Final = 2
_PHASE: Final = r"[一二三四五六七八九十0-9]{1,2}期"
_LINE: Final = re.compile(
    r"(?:轨道交通|地铁|有轨电车|市域[(（]郊[)）]铁路|轻轨)?(?:[\u4e00-\u9fff]{1,2}S|S)?[0-9]{1,2}号?线"
    rf"(?P<works>[(（]?{_PHASE}[)）]?)?"
)


def areas(text: str) -> Iterator[Name]:
    """Yield the counties, cities and provinces that stand in a text."""
    for word in Words(text).words:
        if word.mark == "ns" and len(word.text) >= _SHORTEST and _is_area(word):
            yield Name(word.start, word.end, NameKind.AREA)


def _is_area(word: Word) -> bool:
    if word.text in NO_NAMES or word.text in _NO_AREAS:
        return False
    if word.text.endswith(_LEVELS):
        return True
    known = dictionary()
    return any(known.has_word(word.text + level) for level in _LEVELS)


def lines(text: str) -> Iterator[Name]:
    """Yield the lines of a railway of the city: 地铁8号线, and 地铁8号线二期 as works."""
    for match in _LINE.finditer(text):
        kind = NameKind.CONSTRUCTION if match["works"] else NameKind.ROAD
        yield Name(match.start(), match.end(), kind)
