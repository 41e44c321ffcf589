"""The ontology keeps its own style, defines every term in use, and has a current reference."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pyoxigraph
import pyshacl
import pytest
from rdflib import SH, BNode, Graph, Literal, URIRef

ROOT: Final = Path(__file__).resolve().parent.parent
ONTOLOGY: Final = sorted((ROOT / "ontology").glob("*.ttl"))
SHAPES: Final = sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
USERS: Final = [
    *sorted((ROOT / "remit").rglob("*.py")),
    *sorted((ROOT / "queries").rglob("*.rq")),
    *sorted((ROOT / "ontology" / "shapes").glob("*.ttl")),
    ROOT / "docs" / "architecture.md",
]
RM: Final = "https://w3id.org/remit/ontology#"


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in ONTOLOGY:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def style() -> Graph:
    return Graph().parse(ROOT / "ontology" / "shapes" / "ontology.ttl")


def broken_rules(ontology: Graph, style: Graph) -> list[str]:
    _, report, _ = pyshacl.validate(ontology, shacl_graph=style)
    assert isinstance(report, Graph)
    return sorted(
        f"{report.value(result, SH.focusNode)}: {message}"
        for result, message in report.subject_objects(SH.resultMessage)
        if isinstance(message, Literal) and message.language == "en"
    )


def test_the_ontology_keeps_its_style(ontology: Graph, style: Graph) -> None:
    assert broken_rules(ontology, style) == []


@pytest.mark.parametrize(
    ("term", "complaint"),
    [
        pytest.param(
            'rm:Bare a owl:Class ; rdfs:label "光"@zh, "bare"@en ; rdfs:isDefinedBy <{o}> .',
            "one definition in Chinese and one in English",
            id="no definition",
        ),
        pytest.param(
            'rm:Bare a owl:Class ; rdfs:label "bare"@en ; rdfs:isDefinedBy <{o}> ;'
            ' skos:definition "光。"@zh, "Bare."@en .',
            "one rdfs:label in Chinese",
            id="no Chinese label",
        ),
        pytest.param(
            "rm:Task rdfs:subClassOf prov:Activity .", "Nothing is a prov:Activity", id="activity"
        ),
        pytest.param("rm:ledBy owl:inverseOf rm:leads .", "one direction", id="inverse"),
        pytest.param("rm:ledBy rdfs:domain rm:Task .", "Domains are not used", id="domain"),
        pytest.param(
            "rm:Leads skos:inScheme rm:UnitTypes .", "exactly one scheme", id="two schemes"
        ),
    ],
)
def test_a_term_against_the_style_is_named(
    ontology: Graph, style: Graph, term: str, complaint: str
) -> None:
    with_term = Graph() + ontology
    prefixes = "".join(f"PREFIX {p}: <{ns}>\n" for p, ns in ontology.namespaces())
    turtle = term.replace("{o}", RM.removesuffix("#"))
    with_term.parse(data=f"{prefixes}PREFIX prov: <http://www.w3.org/ns/prov#>\n{turtle}")

    (broken,) = broken_rules(with_term, style)

    assert complaint in broken


@pytest.mark.parametrize("path", USERS, ids=name)
def test_every_term_in_use_is_defined(ontology: Graph, path: Path) -> None:
    used = set(re.findall(r"\brm:(\w+)", path.read_text(encoding="utf-8")))

    assert {term for term in used if (URIRef(RM + term), None, None) not in ontology} == set()


@pytest.mark.parametrize("path", [*ONTOLOGY, *SHAPES], ids=name)
def test_two_parsers_read_the_same_number_of_triples(path: Path) -> None:
    by_oxigraph = set(pyoxigraph.parse(path=path))

    assert len(Graph().parse(path)) == len(by_oxigraph) > 0


@pytest.mark.parametrize("path", ONTOLOGY, ids=name)
def test_no_term_is_anonymous(path: Path) -> None:
    nodes = {node for triple in Graph().parse(path) for node in triple}

    assert not any(isinstance(node, BNode) for node in nodes)


@pytest.mark.parametrize("path", SHAPES, ids=name)
def test_every_constraint_speaks_both_languages(path: Path) -> None:
    shapes = Graph().parse(path)
    speaking = set(shapes.objects(None, SH.property)) | set(shapes.objects(None, SH.sparql))
    speaking -= {outer for outer in speaking if (outer, SH.property, None) in shapes}

    for shape in speaking:
        languages = [
            message.language
            for message in shapes.objects(shape, SH.message)
            if isinstance(message, Literal)
        ]
        assert sorted(languages, key=str) == ["en", "zh"], shapes.value(shape, SH.path)


def test_the_reference_page_is_current() -> None:
    script = ROOT / "scripts" / "ontology_reference.py"
    check = subprocess.run(
        [sys.executable, script, "--check"], check=False, capture_output=True, text=True
    )

    assert (check.returncode, check.stderr) == (0, "")
