"""What docs/analyst.md shows works, and is named as it is there."""

import re
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from remit.assets import asset
from remit.graph.files import ontology_quads
from remit.graph.vocabulary import PREFIXES

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "analyst.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_every_term_of_the_picture_is_in_the_ontology(page: str) -> None:
    (turtle,) = re.findall(r"^```turtle\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    terms = {
        term.value
        for quad in parse(turtle, RdfFormat.TURTLE)
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(PREFIXES["rm"])
    }
    known = {q.subject.value for q in ontology_quads() if isinstance(q.subject, NamedNode)}
    assert terms
    assert terms <= known


def test_the_ten_queries_are_there(page: str) -> None:
    shown = re.findall(r"`(\w+/\w+\.rq)`", page)
    assert len(shown) == 10
    for file in shown:
        assert (asset("queries") / file).is_file()


def test_the_first_query_runs(page: str) -> None:
    (query,) = re.findall(r"^remit> (.*)$", page, re.MULTILINE)
    Store().query(query)


def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page):
        assert (PAGE.parent / target).exists(), target
