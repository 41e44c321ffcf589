"""Units of measure, and words behind a number that are none."""

from typing import Final

from remit.interpret.lexicon import any_of, words_of

_OF_MONEY: Final = words_of("元 美元 欧元 人民币 元人民币")
_RATES: Final = words_of("% ‰ 个百分点 百分点 倍 成 个点")
_PHYSICAL: Final = words_of(
    "平方米 平方公里 平方千米 万平方米 公里 千米 米 厘米 毫米 亩 亩次 公顷 吨 公斤 千克 克 "
    "斤 毫克 微克 吨标准煤 吨标煤 立方米 升 毫升 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦时 吉瓦 万千瓦 "
    "瓦 千伏安 千伏 度 ℃ 分贝 ㎡ m² km m MW GW kW KW kWh TEU 标箱 标准箱 床位 P PFlops TB"
)
_PEOPLE: Final = words_of("人次 人天 人 名 位 户次 户 对 口")
_COUNTS: Final = words_of(
    "家次 家 个次 个 所 座 条 处 项次 项 件次 件 场次 场 批次 批 辆次 辆 台套 台次 台 套 部 "
    "张 幅 块 片 株 棵 头 只 艘 架次 架 段 栋 幢 间 床 篇 首 本 册 组 支 款 例 起 宗 笔 单 "
    "页 次 门 根 眼 孔 盏 班次 班 课时 学时 点位 宗地 类 项目 种 份 村次 宗次 列 标段 枚 颗 "
    "道 路 尊 期次 单元 站 桩 片区 队 分 节 副 趟 口井"
)
_SPANS: Final = words_of("个工作日 工作日 个小时 小时 分钟 秒 个月 周 天")
_NO_MEASURE: Final = words_of(
    "年 月 日 号 周岁 岁 版 期 届 楼 级 代 后 世纪 周年 季度 时 点钟 星级 星 号线 方面 大 "
    "维 轮 字 线 板块 环"
)

CURRENCY: Final = any_of(_OF_MONEY)
"""Pattern of the units of money."""

COUNTABLE: Final = frozenset([*_PEOPLE, *_COUNTS])
RATES: Final = frozenset(_RATES)
PHYSICAL: Final = frozenset(_PHYSICAL)
MONEY: Final = frozenset(_OF_MONEY)
SPANS: Final = frozenset(_SPANS)
NO_MEASURE: Final = frozenset(_NO_MEASURE)

_ALL: Final = [*_OF_MONEY, *_RATES, *_PHYSICAL, *_PEOPLE, *_COUNTS, *_SPANS]
_BASIC: Final = any_of(_ALL)
_PER: Final = rf"(?:[(（][间套处户个家]+[)）])?(?:/(?:{_BASIC}|[万千百]人|[万千百]户|年|日|月))?"
UNIT: Final = rf"(?:{any_of([*_ALL, *_NO_MEASURE])}){_PER}"
"""Pattern of what may stand behind a number, a unit or not."""

COUNT: Final = any_of([*_PEOPLE, *_COUNTS])
"""Pattern of the words things and people are counted by."""
