"""Rosters beside a plan: the members of groups, known by file and line."""

from pathlib import Path

import pytest

from remit.build import understood
from remit.errors import UnreadableSource
from remit.findings import with_findings
from remit.model import Agent, AgentKind, Evidence, Plan

PLAN = """\
南山市东湖区人民政府关于印发2025年重点工作责任分解的通知

| 序号 | 任务 | 牵头单位 | 配合单位 |
| --- | --- | --- | --- |
| 1 | 抓好安全生产。 | 区应急管理局 | 区安委会各成员单位 |
| 2 | 改造老旧小区。 | 区住建局 | 区财政局、区各部门 |
| 3 | 整治市容。 | 区城管局 | 东街街道、西街街道 |
"""


def write(folder: Path, roster: str) -> Path:
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "rosters.csv").write_text(roster, encoding="utf-8")
    return folder / "plan.md"


def built(folder: Path, *lines: str, header: str = "group,member") -> Plan:
    return understood(write(folder, "\n".join([header, *lines])))[0]


def group(plan: Plan, name: str = "区安委会各成员单位") -> Agent:
    return next(agent for agent in plan.agents if agent.name == name)


def test_members_come_from_the_roster_with_file_and_line(tmp_path: Path) -> None:
    plan = built(tmp_path, "区安委会各成员单位,区住建局", "区安委会各成员单位,区城市管理局")
    assert group(plan).members == ("住建局", "城管局")
    expanded = [a for a in plan.assignments if a.evidence is Evidence.EXPANDED]
    assert [(a.task, a.agent, a.via_group) for a in expanded] == [
        ("1", "住建局", "安委会各成员单位"),
        ("1", "城管局", "安委会各成员单位"),
    ]
    assert [a.confidence for a in expanded] == [1.0, 1.0]
    because = expanded[1].because
    assert because is not None
    assert "rosters.csv 第 3 行" in because.zh
    assert "rosters.csv, line 3" in because.en


def test_an_open_group_without_a_roster_stays_a_group(tmp_path: Path) -> None:
    plan = built(tmp_path, "区安委会各成员单位,区住建局")
    assert group(plan, "区各部门").members == ()


def test_the_group_may_be_written_without_its_level(tmp_path: Path) -> None:
    assert group(built(tmp_path, "安委会各成员单位,住建局")).members == ("住建局",)


def test_a_group_name_in_a_roster_stands_for_the_units_of_its_type(tmp_path: Path) -> None:
    plan = built(tmp_path, "区安委会各成员单位,各街道")
    assert group(plan).members == ("东街街道", "西街街道")


def test_a_member_that_the_plan_does_not_name_is_known_through_the_roster_only(
    tmp_path: Path,
) -> None:
    plan = built(tmp_path, "区安委会各成员单位,区气象局")
    assert group(plan).members == ("气象局",)
    assert not any(a.agent == "气象局" for a in plan.assignments if a.evidence is Evidence.STATED)
    kinds = {finding.id: finding.kind for finding in with_findings(plan).findings}
    assert kinds["only-in-roster-气象局"] == "only-in-roster"


def test_a_member_is_counted_once_beside_its_group(tmp_path: Path) -> None:
    plan = built(tmp_path, "区安委会各成员单位,区应急管理局", "区安委会各成员单位,应急局")
    assert group(plan).members == ("应急管理局",)
    assert [a.agent for a in plan.assignments if a.task == "1"] == [
        "应急管理局",
        "安委会各成员单位",
    ]


@pytest.mark.parametrize(
    ("valid_from", "members"),
    [("2024", ("住建局",)), ("2025-12-31", ("住建局",)), ("2026-01", ()), ("", ("住建局",))],
)
def test_a_membership_holds_from_its_day_on(
    tmp_path: Path, valid_from: str, members: tuple[str, ...]
) -> None:
    plan = built(
        tmp_path,
        f"区安委会各成员单位,区住建局,{valid_from},新增",
        header="group,member,valid-from,note",
    )
    assert group(plan).members == members


def test_lines_of_no_use_are_reported(tmp_path: Path) -> None:
    plan = built(tmp_path, "区河长制各成员单位,区住建局")
    (finding,) = [f for f in plan.findings if f.kind == "unused-roster"]
    assert "第 2 行" in finding.message.zh


@pytest.mark.parametrize(
    ("roster", "complaint"),
    [
        ("group,member\n区安委会各成员单位,区住健局", "第 2 行：计划中没有单位“区住健局”"),
        ("group,member\n区安委会各成员单位,区住健局", "区住建局"),  # the remedy
        ("group,member\n区安委会各成员单位,", "第 2 行：member 为空"),
        ("组,成员\n区安委会各成员单位,区住建局", "第 1 行：第一行应为 group,member"),
        ("group,member,valid-from\n区安委会各成员单位,区住建局,去年", "不是日期"),
        ("group,member,valid-from\n区安委会各成员单位,区住建局,2025-13", "不是日期"),
    ],
)
def test_a_bad_roster_is_refused_with_file_line_and_remedy(
    tmp_path: Path, roster: str, complaint: str
) -> None:
    with pytest.raises(UnreadableSource) as refused:
        understood(write(tmp_path, roster))
    assert str(tmp_path / "rosters.csv") in str(refused.value)
    assert complaint in str(refused.value)


def test_another_roster_can_be_given(tmp_path: Path) -> None:
    plan = write(tmp_path, "group,member\n区安委会各成员单位,区住建局")
    other = tmp_path / "committee.csv"
    other.write_text("group,member\n安委会各成员单位,区财政局\n", encoding="gb18030")
    assert group(understood(plan, other)[0]).members == ("财政局",)


def test_a_roster_is_no_plan(tmp_path: Path) -> None:
    write(tmp_path, "group,member\n区安委会各成员单位,区住建局")
    (tmp_path / "plan.md").rename(tmp_path / "通知.md")
    plan = understood(tmp_path)[0]
    assert [agent.kind for agent in plan.agents].count(AgentKind.UNIT) >= 5
    assert group(plan).members == ("住建局",)
