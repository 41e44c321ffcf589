"""The seed plan is read exactly: what stands in it, no more and no less."""

import csv
from datetime import date
from pathlib import Path

import pytest

from remit.model import AgentKind, Document, Passage
from remit.read import read


@pytest.fixture(scope="module")
def seed(seed_plan: Path) -> tuple[Document, str]:
    return read(seed_plan)


def test_the_notice_says_who_when_and_to_whom(seed: tuple[Document, str]) -> None:
    notice = seed[0].notice
    assert notice.issuer == "常州市钟楼区人民政府"
    assert notice.issued == date(2025, 3, 7)
    assert notice.recipients == "经开区、高新区(邹区镇)、各街道,区各办局、直属单位"
    assert notice.open_publication
    assert notice.title is None  # this copy shows none


def test_both_attachments_are_found_with_their_columns(seed: tuple[Document, str]) -> None:
    first, second = seed[0].sections
    assert first.title == "2025年《政府工作报告》主要目标任务责任分解表"
    assert second.title == "2025年民生实事项目目标任务责任分解表"
    assert first.columns == (
        "序号",
        "目标名称",
        "工作标准",
        "区政府分管领导",
        "牵头单位",
        "配合单位",
    )
    assert second.columns == ("项目名称", "主要内容")  # the others were dropped as repeats
    assert (len(first.rows), len(second.rows)) == (77, 30)


def test_goals_stand_as_a_tree(seed: tuple[Document, str]) -> None:
    paths = [row.headings for row in seed[0].sections[0].rows]
    goals = list(dict.fromkeys(path[0] for path in paths))
    subgoals = list(dict.fromkeys(path for path in paths if len(path) == 2))
    assert [goal.number for goal in goals] == ["1", "2", "3", "4", "5"]
    assert [(path[0].number, path[1].name) for path in subgoals] == [
        ("2", "做精老城区"),
        ("2", "做强经开区"),
        ("2", "做大高新区"),
        ("3", "新质动能加速集聚"),
        ("3", "全面深化改革开放"),
        ("3", "功能品质融合蝶变"),
        ("3", "民生福祉优质共享"),
        ("4", "抓牢安全防线"),
        ("4", "守牢生态红线"),
        ("4", "筑牢稳定底线"),
        ("5", "我们将始终筑牢忠诚担当之基"),
        ("5", "我们将始终厉行法治有为之举"),
        ("5", "我们将始终永葆清廉为民之心"),
    ]


def test_programmes_have_what_was_dropped_put_back_and_marked(
    seed: tuple[Document, str],
) -> None:
    programmes = list(dict.fromkeys(row.headings[0] for row in seed[0].sections[1].rows))
    assert [(p.number, p.name) for p in programmes] == [
        ("1", "“常有善育”工程"),
        ("2", "“常有优学”工程"),
        ("3", "“常有健康”工程"),
        ("4", "“常有颐养”工程"),
        ("5", "“常有众扶”工程"),
        ("6", "“常有安居”工程"),
        ("7", "交通畅行工程"),
        ("8", "环境改善工程"),
        ("9", "就业促进工程"),
        ("10", "安全提升工程"),
    ]
    assert [p.number for p in programmes if p.restored_number] == ["1", "2", "3", "4", "5"]
    assert {p.number: p.restored_name for p in programmes if p.restored_name} == {
        "8": "工程",
        "9": "工程",
        "10": "工程",
    }


def test_tasks_have_their_number_and_full_text(seed: tuple[Document, str]) -> None:
    document, text = seed
    rows = document.sections[0].rows
    assert [row.number for row in rows] == [str(n) for n in range(1, 78)]
    assert rows[0].text == "地区生产总值增长5%左右。"
    assert rows[76].text == "厉行节约过紧日子,严控“三公”经费和非刚性支出,更好保障基本民生。"
    for section in document.sections:
        for row in section.rows:
            assert text[row.passage.start : row.passage.end] == row.text


def test_exactly_the_58_surviving_cells_are_found_where_they_stand(
    seed: tuple[Document, str], seed_plan: Path
) -> None:
    document, text = seed
    found = []
    for section in document.sections:
        rows_of_goal: dict[str, int] = {}
        for row in section.rows:
            number = row.number
            if number is None:
                goal = row.headings[0].number or ""
                rows_of_goal[goal] = rows_of_goal.get(goal, 0) + 1
                number = f"{goal}.{rows_of_goal[goal]}"
            for order, cell in enumerate(row.cells, start=1):
                kind = {AgentKind.LEADER: "leader", AgentKind.UNIT: "unit"}.get(cell.kind, "group")
                found.append([section.number, number, str(order), cell.passage.exact, kind])
                assert text[cell.passage.start : cell.passage.end] == cell.passage.exact
    with (seed_plan.parent / "surviving.csv").open(encoding="utf-8", newline="") as file:
        assert found == list(csv.reader(file))[1:]


def test_passages_know_their_line(seed: tuple[Document, str]) -> None:
    document, text = seed
    lines = text.split("\n")
    for section in document.sections:
        for row in section.rows:
            for passage in [row.passage, *(cell.passage for cell in row.cells)]:
                assert passage.exact in lines[passage.line - 1]


def test_the_copy_is_known_to_be_damaged_and_every_line_found_a_place(
    seed: tuple[Document, str],
) -> None:
    assert seed[0].repeats_dropped
    assert seed[0].unread == ()
    assert seed[0].source.length == len(seed[1])


def test_padding_is_mended_in_the_name_and_kept_in_the_passage(
    seed: tuple[Document, str],
) -> None:
    cell = seed[0].sections[0].rows[2].cells[0]
    assert cell.name == "吴伟"
    assert isinstance(cell.passage, Passage)
    assert cell.passage.exact == "吴 伟"
