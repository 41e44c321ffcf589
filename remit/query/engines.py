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
from remit.graph import STORE_FILE
from remit.graph.files import load_graph, ontology_quads, read_graph
from remit.graph.vocabulary import ONTOLOGY, iri
from remit.model import Evidence
from remit.query.binding import bind
from remit.query.code import asks_graphs, chooses_graphs
from remit.query.dataset import DISCOVERY, believed_graphs
from remit.query.table import Table, Term, table_of

_UNSORTED_PLAN: Final = f"ASK {{ ?plan a <{iri('rm:Plan')}> }}"
"""Tells whether a plan stands in the default graph, as those of Turtle files do."""


def stored_quads(path: Path) -> list[Quad]:
    """Return the quads of a built folder, or of a graph file. Raises BadGraph."""
    return read_graph(_file(path))


def _file(path: Path) -> Path:
    return path / STORE_FILE if path.is_dir() else path


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
    """pyoxigraph, in memory, over built folders or graph files (`.nq`, `.trig`, `.ttl`, `.nt`).

    The believed graphs are merged into the default graph of a store, one for each kind of
    evidence, made when first asked for. (Naming them as default graphs query by query would
    count a triple as often as graphs hold it.) A query that names graphs itself, by GRAPH or
    FROM, is answered from a store that holds these as well; no other is, since pyoxigraph goes
    through the triples of all graphs to find those of one.

    Turtle keeps no evidence apart: what it holds is taken as Remit writes it into
    `graph.ttl`, stated and expanded, and can be asked at that level alone. The ontology is
    added to it, for the names of roles.
    """

    def __init__(self, *paths: Path) -> None:
        """Load `paths` together. Raises BadGraph where one is missing, no RDF, or holds no plan."""
        self._paths = paths
        self._quads = Store()
        for path in paths:
            load_graph(self._quads, _file(path))
        self._merged: dict[Evidence, Store] = {}
        self._with_graphs: dict[Evidence, Store] = {}
        self._is_unsorted = bool(self._quads.query(_UNSORTED_PLAN))
        if self._is_unsorted:
            self._quads.extend(ontology_quads())
        found = [row["graph"].value for row in _solutions(self._quads.query(DISCOVERY))]
        if self._is_unsorted and found == [ONTOLOGY]:
            self._believed = dict.fromkeys(Evidence, found)
            return
        try:
            self._believed = {kind: believed_graphs(found, kind) for kind in Evidence}
        except ValueError as error:
            raise BadGraph(
                f"{self._name} 不是完整的责任图谱：{error}。请重新生成。 / "
                f"{self._name} is no complete responsibility graph: {error}. Build it again."
            ) from error

    def select(self, query: str, bindings: Mapping[str, Term], evidence: Evidence) -> Table:
        """Answer `query`; see `Engine`."""
        return table_of(self.ask(bind(query, bindings), evidence))

    def graphs(self, evidence: Evidence) -> list[str]:
        """Return the believed graphs; see `Engine`."""
        return self._believed[evidence]

    def ask(self, query: str, evidence: Evidence) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Return the engine's own answer. Raises SyntaxError for a query that is none."""
        return self.store_for(query, evidence).query(query)

    def store_for(self, query: str, evidence: Evidence) -> Store:
        """Return the store that answers a query; see `merge`."""
        if not asks_graphs(query) and not chooses_graphs(query):
            return self.merge(evidence)
        if evidence not in self._with_graphs:
            store = Store()
            store.bulk_extend(self.merge(evidence))
            store.bulk_extend(q for q in self._quads if q.graph_name != DefaultGraph())
            self._with_graphs[evidence] = store
        return self._with_graphs[evidence]

    def merge(self, evidence: Evidence) -> Store:
        """Return the store whose default graph is what is believed, made when first needed.

        Raises BadGraph for evidence that a file does not keep apart.
        """
        if evidence not in self._merged:
            if self._is_unsorted and evidence is not Evidence.EXPANDED:
                raise BadGraph(
                    f"{self._name} 中的 Turtle 不区分依据，只能按 expanded 查询；"
                    "请改用同一文件夹的 graph.trig。 / "
                    f"{self._name}: Turtle keeps no evidence apart and can be asked as "
                    "`expanded` only; take graph.trig of the same folder."
                )
            graphs: list[DefaultGraph | NamedNode] = [DefaultGraph()] if self._is_unsorted else []
            graphs += map(NamedNode, self._believed[evidence])
            store = Store()
            for graph in graphs:
                quads = self._quads.quads_for_pattern(None, None, None, graph)
                store.bulk_extend(
                    Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads
                )
            self._merged[evidence] = store
        return self._merged[evidence]

    @property
    def _name(self) -> str:
        return "、".join(map(str, self._paths))


def _solutions(answer: object) -> QuerySolutions:
    if not isinstance(answer, QuerySolutions):
        raise TypeError(f"not the answer of a SELECT query: {answer!r}")
    return answer
