"""What an engine is, and the one that runs inside this program."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from remit.errors import BadGraph
from remit.graph.files import read_graph
from remit.model import Evidence
from remit.query.binding import bind
from remit.query.dataset import DISCOVERY, believed_graphs
from remit.query.table import Table, Term, table_of

STORE_FILE: Final = Path("store", "quads.nq")
"""Where a built folder keeps its whole dataset."""


def stored_quads(path: Path) -> list[Quad]:
    """Return the quads of a built folder, or of a graph file. Raises BadGraph."""
    return read_graph(path / STORE_FILE if path.is_dir() else path)


class Engine(Protocol):
    """Anything that answers SPARQL queries over plans."""

    def select(self, query: str, bindings: Mapping[str, Term], evidence: Evidence) -> Table:
        """Answer `query`, its named variables bound, believing up to `evidence`.

        The default graph is the merge of the believed graphs. Raises SyntaxError for a
        query that is none.
        """

    def graphs(self, evidence: Evidence) -> list[str]:
        """Return the named graphs that are believed up to `evidence`."""


class Embedded:
    """pyoxigraph, in memory, over built folders or files of quads (N-Quads or TriG).

    For each kind of evidence asked for, the believed graphs are merged once into the
    default graph of a store of its own. (Naming them as default graphs query by query
    would count a triple as often as graphs hold it.) GRAPH reaches every named graph.
    """

    def __init__(self, *paths: Path) -> None:
        """Load `paths` together. Raises BadGraph where one is missing, no RDF, or holds no plan."""
        self._quads = Store()
        for path in paths:
            self._quads.extend(stored_quads(path))
        found = [row["graph"].value for row in _solutions(self._quads.query(DISCOVERY))]
        try:
            self._believed = {kind: believed_graphs(found, kind) for kind in Evidence}
        except ValueError as error:
            name = "、".join(map(str, paths))
            raise BadGraph(
                f"{name} 不是完整的责任图谱：{error}。请重新生成。 / "
                f"{name} is no complete responsibility graph: {error}. Build it again."
            ) from error
        self._merged: dict[Evidence, Store] = {}

    def select(self, query: str, bindings: Mapping[str, Term], evidence: Evidence) -> Table:
        """Answer `query`; see `Engine`."""
        return table_of(self.ask(bind(query, bindings), evidence))

    def graphs(self, evidence: Evidence) -> list[str]:
        """Return the believed graphs; see `Engine`."""
        return self._believed[evidence]

    def ask(self, query: str, evidence: Evidence) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Return the engine's own answer. Raises SyntaxError for a query that is none."""
        return self._store(evidence).query(query)

    def _store(self, evidence: Evidence) -> Store:
        if evidence not in self._merged:
            store = Store()
            store.extend(self._quads)
            for graph in self._believed[evidence]:
                quads = self._quads.quads_for_pattern(None, None, None, NamedNode(graph))
                store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
            self._merged[evidence] = store
        return self._merged[evidence]


def _solutions(answer: object) -> QuerySolutions:
    if not isinstance(answer, QuerySolutions):
        raise TypeError(f"not the answer of a SELECT query: {answer!r}")
    return answer
