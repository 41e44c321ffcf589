"""Answers worked out by hand from the table at the head of mini.trig."""

from collections.abc import Callable, Mapping

import pytest

from remit.model import Evidence
from remit.query import Embedded, Table, run

Rows = Callable[[Table], list[tuple[str, ...]]]
Ask = Callable[..., list[tuple[str, ...]]]


@pytest.fixture
def ask(embedded_mini: Embedded, rows: Rows) -> Ask:
    """Return what asks the small plan a question; `columns` keeps the first so many."""

    def asking(
        name: str,
        parameters: Mapping[str, str] | None = None,
        evidence: Evidence = Evidence.EXPANDED,
        columns: int | None = None,
    ) -> list[tuple[str, ...]]:
        table = run(embedded_mini, name, parameters or {}, evidence)
        return [row[:columns] for row in rows(table)]

    return asking


def test_tasks_of_a_unit_show_role_and_evidence(ask: Ask) -> None:
    assert ask("list_tasks_of_unit", {"unit": "区财政局"}, columns=6) == [
        ("1", "建设新区道路。", "配合", "载明", "载明", ""),
        ("2", "保障学校建设资金。", "牵头", "载明", "载明", ""),
        ("4", "更新老旧街区。", "配合", "载明", "载明", ""),
        ("5", "补贴绿色商铺。", "参与", "", "载明", ""),
    ]


def test_believing_inference_adds_the_role_and_says_so(ask: Ask) -> None:
    rows = ask("list_tasks_of_unit", {"unit": "区财政局"}, Evidence.INFERRED, columns=6)
    assert rows[3] == ("5", "补贴绿色商铺。", "牵头", "推断", "载明", "")
    assert len(rows) == 4


def test_a_member_of_a_group_takes_part_only_when_groups_are_expanded(ask: Ask) -> None:
    unit = {"unit": "西街道"}
    assert ask("list_tasks_of_unit", unit, columns=6) == [
        ("3", "办好社区学校。", "配合", "展开", "展开", "各街道"),
        ("5", "补贴绿色商铺。", "参与", "", "载明", ""),
    ]
    assert [row[0] for row in ask("list_tasks_of_unit", unit, Evidence.STATED)] == ["5"]


def test_tasks_of_a_leader_count_the_units_known(ask: Ask) -> None:
    assert ask("list_tasks_of_leader", {"leader": "乙某"}, columns=4) == [
        ("3", "办好社区学校。", "街区更新", "3"),
        ("4", "更新老旧街区。", "街区更新", "2"),
        ("1.1", "加装电梯10部。", "暖心工程", "1"),
    ]


def test_pairs_of_units_by_shared_tasks(ask: Ask) -> None:
    assert ask("rank_unit_pairs", columns=4) == [
        ("区住建局", "区财政局", "3", "2.5"),  # 1/1 + 1/2 + 1/1
        ("西街道", "区财政局", "1", "1"),
        ("东街道", "区教育局", "1", "0.5"),
        ("东街道", "西街道", "1", "0.5"),
        ("区住建局", "区教育局", "1", "0.5"),
        ("区教育局", "西街道", "1", "0.5"),
        ("区教育局", "区财政局", "1", "0.5"),
    ]


def test_stated_pairs_know_nothing_of_members(ask: Ask) -> None:
    assert ask("rank_unit_pairs", evidence=Evidence.STATED, columns=3) == [
        ("区住建局", "区财政局", "3"),
        ("西街道", "区财政局", "1"),
        ("区住建局", "区教育局", "1"),
        ("区教育局", "区财政局", "1"),
    ]


def test_leads_depend_on_supports(ask: Ask) -> None:
    assert ask("list_dependencies", columns=3) == [
        ("区住建局", "区财政局", "2"),
        ("区教育局", "东街道", "1"),
        ("区教育局", "西街道", "1"),
        ("区财政局", "区住建局", "1"),
        ("区财政局", "区教育局", "1"),
    ]


def test_load_is_computed_and_not_read_from_the_workload_nodes(ask: Ask) -> None:
    assert ask("measure_load", columns=6) == [
        ("区财政局", "4", "1", "2", "4", "3"),
        ("区住建局", "4", "3", "1", "3", "2"),
        ("区教育局", "2", "1", "1", "3", "4"),
        ("西街道", "2", "0", "1", "1", "3"),
        ("东街道", "2", "1", "1", "1", "2"),
    ]


def test_tasks_that_cross_leaders(ask: Ask) -> None:
    rows = ask("list_cross_leader_tasks", columns=5)
    assert rows[:2] == [
        ("1", "建设新区道路。", "乙某", "no", "yes"),
        ("1", "建设新区道路。", "甲某", "yes", "yes"),
    ]
    assert [row[0] for row in rows] == ["1", "1", "2", "2", "3", "3", "4", "4", "1.1", "1.1"]


def test_lost_cells_say_which_columns_are_gone(ask: Ask) -> None:
    assert ask("list_lost_cells", columns=6) == [
        ("街区更新", "5", "补贴绿色商铺。", "部分可见", "yes", "no"),
        ("绿色发展", "6", "改善水质。", "无可见单元格", "yes", "yes"),
    ]


def test_open_groups_are_listed_without_members(ask: Ask) -> None:
    assert ask("list_group_members", columns=4) == [
        ("全体区长", "1", "", ""),
        ("各街道", "1", "东街道", "成员都有名称。"),
        ("各街道", "1", "西街道", "成员都有名称。"),
        ("各部门", "1", "", ""),
    ]


def test_the_goal_tree_counts_the_tasks_of_sub_goals(ask: Ask) -> None:
    assert ask("show_goal_tree") == [
        ("1", "稳增长", "附件1", "2", "2", "0", "0"),
        ("2", "优环境", "附件1", "4", "2", "1", "1"),
        ("2.1", "街区更新", "优环境", "3", "2", "1", "0"),
        ("2.2", "绿色发展", "优环境", "1", "0", "0", "1"),
        ("1", "暖心工程", "附件2", "2", "2", "0", "0"),
    ]


def test_tasks_by_word(ask: Ask) -> None:
    found = ask("find_tasks_by_word", {"word": "学校"}, columns=2)
    assert found == [("2", "保障学校建设资金。"), ("3", "办好社区学校。")]


@pytest.mark.parametrize("word", ['"', "\\", "') . }", "?text", "学校' || '", "\n"])
def test_a_word_is_only_ever_a_word(ask: Ask, word: str) -> None:
    assert ask("find_tasks_by_word", {"word": word}) == []


def test_an_expanded_assignment_is_traced_to_the_words_that_name_its_group(ask: Ask) -> None:
    rows = ask("trace_assignment", {"task": "3", "agent": "东街道"}, columns=12)
    assert rows == [
        (
            "东街道", "配合", "展开", "0.95", "展开", "0.95",
            "各街道", "5", "25", "28", "各街道", "各街道包括东街道。",
        )
    ]  # fmt: skip


def test_the_overview_counts_what_is_believed(ask: Ask) -> None:
    counts = {row[1]: row[2] for row in ask("count_overview")}
    assert counts["tasks"] == "8"
    assert counts["of these, stated"] == "11"
    assert counts["of these, expanded from a group"] == "2"
    assert counts["with an inferred role"] == "0"
    inferred = {row[1]: row[2] for row in ask("count_overview", evidence=Evidence.INFERRED)}
    assert inferred["with an inferred role"] == "2"
