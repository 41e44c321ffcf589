"""What the names in duty cells look like: a person, a unit, a group, or none of these.

Only shapes, no list of one government's units: the endings that Chinese public bodies
and companies carry, the words groups are made of, and the family names people bear.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from remit.model import AgentKind, Cell
from remit.organkinds import organ_names
from remit.read.dates import is_deadline
from remit.read.lines import Line, fold, mend, pieces, words_in

# The family names that all but a few people bear; compound ones follow.
_FAMILY_NAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾"
    "龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦向柳邢"
    "岳齐梅庄涂祝葛路鲍宁欧冉耿关詹解凌翁舒左霍路管阮柏霍尚时童卓耿宫裴席辛瞿卫甘车祁屈盛苗靳"
    "褚单项包谷喻蒲邬窦宗房闵池麻成褚戚冷应蓝明闻边花简邝芮国缪鞠米阳艾娄迟游符鄢滕司晏阎桑"
    "巩仇臧苟连原洛敖官初谌牟商乐隋粟仲荣储束查匡栾饶佘楼曲丛郎昝沙郁浦桂仝敬薄揭狄印扈雍"
    "步訾兰伏禹厉古华吉冀冼练练刁由帅逯井奚那巫钮毋佟佴索伊衡糜邸苑敬尧普亓虞来冒涿丰"
    "惠诸隆凤权蔚暴矫逄战郗"
)
_COMPOUND_FAMILY_NAMES: Final = (
    "欧阳", "司马", "上官", "诸葛", "皇甫", "令狐", "尉迟", "慕容", "司徒", "夏侯", "东方", "公孙",
    "宇文", "长孙", "闻人", "呼延",
)  # fmt: skip

_HAN: Final = "\u3400-\u9fff\U00020000-\U000323af"
_PERSON: Final = re.compile(rf"[{_HAN}]{{2,4}}(?:·[{_HAN}]{{1,8}})?")
_POST: Final = re.compile(
    r"(?:(?:市|区|县|州|省)?(?:委|政府|人大|政协))?(?:党组|常务|分管|协管)?副?"
    r"(?:[区县市州省镇乡]长|常委|秘书长|党组书记|党组成员|专员)[甲乙丙丁戊己庚辛壬癸]?(?:同志)?"
)
_NO_PERSONS: Final = re.compile("司法|商务|林业|国土|卫生|国资|安监|路政|房管|房产|国税|国安|单位")
"""Organs called by what they do, that would look like persons (司法牵头), and 单位."""
_NEVER_LAST_IN_NAMES: Final = frozenset("站化性率类项件闭区县市镇乡局办部")

# Endings of one body's own name. Where a bare ending also ends ordinary phrases (会, 部,
# 区 …), the ending is written out as far as it takes to tell them apart.
_UNIT_ENDINGS: Final = (
    # government and party
    "局", "厅", "署", "委", "办", "政府", "管委会", "委员会", "办公室", "办事处", "研究室",
    "组织部", "宣传部", "统战部", "社会工作部", "社工部", "武装部", "人武部", "指挥部", "领导小组",
    "专班", "工作组", "党校", "党工委", "公署", "管理处", "服务处", "督查室", "档案馆",
    "史志馆",
    # ministries
    "财政部", "商务部", "科技部", "教育部", "民政部", "水利部", "公安部", "司法部", "资源部",
    "建设部", "保障部", "旅游部", "环境部", "信息化部", "运输部", "农业农村部",
    "工作部", "事务部", "农业部", "卫生部", "交通部", "铁道部", "外交部", "安全部", "监会",
    # justice and security
    "法院", "检察院", "总队", "支队", "大队", "中队", "海关", "派出所",
    # mass organisations
    "工会", "妇联", "残联", "工商联", "文联", "侨联", "社科联", "科协", "记协", "作协", "贸促会",
    "红十字会", "协会", "商会", "学会", "联合会", "基金会", "计生协",
    # territory
    "街道", "街办", "镇", "乡", "园区", "高新园", "产业园", "工业园", "科技园", "科教城",
    "经开区", "高新区", "开发区", "度假区", "示范区", "保税区", "综保区", "新区", "工业区",
    "管理区", "合作区", "新城", "科技城", "大学城", "商务区", "风景区", "景区", "试验区",
    "先导区", "港区",
    # companies and institutions
    "集团", "公司", "银行", "分行", "支行", "人行", "中心", "医院", "保健院", "卫生院",
    "福利院", "科室", "学院", "大学", "学校",
    "研究院", "图书馆", "文化馆", "博物馆", "纪念馆", "科技馆", "中学", "小学", "幼儿园", "党校",
    "政研室", "房管处", "园林处", "园林所", "管理所", "服务站", "管理站", "监督站", "推广站",
    "监站", "消防站", "救援站", "气象台", "气象站", "居委会", "村委会", "工作队", "管理部", "交投",
    "城投",
    "文旅投", "交运集团", "供销社", "供销合作社", "总社", "电视台", "报社", "融媒体",
    "邮政", "电信", "移动", "联通",
)  # fmt: skip
_COUNTED: Final = re.compile(
    r"^(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})个?(?=[县市区州乡镇街旗])"
)
"""The number of bodies in a group: 10县市, 13个街道、镇."""
_OF_A_FIELD: Final = re.compile(
    rf"(?P<level>[省市区县州镇乡]级?)?(?P<field>[{_HAN}]{{2,12}}?)(?:\([{_HAN}]{{2,6}}\))?(?:部门|机关)"
)
"""An organ called by its field: 公安机关, 市农林部门, 监察(纠风)部门."""
_NO_FIELD: Final = re.compile(
    r"(?:[省市区县州镇乡本该同各]|国家|有关|相关|其[他它]|[上下]级|主管|职能|业务|责任|牵头|配合|[承主协]办|"
    r"负责|成员|专业|执法|监[管督]|行业|综合|用人|所属|党政|直属|政府|行政|管理|组织|协调|审[批核]|"
    r"具体|内设|工作|重点|产业|[多几两数]个|职责|[级直]|考核|评[分价]|归口|落实|实施|参与|协同)+"
)
"""What stands before 部门 and is no field: 市直主管部门, 考核部门."""
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
    r"开工|新建|建成|完成|启动|开展|举办|制定|[建扩壮培]强|扩大|壮大|聚焦|坚持|着力|持续|全力|切实|构建|激发|健全|完善|增强|厚植|我们|更[大高好]"
)
_BUILDING_VERBS: Final = re.compile("建设|服务|发展|促进|创建|支持|融入|提质|繁荣|振兴|壮大|保障")
_TERRITORIES: Final = ("区", "园", "镇", "乡", "街道")
_LABEL: Final = re.compile("(?:牵头|责任|负责|配合|主办|承办|协办|落实)(?:单位|部门|科室|处室)")
_OFFICE: Final = re.compile(
    "(?:综合|人事|财务|规划|法规|法制|业务|信息|教育|审批|执法|督查|秘书|行政|宣传|农业|工业|社会|安全|监察|组织|"
    "市场|项目|投资|计划|科技|审计|统计|计财|基建|医政|疾控|监督|协调|调研|文秘|后勤|保卫|政工|经济){1,2}[科处股]"
)
"""Offices within a body."""
_PHRASE_ENDINGS: Final = ("大局", "全局", "格局", "布局")
_CITY: Final = re.compile(rf"(?![全我本各大中小超城农老新])[{_HAN}]{{2,3}}[市县]")
_CATEGORIES: Final = re.compile(
    r"(?:乡|镇|街道?|县级市|自治县|县|市|区|旗|州|盟|苏木|嘎查|村|社区|开发区|功能区|度假区|新区|园区|"
    r"场|部门|单位|办局)+(?:党委|人民政府|政府|办事处|街办|管委会)?"
)
_LEVELS: Final = re.compile(r"(?:[省市县区州乡镇]|乡镇|街道)(?:\([省市县区州乡镇]\))?")
"""Levels of government alone, of which the body's name that follows is said: 市、区建设部门."""
_OF_LEVELS: Final = re.compile(rf"(?:{_LEVELS.pattern}[、和及])+{_LEVELS.pattern}.")
_JOINED_GROUP: Final = re.compile(r"^[^各]{2,25}[及和与](?=各[^及和与]{1,25}$)")
"""A name joined to the group that a list goes on with: 省环保厅及各有关市、县政府."""
_PARTY_FIRST: Final = ("党委", "党工委", "工委")
_BARE_ORGAN: Final = re.compile(
    "(?:人民)?政府|管理?委员?会|(?:街道)?办事处|党委|党?工委|党组|人大|政协"
)
_WHOLE_GROUP: Final = re.compile("政府[^政府]{1,6}(?:管委会|办事处)。?$")
"""Two groups, each with its organ: 各县区人民政府、园区管委会."""
_WITH_POST: Final = re.compile(
    r"(?:同志|(?:常务)?副?[区县市州省镇乡]长|常委|秘书长|主任|书记){1,4}$"
)
_GIVEN_NAME: Final = re.compile(rf"[{_HAN}]{{2,4}}")
_LIST_END: Final = re.compile(r"(?:等(?:有关|相关)?(?:单位|部门)?)?[。、]?$")
_SECOND_NAME: Final = re.compile(r"[(\[][^()\[\]]*[)\]]$")
_BRACKET: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NOT_IN_NAMES: Final = re.compile(r"[。;:,!?“”\"<>=%0-9]")
_REST_OF_NAME: Final = frozenset(
    [
        "政府",
        "人民政府",
        "办事处",
        "街道办事处",
        "委员会",
        "办公室",
        "领导小组",
        "有限公司",
        "公司",
        "分局",
    ]
)
"""Endings that are no name by themselves, and stand alone where a name was broken."""
_MOST_LINES_OF_A_NAME: Final = 6
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
    name = _COUNTED.sub("各", name)
    core = _SECOND_NAME.sub("", name)
    if not core or len(name) > LONGEST_NAME or _NOT_IN_NAMES.search(name) or is_deadline(name):
        return None
    if _LEADERS_TOGETHER.fullmatch(core):
        return AgentKind.LEADER_GROUP
    if _GROUP_HEADS.search(core) and core.endswith(_GROUP_ENDINGS):
        return AgentKind.UNIT_GROUP
    if _OF_LEVELS.match(core) and core.endswith((*_UNIT_ENDINGS, *_GROUP_ENDINGS)):
        return AgentKind.UNIT_GROUP
    if _POST.fullmatch(core):
        return AgentKind.LEADER
    if len(core) > 1 and core.endswith(_UNIT_ENDINGS) and not _is_phrase(core):
        return AgentKind.UNIT
    if core.endswith(("部门", "机关")) and _is_of_a_field(core):
        return AgentKind.UNIT
    if _OFFICE.fullmatch(core) or (_CITY.fullmatch(core) and not begins_with_verb(core)):
        return AgentKind.UNIT
    if _is_person(name):
        return AgentKind.LEADER
    return None


def names_in(line: Line) -> list[Cell] | None:
    """Return the names in a cell line, None when any part of it is no name."""
    cells = []
    text = _LIST_END.sub("", line.text)
    for start, end in name_spans(text):
        passage = line.passage(start, end)
        kind = kind_of(passage.exact)
        if kind is None:
            return None
        cells.append(Cell(mend(passage.exact), kind, passage))
    return cells or None


def name_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each name in a folded list.

    A space separates two names when both look like names; else it is a slip of the
    typesetter within one (`伏羲 山管委 会`).
    """
    spans: list[tuple[int, int]] = []
    for piece in pieces(text):
        words = words_in(text, *piece) if "/" not in text[slice(*piece)] else _slashed(text, *piece)
        known = all(kind_of(text[slice(*word)]) for word in words)
        spans.extend(words if known and words else [piece])
    return whole_groups(text, spans)


def _slashed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at slashes: 市财政局/市自然资源局."""
    return [match.span() for match in re.compile(r"[^/\s][^/]*").finditer(text, start, end)]


def whole_groups(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put a group cut at its inner separator together again: `各乡镇、街道` is one."""
    whole: list[tuple[int, int]] = []
    for span in spans:
        near = bool(whole) and "、" in text[whole[-1][1] : span[0]]
        if near and _goes_on(text[slice(*whole[-1])].lstrip("★☆* "), text[slice(*span)]):
            whole[-1] = (whole[-1][0], span[1])
        else:
            whole.append(span)
    return whole


def _goes_on(before: str, piece: str) -> bool:
    """Tell whether a piece of a folded list goes on with the name begun before its separator.

    So do 各乡镇、街道 and 各乡镇党委、政府, 市直有关部门、单位, and 市、区建设部门.
    """
    piece = piece.rstrip("。")
    before = _JOINED_GROUP.sub("", before)
    if _heads_group(before):
        organ = before.endswith(_PARTY_FIRST) and is_bare_organ(piece)
        return organ or (
            is_category(piece) and not _WHOLE_GROUP.search(before + _SECOND_NAME.sub("", piece))
        )
    if piece in ("单位", "机构"):
        return before.endswith("部门") and kind_of(before) is AgentKind.UNIT_GROUP
    levels = all(_LEVELS.fullmatch(word) for word in before.split("、"))
    return levels and bool(_LEVELS.fullmatch(piece) or kind_of(f"{before}、{piece}"))


def with_stack_cut(text: str) -> str:
    r"""Return a folded cell with `;` for each line end between names.

    A line end within a name becomes a zero-width space, which separates nothing. Of all ways
    to join broken lines so that every name looks like one, the way with the most names is
    taken; where there is none, all line ends stay.

    >>> with_stack_cut("区发改局\n区人力资源和社会保障\n局(就业办)\n各街道")
    '区发改局;区人力资源和社会保障\u200b局(就业办);各街道'
    """
    lines = text.split("\n")
    # best[i]: where to cut the first i lines into names, most cuts first
    best: list[tuple[int, ...] | None] = [(), *(None for _ in lines)]
    for end in range(1, len(lines) + 1):
        for start in range(max(0, end - _MOST_LINES_OF_A_NAME), end):
            before, found = best[start], best[end]
            longer = before is not None and (found is None or len(before) >= len(found))
            if before is not None and longer and _are_names(lines[start:end]):
                best[end] = (*before, end)
    cuts = best[-1]
    if cuts is None:
        return text
    ends = (";" if end in cuts else "\u200b" for end in range(1, len(lines) + 1))
    return "".join(map("".join, zip(lines, ends, strict=True)))[:-1]


def _are_names(lines: Sequence[str]) -> bool:
    """Tell whether broken lines make a name, or several on one line; or nothing at all."""
    if mend(lines[0]) in _REST_OF_NAME:
        return False
    words = mend("".join(lines)).strip("、,;")
    if words.count("(") != words.count(")") or words.count("[") != words.count("]"):
        return False
    return all(kind_of(words[start:end]) for start, end in pieces(words))


def _heads_group(text: str) -> bool:
    return text.startswith("各") or _COUNTED.match(text) is not None


def is_given_name(name: str) -> bool:
    """Tell whether a folded name may be a person's, with or without the family name."""
    return _GIVEN_NAME.fullmatch(name) is not None and kind_of(name) in (None, AgentKind.LEADER)


def ends_in_post(text: str) -> bool:
    """Tell whether a folded text ends in a post or 同志, as a person's name does."""
    return (
        _WITH_POST.search(text[-LONGEST_NAME:]) is not None and kind_of(text) is not AgentKind.UNIT
    )


def is_category(text: str) -> bool:
    """Tell whether a word names a kind of body, and none in particular (街道, 开发区)."""
    return _CATEGORIES.fullmatch(_BRACKET.sub("", mend(fold(text)))) is not None


def is_bare_organ(text: str) -> bool:
    """Tell whether a word is the organ of a territory, without saying which (人民政府, 管委会)."""
    return _BARE_ORGAN.fullmatch(mend(text)) is not None


def is_post(text: str) -> bool:
    """Tell whether a folded name is a post of a leader alone: 常务副区长, 副区长甲."""
    return _POST.fullmatch(mend(text)) is not None


def begins_with_verb(text: str) -> bool:
    """Tell whether a folded text begins with a verb of tasks and headings: 推进…, 新建…."""
    return _HEADING_VERBS.match(text) is not None or _BUILDING_VERBS.match(text) is not None


def _is_phrase(core: str) -> bool:
    """A verb, then a territory, is a heading: 做强经开区, 建设现代物流园区."""
    if _HEADING_VERBS.match(core) or core.endswith(_PHRASE_ENDINGS) or _LABEL.fullmatch(core):
        return True
    verb = _BUILDING_VERBS.match(core)
    rest = core[verb.end() :] if verb else ""
    return len(rest) > 1 and rest.endswith(_TERRITORIES)


def _is_of_a_field(core: str) -> bool:
    """Tell whether a name in 部门 says which one: by its level, or by a field that organs have."""
    match = _OF_A_FIELD.fullmatch(core)
    if match is None or _NO_FIELD.fullmatch(core[:-2]):
        return False
    field = match.group("field")
    cuts = range(2, len(field) - 1)  # 组织人事部门 are two
    known = is_field(field) or any(is_field(field[:i]) and is_field(field[i:]) for i in cuts)
    return known or (match.group("level") is not None and not begins_with_verb(core))


def is_field(words: str) -> bool:
    """Tell whether organs have a name that begins with these words: 教育, 发展改革."""
    return any(words + ending in organ_names() for ending in ("部门", "部", "局", "办", "支队"))


def _is_person(name: str) -> bool:
    person = _WITH_POST.sub("", name)
    if person != name and len(person) > 1:
        name = person
    if (
        not _PERSON.fullmatch(name)
        or name[-1] in _NEVER_LAST_IN_NAMES
        or _NO_PERSONS.fullmatch(name)
    ):
        return False
    if "·" in name:
        return True
    given = name.partition("·")[0]
    if name.startswith(_COMPOUND_FAMILY_NAMES):
        return 3 <= len(given) <= 4
    return name[0] in _FAMILY_NAMES and len(given) <= 3
