"""The CSV tables that a planner opens in a spreadsheet, and the summary in the terminal."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from remit.findings import with_findings
from remit.interpret import interpret
from remit.model import Passage
from remit.read import read
from remit.summary import summary
from remit.tables import TABLES, write_tables


@pytest.fixture(scope="module")
def tables(seed_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    plan = with_findings(interpret(read(seed_plan)[0], "zhonglou-2025"))
    written = write_tables(plan, tmp_path_factory.mktemp("tables"))
    found = {}
    for path in written:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # Excel needs the mark
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.stem] = list(csv.reader(file))
    return found


def test_there_are_seven_tables_and_every_row_fits_its_header(
    tables: dict[str, list[list[str]]],
) -> None:
    assert set(tables) == set(TABLES)
    for name, (header, *rows) in tables.items():
        assert all(len(row) == len(header) for row in rows), name
        assert all("\u4e00" <= title[0] <= "\u9fff" for title in header), name


def test_each_table_has_the_rows_of_the_plan(tables: dict[str, list[list[str]]]) -> None:
    sizes = {name: len(rows) - 1 for name, rows in tables.items()}
    assert sizes["tasks"] == 107
    assert sizes["units"] == 44 + 5
    assert sizes["assignments"] == 58 + 7
    assert sizes["load"] == 44


def test_the_first_task_shows_who_is_stated_and_who_is_inferred(
    tables: dict[str, list[list[str]]],
) -> None:
    header, first = tables["tasks"][0], tables["tasks"][1]
    row = {title.split()[0]: value for title, value in zip(header, first, strict=True)}
    assert row["分管领导"] == "王旭锋"
    assert row["牵头单位"] == "区发改局"
    assert row["配合单位"] == ""
    assert row["推断配合"] == "经开区、高新区(邹区镇)、各街道"


def row_of(table: list[list[str]], *key: str) -> dict[str, str]:
    """Return the row that begins with these cells, by the Chinese part of its titles."""
    titles = [title.split()[0] for title in table[0]]
    (found,) = [row for row in table[1:] if row[: len(key)] == list(key)]
    return dict(zip(titles, found, strict=True))


def test_an_unknown_role_stands_beside_the_counts_it_is_missing_from(
    tables: dict[str, list[list[str]]],
) -> None:
    load = row_of(tables["load"], "五星街道")
    assert (load["任务（含展开）"], load["角色不明（含展开）"]) == ("2", "2")
    assert (load["牵头至少（含展开）"], load["配合至少（含展开）"]) == ("0", "0")
    assert (load["配合（含推断）"], load["角色不明（含推断）"]) == ("2", "0")
    assert "计划协同负荷至少（原文） coordination load at least (stated)" in tables["load"][0]


def test_a_figure_tells_stated_from_expanded_and_inferred(
    tables: dict[str, list[list[str]]],
) -> None:
    load = row_of(tables["load"], "区发改局")
    assert load["计划协同负荷至少（原文）"] == "2"
    assert load["计划协同负荷至少（含展开）"] == "9"
    assert load["计划协同负荷（含推断）"] == "9"
    pair = row_of(tables["shared_work"], "五星街道", "南大街街道")
    assert pair["共同任务至少（原文）"] == "1"
    assert pair["共同任务至少（含展开）"] == "2"
    depends = row_of(tables["dependencies"], "区住建局", "五星街道")
    assert (depends["任务数至少（原文）"], depends["任务数（含推断）"]) == ("0", "1")


def test_coded_values_are_words_in_both_languages(tables: dict[str, list[list[str]]]) -> None:
    stated = row_of(tables["assignments"], "1", "经开区")
    assert stated["类别"] == "单位 unit"
    assert stated["参与依据"] == "原文 stated"
    assert stated["角色"] == "配合 supports"
    assert stated["角色依据"] == "推断 inferred"
    assert stated["经由统称"] == ""
    assert row_of(tables["units"], "新运集团")["单位类型（按名称判断）"] == "企业 company"
    second = row_of(tables["tasks"], "1", "2")
    assert second["可见程度"] == "部分可见 some cells legible"
    assert second["确定缺失的列"] == "分管领导缺失 leader not legible"
    assert tables["findings"][1][0] == "注意 warning"


def test_deadlines_places_and_inherited_names_are_told(seed_plan: Path, tmp_path: Path) -> None:
    plan = with_findings(interpret(read(seed_plan)[0], "zhonglou-2025"))
    cell = Passage(0, 6, 1, "12月底前", "table=1;row=2;column=7")
    task = replace(plan.tasks[0], deadline=cell, passage=replace(cell, place="page=3;box=1,2,3,4"))
    first = replace(plan.assignments[0], inherited=True, passage=cell)
    changed = replace(
        plan, tasks=(task, *plan.tasks[1:]), assignments=(first, *plan.assignments[1:])
    )
    rows = {}
    for path in write_tables(changed, tmp_path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows[path.stem] = list(csv.reader(file))
    written = row_of(rows["tasks"], "1", "1")
    assert (written["时限"], written["位置"]) == ("12月底前", "第 3 页 page 3")
    held = row_of(rows["assignments"], "1", "王旭锋")
    assert held["说明"] == "写在合并单元格或上级标题中 from a merged cell or heading"
    assert held["位置"] == "表 1 第 2 行第 7 列 table 1, row 2, column 7"


def test_the_summary_gives_each_figure_in_its_readings(seed_plan: Path) -> None:
    lines = list(summary(with_findings(interpret(read(seed_plan)[0], "zhonglou-2025"))))
    assert "  五星街道 — 南大街街道：1 / 2" in lines
    assert "  区发改局：2 / 9 / 9" in lines
    assert "  五星街道：≥ 0 / ≥ 0 / 2" in lines
    assert any("原文（至少）/ 含展开（至少）/ 含推断" in line for line in lines)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@here", "\tx", "＝1+1"])
def test_nothing_becomes_a_formula(seed_plan: Path, tmp_path: Path, text: str) -> None:
    plan = with_findings(interpret(read(seed_plan)[0], "zhonglou-2025"))
    tasks = (replace(plan.tasks[0], text=text), *plan.tasks[1:])
    write_tables(replace(plan, tasks=tasks), tmp_path)
    with (tmp_path / "tables" / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][3] == f"'{text}"
