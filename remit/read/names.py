"""What the names in duty cells look like: a person, a unit, a group, or none of these.

Only shapes, no list of one government's units: the endings that Chinese public bodies
and companies carry, the words groups are made of, and the family names people bear.
"""

import re
from typing import Final

from remit.model import AgentKind
from remit.read.lines import fold, mend

# The family names that all but a few people bear; compound ones follow.
_FAMILY_NAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾"
    "龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦向柳邢"
    "岳齐梅庄涂祝葛路鲍宁欧冉耿关詹解凌翁舒左霍路管阮柏霍尚时童卓耿宫裴席辛瞿卫甘车祁屈盛苗靳"
    "褚单项包谷喻蒲邬窦宗房闵池麻成褚戚冷应蓝明闻边花简邝芮强国缪鞠米阳艾娄迟游符鄢滕司晏阎桑"
    "巩仇臧苟连原洛敖官初谌牟商乐隋粟仲荣储束查匡栾饶佘楼曲丛郎化昝沙郁浦桂仝敬薄揭狄印扈雍"
    "步訾兰伏禹厉古华水计吉冀冼练练刁由帅逯井奚那巫钮毋佟佴索伊衡糜邸苑全母敬尧普亓虞来冒涿丰"
    "惠年诸隆凤权蔚暴矫逄战郗"
)
_COMPOUND_FAMILY_NAMES: Final = (
    "欧阳", "司马", "上官", "诸葛", "皇甫", "令狐", "尉迟", "慕容", "司徒", "夏侯", "东方", "公孙",
    "宇文", "长孙", "闻人", "呼延",
)  # fmt: skip

_HAN: Final = "\u3400-\u9fff\U00020000-\U000323af"
_PERSON: Final = re.compile(rf"[{_HAN}]{{2,4}}(?:·[{_HAN}]{{1,8}})?")
_POST: Final = re.compile(r"(?:常务)?副?(?:区|县|市|州|省|镇|乡)长[甲乙丙丁戊己庚辛壬癸]?")

# Endings of one body's own name. Where a bare ending also ends ordinary phrases (会, 部,
# 区 …), the ending is written out as far as it takes to tell them apart.
_UNIT_ENDINGS: Final = (
    # government and party
    "局", "厅", "署", "委", "办", "政府", "管委会", "委员会", "办公室", "办事处", "研究室",
    "组织部", "宣传部", "统战部", "社会工作部", "社工部", "武装部", "人武部", "指挥部", "领导小组",
    "专班", "工作组", "党校", "党工委", "公署", "管理处", "服务处", "督查室", "档案馆", "史志馆",
    # justice and security
    "法院", "检察院", "总队", "支队", "大队", "中队", "海关", "派出所",
    # mass organisations
    "工会", "妇联", "残联", "工商联", "文联", "侨联", "社科联", "科协", "记协", "作协", "贸促会",
    "红十字会", "协会", "商会", "学会", "联合会", "基金会", "计生协",
    # territory
    "街道", "街办", "镇", "乡", "园区", "高新园", "产业园", "工业园", "科技园", "科教城",
    "经开区", "高新区", "开发区", "度假区", "示范区", "保税区", "综保区", "新区", "工业区",
    "管理区", "合作区", "风景区", "景区", "试验区", "先导区",
    # companies and institutions
    "集团", "公司", "银行", "分行", "支行", "人行", "中心", "医院", "学院", "大学", "学校",
    "研究院", "供销社", "供销合作社", "电视台", "报社", "融媒体", "邮政", "电信", "移动", "联通",
)  # fmt: skip
_GROUP_HEADS: Final = re.compile(r"各|全体|有关|相关|成员单位|所有")
_GROUP_ENDINGS: Final = (
    "部门", "单位", "街道", "镇", "乡", "区", "县", "市", "州", "园区", "机构", "企业", "国企",
    "公司", "政府", "办事处", "街办", "村", "社区", "工作组", "专班", "管委会", "开发区", "地",
    "办局", "局", "委办局", "平台", "学校",
)  # fmt: skip
_LEADERS_TOGETHER: Final = re.compile(
    r"(?:全体|各位?|各分管)(?:副?[区县市州省镇乡]长|(?:区|县|市|分管)?(?:政府)?领导)"
)
# Verbs that open a heading and never a body's name: 做强经开区 is a heading, 经开区 a unit.
_HEADING_VERBS: Final = re.compile(
    r"做[精强大优实深活美靓特]|[抓守筑]牢|[抓落压]实|推[进动]|加[快强大]|提[升高速]|深化|强化|优化|打造|"
    r"[建扩壮培]强|扩大|壮大|聚焦|坚持|着力|持续|全力|切实|构建|激发|健全|完善|增强|厚植|我们|更[大高好]"
)
_SECOND_NAME: Final = re.compile(r"[(\[][^()\[\]]*[)\]]$")
_NOT_IN_NAMES: Final = re.compile(r"[。;:,!?“”\"<>=%0-9]")
LONGEST_NAME: Final = 25
"""Characters of a name or heading; what is longer is text."""


def kind_of(text: str) -> AgentKind | None:
    """Return what kind of agent one piece of a cell looks like, None for no agent.

    >>> [kind_of(n) for n in ("吴 伟", "区发改局", "各街道", "全体区长", "做强经开区")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [<AgentKind.LEADER: 'leader'>, <AgentKind.UNIT: 'unit'>,
     <AgentKind.UNIT_GROUP: 'unit-group'>, <AgentKind.LEADER_GROUP: 'leader-group'>, None]
    """
    name = mend(fold(text))
    core = _SECOND_NAME.sub("", name)
    if not core or len(name) > LONGEST_NAME or _NOT_IN_NAMES.search(name):
        return None
    if _LEADERS_TOGETHER.fullmatch(core):
        return AgentKind.LEADER_GROUP
    if _GROUP_HEADS.search(core) and core.endswith(_GROUP_ENDINGS):
        return AgentKind.UNIT_GROUP
    if len(core) > 1 and core.endswith(_UNIT_ENDINGS) and not _HEADING_VERBS.match(core):
        return AgentKind.UNIT
    if _is_person(name):
        return AgentKind.LEADER
    return None


def _is_person(name: str) -> bool:
    if _POST.fullmatch(name):
        return True
    if not _PERSON.fullmatch(name):
        return False
    given = name.partition("·")[0]
    if name.startswith(_COMPOUND_FAMILY_NAMES):
        return 3 <= len(given) <= 4
    return name[0] in _FAMILY_NAMES and (len(given) <= 3 or "·" in name)
