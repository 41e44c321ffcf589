"""The SHACL engines: from a graph and its shapes to the report that SHACL defines.

`shacl` is compiled and grows in step with the graph; on a plan of a thousand tasks pySHACL
takes some ninety times as long (`bench/checking.py`). But `shacl` is young, and not built for
every machine (not for Linux on ARM): where it is missing pySHACL stands in, and the tests
hold the two to the same violations.
"""

import logging
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph
from pyoxigraph import RdfFormat, Triple
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

# An ill-typed literal is reported as a violation, not as a logged traceback.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def report_on(data: Iterable[Triple], shapes: Path) -> list[Triple]:
    """Return the validation report, by the quickest engine that is installed."""
    engine = report_by_shacl if find_spec("shacl") else report_by_pyshacl
    return engine(data, shapes)


def report_by_shacl(data: Iterable[Triple], shapes: Path) -> list[Triple]:
    """Return the report of the compiled engine. Blank nodes get names of its own."""
    import shacl

    with TemporaryDirectory() as folder:
        path = Path(folder) / "data.nt"
        pyoxigraph.serialize(data, output=path, format=RdfFormat.N_TRIPLES)
        report = shacl.Shapes.from_file(str(shapes)).validate_file(str(path))
    return _parsed(report.serialize("ntriples").encode())


def report_by_pyshacl(data: Iterable[Triple], shapes: Path) -> list[Triple]:
    """Return the report of pySHACL."""
    import pyshacl

    _, report, _ = pyshacl.validate(
        _rdflib_graph(data),
        shacl_graph=_rdflib_graph(quad.triple for quad in pyoxigraph.parse(path=shapes)),
        inplace=True,
        inference="none",
    )
    return _parsed(report.serialize(format="nt", encoding="utf-8"))


def _parsed(n_triples: bytes) -> list[Triple]:
    return [quad.triple for quad in pyoxigraph.parse(n_triples, RdfFormat.N_TRIPLES)]


def _rdflib_graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
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
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise ValueError(f"unexpected term in a graph: {term!r}")
