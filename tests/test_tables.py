"""The CSV tables: what a planner opens in a spreadsheet."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from remit.findings import with_findings
from remit.interpret import interpret
from remit.read import read
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


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@here", "\tx", "＝1+1"])
def test_nothing_becomes_a_formula(seed_plan: Path, tmp_path: Path, text: str) -> None:
    plan = with_findings(interpret(read(seed_plan)[0], "zhonglou-2025"))
    tasks = (replace(plan.tasks[0], text=text), *plan.tasks[1:])
    write_tables(replace(plan, tasks=tasks), tmp_path)
    with (tmp_path / "tables" / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][3] == f"'{text}"
