"""Draws whole plans, as offices write them, for the generator of the sample plans.

Nothing is taken from a list of real bodies: names are put together from places, fields and
endings, texts from clauses that hold what tempts a reader: inner brackets, quotes, numbers,
semicolons, and the words 牵头, 配合, 负责, 责任 as ordinary words.

What is left out, because in some layout people could not read it either, says so beside
the strategy it is left out of.
"""

from dataclasses import replace
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from scripts.samples import SamplePlan, SampleTask
from scripts.samples.table import gathered

# --- names --------------------------------------------------------------------

_PLACES: Final = [
    a + b for a in "东南青白金石龙永长云" for b in ("山", "溪", "河", "湖", "桥", "门", "塘", "江")
]
_LEVELS: Final = ("区", "县", "市")
_FIELDS: Final = (
    "发改", "发展和改革", "教育", "科技", "工信", "工业和信息化", "公安", "民政", "司法", "财政",
    "人社", "人力资源和社会保障", "住建", "城管", "交通运输", "水务", "农业农村", "商务",
    "文化和旅游", "卫生健康", "退役军人事务", "应急管理", "审计", "市场监管", "统计", "医保",
    "信访", "数据", "林业", "机关事务管理",
)  # fmt: skip
_SECOND_NAMES: Final = ("安委办", "粮食局", "创建办", "乡村振兴局", "地方金融局", "知识产权局")
_PARTY: Final = ("委组织部", "委宣传部", "委统战部", "委社会工作部", "委办", "委党校", "委编办")
_OFFICES: Final = ("政府办", "政府办公室", "行政审批局", "大数据中心", "档案馆")
_MASS: Final = ("总工会", "妇联", "残联", "红十字会", "工商联", "科协", "文联")
_BRANCHES: Final = ("生态环境局", "公安分局", "税务局", "资规分局", "海关", "供电公司", "医院")
_ZONES: Final = ("经开区", "高新区", "开发区", "科教城", "新城", "工业园", "度假区")
_TOWNS: Final = ("街道", "镇", "乡", "街道办事处", "镇政府")
_COMPANIES: Final = ("城投集团", "交投集团", "水务公司", "农商银行", "文旅集团", "燃气有限公司")
_GROUPS: Final = (
    "各镇", "各街道", "各镇(街道)", "各乡镇", "各乡镇、街道", "各园区", "各村(社区)",
    "各镇人民政府", "各有关部门", "各责任单位", "各县(市、区)政府", "各县（市、区）政府（管委会）",
)  # fmt: skip
_NAMED_GROUPS: Final = ("直各部门", "安委会各成员单位", "属各国有企业", "有关部门", "各有关部门")
_FAMILY_NAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹沈金方石"
_COMPOUND_NAMES: Final = ("欧阳", "司马", "诸葛", "上官")
_GIVEN_NAMES: Final = "伟芳敏静磊军洋勇杰娟涛超明霞平刚桂英华建国文海波志宁新春红梅永健"


def _second(name: str, inner: str, brackets: str) -> str:
    return f"{name}{brackets[0]}{inner}{brackets[1]}"


_place: Final = st.sampled_from(_PLACES)
_brackets: Final = st.sampled_from(("()", "（）"))


def _units(level: str) -> SearchStrategy[str]:
    bureau = st.sampled_from(_FIELDS).map(lambda field: f"{level}{field}局")
    zone = st.tuples(_place, st.sampled_from(_ZONES)).map("".join)
    town = st.tuples(_place, st.sampled_from(_TOWNS)).map("".join)
    own = st.sampled_from((*_PARTY, *_OFFICES, *_MASS)).map(lambda name: level + name)
    return st.one_of(
        bureau,
        own,
        town,
        zone,
        st.tuples(_place, st.sampled_from(_BRANCHES)).map("".join),
        st.tuples(_place, st.sampled_from(_COMPANIES)).map("".join),
        st.just(f"团{level}委"),
        st.builds(_second, bureau, st.sampled_from(_SECOND_NAMES), _brackets),
        st.builds(_second, zone, _place.map(lambda place: f"{place}镇"), _brackets),
    )


def _groups(level: str) -> SearchStrategy[str]:
    named = st.sampled_from(_NAMED_GROUPS).map(lambda name: level + name)
    return st.sampled_from(_GROUPS) | named


def _leaders(level: str) -> SearchStrategy[list[str]]:
    """One or two posts, or persons, or all leaders together.

    A post above a person's name is that person's, so no list has both.
    """
    posts = st.sampled_from(
        (f"{level}长", f"常务副{level}长", *(f"副{level}长{which}" for which in "甲乙丙丁戊"))
    )
    family = st.sampled_from([*_FAMILY_NAMES, *_COMPOUND_NAMES])
    given = st.text(_GIVEN_NAMES, min_size=1, max_size=2)
    persons = st.tuples(family, given).filter(lambda name: len("".join(name)) > len(name[0]))
    people = persons.filter(lambda name: len(name[0]) == 1 or len(name[1]) > 0).map("".join)
    together = st.just(f"全体{level}长")
    lists = [
        st.lists(one | together, min_size=1, max_size=2, unique=True) for one in (posts, people)
    ]
    return st.one_of(lists)


# --- texts --------------------------------------------------------------------

_VERBS: Final = ("推进", "建成", "加快", "完善", "深化", "开工建设", "提升", "持续做好", "扎实开展")
_OBJECTS: Final = (
    "老旧小区改造", "“一网通办”", "补链强链", "水环境治理（二期）", "智慧养老(试点)工程",
    "产教融合", "“链长+链主”机制", "河道整治[含支流]", "《云岭绿道规划》编制",
    "12345热线办理", "保交楼工作",
)  # fmt: skip
_FIGURES: Final = (
    "新增学位{n}个", "投资增长{n}%以上", "改造小区{n}个、公厕{n}座", "总量突破{n}.5亿元",
    "占比达{n}%—{n}5%", "培训{n}人次(线上{n}人次)", "新建标准厂房{n}万平方米，其中{n}万平方米竣工",
    "2025年12月底前完成{n}项", "实现“{n}个100%”", "组织{n}家企业、院校等参与", "下降{n}.3个百分点",
)  # fmt: skip
_TEMPTING: Final = (
    "由{unit}牵头制定方案，{other}配合实施", "压实责任单位主体责任", "健全部门负责、镇街配合机制",
    "由链主企业牵头编制清单", "明确牵头单位和配合单位", "做到有人牵头、有人负责；按季通报",
    "会同{unit}、{other}等部门开展检查", "新开工（由{unit}负责）的项目{n}个",
    "加强与{unit}协同配合", "落实牵头单位(含{unit})责任", "各责任单位按职责分工负责",
    "参照{unit}做法（另行通知）",
    "“牵头+配合”一张清单管到底", "一抓到底、责任到人", "支持{unit}（{other}）共建中心",
    "牵头承办招商活动{n}场", "主动配合市级督查", "分管领导每月调度，牵头单位每周报告",
)  # fmt: skip


def _texts(level: str) -> SearchStrategy[str]:
    """A sentence or several, closed by 。 as in all papers with more than a title a task.

    Left out, since they are what a duty looks like in the layouts without a table:

    - a bracket that says who leads, right before a stop (`…（由区住建局负责）。`); in the
      midst of a sentence it is part of it;
    - a word for a role with a colon behind it (`牵头单位：…`).

    And a first number that is no year: `3.5个` may be the third task or a figure.
    """
    unit = _units(level)
    plain = st.tuples(st.sampled_from(_VERBS), st.sampled_from(_OBJECTS)).map("".join)
    clause = st.one_of(
        plain,
        st.builds(
            lambda words, n: words.replace("{n}", str(n)),
            st.sampled_from(_FIGURES),
            st.integers(1, 999),
        ),
        st.builds(
            lambda words, unit, other, n: words.format(unit=unit, other=other, n=n),
            st.sampled_from(_TEMPTING),
            unit,
            unit,
            st.integers(2, 60),
        ),
    )
    mark = st.sampled_from("，，，；、。,;：")
    later = st.lists(st.tuples(mark, clause).map("".join), max_size=4).map("".join)
    return st.tuples(clause, later).map(lambda parts: "".join(parts) + "。")


_ASPECTS: Final = ("产业", "民生", "生态", "城市", "文化", "安全", "改革", "乡村", "数字", "开放")
_GOAL_ENDS: Final = (
    "高质量发展", "更有温度，让群众得实惠", "提质工程", "“双百”行动", "攻坚(三年)计划", "治理能力",
    "、稳增长", "突破年，奋力走在前列", "和服务保障", "责任落实", "主要预期目标",
)  # fmt: skip
_SUBGOAL_STARTS: Final = ("做强", "推动", "抓牢", "聚焦", "提升", "全力", "优化")
_SUBGOAL_ENDS: Final = ("根基", "新城", "经开区", "服务质效", "集聚发展", "工程", "防线", "配合")
_DEADLINES: Final = (
    "6月底前", "12月底前完成", "2025年12月31日前", "年内", "年底前", "三季度末", "上半年",
    "9月投入使用", "长期坚持", "2025年底前完成",
)  # fmt: skip


@st.composite
def plans(draw: DrawFn) -> SamplePlan:
    """One or two attachments, each with goals, perhaps sub-goals, and 1 to about 15 tasks.

    Tasks are numbered through, anew for each goal, or not at all. Left out: tasks without
    numbers of which no two share a goal, since a number before each may then be the goal's
    or the task's.
    """
    level = draw(st.sampled_from(_LEVELS))
    tasks: list[SampleTask] = []
    for attachment in ("1", "2")[: draw(st.integers(1, 2))]:
        tasks += draw(_attachments(level, attachment))
    return SamplePlan(2025, tuple(tasks))


@st.composite
def _attachments(draw: DrawFn, level: str, attachment: str) -> list[SampleTask]:
    tasks: list[SampleTask] = []
    goals = st.tuples(st.sampled_from(_ASPECTS), st.sampled_from(_GOAL_ENDS)).map("".join)
    for goal_number, goal in enumerate(
        draw(st.lists(goals, min_size=1, max_size=3, unique=True)), start=1
    ):
        for subgoal in draw(_subgoals()):
            for _ in range(draw(st.integers(1, 3))):
                number = str(len(tasks) + 1)
                duties = draw(_duties(level))
                text = draw(_texts(level))
                place = (attachment, str(goal_number), goal, subgoal, number, text)
                tasks.append(SampleTask(*place, *duties))
    numbers = draw(st.sampled_from(("through", "by goal", "none")))
    if numbers == "none" and len(tasks) > goal_number:
        return [replace(task, number="") for task in tasks]
    if numbers == "by goal":
        return [
            replace(task, number=str(place))
            for members in gathered(tasks, "goal_number")
            for place, task in enumerate(members, start=1)
        ]
    return tasks


@st.composite
def _subgoals(draw: DrawFn) -> list[str]:
    """Names of a goal's parts; tasks of the goal itself can only stand before them all.

    They begin with a verb: below the cells of a row 生态经开区 would be one more unit.
    """
    part = st.tuples(*map(st.sampled_from, (_SUBGOAL_STARTS, _ASPECTS, _SUBGOAL_ENDS)))
    names = draw(st.lists(part.map("".join), max_size=2, unique=True))
    return ["", *names] if not names or draw(st.booleans()) else names


@st.composite
def _duties(
    draw: DrawFn, level: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]:
    leaders = draw(_leaders(level))
    units = draw(st.lists(_units(level), min_size=1, max_size=5, unique=True))
    groups = draw(st.lists(_groups(level), max_size=2, unique=True))
    groups.sort(key=lambda name: name.startswith("各"))
    leads = draw(st.integers(1, min(2, len(units))))
    if draw(st.integers(0, 9)) == 9:  # 各镇 may lead as well
        leads, units = 1, [draw(_groups(level).filter(lambda name: name not in groups)), *units]
    supports = (*units[leads:], *groups)
    deadline = draw(st.just("") | st.sampled_from(_DEADLINES))
    return tuple(leaders), tuple(units[:leads]), supports, deadline
