"""`remit compare` as a user runs it: what it says, what it writes, how it refuses."""

import csv
import json
import re
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from remit.build import build
from remit.cli import app
from remit.errors import BadGraph, BadQuery, OutputError, RemitError, UnreadableSource

SAMPLES: Final = Path(__file__).parents[2] / "data" / "samples"
OLD: Final = SAMPLES / "yunxi-2024" / "plan.docx"
NEW: Final = SAMPLES / "yunxi-2025" / "plan.docx"


def remit(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def compare(*arguments: object) -> str:
    answer = remit("compare", *arguments)
    assert answer.exit_code == 0, answer.output
    return answer.output


def refusal(*arguments: object) -> RemitError:
    answer = remit("compare", *arguments)
    assert isinstance(answer.exception, RemitError), answer.output
    return answer.exception


def test_it_tells_in_words_what_changed() -> None:
    said = compare(OLD, NEW)
    counts = re.search(
        r"96 项任务中有 (\d+) 项延续下来，(\d+) 项不再列入；另有 (\d+) 项是新的", said
    )
    assert counts
    went_on, dropped, new = map(int, counts.groups())
    assert went_on + dropped == went_on + new == 96
    assert f"Of 96 tasks {went_on} go on and {dropped} are dropped; {new} are new" in said
    assert "区大数据局 → 区数据局" in said
    assert "6 项任务由副区长丁转到副区长甲" in said


def test_plans_are_put_in_the_order_of_their_years() -> None:
    assert compare(NEW, OLD) == compare(OLD, NEW)


def test_a_table_is_given_in_every_format(tmp_path: Path) -> None:
    asked = OLD, NEW, "--table", "targets"
    rows = json.loads(compare(*asked, "--format", "json"))
    assert {"number_before", "words_before", "words_after", "direction"} <= set(rows[0])
    printed = compare(*asked, "--format", "csv")
    assert len(list(csv.reader(printed.splitlines()))) == len(rows) + 1
    assert compare(*asked, "--format", "md").count("\n") == len(rows) + 2
    book = tmp_path / "changes.xlsx"
    compare(*asked, "--format", "xlsx", "--out", book)
    sheet = load_workbook(book).active
    assert sheet
    assert sheet.max_row == len(rows) + 1


def test_only_tasks_of_a_kind_are_shown_if_asked() -> None:
    rows = json.loads(compare(OLD, NEW, "--kind", "dropped", "--format", "json"))
    assert {row["kinds"] for row in rows} == {"不再列入 dropped"}
    assert f"{len(rows)} 项不再列入" in compare(OLD, NEW)
    assert isinstance(refusal(OLD, NEW, "--kind", "new", "--table", "units"), BadQuery)


def test_all_tables_are_written_to_a_folder(tmp_path: Path) -> None:
    compare(OLD, NEW, "--output", tmp_path / "changes")
    with (tmp_path / "changes" / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(bool(row["现编号 number after"]) for row in rows) == 96
    assert sum(bool(row["原编号 number before"]) for row in rows) == 96
    assert {path.stem for path in (tmp_path / "changes").glob("*.csv")} == {
        "tasks",
        "targets",
        "units",
        "loads",
        "leaders",
        "threads",
    }


def test_a_folder_of_plans_is_compared_over_all_its_years() -> None:
    said = compare(SAMPLES)
    assert "3 份计划 3 plans" in said
    rows = json.loads(compare(SAMPLES, "--table", "threads", "--format", "json"))
    assert sum(1 for row in rows if row["years"] == 3) > 60


def test_one_plan_is_not_enough() -> None:
    error = refusal(OLD)
    assert isinstance(error, BadQuery)
    assert "只有 1 份计划" in str(error)


def test_a_plan_given_twice_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    copy.write_bytes(OLD.read_bytes())
    assert "是同一份文件" in str(refusal(OLD, OLD))
    assert "are the same file" in str(refusal(OLD, copy))


def test_plans_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder, source in (("a", OLD), ("b", NEW)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "yunxi.docx").write_bytes(source.read_bytes())
    assert "yunxi" in str(refusal(tmp_path / "a" / "yunxi.docx", tmp_path / "b" / "yunxi.docx"))


def test_a_plan_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "2024.docx"
    error = refusal(missing, NEW)
    assert isinstance(error, UnreadableSource)
    assert "2024.docx" in str(error)


def test_of_different_governments_only_tasks_are_compared(seed_plan: Path) -> None:
    said = compare(seed_plan, NEW)
    assert "不同政府" in said
    rows = json.loads(compare(seed_plan, NEW, "--format", "json"))
    went_on = [row for row in rows if row["confidence"] is not None]
    assert len(went_on) < 0.15 * 96, "GDP and the like are in every plan; little else is"
    assert not any(row["leads_came"] or row["leads_left"] for row in went_on)
    for table in ("units", "loads", "leaders"):
        assert json.loads(compare(seed_plan, NEW, "--table", table, "--format", "json")) == []


def rows_of(sheet: Path) -> list[dict[str, str]]:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def answered(sheet: Path, answer: str) -> str:
    """Fill in every open question on tasks; return the rows with their answers."""
    rows = rows_of(sheet)
    for row in rows:
        if row["kind"] == "same-task":
            row["decision"], row["reviewer"] = answer, "审定人甲"
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return sheet.read_text(encoding="utf-8-sig")


def test_doubts_of_all_years_go_to_one_file_and_come_back_as_decisions(tmp_path: Path) -> None:
    sheet = tmp_path / "decisions.csv"
    said = compare(SAMPLES, "--review", sheet)
    asked = answered(sheet, "是").count("same-task/")
    assert f"{asked} 对待审定" in said
    assert {"same-task/yunxi-2023", "same-task/yunxi-2024"} <= {
        "/".join(row["id"].split("/")[:2]) for row in rows_of(sheet)
    }
    assert "拿不准" in said
    assert "拿不准" not in compare(SAMPLES, "--decisions", sheet)
    assert isinstance(refusal(SAMPLES, "--review", sheet), OutputError)  # it holds decisions


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where all sample years were built."""
    out = tmp_path_factory.mktemp("built") / "out"
    for year in (2023, 2024, 2025):
        build(SAMPLES / f"yunxi-{year}" / "plan.docx", out)
    return out


def test_built_folders_are_compared_as_their_plans_are(built: Path, tmp_path: Path) -> None:
    assert compare(built, "--output", built / "changes").startswith(compare(SAMPLES))
    assert compare(built) == compare(SAMPLES)  # the folder of changes is no plan
    assert "不是计划" in str(refusal(built / "changes", NEW))
    assert compare(built / "yunxi-2024", NEW) == compare(OLD, NEW)
    sheet = tmp_path / "decisions.csv"
    compare(built, "--review", sheet)
    answered(sheet, "是")
    (built / "yunxi-2025" / "decisions.csv").write_bytes(sheet.read_bytes())
    assert "拿不准" not in compare(built)


def test_a_plan_and_the_folder_built_of_it_are_one_plan(built: Path) -> None:
    assert "是同一份文件" in str(refusal(built / "yunxi-2024", OLD))


def test_a_folder_whose_graph_holds_no_plan_is_refused(built: Path, tmp_path: Path) -> None:
    store = tmp_path / "empty" / "store"
    store.mkdir(parents=True)
    (store / "quads.nq").write_text("")
    (tmp_path / "empty" / "source.txt").write_text("")
    error = refusal(tmp_path / "empty", built / "yunxi-2024")
    assert isinstance(error, BadGraph)
    assert "图中有 0 份计划" in str(error)


def test_years_of_several_governments_make_no_series(built: Path, seed_plan: Path) -> None:
    error = str(refusal(built, seed_plan))
    assert "临江市云溪区：yunxi-2023、yunxi-2024、yunxi-2025；常州市钟楼区：zhonglou-2025" in error


@pytest.mark.parametrize("answer", ["是", "no"])
def test_what_is_decided_is_taken_and_asked_no_more(answer: str, tmp_path: Path) -> None:
    sheet = tmp_path / "decisions.csv"
    assert remit("review", NEW, "--against", OLD, "--out", sheet).exit_code == 0
    asked = answered(sheet, answer).count("same-task/")
    assert asked >= 3
    rows = json.loads(compare(OLD, NEW, "--decisions", sheet, "--format", "json"))
    doubtful = [row for row in rows if row["confidence"] is not None and row["confidence"] < 0.9]
    assert doubtful == []
    again = tmp_path / "again.csv"
    remit("review", NEW, "--against", OLD, "--decisions", sheet, "--out", again)
    assert "same-task/" not in again.read_text(encoding="utf-8-sig")
    went_on = sum(row["confidence"] is not None for row in rows)
    usual = json.loads(compare(OLD, NEW, "--format", "json"))
    before = sum(row["confidence"] is not None for row in usual)
    assert went_on > before if answer == "是" else went_on < before


def test_a_decision_on_tasks_is_no_unfit_decision_of_the_plan(tmp_path: Path) -> None:
    sheet = tmp_path / "decisions.csv"
    remit("review", NEW, "--against", OLD, "--out", sheet)
    answered(sheet, "是")
    plan = tmp_path / "plan.docx"
    plan.write_bytes(NEW.read_bytes())
    assert "unfit-decision" not in remit("findings", plan).output


def test_another_answer_than_yes_or_no_is_refused_with_its_line(tmp_path: Path) -> None:
    sheet = tmp_path / "decisions.csv"
    remit("review", NEW, "--against", OLD, "--out", sheet)
    answered(sheet, "也许")
    error = refusal(OLD, NEW, "--decisions", sheet)
    assert "decisions.csv" in str(error)
    assert "也许" in str(error)
