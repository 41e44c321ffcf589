"""Programmes named in common words: 实施全民急救提升工程, 中小学办学能力提升项目。"""

import re
from collections.abc import Iterator
from typing import Final

from remit.interpret.lexicon import any_of, words_of
from remit.interpret.names.common import is_generic
from remit.interpret.names.found import Name
from remit.model import NameKind

_KINDS: Final = {
    "工程": NameKind.PROGRAMME,
    "计划": NameKind.PROGRAMME,
    "项目": NameKind.PROGRAMME,
    "行动": NameKind.CAMPAIGN,
    "行动计划": NameKind.CAMPAIGN,
}
_OPENING: Final = any_of(
    words_of(
        "实施 组织实施 深入实施 启动实施 全面实施 继续实施 实施好 开展 深入开展 推进 持续推进 "
        "深入推进 加快推进 推行 启动 落实 深化 实行 执行"
    )
)
_TITLE: Final = re.compile(
    rf"(?:(?:{_OPENING})(?P<verb>)|(?:^|(?<=[。；：])))(?P<title>[^，。；：！？、,;:!?0-9\s等]{{3,28}}?"
    rf"(?P<head>{any_of([*_KINDS])}))"
    r"(?P<behind>[，。；、,;）]|建设|等|$|和|及|与)"
)
_GENERAL: Final = words_of(
    "重点 重大 产业 民生 投资 建设 工业 基础设施 惠民 政府投资 招商 招商引资 主体 配套 附属 系统 "
    "合作 各项 各类 一批 系列 年度 工作 发展 专项 攻坚 三年 实际 具体 改造 整治 水利 前期 续建 "
    "在建 新建 储备 签约 科技 交通 示范 试点 服务"
)
_ONLY_GENERAL: Final = re.compile(rf"(?:{any_of(_GENERAL)}|[的级省市区县])*")
_COUNTED: Final = re.compile(r"[0-9]+[余多]?[个项条处座家大]")


def programmes(text: str) -> Iterator[Name]:
    """Yield what plans carry out under a name of common words, which is not counted."""
    for match in _TITLE.finditer(text):
        title = match["title"]
        core = title.removesuffix(match["head"])
        if _ONLY_GENERAL.fullmatch(core) or len(core) < 4 or "的" in core:
            continue
        if match["verb"] is None and match["behind"] not in {"。", "，", ""}:
            continue
        if _COUNTED.match(text, match.end("title")) or title.count("“") != title.count("”"):
            continue
        yield Name(*match.span("title"), _KINDS[match["head"]])
