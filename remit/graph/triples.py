"""The parts triples are made of: types, texts with their language, values with their datatype."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from remit.graph.vocabulary import iri

Triple: TypeAlias = tuple[str, str, NamedNode | Literal]
Quads: TypeAlias = list[Quad]

_XSD: Final = {
    int: "integer",
    bool: "boolean",
    float: "decimal",
    Decimal: "decimal",
    date: "date",
}


_node: Final = lru_cache(maxsize=1_000)(NamedNode)
"""Few predicates, and a subject's triples in a row: making a node checks its IRI."""


def in_graph(graph: str, triples: Iterable[Triple]) -> Quads:
    """Return the triples as quads of one named graph."""
    name = NamedNode(graph)
    return [Quad(_node(s), _node(p), o, name) for s, p, o in triples]


def typed(subject: str, *types: str) -> Iterator[Triple]:
    """Yield the types of a thing, given as prefixed names."""
    for each in types:
        yield subject, iri("rdf:type"), NamedNode(iri(each))


def node(name: str) -> NamedNode:
    """Return a thing by its IRI."""
    return NamedNode(name)


def zh(text: str) -> Literal:
    """Return a Chinese text."""
    return Literal(text, language="zh")


def value(of: int | bool | float | Decimal | date) -> Literal:
    """Return a value with its XML Schema datatype; numbers are written out, 10000 not 1E+4."""
    text = str(of).lower() if isinstance(of, bool) else str(of)
    if isinstance(of, Decimal):
        text = format(of, "f")
    return Literal(text, datatype=NamedNode(iri(f"xsd:{_XSD[type(of)]}")))
