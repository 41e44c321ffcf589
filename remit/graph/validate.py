"""Checks a built graph against `ontology/shapes/data.ttl`, and says where the defect stands.

The shapes say what a graph must satisfy; this module runs them with pySHACL and turns
each result into a sentence with the task's number and the line of the source.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from remit.assets import asset
from remit.graph.files import ontology_quads
from remit.graph.vocabulary import iri
from remit.model import Severity

_SHACL: Final = "http://www.w3.org/ns/shacl#"
_SEVERITIES: Final = {
    URIRef(f"{_SHACL}Info"): Severity.INFO,
    URIRef(f"{_SHACL}Warning"): Severity.WARNING,
    URIRef(f"{_SHACL}Violation"): Severity.ERROR,
}

_TASK: Final = URIRef(iri("rm:task"))
_NUMBER: Final = URIRef(iri("rm:number"))
_LINE: Final = URIRef(iri("rm:line"))
_TASK_CLASS: Final = URIRef(iri("rm:Task"))
_DERIVED_FROM: Final = URIRef(iri("prov:wasDerivedFrom"))
_SELECTOR: Final = URIRef(iri("oa:hasSelector"))

# An ill-typed literal is reported as a violation, not as a logged traceback.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong in a graph, and where: `task_number` and `line` are None when unknown.

    `focus` is the IRI of the node that is wrong, `value` the offending value if there is one.
    """

    severity: Severity
    zh: str
    en: str
    focus: str
    task_number: str | None
    line: int | None
    value: str | None


def validate(quads: Iterable[pyoxigraph.Quad]) -> list[Violation]:
    """Return what is wrong in the union of these quads and the ontology, in source order."""
    import pyshacl

    data = _graph([*quads, *ontology_quads()])
    shapes = _graph(pyoxigraph.parse(path=asset("ontology", "shapes", "data.ttl")))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, inference="none")
    results = report.subjects(RDF.type, URIRef(f"{_SHACL}ValidationResult"))
    violations = {_violation(data, shapes, report, result) for result in results}
    return sorted(violations, key=_in_source_order)


def describe(violation: Violation) -> str:
    """Return one line for people: where, what is wrong, what to do, and what was found."""
    places_zh, places_en = [], []
    if violation.task_number is not None:
        places_zh.append(f"任务 ({violation.task_number})")
        places_en.append(f"task ({violation.task_number})")
    if violation.line is not None:
        places_zh.append(f"第 {violation.line} 行")
        places_en.append(f"line {violation.line}")
    place_zh = "，".join(places_zh) or violation.focus
    place_en = ", ".join(places_en) or violation.focus
    found_zh = "" if violation.value is None else f"现为“{violation.value}”。"
    found_en = "" if violation.value is None else f" Found “{violation.value}”."
    return f"{place_zh}：{violation.zh}{found_zh} / {place_en}: {violation.en}{found_en}"


def _violation(data: Graph, shapes: Graph, report: Graph, result: Node) -> Violation:
    def part(name: str) -> Node | None:
        return report.value(result, URIRef(f"{_SHACL}{name}"))

    focus, value, query = part("focusNode"), part("value"), part("sourceConstraint")
    if query is None:
        messages = report.objects(result, URIRef(f"{_SHACL}resultMessage"))
    else:
        # Asked once for the whole source or plan; the culprit is the value. See the shapes.
        focus, value = value, None
        messages = shapes.objects(query, URIRef(f"{_SHACL}message"))
    texts = {text.language: str(text) for text in messages if isinstance(text, Literal)}
    number, line = _place(data, focus)
    return Violation(
        _SEVERITIES[URIRef(str(part("resultSeverity")))],
        texts["zh"],
        texts["en"],
        str(focus),
        number,
        line,
        None if value is None or isinstance(value, BNode) else str(value),
    )


def _place(data: Graph, focus: Node | None) -> tuple[str | None, int | None]:
    """Return the number of the task a node belongs to, and its line in the source."""
    number: str | None = None
    line: int | None = None
    for node in _nearest_first(data, focus):
        if number is None and (node, RDF.type, _TASK_CLASS) in data:
            number = _text(data.value(node, _NUMBER, any=True))
        if line is None:
            line = _whole_number(data.value(node, _LINE, any=True))
    return number, line


def _nearest_first(data: Graph, focus: Node | None) -> Iterator[Node]:
    """Walk from a selector to its passage, to what rests on that, to tasks and passages.

    An assignment's own passage comes before its task's.
    """
    if focus is None:
        return
    start = data.value(predicate=_SELECTOR, object=focus, any=True) or focus
    waiting = [start, *sorted(data.subjects(_DERIVED_FROM, start), key=str)]
    for node in waiting:  # grows while it is walked
        yield node
        for step in (_DERIVED_FROM, _TASK):
            reached = sorted(data.objects(node, step), key=str)
            waiting.extend(other for other in reached if other not in waiting)


def _text(node: Node | None) -> str | None:
    return None if node is None else str(node)


def _whole_number(node: Node | None) -> int | None:
    value = node.value if isinstance(node, Literal) else None
    return value if isinstance(value, int) else None


def _in_source_order(violation: Violation) -> tuple[bool, int, str, str, str, str]:
    return (
        violation.line is None,
        violation.line or 0,
        violation.task_number or "",
        violation.focus,
        violation.en,
        violation.value or "",
    )


def _graph(quads: Iterable[pyoxigraph.Quad]) -> Graph:
    """Return the union of the quads; pyoxigraph parses some thirty times faster than rdflib."""
    graph = Graph()
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> Node:
    """Return the same term for rdflib, the printed form of a literal as it stands."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language is not None:
            return Literal(term.value, lang=term.language)
        literal = Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
        # Arithmetic on "x"^^xsd:integer ends rdflib's queries; "x" breaks the same shapes.
        return Literal(term.value) if literal.ill_typed else literal
    raise ValueError(f"unexpected term in a graph: {term!r}")
