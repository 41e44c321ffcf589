"""The commands that ask: what they print, write and refuse."""

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)

from remit.build import build
from remit.cli import main
from remit.query import Table, as_tsv, as_xlsx

FORMULA = "=cmd|' /C calc'!A0"
IRI = NamedNode("https://w3id.org/remit/id/unit/a")


@pytest.fixture(scope="module")
def built(seed_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(seed_plan, tmp_path_factory.mktemp("out")).folder


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def test_a_question_in_plain_words_is_answered_and_says_what_was_understood(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ask", "五星街道和南大街街道", "共同承担哪些任务", "--store", built) == 0
    printed = capsys.readouterr()
    assert "理解为 Understood as: 五星街道和南大街街道共同承担哪些任务" in printed.err
    command = "remit query list_tasks_shared_by_units -p unit=五星街道 -p unit2=南大街街道"
    assert command in printed.err
    assert printed.out.startswith("编号 number")
    assert "SELECT" not in printed.err
    assert run(*command.split()[1:], "--store", built, "--format", "csv") == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_an_answer_without_rows_is_not_taken_for_a_no(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ask", "区住建局牵头哪些任务", "--store", built) == 0
    assert "That is not to say that there is nothing" in capsys.readouterr().err


def test_explain_shows_a_query_that_can_be_run_and_its_graphs(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--store", built, "--format", "csv", "--evidence", "inferred")
    assert run("query", "list_tasks_of_unit", "-p", "unit=fgj", "--explain", *options) == 0
    printed = capsys.readouterr()
    graphs = re.findall(r"^#   <(.*)>$", printed.err, re.MULTILINE)
    assert graphs[0] == "https://w3id.org/remit/ontology"
    assert {graph.rsplit("/", 1)[-1] for graph in graphs[1:]} == {
        "zhonglou-2025",
        "derived",
        "expanded",
        "inferred",
    }
    query = tmp_path / "explained.rq"
    query.write_text(printed.err, encoding="utf-8")
    assert run("query", query, *options) == 0
    assert capsys.readouterr().out == printed.out


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("区发改局", ["Tasks a unit leads", "Leaders of a unit", "Passages of a unit"]),
        ("fgj", ["Tasks a unit leads"]),
        ("王旭锋", ["Tasks of a supervising leader", "Passages of a unit, leader or group"]),
        ("1", ["Who is responsible for a task", "Source of an assignment"]),
        ("南大街", ["Tasks that name a place", "Passages of a place"]),
        ("各街道", ["Members of a group", "Tasks that name a group"]),
        ("新质动能加速集聚", ["Tasks under a goal"]),
    ],
)
def test_show_tells_everything_about_one_thing(
    name: str, titles: list[str], built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("show", name, "--store", built, "--format", "md") == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"# {name}（")
    for title in titles:
        assert re.search(f"^## .*{title}", shown, re.MULTILINE), title
    assert "https://" not in shown.split("\n", 4)[-1]


def test_show_as_json_names_the_queries(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "区发改局", "--store", built, "--format", "json") == 0
    (page,) = json.loads(capsys.readouterr().out)
    assert page["kind"] == "unit"
    about = {section["query"]: section["results"]["bindings"] for section in page["about"]}
    quoted = {row["quoted"]["value"] for row in about["list_passages_of_agent"]}
    assert quoted == {"区发改局"}


def test_show_of_something_unknown_names_what_is_near(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("show", "区住建厅局", "--store", built) == 2
    assert "区住建局" in capsys.readouterr().err


def test_an_excel_file_is_written_whole(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pairs.xlsx"
    ask = ("query", "rank_unit_pairs", "--store", built, "--format", "xlsx", "--out")
    assert run(*ask, file) == 0
    assert capsys.readouterr().out == ""
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("first", "second", "shared_tasks")
    assert rows[1][:3] == ("五星街道", "南大街街道", 2)
    assert run(*ask, tmp_path / "nowhere" / "pairs.xlsx") == 2
    assert "can not be written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.xlsx"]


def test_no_cell_of_an_excel_file_is_a_formula_or_a_link() -> None:
    table = Table(("a", "b"), ((Literal(FORMULA), IRI), (Literal(1.5), None)))
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(table)))
    sheet = book.active
    assert sheet is not None
    assert sheet["A2"].value == FORMULA
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].hyperlink is None
    assert (sheet["A3"].value, sheet["B3"].value) == (1.5, "") or sheet["B3"].value is None


def test_the_same_table_gives_the_same_excel_file() -> None:
    table = Table(("a",), ((Literal("区发改局"),),))
    assert as_xlsx(table) == as_xlsx(table)


def test_tsv_keeps_the_terms() -> None:
    terms = (Literal('a\t"b"\nc', language="zh"), IRI)
    answer = as_tsv(Table(("text", "unit"), (terms,)))
    assert answer.splitlines()[0] == "?text\t?unit"
    solutions = parse_query_results(answer, QueryResultsFormat.TSV)
    assert isinstance(solutions, QuerySolutions)
    assert [tuple(row) for row in solutions] == [terms]


def test_queries_can_be_listed_by_group(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("queries", "--group", "leaders") == 0
    listed = capsys.readouterr().out
    assert listed.startswith("分管领导 Leaders (leaders)")
    assert "list_tasks_of_leader" in listed
    assert "rank_unit_pairs" not in listed
    assert run("queries", "--group", "lunch") == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_had_offline(
    shell: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    assert run("--show-completion", shell) == 0
    assert "_REMIT_COMPLETE" in capsys.readouterr().out


def test_the_names_of_queries_are_completed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_REMIT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "remit query rank_unit")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert run() == 0
    assert capsys.readouterr().out.split() == ["rank_unit_pairs"]
