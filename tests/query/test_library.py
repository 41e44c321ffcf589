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
import rdflib
from pyoxigraph import NamedNode, Store

from remit.assets import asset
from remit.errors import BadQuery
from remit.model import Evidence
from remit.query import Embedded, Engine, Question, Table, as_csv, catalogue, question, run
from remit.query.catalogue import GROUPS, read_question

CHECKOUT: Final = Path(__file__).resolve().parents[2]
EXPECTED: Final = CHECKOUT / "tests" / "expected"
ON_MINI: Final = {
    "unit": "区财政局",
    "unit2": "区住建局",
    "agent": "区财政局",
    "leader": "乙某",
    "word": "学校",
    "task": "3",
    "goal": "优环境",
    "place": "西河路",
    "project": "新区道路",
    "indicator": "电梯",
    "day": "2025-12-31",
}
ON_YEARS: Final = {"unit": "区发改局"}
ACROSS: Final = "across_plans_and_years"

Rows = Callable[[Table], list[tuple[str, ...]]]

every_question = pytest.mark.parametrize("asked", catalogue(), ids=lambda asked: asked.name)
every_question_across_plans = pytest.mark.parametrize(
    "asked",
    [asked for asked in catalogue() if asked.group == ACROSS],
    ids=lambda asked: asked.name,
)


def test_the_library_answers_many_questions_in_every_group() -> None:
    assert len(catalogue()) >= 45
    assert set(GROUPS) == {path.name for path in asset("queries").iterdir() if path.is_dir()}
    for group in GROUPS:
        assert sum(asked.group == group for asked in catalogue()) >= 4, group


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
@pytest.mark.parametrize("evidence", Evidence)
@every_question
def test_all_engines_give_the_same_rows(
    asked: Question,
    evidence: Evidence,
    engine: str,
    rows: Rows,
    request: pytest.FixtureRequest,
) -> None:
    _assert_equal(asked, "mini", evidence, engine, rows, request)


@pytest.mark.parametrize("engine", ["rdflib", "remote", "virtuoso"])
@every_question
def test_all_engines_give_the_same_rows_for_the_seed(
    asked: Question, engine: str, rows: Rows, request: pytest.FixtureRequest
) -> None:
    _assert_equal(asked, "seed", Evidence.INFERRED, engine, rows, request)


@pytest.mark.parametrize("engine", ["rdflib", "remote", "virtuoso"])
@every_question_across_plans
def test_all_engines_give_the_same_rows_for_several_years(
    asked: Question, engine: str, rows: Rows, request: pytest.FixtureRequest
) -> None:
    _assert_equal(asked, "years", Evidence.EXPANDED, engine, rows, request)


def _assert_equal(
    asked: Question,
    plan: str,
    evidence: Evidence,
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
    _assert_expected(run(embedded_seed, asked.name, _values(asked, "seed")), EXPECTED, asked.name)


@every_question_across_plans
def test_several_years_give_the_expected_rows(asked: Question, embedded_years: Embedded) -> None:
    answer = run(embedded_years, asked.name, _values(asked, "years"))
    assert answer.rows
    _assert_expected(answer, EXPECTED / "years", asked.name)


@pytest.mark.parametrize("name", ["measure_load", "rank_unit_pairs", "list_dependencies"])
def test_what_changed_its_name_over_the_years_stands_in_one_row(
    name: str, embedded_years: Embedded
) -> None:
    found = run(embedded_years, name, {}).rows
    things = [[term for term in row if isinstance(term, NamedNode)] for row in found]
    assert len(set(map(tuple, things))) == len(things) > 0


def _assert_expected(answer: Table, folder: Path, name: str) -> None:
    text = as_csv(answer).replace("\r\n", "\n")
    file = folder / f"{name}.csv"
    if "REMIT_WRITE_EXPECTED" in os.environ:
        file.write_text(text, encoding="utf-8")
        pytest.fail(f"{file.name} is written: read the change, then run without the variable")
    assert file.is_file(), f"no expected answer: {file}"
    expected = file.read_text(encoding="utf-8")
    assert list(csv.reader(text.splitlines())) == list(csv.reader(expected.splitlines()))


@every_question
def test_a_row_begins_with_words_and_ends_with_iris(
    asked: Question, embedded_seed: Embedded
) -> None:
    for row in run(embedded_seed, asked.name, _values(asked, "seed"), Evidence.INFERRED).rows:
        kinds = [isinstance(term, NamedNode) for term in row if term is not None]
        assert kinds == sorted(kinds)
        assert not kinds[0]


def test_every_expected_answer_has_its_query() -> None:
    assert {file.stem for file in EXPECTED.glob("*.csv")} == {asked.name for asked in catalogue()}
    across = {asked.name for asked in catalogue() if asked.group == ACROSS}
    assert {file.stem for file in (EXPECTED / "years").glob("*.csv")} == across


@every_question
def test_optional_parameters_work_with_their_examples(
    asked: Question, embedded_seed: Embedded
) -> None:
    values = {parameter.name: parameter.example for parameter in asked.parameters}
    needed = _values(asked, "seed")
    narrowings = []
    for evidence in Evidence:
        every = set(run(embedded_seed, asked.name, needed, evidence).rows)
        narrowed = set(run(embedded_seed, asked.name, values, evidence).rows)
        assert narrowed <= every
        narrowings.append(0 < len(narrowed) < len(every))
    assert any(narrowings) or values == needed


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


def test_the_page_and_the_rdf_catalogue_are_up_to_date() -> None:
    command = [sys.executable, "scripts/query_reference.py", "--check"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_editor_can_run_every_example_of_the_rdf_catalogue() -> None:
    graph = rdflib.Graph().parse(asset("queries") / "catalogue.ttl")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    prologue = "".join(
        f"PREFIX {graph.value(declared, sh.prefix)}: <{graph.value(declared, sh.namespace)}>\n"
        for declared in graph.objects(None, sh.declare)
    )
    examples = list(graph.subjects(rdflib.RDF.type, sh.SPARQLSelectExecutable))
    assert len(examples) == len(catalogue())
    for example in examples:
        Store().query(f"{prologue}{graph.value(example, sh.select)}")
        comments = graph.objects(example, rdflib.RDFS.comment)
        assert {str(words.n3())[-3:] for words in comments} == {"@zh", "@en"}


def test_a_question_is_found_by_its_name() -> None:
    assert question("measure_load").group == "dependency_and_load"


def _values(asked: Question, plan: str) -> dict[str, str]:
    """Return values for the required parameters."""
    needed = [parameter for parameter in asked.parameters if parameter.required]
    if plan != "seed":
        values = ON_MINI if plan == "mini" else ON_YEARS
        return {parameter.name: values[parameter.name] for parameter in needed}
    return {parameter.name: parameter.example for parameter in needed}
