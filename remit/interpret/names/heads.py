"""The last words of names, and the kind of thing they make it: 大道 a road, 小学 an institution."""

import re
from typing import Final

from remit.interpret.lexicon import words_of
from remit.model import NameKind

_HEADS: Final = {
    NameKind.STREET: words_of("大街 老街 古街 步行街 街 巷 弄 胡同 坊"),
    NameKind.ROAD: words_of(
        "大道 路 快速路 高架 高速 高速公路 公路 国道 省道 县道 隧道 大桥 桥 立交 立交桥 "
        "互通 枢纽 铁路 高铁 城铁 城际 地铁 环线 绿道 匝道"
    ),
    NameKind.WATER: words_of(
        "运河 河道 水系 河 江 湖 溪 浜 港 塘 渠 水库 湾 涧 泾 圩 圩区 洲 潭 泉 湿地 流域 灌区"
    ),
    NameKind.PARK: words_of(
        "公园 湿地公园 森林公园 体育公园 绿地 景区 风景区 风景名胜区 度假区 植物园 动物园 游园 广场"
    ),
    NameKind.SITE: words_of(
        "大厦 大楼 商厦 国贸 市场 批发市场 农贸市场 菜场 商场 商城 影城 影视城 购物中心 "
        "广场 厂 工厂 电厂 水厂 污水处理厂 厂房 仓库 冷库 仓 故居 旧居 旧址 遗址 遗存 地块 "
        "片区 码头 港区 机场 车站 火车站 高铁站 客运站 站 泵站 变电站 小区 花园 新村 苑 楼 "
        "阁 寺 塔 庙 祠 园 产业园 工业园 科技园 智慧园 智造园 示范园 创新园 创业园 物流园 "
        "软件园 园区 基地 街区 商圈 古镇 古城 新城 城 岛 山 岭 峰 洞 墓园 陵园 礼堂 剧院 "
        "体育馆 体育中心 会展中心 驿站 书院 会客厅 综合体 商务区 核心区 示范区 集聚区 谷 "
        "湾区 农场 林场 牧场 茶场 渔港 安置点 安置区"
    ),
    NameKind.AREA: words_of(
        "街道 镇 乡 村 社区 经开区 高新区 开发区 新区 自贸区 保税区 园区管委会 半岛 民族乡 苏木"
    ),
    NameKind.INSTITUTION: words_of(
        "小学 中学 初中 高中 学校 中专 职校 技校 幼儿园 幼稚园 大学 学院 卫校 党校 附小 "
        "附中 外国语 校区 分校 实验学校 医院 卫生院 保健院 人民医院 中医院 院区 "
        "卫生服务中心 卫生中心 急救中心 疾控中心 健康中心 图书馆 博物馆 文化馆 美术馆 "
        "科技馆 档案馆 纪念馆 展览馆 艺术馆 文化宫 少年宫 青少年宫 分馆 新馆 研究院 研究所 "
        "科学院 设计院 实验室 研究中心 院 养老院 福利院 敬老院 养护院 救助站 保护中心 "
        "服务中心 文化中心 活动中心 指挥中心 党群服务中心 书房 中心"
    ),
    NameKind.PLATFORM: words_of("创新中心 创新联合体 训练营 夏令营"),
    NameKind.COMPANY: words_of(
        "集团 公司 股份 电气 电子 药业 制药 重工 机电 机械 汽车 新材料 新材 光电 半导体 "
        "精密 电器 化工 钢铁 能源 电力 食品 酒业 乳业 纺织 服饰 生物 医药 医疗 科技 智能 "
        "工机 动力 航空"
    ),
}
"""Heads that also end common words (科技, 能源) count only where something says company."""

KIND: Final[dict[str, NameKind]] = {
    head: kind for kind, heads in reversed(_HEADS.items()) for head in heads
}

COMPANY_HEADS: Final = frozenset({"集团", "公司", "股份"})
"""Heads that make a company of a name wherever it stands."""

_NOT_BEFORE: Final = {
    "路": "口径网灯线由面况演长演透径",
    "街": "道区巷",
    "巷": "道",
    "河": "长湖流岸渠段网",
    "江": "苏西南北豚",
    "湖": "泊区长库北南州",
    "港": "口区航澳",
    "桥": "梁头",
    "村": "民委庄级组务改镇居集",
    "镇": "村级区域",
    "乡": "村镇土风",
    "园": "区林丁",
    "站": "点台位",
    "厂": "房区家商",
    "城": "市乡区镇中管建投际",
    "山": "区水",
    "楼": "宇盘栋",
    "街道": "社",
    "塘": "坝",
    "谷": "物",
    "岭": "南",
    "仓": "储库",
    "基地": "化",
    "大学": "生位",
    "中学": "生",
    "小学": "生",
    "高中": "生阶学",
    "初中": "生阶学",
    "社区": "居医卫",
    "公司": "化",
    "集团": "化军",
    "坊": "间",
    "洲": "际",
    "泉": "水",
    "湾": "区",
    "大道": "理",
    "中心": "城镇思任区",
    "汽车": "零整产租电",
    "电子": "商政信产邮化",
    "生物": "医制多",
    "医药": "产",
    "科技": "创型企园成招馆计",
    "智能": "化制终装工家机",
    "能源": "汽",
    "电力": "装",
    "医疗": "卫服机器",
    "食品": "安",
    "公路": "网",
    "塔": "吊",
    "仓库": "区",
    "高速": "发增",
    "园区": "管",
    "小区": "物",
    "学校": "的",
}

_NOT_BEHIND: Final = {
    "院": "法医学剧影庭书寺病分本入出住国务察科小大校企养利老卫贡生计究学",
    "村": "美点农乡新全镇各行",
    "乡": "美农下城水老他本各全故还返回",
    "镇": "乡各全城小特本村",
    "园": "校家田果菜茶公庄花入出游",
    "路": "道公铁水线思出套链通电网之回管上问修一",
    "河": "运内护入沿过山江治黑巡",
    "江": "沿滨入过",
    "湖": "江河入沿治环",
    "山": "深江靠荒上",
    "城": "全进入环县都名",
    "站": "工总",
    "楼": "上下",
    "桥": "架",
    "洞": "漏",
    "峰": "高",
    "谷": "低",
    "巷": "小街",
    "街": "沿临背大",
    "渠": "沟售",
    "塘": "池鱼",
    "厂": "出进",
}


def _pattern(head: str) -> str:
    behind, before = _NOT_BEHIND.get(head), _NOT_BEFORE.get(head)
    return (
        (f"(?<![{behind}])" if behind else "")
        + re.escape(head)
        + (f"(?![{before}])" if before else "")
    )


HEAD: Final = re.compile(
    "|".join(_pattern(head) for head in sorted(KIND, key=lambda word: (-len(word), word)))
)
"""Pattern of a head, longest first, where no other word goes on with it."""
