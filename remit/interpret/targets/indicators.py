"""From the words of a measure to an indicator that is the same in every plan.

新建、改建公厕, 城市公厕新改扩建 and 公厕建设 are one indicator, 公厕: what is done to a thing
is left out, and so is how. The rule is fixed, so the same words give the same
indicator everywhere; it does not know that two different words mean one thing.
"""

import re
from typing import Final

from remit.interpret.lexicon import AIMING, AMBITION, LEVELS, MAKING, MANNER, any_of, words_of

_LONGEST: Final = 40
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]|[“”‘’《》「」\"']")
_LEADING: Final = re.compile(
    rf"^(?:(?!高标准农田)(?:{any_of([*MAKING, *MANNER, *AMBITION, *AIMING])})"
    rf"|{any_of([level for level in LEVELS if level.startswith('全')])}"
    rf"|[、,，\s的]|[和及与](?={any_of(MAKING)}))+(?![性型化率业级])"
)
_MADE: Final = words_of(
    "新改扩建 新建 改建 扩建 建设 更新改造 改造提升 提升改造 改造 更新 加装 安装 整治提升 "
    "整治 治理 修复 提升 完成 实施 竣工 启用 投用 开工 创建 开展 导入 增长 增加 下降 总量 "
    "总额达 个数 数量 增量 增速 增幅 同比 任务 工作 达标 招引 引进 培育 认定"
)
_TRAILING: Final = re.compile(rf"(?:{any_of(_MADE)}|等|的|率?为|、)$")
_INSIDE: Final = re.compile(r"(?<=..)(?:加装|新装|增设|增加|新增)(?=..)")
_SHORTEST: Final = 2
_NOT_IN_KEY: Final = re.compile(r"[^\w.+-]+")


def indicator(measure: str) -> str:
    """Return the indicator's name for the words of a measure; never empty if they are not.

    >>> indicator("新建、改建道路"), indicator("既有住宅加装电梯"), indicator("既有住宅电梯加装")
    ('道路', '既有住宅电梯', '既有住宅电梯')
    """
    words = _BRACKETS.sub("", measure) or measure
    opening = _LEADING.match(words)
    if opening and len(words) - opening.end() >= _SHORTEST:
        words = words[opening.end() :]
    while (closing := _TRAILING.search(words)) and closing.start() >= _SHORTEST:
        words = words[: closing.start()]
    return _INSIDE.sub("", words)[:_LONGEST]


def key_of(indicator: str) -> str:
    """Return an indicator's name as the last part of an IRI: signs become hyphens.

    >>> key_of("每千人5.5批次"), key_of("R&D 投入"), key_of("?")
    ('每千人5.5批次', 'R-D-投入', 'u3f')
    """
    key = _NOT_IN_KEY.sub("-", indicator).strip("-.")
    return key or "u" + "-".join(f"{ord(character):x}" for character in indicator)
