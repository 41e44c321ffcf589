"""Which printed names are one agent, and which are not."""

import pytest

from remit.interpret.agents import Agents
from remit.interpret.groups import with_members
from remit.interpret.roles import roles
from remit.model import AgentKind, Cell, Evidence, Passage, Role, UnitType
from remit.read.lines import mend
from remit.read.names import kind_of


def cell(name: str) -> Cell:
    kind = kind_of(name)
    assert kind is not None, name
    return Cell(mend(name), kind, Passage(0, len(name), 1, name))


def rows(*names: str) -> list[list[Cell]]:
    """Each name in a row of its own."""
    return [[cell(name)] for name in names]


def agents(*names: str) -> dict[str, tuple[str, ...]]:
    resolved = Agents(rows(*names), "常州市钟楼区").all()
    return {agent.name: agent.aliases for agent in resolved}


@pytest.mark.parametrize(
    "names",
    [
        ("区应急管理局", "区应急管理局(安委办)"),
        ("区应急管理局(安委办)", "应急管理局"),
        ("区发改局(粮食局)", "区发改局（粮食局）"),
        ("高新区(邹区镇)", "高新园(邹区镇)"),
        ("区委组织部", "组织部"),
        ("区发改局", "区发展和改革局"),
        ("区发改局", "發展改革委"),
        ("区卫健局", "区卫健委"),
        ("区住建局", "常州市钟楼区住房和城乡建设局"),
        ("区教体局", "教育和体育局"),
        ("钟楼公安分局", "区公安分局"),
        ("市发改委", "常州市发展改革委"),
        ("团区委", "共青团区委"),
        ("区编办", "区委编办"),
        ("区政府办", "区政府办公室"),
        ("五星街道", "五星街道办事处"),
    ],
)
def test_one_body_by_the_way_it_is_written(names: tuple[str, str]) -> None:
    assert agents(*names) == {names[0]: (names[1],)}


def test_padding_makes_no_second_person() -> None:
    assert agents("吴 伟", "吴伟") == {"吴伟": ()}


@pytest.mark.parametrize(
    "names",
    [
        ("区教育局", "区体育局"),
        ("高新区(邹区镇)", "高新区"),  # the town alone is not said to be meant
        ("高新区(邹区镇)", "经开区(邹区镇)"),
        ("高新区(邹区镇)", "高新区(北港街道)"),
        ("邹区镇", "高新区(邹区镇)"),
        ("区发改局", "市发改委"),
        ("区发改局", "省发改委"),
        ("公安局", "钟楼公安分局"),
        ("钟楼公安分局", "钟楼交警大队"),
        ("区交警大队", "市交警支队"),
        ("经开区", "高新区"),
        ("东湖经开区", "西湖经开区"),
        ("经开区社会事业局", "区社会事业局"),
        ("区旅游局", "区文旅局"),
        ("区发改局", "区发改经信局"),
        ("区商务局", "区招商局"),
        ("区大数据局", "区大数据中心"),
        ("区城投公司", "区城投集团"),
        ("区国资委", "区国资办"),
        ("第一中学", "第二中学"),
    ],
)
def test_two_bodies_are_never_merged_on_a_guess(names: tuple[str, str]) -> None:
    assert len(agents(*names)) == 2


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("公安局", "钟楼公安分局"), "of one kind"),
        (("区国资委", "区国资办"), "of one kind"),
        (("区旅游局", "区文旅局"), "overlap or follow"),
        (("区发改局", "区发改经信局"), "overlap or follow"),
        (("高新区(邹区镇)", "高新区"), "only one of them"),
        (("高新区(邹区镇)", "邹区镇"), "the other's second name"),
        (("区应急管理局(安委办)", "区安委办"), "the other's second name"),
    ],
)
def test_what_may_be_one_body_is_a_doubt(names: tuple[str, str], reason: str) -> None:
    resolver = Agents(rows(*names), "常州市钟楼区")
    (doubt,) = resolver.doubts()
    assert doubt.agents == tuple(agent.key for agent in resolver.all())
    assert reason in doubt.because.en
    assert all(name in doubt.because.zh for name in names)


@pytest.mark.parametrize(
    "names", [("区发改局", "发展和改革委"), ("高新区(邹区镇)", "高新园(邹区镇)")]
)
def test_two_wordings_side_by_side_in_a_row_stay_two_and_are_a_doubt(
    names: tuple[str, str],
) -> None:
    resolver = Agents([[cell(names[0])], [cell(name) for name in names]], "常州市钟楼区")
    assert [agent.name for agent in resolver.all()] == list(names)
    (doubt,) = resolver.doubts()
    assert "share a row" in doubt.because.en


def test_one_name_twice_in_a_row_is_one_body() -> None:
    resolver = Agents([[cell("区发改局"), cell("发改局")]], "常州市钟楼区")
    assert [agent.aliases for agent in resolver.all()] == [("发改局",)]
    assert resolver.doubts() == ()


def test_a_name_without_level_that_is_worded_as_the_citys_is_a_doubt() -> None:
    """A district has a 卫健局 and its city a 卫健委: which of them 卫健委 is, is not said."""
    resolver = Agents(rows("区卫健局", "市卫健委", "卫健委"), "常州市钟楼区")
    assert [agent.name for agent in resolver.all()] == ["区卫健局", "市卫健委", "卫健委"]
    assert [doubt.agents for doubt in resolver.doubts()] == [
        ("卫健局", "卫健委"),
        ("市卫健委", "卫健委"),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("区发改局", "市发改委"),
        ("区商务局", "区招商局"),
        ("区公安分局", "钟楼交警大队"),
        ("区大数据局", "区大数据中心"),
        ("区文广局", "区旅游局"),  # both became 文旅局, later
        ("五星街道", "西林街道"),
    ],
)
def test_what_is_plainly_two_bodies_is_no_doubt(names: tuple[str, str]) -> None:
    assert Agents(rows(*names), "常州市钟楼区").doubts() == ()


def test_merged_names_say_why() -> None:
    (agent,) = Agents(rows("区发改局", "区发展和改革局"), "常州市钟楼区").all()
    assert agent.because is not None
    assert agent.because.zh == (
        "“区发改局”、“区发展和改革局”按名称写法视为同一单位"
        "（同级政府只有一个这种机构：发展和改革局）。"
    )
    assert "development and reform bureau" in agent.because.en


@pytest.mark.parametrize(
    ("name", "jurisdiction"),
    [
        ("区发改局", "常州市钟楼区"),
        ("钟楼资规分局", "常州市钟楼区"),
        ("市发改委", "常州市"),
        ("常州市生态环境局", "常州市"),
        ("省发改委", None),
        ("新北区发改局", None),
    ],
)
def test_a_unit_belongs_to_the_government_its_name_tells(
    name: str, jurisdiction: str | None
) -> None:
    (agent,) = Agents(rows(name), "常州市钟楼区").all()
    assert agent.jurisdiction == jurisdiction


def test_keys_are_readable_and_unique() -> None:
    resolver = Agents(rows("区发改局", "高新区(邹区镇)", "高新区(北港街道)"), None)
    assert [agent.key for agent in resolver.all()] == ["发改局", "高新区", "高新区-2"]


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("各街道", ("五星街道", "西林街道")),
        ("各镇(街道)", ("五星街道", "西林街道", "邹区镇")),
        ("区各部门", ()),
        ("相关街道", ()),  # which ones is not said
    ],
)
def test_a_group_expands_only_when_its_name_says_to_whom(
    group: str, members: tuple[str, ...]
) -> None:
    names = ["五星街道", "西林街道", "邹区镇", "区发改局", group]
    found = with_members(Agents(rows(*names), None).all())
    assert found[-1].members == members


def row(
    *names: str, whole: bool = False, in_column_order: bool = True
) -> list[tuple[Role, object]]:
    cells = [cell(name) for name in names]
    types = [UnitType.SUBDISTRICT if c.name.endswith("街道") else None for c in cells]
    found = roles(cells, types, whole=whole, in_column_order=in_column_order)
    return [(known.role, known.evidence) for known in found]


def test_a_whole_row_states_its_first_lead_and_infers_the_rest() -> None:
    assert row("王旭锋", "区发改局", "区财政局", whole=True) == [
        (Role.SUPERVISES, Evidence.STATED),
        (Role.LEADS, Evidence.STATED),
        (Role.SUPPORTS, Evidence.INFERRED),
    ]


def test_a_damaged_row_infers_every_unit_role() -> None:
    assert row("王旭锋", "区发改局", "区财政局") == [
        (Role.SUPERVISES, Evidence.STATED),
        (Role.LEADS, Evidence.INFERRED),
        (Role.SUPPORTS, Evidence.INFERRED),
    ]
    assert row("区财政局") == [(Role.SUPPORTS, Evidence.INFERRED)]
    assert row("王旭锋", "五星街道") == [
        (Role.SUPERVISES, Evidence.STATED),
        (Role.SUPPORTS, Evidence.INFERRED),
    ]


def test_without_lead_and_support_columns_roles_stay_unknown() -> None:
    assert row("区发改局", "区财政局", whole=True, in_column_order=False) == [
        (Role.TAKES_PART, None),
        (Role.TAKES_PART, None),
    ]


def test_every_inferred_role_has_a_confidence_below_one_and_a_reason() -> None:
    cells = [cell(n) for n in ("全体区长", "区发改局", "各街道", "五星街道", "区财政局")]
    for whole in (True, False):
        for known in roles(cells, [None] * 5, whole=whole, in_column_order=True):
            if known.evidence is Evidence.INFERRED:
                assert known.confidence is not None
                assert 0 < known.confidence < 1
                assert known.because is not None
    assert cells[0].kind is AgentKind.LEADER_GROUP
