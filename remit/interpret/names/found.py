"""A name in a text, and the words that names do not run across."""

import re
from dataclasses import dataclass
from typing import Final

from remit.interpret.lexicon import AIMING, AMBITION, DOING, MAKING, MANNER, any_of, words_of
from remit.interpret.targets.units import COUNT
from remit.model import NameKind

_TAKING: Final = words_of(
    "提速 加速 融入 参与 承接 积极承接 谋划 研究 系统谋划 培育壮大 做优 做强 做大 做实 做精 "
    "协助 协调 统筹推进 统筹推动 统筹 摸排 合并 整合 联合 依托于 利用 发挥 发挥好 对接 衔接 "
    "串联 连接 链接 打通 贯通 联动 辐射 服务于 位于 坐落 开拓 包括 涉及 涵盖 包含 例如 比如 "
    "具备 拓展 拓宽 延伸 建强 建优 建管 管好 用好 巩固 巩固提升 保护 传承 活化 焕新 唱响 "
    "擦亮 叫响 举办好 办成 赋能 激活 抓实 抓牢 守牢 守护 治好 管控 监管 督促 确定 明确 落实 "
    "落细 争先 争取到 力推 主攻 推介 招商 引导 促使 壮大 扶持 支撑 支援 保持 维持 破解 缓解 "
    "排查 清理 攻坚 收尾 收官 谋深 策划 编制完成 完善提升 建设好 开工建设 投入使用 投入运营 "
    "竣工投用 建成开园 挂牌成立 全力推进 全力配合 配合 配合做好 牵头 加强 加大 加快建设 "
    "改善 提高 提优 提标 疏通 保障好 落地建设 推进落实 依法 规划 规划建设 启动建设 推动建设 "
    "建设运营 开展好 深入推进 持续推进 聚力 聚集 带领 对标 争当 当好 下沉 选址 安排 设置 "
    "增强 借助 围绕着 承办好 打响 讲好 创办 共享 新改建 续建 谋求 加密 延长 优化调整 完成好 "
    "督导 走访 调研 慰问 约谈 支持配合 保供 出资 参股 控股 收购 重组 拓建 培优 扶强 布点 "
    "布设"
)
_EDGE_WORDS: Final = [*MAKING, *DOING, *MANNER, *AMBITION, *AIMING, *_TAKING]
_MORE_EDGES: Final = words_of(
    "以及 其中 同时 并且 例如 等 新一轮 一批 一系列 允许 畅通 接驳 享受 综合运用 运用 繁荣"
)
EDGE: Final = re.compile(
    rf"(?:{any_of([*(word for word in _EDGE_WORDS if len(word) > 1), *_MORE_EDGES])}"
    rf"|[0-9]{{1,9}}(?:{COUNT}|公里|米|平方米|亩))$"
)
"""Words behind which a name may begin."""

LONGEST_EDGE: Final = max(map(len, _EDGE_WORDS))

THIN_EDGE: Final = frozenset("和与及在以为对将把向至到从的由被让使并或使按沿经是")
"""Single characters behind which a name may begin, or which are part of one: 和平路."""

HARD_EDGE: Final = re.compile(r"[\s，。；：！？、,;:!?“”‘’《》「」\"'…—~～+/|%(（]")
"""Signs that no name runs across."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `text[start:end]`."""

    start: int
    end: int
    kind: NameKind
