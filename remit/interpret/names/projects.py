"""Projects: works on a place that has a name, campaigns, and what is named in quotation marks."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from remit.interpret.lexicon import LEVELS, any_of, words_of
from remit.interpret.names.common import is_generic
from remit.interpret.names.found import Name
from remit.interpret.names.headed import base_start
from remit.interpret.names.words import Words, parted
from remit.model import NameKind

_ENDS: Final = (
    r"(?=[，。；：、,;）)]|等|和|与|及|$|按期|如期|年内|全面|主体|竣工|开工|完工|建成|投)"
)
_PHASE: Final = r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})期"
_WHERE: Final = any_of(
    words_of("周边 沿线 两岸 航道 河道 景观 环境 道路 管网 主体 核心段 外围 原址 异地 易地 配套 段")
)
_WORKS: Final = any_of(
    words_of(
        "新建 改建 扩建 改扩建 迁建 重建 改造 提升 整治 治理 修缮 更新 建设 保护 修复 开发 利用 "
        "提标 扩容 除险 加固 拓宽 延伸 疏浚 清淤 织补 施工 自主更新 综合整治 综合开发 综合改造 "
        "提档升级"
    )
)
_TAILS: Final = (
    rf"{_PHASE}(?:(?:{_WORKS}){{1,3}})?(?:工程|项目)?",
    rf"[东西南北](?:延伸段|延伸|延)(?:{_WORKS}){{0,2}}(?:{_PHASE})?(?:工程|项目|建设)?",
    rf"(?:(?:{_WHERE})|[\u4e00-\u9fff]{{1,3}}段){{0,2}}(?:{_WORKS}){{1,4}}(?:{_PHASE})?(?:工程|项目)(?![部化库式])",
    rf"(?:(?:{_WHERE})|[\u4e00-\u9fff]{{1,3}}段){{0,2}}(?:(?:{_WORKS})){{1,3}}{_ENDS}",
    r"(?:工程|项目)(?![部化库式])",
    rf"(?!等|和|与|及|的|实施|推进|建成|新建)[\u4e00-\u9fff]{{1,10}}?(?<!等)(?:工程|项目)(?![部化库式主])(?:[（(]{_PHASE}[)）])?",
)
_TAIL: Final = re.compile("|".join(_TAILS))
_TREATMENT: Final = re.compile(r"(?:流域)?综合治理")

_NAMED_AFTER: Final[dict[NameKind, tuple[str, ...]]] = {
    NameKind.PLATFORM: words_of("服务体系 平台 系统 小程序 APP"),
    NameKind.CAMPAIGN: words_of("三年行动 行动计划 行动 改革 整治"),
    NameKind.PROGRAMME: words_of("工程 计划 项目 服务 物业 建设"),
}
_AFTER_KIND: Final = {word: kind for kind, words in _NAMED_AFTER.items() for word in words}
_PARTLY_QUOTED: Final = re.compile(
    rf"“(?!一带一路|一键|一站|一件|家门口|[^”“]{{0,6}}通办|[^”“]{{0,4}}一件事)[^”“]{{2,20}}”(?!重[大点]|新增|提供)(?:[0-9]\.[0-9])?[^，。；、,;“”的等0-9]{{0,8}}?(?P<head>{any_of([*_AFTER_KIND])})"
    r"(?:计划)?(?![化部库点站中业力事]|平台|成效|水平)"
)
_WHOLLY_QUOTED: Final = re.compile(
    r"“(?P<name>[^”“、]{2,20}(?:(?P<programme>工程|计划|项目)|(?P<campaign>行动)"
    r"|(?P<platform>站|基地|中心|平台|驿站|空间|圈|食堂|之家|大脑)))”(?!班|点|[\u4e00-\u9fff]{0,8}[0-9]+[个家座])"
)
_QUOTED_ACTION: Final = re.compile(
    r"(?:推进|深化|实施|开展|推动|推行|加快|组织|举办)(?P<marked>“(?P<name>[^”“、，+0-9一二两三四五六七八九]"
    r"[^”“、，]{3,13})”(?P<version>版)?)(?=[，。；、,;“]|等(?![^，。；、]{0,8}[0-9])|工作|[\u4e00-\u9fff]{0,6}活动(?!不?[少超]?[于过]?[0-9])|$)"
)
_ACTIVITIES: Final = re.compile(
    r"(?:开展|组织|举办|办好)(?P<list>[^。；，]{0,60}?“[^。；，]{1,60}?)活动(?!不?[少超]?[于过]?[0-9])"
)
_QUOTED: Final = re.compile(
    r"“(?P<name>[^”“、，0-9一二两三四五六七八九][^”“、，]{1,13})”(?![^“、，]{0,8}[0-9])"
)
_COUNTED: Final = re.compile(r"(?:不少于|至少|超|约)?[0-9]{1,9}[余多]?[个座家所处条期项]")
_COUNTED_BEFORE: Final = re.compile(r"[0-9]{1,9}[个座家所处条项]$")

_CAMPAIGN: Final = re.compile(
    r"(?:[0-9]年|三年|五年|两年|专项|百日|提升|攻坚|整治|集中|冬季|夏季|倍增|培育){0,4}行动(?:计划|方案)?"
    r"|专项(?:排查|清理|治理){0,2}(?:整治|治理)(?:行动)?"
    r"|改革(?!开放|创新|发展|攻坚|试点|任务|举措|方案|措施|精神|股|[\u4e00-\u9fff]{0,2}结构)"
    r"|(?:城市|之都|之城|之乡)建设"
)
_OPENS: Final = frozenset({"行动", "专项行动", "行动计划"})
_TOO_COMMON: Final = frozenset(
    words_of(
        "攻坚 全面 专项 三年 重点 重点领域 综合 国家 各项 系列 重大 配套 全面深化 实际 具体 "
        "自觉 关键环节 制度 体系 管理 正确处理 各领域 思想上政治上 务实 统一 一致 联合 相关 "
        "领域 体制 机制 体制机制"
    )
)
_WON: Final = re.compile(
    r"(?:争创|创建|创成|创成为|争当|争取|申报|获评|入选|打造|挂牌)(?:成为|为)?(?P<title>(?:国家级?|全国|省级?|全省|市级|“)"
    r"[^，。；、,;0-9等]{2,24}?(?:示范园区|示范园|示范区|示范县|示范市|示范基地|先行区|试验区|基地|城市|名城|示范点|强区|强县|强市))"
    r"(?=[，。；、,;]|$)"
)
_WON_QUOTED: Final = re.compile(
    r"(?:争创|创建|创成|挂牌|打造)(?P<marked>“[^”“]{2,14}”[^，。；、,;0-9等“]{0,8})(?=[，。；、,;]|$)"
)
_BRANDED: Final = r"(?:美丽|平安|健康|数字|智慧|信用|清廉|幸福|法治|文明|生态|活力)"
_LONG_TITLE: Final = re.compile(
    r"(?:开展|实施)(?P<title>[^，。；、,;0-9“”]{6,24}项目)(?=[，。；,;]|$)"
)
_KIND_BEHIND: Final = re.compile(r"”[\u4e00-\u9fff]{0,8}[0-9]+[个家座]")
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十两0-9]+[大项个]")
_LEVEL: Final = re.compile(any_of([level for level in LEVELS if level.startswith("全")]))
_LONGEST: Final = 16
_SHORTEST: Final = 2


def works(text: str, places: Sequence[Name]) -> Iterator[Name]:
    """Yield the works on named places: 柳湾大道二期, 白渡医院迁建项目, 青江综合治理."""
    for place in places:
        if treatment := _TREATMENT.match(text, place.end):
            yield Name(place.start, treatment.end(), NameKind.CAMPAIGN)
        elif tail := _TAIL.match(text, place.end):
            yield Name(place.start, tail.end(), NameKind.CONSTRUCTION)


def titled(text: str) -> Iterator[Name]:
    """Yield what is named in quotation marks, alone or with the words behind them."""
    for match in _PARTLY_QUOTED.finditer(text):
        if not (
            _COUNTED.match(text, match.end())
            or _COUNTED_BEFORE.search(text[max(0, match.start() - 8) : match.start()])
        ):
            yield Name(match.start(), match.end(), _AFTER_KIND[match["head"]])
    for match in _WHOLLY_QUOTED.finditer(text):
        if _COUNTED_BEFORE.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        kind = NameKind.PLATFORM if match["platform"] else NameKind.PROGRAMME
        yield Name(*match.span("name"), NameKind.CAMPAIGN if match["campaign"] else kind)
    for match in _QUOTED_ACTION.finditer(text):
        span = match.span("marked" if match["version"] else "name")
        yield Name(*span, NameKind.CAMPAIGN)
    for match in _WON_QUOTED.finditer(text):
        start, end = match.span("marked")
        whole = text[end - 1] == "”"
        yield Name(start + whole, end - whole, NameKind.CAMPAIGN)
    for match in _LONG_TITLE.finditer(text):
        if not is_generic(match["title"]):
            yield Name(*match.span("title"), NameKind.PROGRAMME)


def activities(text: str) -> Iterator[Name]:
    """Yield activities that have a name: 开展“暖春行”公益活动."""
    for match in _ACTIVITIES.finditer(text):
        for name in _QUOTED.finditer(text, *match.span("list")):
            yield Name(*name.span("name"), NameKind.CAMPAIGN)


def campaigns(text: str, own: tuple[str, ...]) -> Iterator[Name]:
    """Yield campaigns, reforms and titles to win; `own` are the area's bare names (平安钟楼)."""
    words = parted(text)
    for match in _CAMPAIGN.finditer(text):
        start = _campaign_start(text, match, words)
        if start is not None:
            yield Name(start, match.end(), NameKind.CAMPAIGN)
    for match in _WON.finditer(text):
        start, end = match.span("title")
        yield Name(start, end, NameKind.CAMPAIGN)
    if own:
        for match in re.finditer(rf"{_BRANDED}(?:{any_of(own)})(?:建设)?", text):
            yield Name(match.start(), match.end(), NameKind.CAMPAIGN)


def _campaign_start(text: str, match: re.Match[str], words: Words) -> int | None:
    """Return where a campaign's name begins, None where it has no name of its own."""
    if match.group() in _OPENS and text[match.start() - 1 : match.start()] == "等":
        return None
    if _KIND_BEHIND.match(text, match.end()):
        return None
    end, start = match.start(), match.start()
    if text[end - 1 : end] == "”":  # “集团化”改革 goes on before the marks
        start = text.rfind("“", max(0, end - 2 * _LONGEST), end)
        if start < 0:
            return None
    before = base_start(text, 0, start, _LONGEST, match.group(), words)
    if before is None:
        return None
    if level := _LEVEL.match(text, before, start):
        before = level.end()
    if _COUNTED_BEFORE.search(text[max(0, before - _LONGEST) : before]):
        return None
    name = text[before:end]
    if len(name) < _SHORTEST or name in _TOO_COMMON or _NUMBERED.fullmatch(name):
        return None
    return before
