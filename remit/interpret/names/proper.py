"""Whether the words before a head make a name of it: 柳湾 does of 公园, 口袋 does not."""

import re
from typing import Final

from remit.interpret.lexicon import words_of
from remit.interpret.names.common import is_common, is_generic, runs_on
from remit.interpret.names.found import THIN_EDGE
from remit.model import NameKind

_SHORTEST: Final = 2
_LEVEL: Final = frozenset({"区", "县", "市", "省"})
_ANY: Final = frozenset({"中心", "学校", "服务中心", "医院", "中学", "小学", "幼儿园", "学院"})
OF_COMMON_WORDS: Final = frozenset({"路", "大道"})
"""Heads that any common word makes a name of: 人民路, 发展大道."""
_NO_ROADS: Final = tuple(
    words_of(
        "断头路 产业路 旅游路 致富路 机耕路 资源路 生产路 硬化路 乡村路 通村路 通组路 旅游大道 "
        "丁字路 瓶颈路 卡脖子路 主干路 次干路 支路 街巷路 柏油路 沥青路 水泥路"
    )
)
GREAT_WATERS: Final = frozenset(words_of("长江 黄河 淮河 珠江 太湖 巢湖 湘江 赣江 汉江 渭河"))
"""Waters whose names have one character before the head."""

_HONOURS: Final = ("国家级", "省级", "市级", "区级", "县级", "国家", "全国", "全省", "各", "全")
_OF_LEVEL: Final = frozenset({"区级", "县级"})
_OF_THE_AREA: Final = re.compile(r"[区县市](?![域场级属直内外民政委区县城乡])[\u4e00-\u9fff]{2}")
_NUMERALS: Final = tuple("一二两三四五六七八九十")
_PHASE: Final = re.compile(r"[一二三四五六七八九0-9]期")
_RING: Final = re.compile(r"[一二三四五六]环")
_LOOSE: Final = frozenset({NameKind.STREET, NameKind.WATER, NameKind.PLATFORM})
_LOOSE_HEADS: Final = frozenset(words_of("大楼 大厦 商厦 商城 影城 城 厂 楼 绿道"))
_RESEARCH: Final = frozenset(words_of("研究院 研究所 实验室 创新中心 创新联合体"))


def is_proper(base: str, kind: NameKind, head: str) -> bool:
    """Tell whether the words before a head make it a name of its own."""
    core = base.strip("()（）-·")
    if core in THIN_EDGE or runs_on(core) or _PHASE.search(core):
        return False
    if kind is NameKind.INSTITUTION and _OF_THE_AREA.match(core):
        return True
    if kind is NameKind.INSTITUTION and core[:2] in _OF_LEVEL:
        return len(core) > len("区级") and not is_common(core[2:])
    if core in _LEVEL and kind is NameKind.INSTITUTION:
        return head not in _ANY
    if core + head in GREAT_WATERS:
        return True
    if _is_counted_or_honoured(core):
        return False
    shortest = 1 if head == "大街" else _SHORTEST
    if head in OF_COMMON_WORDS:
        return len(core) >= shortest and not (core + head).endswith(_NO_ROADS)
    if head in _RESEARCH:  # 新能源汽车研究院, but not 新型研究院
        return len(core) >= 2 * _SHORTEST
    return len(core) >= shortest and not (
        is_generic(core) if is_loose(kind, head) else is_common(core)
    )


def is_loose(kind: NameKind, head: str) -> bool:
    """Tell whether a common noun makes a name of a head: 扁担 of 河, but not of 中心."""
    return kind in _LOOSE or head in _LOOSE_HEADS


def is_kind(base: str) -> bool:
    """Tell whether the words before a head make a kind of thing of it: 城中 of 村."""
    return is_generic(base) or (len(base) > 1 and is_common(base))


def _is_counted_or_honoured(core: str) -> bool:
    """Tell of 十个, 3处 and 省级; a ring road is called 二环."""
    counted = core.startswith(_NUMERALS) and not _RING.match(core)
    return counted or core.startswith(_HONOURS) or core[:1].isdigit()
