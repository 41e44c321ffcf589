"""rdflib as an engine: slow, and independent. The tests ask it for a second opinion."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib.term import Node

from remit.model import Evidence
from remit.query.binding import bind
from remit.query.dataset import DISCOVERY, believed_graphs
from remit.query.table import Table, Term, triples_table, truth_table

_GRAPH: Final = rdflib.Variable("graph")


class RdflibEngine:
    """rdflib over files of quads. GRAPH finds nothing: only believed graphs are held."""

    def __init__(self, *paths: Path) -> None:
        """Load the files of quads at `paths` (`.nq` or `.trig`)."""
        self._dataset = rdflib.Dataset()
        for path in paths:
            self._dataset.parse(path, format="nquads" if path.suffix == ".nq" else "trig")
        self._found = [str(row[_GRAPH]) for row in self._dataset.query(DISCOVERY).bindings]
        self._merged: dict[Evidence, rdflib.Graph] = {}

    def select(self, query: str, bindings: Mapping[str, Term], evidence: Evidence) -> Table:
        """Answer `query`; see `remit.query.engines.Engine`."""
        answer = self._graph(evidence).query(bind(query, bindings))
        if answer.type == "ASK":
            return truth_table(answer=bool(answer.askAnswer))
        if answer.graph is not None:
            return triples_table(tuple(map(term_of, triple)) for triple in answer.graph)
        columns = [rdflib.Variable(name) for name in answer.vars or ()]
        rows = [tuple(term_of(row.get(name)) for name in columns) for row in answer.bindings]
        return Table(tuple(map(str, columns)), tuple(rows))

    def graphs(self, evidence: Evidence) -> list[str]:
        """Return the believed graphs; see `Engine`."""
        return believed_graphs(self._found, evidence)

    def _graph(self, evidence: Evidence) -> rdflib.Graph:
        if evidence not in self._merged:
            graph = rdflib.Graph()
            for name in self.graphs(evidence):
                graph += self._dataset.graph(rdflib.URIRef(name))
            self._merged[evidence] = graph
        return self._merged[evidence]


def term_of(node: Node | None) -> Term | None:
    """Return the term that an rdflib node stands for; None for no value."""
    if node is None:
        return None
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype or rdflib.XSD.string)))
    raise ValueError(f"unexpected rdflib term: {node!r}")
