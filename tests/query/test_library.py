"""Every file of the library: its header, one answer on all engines, the expected rows.

`REMIT_WRITE_EXPECTED=1 pytest tests/query/test_library.py -k expected` writes the files in
tests/expected anew. Read the change before you keep it: the files are what we hold true.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Store

from remit.assets import asset
from remit.errors import BadQuery
from remit.model import Evidence
from remit.query import Embedded, Engine, Question, Table, as_csv, catalogue, question, run
from remit.query.catalogue import read_question

CHECKOUT: Final = Path(__file__).resolve().parents[2]
EXPECTED: Final = CHECKOUT / "tests" / "expected"
ON_MINI: Final = {"unit": "区财政局", "leader": "乙某", "word": "学校", "task": "3"}

Rows = Callable[[Table], list[tuple[str, ...]]]

every_question = pytest.mark.parametrize("asked", catalogue(), ids=lambda asked: asked.name)


def test_the_library_holds_its_first_questions() -> None:
    assert [asked.name for asked in catalogue()] == [
        "list_lost_cells",
        "trace_assignment",
        "list_cross_leader_tasks",
        "list_tasks_of_leader",
        "measure_load",
        "count_overview",
        "show_goal_tree",
        "list_dependencies",
        "rank_unit_pairs",
        "find_tasks_by_word",
        "list_group_members",
        "list_tasks_of_unit",
    ]


def test_no_query_hides_outside_a_group_folder() -> None:
    assert len(list(asset("queries").rglob("*.rq"))) == len(catalogue())


@every_question
def test_a_header_says_everything_in_two_languages(asked: Question) -> None:
    for words in (asked.title, asked.question, *(p.about for p in asked.parameters)):
        assert any("\u4e00" <= character <= "\u9fff" for character in words.zh)
        assert words.en.isascii()
        assert words.en
    assert all(asked.tags)


@every_question
def test_a_query_leaves_the_choice_of_graphs_to_the_engine(asked: Question) -> None:
    assert "GRAPH" not in asked.text
    assert "FROM" not in asked.text
    assert "ORDER BY" in asked.text


@every_question
def test_a_query_parses_and_uses_its_parameters(asked: Question) -> None:
    Store().query(asked.text)
    for parameter in asked.parameters:
        assert f"?{parameter.name} " in asked.text or f"?{parameter.name})" in asked.text


@pytest.mark.parametrize("engine", ["rdflib", "remote", "virtuoso"])
@pytest.mark.parametrize("plan", ["mini", "seed"])
@pytest.mark.parametrize("evidence", Evidence)
@every_question
def test_all_engines_give_the_same_rows(
    asked: Question,
    evidence: Evidence,
    plan: str,
    engine: str,
    rows: Rows,
    request: pytest.FixtureRequest,
) -> None:
    values = _values(asked, plan)
    reference: Engine = request.getfixturevalue(f"embedded_{plan}")
    other: Engine = request.getfixturevalue(f"{engine}_{plan}")
    answer = run(reference, asked.name, values, evidence)
    second = run(other, asked.name, values, evidence)
    assert second.columns == answer.columns
    assert rows(second) == rows(answer)


@every_question
def test_the_seed_gives_the_expected_rows(asked: Question, embedded_seed: Embedded) -> None:
    text = as_csv(run(embedded_seed, asked.name, _values(asked, "seed"))).replace("\r\n", "\n")
    file = EXPECTED / f"{asked.name}.csv"
    if "REMIT_WRITE_EXPECTED" in os.environ:
        file.write_text(text, encoding="utf-8")
        pytest.fail(f"{file.name} is written: read the change, then run without the variable")
    assert file.is_file(), f"no expected answer: {file}"
    expected = file.read_text(encoding="utf-8")
    assert list(csv.reader(text.splitlines())) == list(csv.reader(expected.splitlines()))


def test_every_expected_answer_has_its_query() -> None:
    assert {file.stem for file in EXPECTED.glob("*.csv")} == {asked.name for asked in catalogue()}


@every_question
def test_optional_parameters_work_with_their_examples(
    asked: Question, embedded_seed: Embedded
) -> None:
    values = {parameter.name: parameter.example for parameter in asked.parameters}
    all_rows = set(run(embedded_seed, asked.name, _values(asked, "seed")).rows)
    narrowed = set(run(embedded_seed, asked.name, values).rows)
    assert narrowed <= all_rows
    if len(values) > len(_values(asked, "seed")):
        assert 0 < len(narrowed) < len(all_rows)


@pytest.mark.parametrize(
    ("broken", "names"),
    [
        ("#+ title: 任务 / Tasks", "#+ question:"),
        ("#+ title: 任务", "is not `Chinese / English`"),
        ("#+ title: 一 / One\n#+ title: 二 / Two", "2 times"),
    ],
)
def test_an_incomplete_header_is_named(broken: str, names: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.rq"
    file.write_text(f"{broken}\n\nASK {{}}", encoding="utf-8")
    with pytest.raises(BadQuery) as caught:
        read_question(file)
    assert "broken.rq" in str(caught.value)
    assert names in str(caught.value)


def test_the_readme_is_up_to_date() -> None:
    command = [sys.executable, "scripts/query_reference.py", "--check"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_question_is_found_by_its_name() -> None:
    assert question("measure_load").group == "load"


def _values(asked: Question, plan: str) -> dict[str, str]:
    """Return values for the required parameters."""
    needed = [parameter for parameter in asked.parameters if parameter.required]
    if plan == "mini":
        return {parameter.name: ON_MINI[parameter.name] for parameter in needed}
    return {parameter.name: parameter.example for parameter in needed}
