"""Queries that somebody wrote: every form, with values bound, on every engine."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from remit.errors import BadQuery
from remit.query import Engine, run
from remit.query.binding import bind
from remit.query.code import code_of
from remit.query.table import table_of

PREFIXES = """\
PREFIX rm: <https://w3id.org/remit/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@pytest.fixture(params=["embedded", "rdflib", "remote", "virtuoso"])
def engine(request: pytest.FixtureRequest) -> Engine:
    chosen: Engine = request.getfixturevalue(f"{request.param}_mini")
    return chosen


@pytest.fixture
def answer(engine: Engine, tmp_path: Path) -> "Answer":
    return Answer(engine, tmp_path / "own.rq")


class Answer:
    """Runs a query from a file and gives what it says, as plain text."""

    def __init__(self, engine: Engine, file: Path) -> None:
        self._engine = engine
        self._file = file

    def __call__(self, query: str, **parameters: str) -> list[list[str]]:
        """Return the rows of the answer to `query`."""
        self._file.write_text(PREFIXES + query, encoding="utf-8")
        table = run(self._engine, str(self._file), parameters)
        return [[term.value if term else "" for term in row] for row in table.rows]


def test_ask_gives_one_cell(answer: Answer) -> None:
    assert answer("ASK { ?task a rm:Task }") == [["true"]]
    assert answer("ASK { ?task a rm:NoSuchClass }") == [["false"]]


def test_construct_gives_triples_once_each(answer: Answer) -> None:
    found = answer(
        "CONSTRUCT { ?unit rdfs:label ?label } WHERE { ?unit a rm:Unit ; rdfs:label ?label }"
    )
    labels = [triple[2] for triple in found]
    assert sorted(labels) == ["东街道", "区住建局", "区教育局", "区财政局", "西街道"]


def test_describe_tells_of_the_named_thing(answer: Answer) -> None:
    unit = "https://w3id.org/remit/id/unit/mini/财政局"
    found = answer(f"DESCRIBE <{unit}>")
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    assert [unit, label, "区财政局"] in found
    assert unit in {triple[0] for triple in found}  # what else is told is the server's choice


def test_a_value_is_an_iri_a_number_or_text(answer: Answer) -> None:
    iri = "<https://w3id.org/remit/id/unit/mini/财政局>"
    assert answer("SELECT ?label WHERE { ?u rdfs:label ?label }", u=iri) == [["区财政局"]]
    assert answer("SELECT ?n WHERE { ?t a rm:Task ; rm:order ?o ; rm:number ?n }", o="7") == [
        ["1.1"]
    ]
    assert answer("SELECT ?o { ?t rm:order ?o ; rm:number ?n }", n="2.5") == []
    found = answer(
        "SELECT ?text { ?t rm:text ?text FILTER(CONTAINS(STR(?text), ?part)) }", part="水质"
    )
    assert found == [["改善水质。"]]


@pytest.mark.parametrize("engine", ["embedded", "remote", "virtuoso"], indirect=True)
def test_a_query_may_ask_single_graphs(answer: Answer) -> None:
    plan = "https://w3id.org/remit/id/plan/mini-2025"
    tasks = "SELECT ?graph (COUNT(?task) AS ?n) WHERE { GRAPH ?graph { ?task a rm:Task } }"
    assert answer(f"{tasks} GROUP BY ?graph") == [[plan, "8"]]
    led = "SELECT (COUNT(?task) AS ?n) WHERE { GRAPH <PLAN/inferred> { ?task rm:ledBy ?unit } }"
    assert answer(led.replace("PLAN", plan)) == [["1"]]  # whatever is believed
    both = "SELECT ?n WHERE { ?task rm:number ?n GRAPH <PLAN/inferred> { ?task rm:ledBy ?unit } }"
    assert answer(both.replace("PLAN", plan)) == [["5"]]
    chosen = "SELECT (COUNT(?task) AS ?n) FROM <PLAN/inferred> WHERE { ?task rm:ledBy ?unit }"
    assert answer(chosen.replace("PLAN", plan)) == [["1"]]


def test_a_long_query_is_answered(answer: Answer) -> None:
    padding = "# 责任\n" * 2000
    assert answer(f"{padding}ASK {{ ?plan a rm:Plan }}") == [["true"]]


def test_values_go_into_the_outermost_group() -> None:
    query = 'SELECT (EXISTS { ?a ?b ?c } AS ?x) # WHERE {\nWHERE { ?s ?p "WHERE {" }'
    bound = bind(query, {"s": NamedNode("http://e/s")})
    assert bound.endswith('WHERE { VALUES ?s { <http://e/s> } ?s ?p "WHERE {" }')


def test_a_query_without_a_group_takes_no_values() -> None:
    with pytest.raises(BadQuery, match="no WHERE"):
        bind("DESCRIBE <http://e/s>", {"s": Literal("x")})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_can_break_out_of_its_value(text: str) -> None:
    bound = bind("SELECT ?value WHERE { }", {"value": Literal(text)})
    assert table_of(Store().query(bound)).rows == ((Literal(text),),)


def test_strings_comments_and_iris_are_no_code() -> None:
    query = "SELECT * { <http://e/#{> ?p 'a{\\'' , \"b{\" , '''c{'d''' } # {\n"
    code = code_of(query)
    assert len(code) == len(query)
    assert code.count("{") == 1
