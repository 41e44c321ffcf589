"""Writes and reads graphs as files; the same quads always give the same bytes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple

from remit.assets import asset
from remit.errors import BadGraph
from remit.graph.vocabulary import ONTOLOGY, PREFIXES, Names

GraphName: TypeAlias = NamedNode | BlankNode | DefaultGraph

_FORMATS = {
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
}


def ontology_quads() -> list[Quad]:
    """Return the ontology as quads of its own named graph."""
    graph = NamedNode(ONTOLOGY)
    return [
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for path in sorted(asset("ontology").glob("*.ttl"))
        for quad in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE)
    ]


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads once each, ordered by graph, subject, predicate and object."""
    # One text for a whole triple: its terms end where they end, so the order is that of terms.
    graphs: dict[GraphName, dict[str, Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, {})[str(quad.triple)] = quad
    return [graphs[g][key] for g in sorted(graphs, key=str) for key in sorted(graphs[g])]


def of_graphs(quads: Iterable[Quad], graphs: Iterable[str]) -> Iterator[Quad]:
    """Yield the quads that stand in one of these named graphs, in their order."""
    names = frozenset(map(NamedNode, graphs))
    return (quad for quad in quads if quad.graph_name in names)


def write_graph(
    quads: Iterable[Quad],
    path: Path,
    prefixes: dict[str, str] | None = None,
    *,
    in_order: bool = False,
) -> None:
    """Write canonical TriG, Turtle, N-Quads or N-Triples, by the file's ending.

    Turtle and N-Triples hold no graph names: the quads of all graphs are merged.
    `in_order` tells that the quads of a dataset are canonical already.
    """
    rdf_format = _FORMATS[path.suffix]
    ordered: Iterable[Quad] | Iterable[Triple]
    if not rdf_format.supports_datasets:
        merged = {str(triple): triple for triple in (quad.triple for quad in quads)}
        ordered = [merged[key] for key in sorted(merged)]
    else:
        ordered = quads if in_order else canonical(quads)
    if rdf_format in (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES):
        prefixes = None
    pyoxigraph.serialize(ordered, output=path, format=rdf_format, prefixes=prefixes)


def read_graph(path: Path) -> list[Quad]:
    """Read a graph file; raises BadGraph with file and line when it is none."""
    with _told(path) as rdf_format:
        return list(pyoxigraph.parse(path=path, format=rdf_format))


def load_graph(store: Store, path: Path) -> None:
    """Add a graph file to a store, without its quads in between; raises BadGraph as above."""
    with _told(path) as rdf_format:
        store.bulk_load(path=path, format=rdf_format)


@contextmanager
def _told(path: Path) -> Iterator[RdfFormat]:
    """Give the format of a graph file; what is wrong with it is raised as BadGraph."""
    rdf_format = _FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise BadGraph(
            f"{path} 不是可识别的图文件，请用 {'、'.join(_FORMATS)}。 / "
            f"{path} is no graph file Remit knows; use {', '.join(_FORMATS)}."
        )
    try:
        yield rdf_format
    except FileNotFoundError:
        raise BadGraph(
            f"没有 {path} 这个文件，请先运行 remit build。 / "
            f"{path}: there is no such file; run remit build first."
        ) from None
    except (SyntaxError, ValueError, OSError) as error:
        line = f":{error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        message = error.msg if isinstance(error, SyntaxError) else error
        raise BadGraph(
            f"{path}{line} 不是有效的 RDF（{message}），请重新生成该文件。 / "
            f"{path}{line} is not valid RDF ({message}); build the file again."
        ) from None


def prefixes_of(names: Names) -> dict[str, str]:
    """Return the prefixes that make one plan's file short to read."""
    parts = ("attachment", "goal", "task", "assignment", "passage", "finding", "workload")
    agents = ("unit", "group", "leader")
    return {
        **PREFIXES,
        "plan": f"{names.base}plan/",
        **{part: names.part(part, "") for part in parts},
        **{agent: names.agent(agent, "") for agent in agents},
    }
