"""Plans of the same family that tempt a reader to state what the source does not."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from remit.interpret import interpret
from remit.model import AgentKind, Evidence, Plan, Role
from remit.read import read

Understand: TypeAlias = Callable[[str], Plan]

HEADER = "序号\n目标名称\n工作标准\n分管领导\n牵头单位\n配合单位\n"
ROW = "1\n经济发展\n(1)生产总值增长5%。\n王旭锋\n区发改局\n区财政局\n"


@pytest.fixture
def understand(tmp_path: Path) -> Understand:
    def reading(text: str) -> Plan:
        path = tmp_path / "plan.txt"
        path.write_text(text, encoding="utf-8")
        return interpret(read(path)[0], "plan-2025")

    return reading


def people(plan: Plan) -> list[str]:
    return [agent.name for agent in plan.agents if agent.kind is AgentKind.LEADER]


def units(plan: Plan) -> list[str]:
    return [agent.name for agent in plan.agents if agent.kind is AgentKind.UNIT]


def stated_leads(plan: Plan) -> list[str]:
    return [
        a.id
        for a in plan.assignments
        if a.role is Role.LEADS and a.role_evidence is Evidence.STATED
    ]


@pytest.mark.parametrize("word", ["年底前", "全年", "年内", "常态化", "6月底前", "长期坚持"])
def test_no_time_becomes_a_leader(understand: Understand, word: str) -> None:
    header = HEADER + "完成时限\n"
    plan = understand(header + ROW + f"{word}\n(2)工业增长6%。\n吴伟\n区工信局\n")
    assert people(plan) == ["王旭锋", "吴伟"]
    assert units(plan) == ["区发改局", "区财政局", "区工信局"]


def test_a_person_after_the_units_is_no_leader(understand: Understand) -> None:
    """The leader column comes first; a contact's name further on supervises nothing."""
    plan = understand(HEADER + "联系人\n" + ROW + "李晓明\n(2)工业增长6%。\n吴伟\n区工信局\n")
    assert people(plan) == ["王旭锋", "吴伟"]
    assert [passage.exact for passage in plan.unread] == ["李晓明"]


@pytest.mark.parametrize("heading", ["建设现代物流园区", "建设经开区", "做强高新区", "服务大局"])
def test_a_heading_that_ends_like_a_unit_is_a_heading(understand: Understand, heading: str) -> None:
    plan = understand(HEADER + ROW + f"{heading}\n(2)工业增长6%。\n吴伟\n区工信局\n")
    assert heading not in units(plan)
    assert plan.goals[-1].name == heading


def test_in_a_damaged_copy_names_above_the_table_make_its_first_row_doubtful(
    understand: Understand,
) -> None:
    """区发改局 may have been the first row's lead too, and dropped there as repeated."""
    table = "1\n经济发展\n(1)生产总值增长5%。\n王旭锋\n区统计局\n(2)工业增长6%。\n区工信局\n"
    assert stated_leads(understand(HEADER + table)) == ["1/统计局"]
    assert stated_leads(understand("区发改局\n区财政局\n" + HEADER + table)) == []


def test_a_footer_that_stands_twice_makes_no_damaged_table_whole(
    understand: Understand, seed_plan: Path
) -> None:
    text = seed_plan.read_text(encoding="utf-8") + "\n打印\n返回\n打印\n"
    assert stated_leads(understand(text)) == ["1/发改局"]


def test_bodies_of_another_level_are_other_bodies(understand: Understand) -> None:
    head = "各单位、各部门:\n云溪县人民政府\n2025年2月18日\n"
    row = "1\n经济发展\n(1)生产总值增长5%。\n王旭锋\n市税务局\n县税务局\n县市场监管局\n市场监管局\n"
    plan = understand(head + HEADER + row)
    assert plan.jurisdiction == "云溪县"
    assert units(plan) == ["市税务局", "县税务局", "县市场监管局"]
    assert plan.agents[-1].aliases == ("市场监管局",)


def test_a_group_of_several_kinds_is_one_group(understand: Understand) -> None:
    row = "1\n经济发展\n(1)生产总值增长5%。\n王旭锋\n区发改局\n各乡镇、街道\n南山街道\n"
    plan = understand(HEADER + row)
    groups = {a.name: a.members for a in plan.agents if a.kind is AgentKind.UNIT_GROUP}
    assert groups == {"各乡镇、街道": ("南山街道",)}
    assert units(plan) == ["区发改局", "南山街道"]


def test_what_follows_the_table_takes_no_part(understand: Understand) -> None:
    plan = understand(HEADER + ROW + "云溪区人民政府办公室\n2025年2月18日印发\n")
    assert units(plan) == ["区发改局", "区财政局"]


def test_nothing_is_restored_where_nothing_was_dropped(understand: Understand) -> None:
    header = "序号\n项目名称\n主要内容\n牵头单位\n配合单位\n"
    rows = (
        "1\n道路\n工程\n新建道路3条。\n区住建局\n区财政局\n"
        "2\n城市建设\n改造公厕5座。\n区城管局\n区财政局\n"
    )
    assert [goal.name for goal in understand(header + rows).goals] == ["道路工程", "城市建设"]


def test_a_plan_without_a_leader_column_has_lost_no_leader(understand: Understand) -> None:
    header = "序号\n目标名称\n工作标准\n牵头单位\n配合单位\n"
    plan = understand(header + "1\n经济发展\n(1)增长5%。\n区发改局\n(2)增长6%。\n区工信局\n")
    assert all(task.lost == () for task in plan.tasks)


def test_number_task_cells_is_the_commonest_table(understand: Understand) -> None:
    header = "序号\n工作任务\n分管领导\n牵头单位\n配合单位\n"
    rows = (
        "1\n地区生产总值增长6%。\n张建国\n县发改局\n县财政局\n"
        "2\n建成产业园一期\n李晓明\n县工信局\n县发改局\n"
        "3\n新增学位500个\n张建国\n县教育局\n县财政局\n"
    )
    plan = understand(header + rows)
    assert [(task.number, task.text) for task in plan.tasks] == [
        ("1", "地区生产总值增长6%。"),
        ("2", "建成产业园一期"),
        ("3", "新增学位500个"),
    ]
    assert stated_leads(plan) == ["1/发改局", "2/工信局", "3/教育局"]


def test_units_of_one_cell_on_one_line_share_its_role(understand: Understand) -> None:
    rows = "1\n经济发展\n(1)增长5%。\n王旭锋\n县发改局、县工信局\n县财政局\n"
    plan = understand(HEADER + rows)
    roles = {a.agent: a.role for a in plan.assignments if a.role_evidence is Evidence.STATED}
    assert roles == {
        "王旭锋": Role.SUPERVISES,
        "发改局": Role.LEADS,
        "工信局": Role.LEADS,
        "财政局": Role.SUPPORTS,
    }


def test_zero_width_marks_of_web_pages_do_no_harm(understand: Understand, seed_plan: Path) -> None:
    text = seed_plan.read_text(encoding="utf-8").replace("\n", "\u200b\n")
    assert len([a for a in understand(text).assignments if a.evidence is Evidence.STATED]) == 58


def test_a_strange_number_still_makes_a_valid_name(understand: Understand) -> None:
    from remit.graph.convert import to_quads

    table = "| 序号 | 目标名称 | 工作标准 | 牵头单位 |\n| 1%镇/ | 经济 | (1)增长5%。 | 区发改局 |\n"
    plan = understand(table)
    assert [goal.id for goal in plan.goals] == ["1-镇-"]
    assert to_quads(plan)


def test_an_attachment_line_above_another_begins_no_table(understand: Understand) -> None:
    assert len(understand("附件1\n附件2\n" + HEADER + ROW).tasks) == 1


def test_who_answers_may_stand_in_the_heading_alone(understand: Understand) -> None:
    head = "云溪县人民政府\n一、王旭锋副县长负责的工作\n（一）县发改局（粮食局）牵头的工作\n"
    plan = understand(
        head + "1．生产总值增长5%。\n2．粮食产量稳定。\n二、工作要求\n1．加强领导。\n"
    )
    assert [task.text for task in plan.tasks] == ["生产总值增长5%。", "粮食产量稳定。"]
    assert stated_leads(plan) == ["1/发改局", "2/发改局"]


@pytest.mark.parametrize("nobody", ["无", "—", "/", "－－", "暂无"])
def test_a_mark_for_nobody_is_nobody(understand: Understand, nobody: str) -> None:
    table = "|序号|工作任务|牵头单位|配合单位|\n|1|生产总值增长5%。|县发改局|{}|\n"
    assert units(understand(table.format(nobody))) == ["县发改局"]
    lines = "1.生产总值增长5%。\n牵头单位：县发改局\n配合单位：{}。\n"
    assert units(understand(lines.format(nobody))) == ["县发改局"]


@pytest.mark.parametrize("never", ["无", "—", "/"])
def test_a_mark_for_no_time_is_no_time_limit(understand: Understand, never: str) -> None:
    table = "|序号|工作任务|牵头单位|完成时限|\n|1|生产总值增长5%。|县发改局|{}|\n"
    lines = "1.生产总值增长5%。\n牵头单位：县发改局\n完成时限：{}\n"
    for text in (table, lines):
        assert [task.time_limit for task in understand(text.format(never)).tasks] == [None]


def test_a_broken_time_limit_is_mended_and_its_passage_is_not(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    table = '序号,工作任务,牵头单位,完成时限\n1,生产总值增长5%。,县发改局,"2025年12月31\n日前"\n'
    path.write_text(table, encoding="utf-8")
    task = interpret(read(path)[0], "plan-2025").tasks[0]
    assert task.time_limit == "2025年12月31日前"
    assert task.deadline is not None
    assert task.deadline.exact == "2025年12月31\n日前"


def test_names_broken_in_a_narrow_column_are_put_together(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    cell = "县人力资源和社会保障\n局(就业办)\n云溪街道\n办事处\n县财政局"
    table = f'序号,工作任务,牵头单位,配合单位\n1,生产总值增长5%。,县发改局,"{cell}"\n'
    path.write_text(table, encoding="utf-8")
    assert units(interpret(read(path)[0], "plan-2025")) == [
        "县发改局",
        "县人力资源和社会保障局(就业办)",
        "云溪街道办事处",
        "县财政局",
    ]
