"""Words that tell a kind of thing from a name: 口袋公园 is a kind of park, 柳湾公园 is a park.

A general dictionary of Chinese knows the common words; what is not made of its words, or of
words that it takes for names of places and persons, is a name.
"""

import re
from functools import lru_cache
from typing import Final

from remit.interpret.lexicon import DOING, LEVELS, MAKING, any_of, words_of
from remit.interpret.names.words import NAMING, dictionary

NO_NAMES: Final = frozenset(
    words_of(
        "大关 安宁 旧城 旧城区 古城 江海 路桥 吉利 东北地区 西南地区 大中城市 海港 海岛 高原 "
        "大都市 重镇 平原 亚洲 东亚 欧洲 非洲 澳洲 亚太地区 远东 环渤海地区 海湾 港湾 绿水青山 "
        "金山银山 临港 智慧 养老 青少年 康复 慈善 田园 文明 高水平 楼宇 智能化 续建 申报 "
        "集成电路 开放型 新开工 城市 滨江 滨河 滨海 沿河 沿江 美丽 宜居 新城 老城 临街 内河 "
        "新建 惠及 上市 科普 普通高中 新区 老区 北路 南路 东路 西路 大街 山河 华侨 和谐 安康 "
        "吉祥 小康 幸福 富民 健康 平安 新兴 高新 明珠 丁字 文化 城镇 许可 幼儿园 联网 商业银行 "
        "人民政府 关联 惠民 外国 普及 普通 音乐会 公共交通 党组织 山城 法律援助 科研院所 都市 "
        "农村居民 登记注册 井盖 卫生院 承诺制 拓宽 晋级 丘陵 卫生室 印发 摩托 摩托车 敬老 "
        "敬老院 植保 马拉松 中心医院 中西 保健 国际化 西医 法律咨询 满意度 非农产业 塘坝 冬奥 "
        "小河 民办学校 治安 深度 诚信 高峰 美化 体育竞赛 建立健全 大力发展 偏远地区 沿海 山区 "
        "山村 边境 林区 海岸 海洋 西部 东部 南部 北部"
    )
)
"""Common words that the dictionary takes for names."""

_SMALL: Final = frozenset(
    ""
    "小中大新老旧高全多双首分总各级类型性化式点站的与和及或个省市区县国镇乡村城街路河江湖入沿 "
    "内外治主次支干背跨夜家户区段园在为等其上下前后东西南北"
)
"""Single characters that name nothing by themselves."""

_LAND: Final = frozenset("山河湖江庄寺岛沟屯湾滩")
"""What makes a name of the word before it: 水池山, 土桥庄."""

_JOINING: Final = frozenset({*"在的各每等被把已和与及或进过", "每个", "各个"})
"""Single words that stand in no name: 县和整 of 镇 is none."""

_SIGNS: Final = re.compile(r"[0-9、（）()“”\-·]")


@lru_cache(maxsize=4096)
def runs_on(words: str) -> bool:
    """Tell whether a word among them stands in no name: 进 in 宣传进 of 社区."""
    return any(word in _JOINING for word, _ in dictionary().tag(words, hmm=False))


@lru_cache(maxsize=4096)
def is_common(words: str) -> bool:
    """Tell whether words are made of common words alone, and so name nothing by themselves.

    Two single characters in a row are a name as likely as not: 新家巷, 大中桥.

    >>> is_common("农村公共"), is_common("柳湾"), is_common("新家")
    (True, False, False)
    """
    if runs_on(words):
        return True
    lone, behind = 0, False
    for word, mark in dictionary().tag(_SIGNS.sub("", words), hmm=False):
        if len(word) == 1:
            if behind and word in _LAND:
                return False
            lone += 1
            if lone > 1 or (word not in _SMALL and mark in NAMING):
                return False
        else:
            lone, behind = 0, True
            if mark in NAMING and word not in NO_NAMES:
                return False
    return True


_GENERIC: Final = words_of(
    "小型 中型 大型 劳务 居住 住宅 人行 部分 管网 水源 老年人 日间照料 照料 居家 流动 标准化 "
    "规模以上 连片 城中 空心 薄弱 行政 自然 口袋 体育 文化 城市 农村 乡村 社区 公共 主题 产业 "
    "工业 科技 数字 智慧 智能 现代 现代化 现代农业 农业 生态 绿色 综合 商业 商务 物流 创新 创业 "
    "重点 特色 示范 先进 高端 优质 区域 区域性 基层 乡镇 镇村 村级 镇级 街道 便民 为民 服务 "
    "政务 审批 办事 健康 医疗 卫生 养老 老年 儿童 青年 青少年 妇女 职工 残疾人 托育 普惠 幼儿 "
    "中小 中小学 各类 各级 各 全国 国家 国家级 省级 市级 区级 县级 省 市 区 县 国 国际 国内 "
    "省内 市内 境外 海外 本地 本土 属地 交通 客运 公交 轨道 旅游 文旅 民宿 景观 历史 传统 红色 "
    "革命 非遗 消费 夜间 夜 美食 餐饮 食品 农贸 批发 零售 专业 商品 资本 要素 人力资源 人才 "
    "技术 数据 信息 网络 算力 大数据 金融 资金 基金 保险 股权 证券 期货 房地产 建筑 土地 建设 "
    "工程 施工 项目 安全 应急 消防 救援 救护 急救 疾控 医养 康养 康复 护理 心理 精神 专科 公立 "
    "民营 民办 紧密型 互联网 在线 线上 远程 高校 职业 技工 高等 中等 义务 教育 教学 培训 实训 "
    "实践 学习 研学 研发 科研 科普 检测 检验 孵化 加速 转化 中试 成果 知识产权 专利 标准 质量 "
    "品牌 外贸 跨境 电商 跨境电商 外资 内资 国有 民间 集体 家庭 家门口 就业 创就业 见习 零工 "
    "招聘 劳动 社会 民生 救助 帮扶 慈善 志愿 公益 法律 法治 司法 调解 仲裁 信访 接访 矛盾 综治 "
    "网格 指挥 调度 监管 监测 监控 预警 防控 防洪 排涝 排水 供水 供电 供气 供热 污水 雨水 垃圾 "
    "固废 危废 再生 资源 能源 新能源 光伏 风电 储能 充电 充换电 换电 加油 加气 汽车 智能网联 "
    "停车 非机动车 步行 慢行 滨水 滨江 滨河 滨海 沿江 沿河 农产品 冷链 仓储 供销 粮食 种业 畜牧 "
    "水产 蔬菜 果蔬 花卉 林业 高标准 田园 美丽 和美 宜居 幸福 平安 文明 未来 智造 制造 制造业 "
    "装备 生产 加工 物业 老旧 老城 新城 新 老 旧 大 小 中 高 高质量 高水平 高能级 新型 新兴 "
    "战略性 前沿 一流 标杆 旗舰 龙头 骨干 重大 主要 核心 关键 中央 中心 地方 上级 周边 沿线 "
    "沿街 临街 背 背街 主 次 支 主干 次干 断头 断头路 干 县乡 通村 通组 环城 过境 高速 铁路 "
    "公路 道路 桥梁 隧道 水运 航空 低空 空港 港口 航运 内河 黑臭 支流 跨 跨河 入河 入湖 护城 城 "
    "入 沿 河 江 湖 治 内 外 全 多 双 首 分 总 家 群众 百姓 市民 居民 村民 人民 党群 党建 团 "
    "工会 妇联 企业 公司 机构 单位 机关 部门 行业 领域 类 型 级 化 性 式 点 站 的 与 和 及 或 "
    "个 生物 医药 材料 电子 机械 纺织 化工 钢铁 电力 动力 集成电路 半导体 新材料 高新 高新技术 "
    "开放 开发 合作 共建 联合 协同 融合 一体化 一站式 集中 统一 共享 开源 智算 超算 云 平台 "
    "载体 阵地 场所 设施 场地 户外 室外 室内 地下 空中 屋顶 楼宇 商贸 会展 健身 全民 全民健身 "
    "运动 足球 篮球 羽毛球 游泳 阅读 图书 文艺 艺术 影视 电影 戏曲 非物质文化遗产 文物 考古 "
    "名城 名镇 名村 民俗 婚俗 婚姻 殡葬 公墓 生活 休闲 娱乐 购物 时尚 潮流 直播 网红 免税 进口 "
    "出口 保税 报关 口岸 通关 开放型 公办 友好 宣传 发展 高质量发展 优秀 广大 一批 各级各类 "
    "慢病 慢性病 功能 智能化 数字化 专业化 规模化 集约化 特殊 困难 低收入 烂尾 病险 瓶颈 丁字 "
    "山体 带状 郊野 邮票 断点 外围 深层 界 入户 干支"
)
"""Words that plans put before kinds of things."""

_WORDS: Final = [*_GENERIC, *LEVELS, *MAKING, *DOING]
_ONE: Final = "".join(word for word in _WORDS if len(word) == 1)
_MORE: Final = any_of([word for word in _WORDS if len(word) > 1])
_ALL_GENERIC: Final = re.compile(rf"(?:[{_ONE}]?(?:{_MORE}|[0-9、（）()“”])){{0,12}}[{_ONE}]?")


def is_generic(words: str) -> bool:
    """Tell whether words say of a thing only what plans say of many: 农村 of 河, but not 扁担.

    >>> is_generic("农村公共"), is_generic("扁担")
    (True, False)
    """
    return _ALL_GENERIC.fullmatch(words) is not None
