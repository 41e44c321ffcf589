"""Words of the language of plans, which are no names: verbs, manners, levels, connectives.

They tell where a name or a measure begins and ends. General words only: what a place calls
its streets, projects or companies belongs in a gazetteer, never here.
"""

import re
from typing import Final


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a list with spaces between them."""
    return tuple(text.split())


AMBITION: Final = words_of(
    "力争 确保 争取 努力 力求 全力 奋力 必保 保底 冲刺 挑战 确保实现 力争实现 力争达到 确保完成"
)
"""Words that say how firmly a target is meant."""

MAKING: Final = words_of(
    "新改扩建 新(改)建 新（改）建 新(改、扩)建 新（改、扩）建 新(扩)建 新（扩）建 新改建 "
    "改扩建 新扩建 新建 改建 扩建 续建 重建 建成 建设 建立 修建 兴建 筹建 共建 建造 创建 "
    "创成 打造 建好 新增 新增加 增加 净增 增设 增建 新开工 新开工(筹集) 新开工（筹集） "
    "新增(改造) 新增（改造） 筹集 新设 新设立 设立 新辟 新开 新开发 新认定 认定 新培育 培育 "
    "引育 新引进 引进 招引 新招引 吸引 集聚 新入库 入库 储备 改造提升 提升改造 更新改造 "
    "改造 提质改造 更新 升级 升级改造 整治 整治提升 治理 修复 修缮 维修 加装 安装 布设 铺设 "
    "启用 投用 启动 开工 竣工 开工建设 动工 建成投用 投产 签约 新签约 开办 举办 组织 "
    "组织开展 开展 实施 组建 搭建 构建 开通 开设 新装 完成 实现 全面完成 争创 获评 评选 "
    "新评 发布 编制 制定 出台 推出 培训 培养 选派 招募 推进 推动 加快 新上 新投运 成立 提供 "
    "举行 签订 落地 创作 建 改 布局 形成 打通 调整 放映 更换 适配"
)
"""Verbs for what a task brings into being: 新建公园 is a park, 完成改造 a renewal."""

DOING: Final = words_of(
    "提升 配备 配置 挂牌 落户 承办 引入 导入 招聘 开放 开发 达到 取得 获得 获批 申报 选聘 "
    "选树 发放 投放 补贴 帮扶 资助 救助 服务 惠及 覆盖 受益 保障 供应 解决 化解 处置 拆除 "
    "征收 腾退 盘活 消除 关停 淘汰 减少 压减 压降 削减 下降 降低 增长 提高 推广 应用 种植 "
    "栽植 疏浚 清淤 接入 扩大 扩容 修订 转化 授权 上市 督查 检查 抽检 监测 筛查 救治 调解 "
    "办理 查处 收储 供地 出让 抓好 做好 指导 支持 鼓励 引导 带动 促成 促进 持有 接待 年接待 "
    "年均接待 赠送 运行 稳定运行 搬迁 回迁 安置 交付 维护 助力 跻身 进入 位列 位居 迈入 "
    "用于 投入 优化 优化提升 完善 健全 深化 强化 守住 防止"
)
"""Other verbs of plans, that are part of what is measured: 服务人才 is not 引进人才."""

MANNER: Final = words_of(
    "高标准 高水平 高效 高起点 高位 持续 全面 深入 稳步 稳妥 有序 积极 大力 着力 加快 加大 "
    "加强 进一步 不断 切实 扎实 精心 科学 累计 总计 合计 全年 年内 年度 当年 今年 每年 同步 "
    "适时 适度 及时 率先 常态化 差异化 前瞻性 继续 其中 免费 分别 至少 全部 基本 预计 计划 "
    "拟 免于 提前 如期 按期 按时 尽快 主动 有效 充分 优先 有力 纵深 强力 强化 严格 依法 "
    "始终 坚持 更好 更多 更大 逐步 大幅 分类 分批 分期 精准 常态 集中 整建制"
)
"""Words that say how something is done, and are no part of what is done."""

AIMING: Final = words_of(
    "为 对 给 在 把 将 以 使 让 由 从 按照 围绕 聚焦 通过 依托 结合 针对 面向 根据"
)
"""Prepositions and conjunctions that open a phrase."""

LEVELS: Final = words_of(
    "国家级 国家 省级 市级 区级 县级 镇级 乡级 村级 部级 全国 全省 全市 全区 全县 全镇 全域 "
    "国 省 市 区 县 我区 我市 我县 我省"
)
"""Levels of government, as they stand before a common noun."""


def any_of(words: tuple[str, ...] | list[str]) -> str:
    """Return a pattern of the words, longest first.

    >>> any_of(["建", "新建"])
    '新建|建'
    """
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


def verb_of(words: tuple[str, ...] | list[str]) -> str:
    """Return a pattern of the words as verbs: not of 保障 in 保障性住房, 服务 in 服务业."""
    return rf"(?:{any_of(words)})(?![性型化率业级房])"
