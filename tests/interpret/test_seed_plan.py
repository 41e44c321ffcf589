"""What the seed plan means: agents, groups, roles, and how each is known."""

from collections import Counter
from pathlib import Path

import pytest

from remit.interpret import interpret
from remit.model import AgentKind, Assignment, Evidence, Legibility, Plan, Role, UnitType
from remit.read import read


@pytest.fixture(scope="module")
def seed(seed_plan: Path) -> Plan:
    return interpret(read(seed_plan)[0], "zhonglou-2025")


def assignment(plan: Plan, identifier: str) -> Assignment:
    return next(a for a in plan.assignments if a.id == identifier)


def test_the_plan_knows_its_year_and_place(seed: Plan) -> None:
    assert seed.title == "2025年《政府工作报告》主要目标任务责任分解表"
    assert (seed.year, seed.jurisdiction, seed.area) == (2025, "常州市钟楼区", "常州市钟楼区")


def test_the_outline_has_28_goals_and_107_tasks(seed: Plan) -> None:
    assert len(seed.goals) == 5 + 13 + 10
    assert len(seed.tasks) == 77 + 30
    task = next(task for task in seed.tasks if task.id == "2-5.1")
    assert (task.number, task.attachment, task.goal, task.order) == ("5.1", "2", "2-5", 90)


def test_agents_are_counted_once_under_all_their_names(seed: Plan) -> None:
    assert Counter(agent.kind for agent in seed.agents) == {
        AgentKind.LEADER: 7,
        AgentKind.UNIT: 44,  # 46 cells, two of them second spellings
        AgentKind.UNIT_GROUP: 4,
        AgentKind.LEADER_GROUP: 1,
    }
    aliases = {agent.name: agent.aliases for agent in seed.agents if agent.aliases}
    assert aliases == {
        "高新区(邹区镇)": ("高新园(邹区镇)",),
        "区应急管理局(安委办)": ("区应急管理局",),
    }


@pytest.mark.parametrize(
    ("name", "unit_type"),
    [
        ("区发改局", UnitType.BUREAU),
        ("经开区", UnitType.ZONE),
        ("高新区(邹区镇)", UnitType.ZONE),
        ("新运集团", UnitType.COMPANY),
        ("钟楼生态环境局", UnitType.BRANCH),
        ("钟楼公安分局", UnitType.BRANCH),
        ("五星街道", UnitType.SUBDISTRICT),
        ("区委组织部", UnitType.PARTY_ORGAN),
        ("区委编办", UnitType.PARTY_ORGAN),
        ("区总工会", UnitType.MASS_ORGANISATION),
        ("团区委", UnitType.MASS_ORGANISATION),
        ("区政府办", UnitType.OFFICE),
    ],
)
def test_units_have_a_type_by_their_name(seed: Plan, name: str, unit_type: UnitType) -> None:
    assert next(agent for agent in seed.agents if agent.name == name).unit_type is unit_type


def test_every_subdistrict_stands_for_its_group_beside_the_group(seed: Plan) -> None:
    expanded = [a for a in seed.assignments if a.evidence is Evidence.EXPANDED]
    assert [a.agent for a in expanded] == [
        "五星街道",
        "南大街街道",
        "荷花池街道",
        "永红街道",
        "西林街道",
        "新闸街道",
        "北港街道",
    ]
    for a in expanded:
        assert (a.task, a.via_group, a.derived_from) == ("1", "各街道", "1/各街道")
        assert a.passage is None
        assert a.because is not None
        assert a.confidence < 1  # that the plan names them all is assumed


def test_groups_without_known_members_stay_groups(seed: Plan) -> None:
    open_groups = [a.name for a in seed.agents if a.kind is AgentKind.UNIT_GROUP and not a.members]
    assert open_groups == ["区安委会各成员单位", "区各部门", "区攻坚办各成员单位"]


def test_only_the_first_row_is_whole_and_losses_are_told(seed: Plan) -> None:
    assert Counter(task.legibility for task in seed.tasks) == {
        Legibility.WHOLE: 1,
        Legibility.SOME: 34,
        Legibility.NONE: 72,
    }
    lost = {task.id: task.lost for task in seed.tasks}
    assert lost["1"] == ()
    assert lost["2"] == (Role.SUPERVISES,)  # a unit is left, so its lead may be
    assert lost["5"] == (Role.SUPERVISES, Role.LEADS)
    assert lost["68"] == (Role.LEADS,)  # 全体区长 is left


def test_the_only_stated_unit_role_is_the_first_lead(seed: Plan) -> None:
    units = {a.key for a in seed.agents if a.kind is not AgentKind.LEADER}
    stated = [a for a in seed.assignments if a.agent in units]
    assert [a.id for a in stated if a.role_evidence is Evidence.STATED] == ["1/发改局"]
    assert assignment(seed, "1/发改局").role is Role.LEADS


def test_taking_part_and_role_have_separate_evidence(seed: Plan) -> None:
    a = assignment(seed, "31/人社局")
    assert (a.evidence, a.confidence) == (Evidence.STATED, 1.0)
    assert (a.role, a.role_evidence) == (Role.SUPPORTS, Evidence.INFERRED)
    assert a.role_confidence is not None
    assert a.role_confidence < 1
    assert a.role_because is not None
    assert a.passage is not None
    assert a.passage.exact == "区人社局"


def test_persons_supervise(seed: Plan) -> None:
    leaders = {a.key for a in seed.agents if a.kind is AgentKind.LEADER}
    found = [(a.task, a.agent) for a in seed.assignments if a.agent in leaders]
    assert found == [
        ("1", "王旭锋"),
        ("3", "吴伟"),
        ("7", "谢志诚"),
        ("9", "胡金芳"),
        ("9", "王行杰"),
        ("14", "蒋锐"),
        ("43", "曹雷"),
    ]


def test_no_assignment_is_inferred_whole(seed: Plan) -> None:
    """Only roles are inferred; nobody is made to take part in a task."""
    assert all(a.evidence is not Evidence.INFERRED for a in seed.assignments)
    assert len([a for a in seed.assignments if a.evidence is Evidence.STATED]) == 58
