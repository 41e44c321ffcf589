"""Programmes named in common words: 实施全民急救提升工程, 推进城市安居工程."""

import re
from collections.abc import Iterator
from typing import Final

from remit.interpret.lexicon import any_of, words_of
from remit.interpret.names.common import is_common
from remit.interpret.names.found import Name
from remit.model import NameKind

_KINDS: Final = {
    "工程": NameKind.PROGRAMME,
    "计划": NameKind.PROGRAMME,
    "项目": NameKind.PROGRAMME,
    "行动": NameKind.CAMPAIGN,
    "行动计划": NameKind.CAMPAIGN,
    "治理": NameKind.CAMPAIGN,
    "整治": NameKind.CAMPAIGN,
}
_ONLY_CARRIED: Final = frozenset({"治理", "整治"})
_CARRIED_OUT: Final = any_of(
    words_of(
        "实施 组织实施 深入实施 启动实施 全面实施 继续实施 实施好 开展 深入开展 推进 持续推进 "
        "深入推进 加快推进 推行 启动 落实 深化 实行 执行"
    )
)
_OPENING: Final = any_of(
    words_of(
        "全面 加快 完成 建成 建设 新建 改造 提升 推进 推行 实施 开展 "
        "继续 持续 深入 深化 我市 我区 我县"
    )
)
_LEADING: Final = re.compile(rf"(?:{_OPENING})*")
_BEHIND_TITLE: Final = frozenset({"。", "，", "", "（", "(", "目标任务", "年度目标"})
"""What stands behind a title at the beginning of a sentence, which no verb leads."""

_NAMED: Final = re.compile(
    rf"(?:(?:{_CARRIED_OUT})(?P<carried>)|(?:^|(?<=[。；：]))(?:[一二三四五六七八九十]{{1,3}}、)?)"
    r"(?P<name>(?:[^，。；：！？、,;:!?0-9\s等]|[0-9](?=年)){3,28}?"
    rf"(?P<head>{any_of([*_KINDS])}))"
    r"(?P<behind>[，。；、,;）]|建设|等|$|和|及|与|[(（]|目标任务|年度目标)"
)
_PLATFORM: Final = re.compile(
    r"(?:建设|上线|建成|搭建|开发|推广|运行|运营|优化|加快|推进|依托|打造|办好|完善|加强|实现)(?P<name>"
    r"(?=[^，。；、]{0,12}(?:智慧|信息|数字|云|在线|调度|广播|大数据|影像|信用|监管|审批|管理))"
    r"[^，。；：、,;“”的和与及等0-9\s]{4,16}?(?:平台|系统|门户|网))(?=[，。；、,;]|建设|审批|互联|$)"
)
_DOES: Final = re.compile(
    r"建设|推进|实现|提升|完善|加强|加快|打造|搭建|推动|综合服务|管网|路网|联网"
)
_GENERAL: Final = any_of(
    words_of(
        "重点 重大 产业 民生 投资 建设 工业 基础设施 惠民 政府投资 招商 招商引资 主体 配套 附属 "
        "系统 合作 各项 各类 一批 系列 年度 工作 发展 专项 攻坚 三年 实际 具体 改造 整治 水利 "
        "前期 续建 在建 新建 储备 签约 科技 交通 示范 试点 服务 安置 回迁"
    )
)
_ONLY_GENERAL: Final = re.compile(rf"(?:{_GENERAL}|[的级省市区县])*")
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十百]+[大号项个]一?(?:重点|民生|惠民)?")
_SENTENCE: Final = re.compile(r"的|实施|开展|推进|启动|完成|打造|通过|范围内")
"""What no name has in it."""

_COUNTED: Final = re.compile(r"[0-9]+[余多]?[个项条处座家大]")
_SHORTEST: Final = 4


def platforms(text: str) -> Iterator[Name]:
    """Yield the digital services that plans build or use: 智慧托管信息平台."""
    for match in _PLATFORM.finditer(text):
        own = match["name"]
        if not _COUNTED.match(text, match.end()) and not _DOES.search(own):
            yield Name(*match.span("name"), NameKind.PLATFORM)


def programmes(text: str) -> Iterator[Name]:
    """Yield what plans carry out under a name of common words, which is not counted."""
    for match in _NAMED.finditer(text):
        end = match.end("name")
        if match["carried"] is None and (
            match["behind"] not in _BEHIND_TITLE or match["head"] in _ONLY_CARRIED
        ):
            continue
        led = _LEADING.match(text, match.start("name"), match.start("head"))
        start = led.end() if led else match.start("name")
        own = text[start : match.start("head")]
        if led and led.group() and match["carried"] is None and is_common(own):
            continue  # 完成农田改造工程
        if _COUNTED.match(text, end) or not _names(own):
            continue
        yield Name(start, end, _KINDS[match["head"]])


def _names(words: str) -> bool:
    """Tell whether the words before 工程 or 行动 make a name of it."""
    return (
        len(words) >= _SHORTEST
        and not _NUMBERED.fullmatch(words)
        and not _ONLY_GENERAL.fullmatch(words)
        and not _SENTENCE.search(words)
        and words.count("“") == words.count("”")
    )
