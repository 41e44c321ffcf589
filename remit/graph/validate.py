"""Checks a built graph against `ontology/shapes/data.ttl`, and says where the defect stands.

The shapes say what a graph must satisfy; this module has a SHACL engine check them and turns
each result into a sentence with the task's number and the line of the source.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple

from remit.assets import asset
from remit.graph.files import ontology_quads
from remit.graph.shacl_engines import report_on
from remit.graph.vocabulary import iri
from remit.model import Severity

Subject = NamedNode | BlankNode | Triple
Term = Subject | Literal

_SHACL: Final = "http://www.w3.org/ns/shacl#"
_SEVERITIES: Final = {
    NamedNode(f"{_SHACL}Info"): Severity.INFO,
    NamedNode(f"{_SHACL}Warning"): Severity.WARNING,
    NamedNode(f"{_SHACL}Violation"): Severity.ERROR,
}

# Engines rename blank nodes, so that a shape could not say which node it is.
_UNNAMED: Final = (
    "图中不得有空白节点，也不得指向空白节点：请给它一个 IRI。",
    "No node is blank or points to a blank node: name that node with an IRI.",
)

_TYPE: Final = NamedNode(iri("rdf:type"))
_TASK_CLASS: Final = NamedNode(iri("rm:Task"))
_TASK: Final = NamedNode(iri("rm:task"))
_SETS_TARGET: Final = NamedNode(iri("rm:setsTarget"))
_NUMBER: Final = NamedNode(iri("rm:number"))
_LINE: Final = NamedNode(iri("rm:line"))
_DERIVED_FROM: Final = NamedNode(iri("prov:wasDerivedFrom"))
_SELECTOR: Final = NamedNode(iri("oa:hasSelector"))
_OF_PLACES: Final = {_TYPE, _TASK, _SETS_TARGET, _NUMBER, _LINE, _DERIVED_FROM, _SELECTOR}


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


class _Facts:
    """Triples to look up, each literal as it was written."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples = Dataset(Quad(*triple) for triple in triples)

    def subjects(self, predicate: NamedNode, value: Term) -> list[Subject]:
        found = self._triples.quads_for_object(value)
        return sorted((q.subject for q in found if q.predicate == predicate), key=str)

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        if isinstance(subject, Literal):
            return []
        found = self._triples.quads_for_subject(subject)
        return sorted((q.object for q in found if q.predicate == predicate), key=str)

    def object(self, subject: Term, predicate: NamedNode) -> Term | None:
        return next(iter(self.objects(subject, predicate)), None)


def validate(quads: Iterable[Quad]) -> list[Violation]:
    """Return what is wrong in the union of these quads and the ontology, in source order."""
    data = [*quads, *ontology_quads()]
    path = asset("ontology", "shapes", "data.ttl")
    report = _Facts(report_on((quad.triple for quad in data), path))
    results = report.subjects(_TYPE, NamedNode(f"{_SHACL}ValidationResult"))
    unnamed = {quad.subject for quad in data if _is_blank(quad.subject, quad.object)}
    if not results and not unnamed:
        return []
    shapes = _Facts(quad.triple for quad in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE))
    places = _Facts(quad.triple for quad in data if quad.predicate in _OF_PLACES)
    violations = {_violation(places, shapes, report, result) for result in results}
    violations.update(
        Violation(Severity.ERROR, *_UNNAMED, _text(node), *_place(places, node), None)
        for node in unnamed
    )
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


def _is_blank(*terms: Term) -> bool:
    return any(isinstance(term, BlankNode) for term in terms)


def _violation(places: _Facts, shapes: _Facts, report: _Facts, result: Subject) -> Violation:
    def part(name: str) -> Term | None:
        return report.object(result, NamedNode(f"{_SHACL}{name}"))

    focus, value, query = part("focusNode"), part("value"), part("sourceConstraint")
    if query is None:
        messages = report.objects(result, NamedNode(f"{_SHACL}resultMessage"))
    else:
        # Asked once for the whole source or plan; the culprit is the value. See the shapes.
        focus, value = value, None
        messages = shapes.objects(query, NamedNode(f"{_SHACL}message"))
    texts = {text.language: text.value for text in messages if isinstance(text, Literal)}
    severity = part("resultSeverity")
    if focus is None or not isinstance(severity, NamedNode):
        raise ValueError(f"a result without focus or severity: {result}")
    number, line = _place(places, focus)
    return Violation(
        _SEVERITIES[severity],
        texts["zh"],
        texts["en"],
        _text(focus),
        number,
        line,
        None if value is None or isinstance(value, BlankNode) else _text(value),
    )


def _place(places: _Facts, focus: Term) -> tuple[str | None, int | None]:
    """Return the number of the task a node belongs to, and its line in the source."""
    number: str | None = None
    line: int | None = None
    for node in _nearest_first(places, focus):
        if number is None and _TASK_CLASS in places.objects(node, _TYPE):
            found = places.object(node, _NUMBER)
            number = None if found is None else _text(found)
        if line is None:
            line = _whole_number(places.object(node, _LINE))
    return number, line


def _nearest_first(places: _Facts, focus: Term) -> Iterator[Term]:
    """Walk from a selector to its passage, to what rests on that, to tasks and passages.

    An assignment's own passage comes before its task's.
    """
    start = next(iter(places.subjects(_SELECTOR, focus)), focus)
    waiting: list[Term] = [start, *places.subjects(_SETS_TARGET, start)]
    waiting += places.subjects(_DERIVED_FROM, start)
    for node in waiting:  # grows while it is walked
        yield node
        for step in (_DERIVED_FROM, _TASK):
            reached = places.objects(node, step)
            waiting.extend(other for other in reached if other not in waiting)


def _text(term: Term) -> str:
    return str(term) if isinstance(term, BlankNode | Triple) else term.value


def _whole_number(term: Term | None) -> int | None:
    if not isinstance(term, Literal) or not term.value.removeprefix("-").isdecimal():
        return None
    return int(term.value)


def _in_source_order(violation: Violation) -> tuple[bool, int, str, str, str, str]:
    return (
        violation.line is None,
        violation.line or 0,
        violation.task_number or "",
        violation.focus,
        violation.en,
        violation.value or "",
    )
