"""Puts the graphs of plans on a server, and makes sure that they arrived.

By the SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/):
a PUT replaces one named graph at once. A plan has several, and the protocol has no way to
replace them together: readers may for a moment see new graphs beside old ones. Then the plan is
merged with the others (`remit.query.merging`), and that is done at once where a server can.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import Final
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request

from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse, serialize

from remit.errors import EndpointError
from remit.graph.vocabulary import ONTOLOGY, iri
from remit.model import Bilingual, Evidence
from remit.query.access import beside, reply_to
from remit.query.dataset import PART, by_graph, graphs_at, merged_graph, roots_of
from remit.query.merging import MergedGraphs

SECONDS: Final = 300
PAGE: Final = 5_000  # triples
_STORE: Final = Bilingual("图存储", "The graph store")
_MEDIA_TYPE: Final = RdfFormat.N_TRIPLES.media_type
_SIBLINGS: Final = {"/query": "/store", "/sparql": "/sparql-graph-crud-auth"}
_NUMBERS: Final = {iri(f"xsd:{kind}") for kind in ("decimal", "double", "integer")}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A graph as it stands on the server: its name and its number of triples.

    `sha256` is the digest of its sorted N-Triples, in which 1.0 and 1 are one number:
    servers keep values, not digits.
    """

    graph: str
    triples: int
    sha256: str


def graph_store_of(endpoint: str) -> str | None:
    """Return where the server with this query address takes graphs, if its form tells.

    >>> graph_store_of("http://127.0.0.1:7878/query")
    'http://127.0.0.1:7878/store'
    """
    return beside(endpoint, _SIBLINGS)


class GraphStore:
    """The address at which a server takes graphs, and those for queries and for updates.

    Queries are for servers that give back only a part of a large graph (Virtuoso: 10,000
    triples, without a word): from these it is read in pages. Updates are for the merged graphs.
    """

    def __init__(
        self,
        url: str,
        endpoint: str | None = None,
        update: str | None = None,
        seconds: float = SECONDS,
    ) -> None:
        """Remember the addresses; each request may take `seconds`."""
        self.url = url
        self._endpoint = endpoint
        self._seconds = seconds
        self._merged = MergedGraphs(update, seconds) if update else None
        self.unmerged: EndpointError | None = None
        if update is None:
            self.unmerged = self._error(
                "的更新地址未知，请用 --update 写明",
                "is not known to take updates; say where: --update",
            )
        self._ontology: Loaded | None = None

    def load(self, quads: Iterable[Quad]) -> Iterator[Loaded]:
        """Replace every graph of the plans among `quads`, and the ontology's, and merge them.

        Yields each graph once it is read back and found equal. Raises BadGraph when the
        quads hold no plan, EndpointError when the server refuses, or keeps something else. A
        server that takes no updates is left without merged graphs, and `unmerged` tells why,
        unless it has some of these plans: they would be stale.
        """
        graphs = by_graph(quads)
        roots = roots_of(graphs)
        if self._ontology and self._ontology == _loaded(ONTOLOGY, graphs[ONTOLOGY]):
            roots.remove(ONTOLOGY)
        self._withdraw(roots)
        for root in roots:
            for name in reversed(graphs_at(root, Evidence.INFERRED)):  # by its own it is found
                loaded = self._replace(name, graphs.get(name, []))
                if name == ONTOLOGY:
                    self._ontology = loaded
                yield loaded
        if self._merged:
            self._merged.renew(roots)

    def _withdraw(self, roots: Sequence[str]) -> None:
        if self._merged:
            try:
                self._merged.withdraw(roots)
            except EndpointError as error:
                self._merged, self.unmerged = None, error
        if self.unmerged and self._has_merged(roots):
            raise self.unmerged

    def _has_merged(self, roots: Sequence[str]) -> bool:
        """Tell whether some of these, by their own graphs, have a part in a merged graph."""
        graphs = " ".join(f"<{merged_graph(evidence)}>" for evidence in Evidence)
        parts = " ".join(f"<{root}>" for root in roots)
        query = (
            f"CONSTRUCT {{ ?merged <{PART}> ?part }} WHERE {{ VALUES ?merged {{ {graphs} }} "
            f"VALUES ?part {{ {parts} }} GRAPH ?merged {{ ?merged <{PART}> ?part }} }}"
        )
        return self._endpoint is not None and any(self._answer(self._endpoint, query))

    def _replace(self, name: str, triples: list[Triple]) -> Loaded:
        if triples:
            body = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
            self._send("PUT", name, body)
        else:
            self._send("DELETE", name)
        wanted, found = _loaded(name, triples), _loaded(name, self._read(name))
        if found.triples < wanted.triples and self._endpoint:
            found = _loaded(name, self._read_in_pages(name, self._endpoint))
        if found != wanted:
            raise self._error(
                f"保存的图 {name} 与所装入的不同（{found.triples} 条，应为 {wanted.triples} 条）",
                f"keeps another graph {name} than was sent ({found.triples} triples instead of "
                f"{wanted.triples}, or others). Load it again, and ask who else writes there",
            )
        return found

    def _read(self, name: str) -> Iterator[Triple]:
        return self._parsed(self._send("GET", name))

    def _read_in_pages(self, name: str, endpoint: str) -> Iterator[Triple]:
        """Yield a graph page by page. Pages that overlap or miss something fail the comparison."""
        for start in count(0, PAGE):
            query = (
                f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }} "
                f"LIMIT {PAGE} OFFSET {start}"
            )
            page = list(self._answer(endpoint, query))
            yield from page
            if not page:
                return

    def _answer(self, endpoint: str, query: str) -> Iterator[Triple]:
        return self._parsed(self._sent("GET", f"{endpoint}?query={quote(query, safe='')}"))

    def _parsed(self, body: bytes) -> Iterator[Triple]:
        try:
            for quad in parse(body, RdfFormat.N_TRIPLES):
                yield Triple(quad.subject, quad.predicate, quad.object)
        except SyntaxError as error:
            raise self._error(
                f"的应答不是有效的 N-Triples：{error}", f"sent broken N-Triples: {error}"
            ) from error

    def _send(self, method: str, graph: str, body: bytes | None = None) -> bytes:
        """Send one request of the protocol; a graph that is not there is an empty graph."""
        if not self.url.startswith(("http://", "https://")):
            raise self._error("不是 http(s) 地址", "is not an http or https address")
        return self._sent(method, f"{self.url}?graph={quote(graph, safe='')}", body)

    def _sent(self, method: str, url: str, body: bytes | None = None) -> bytes:
        request = Request(  # noqa: S310 (the store's address is checked)
            url,
            data=body,
            method=method,
            headers={"Accept" if method == "GET" else "Content-Type": _MEDIA_TYPE},
        )
        try:
            return reply_to(request, self._seconds, _STORE, "--graph-store")
        except HTTPError:  # not there
            if method == "PUT":
                raise self._error("不在这里（HTTP 404）", "is not there (HTTP 404)") from None
            return b""

    def _error(self, zh: str, en: str) -> EndpointError:
        return EndpointError(f"{_STORE.zh} {self.url} {zh}。 / {_STORE.en} {self.url} {en}.")


def _loaded(name: str, triples: Iterable[Triple]) -> Loaded:
    lines = sorted({f"{t.subject} {t.predicate} {_value(t.object)}" for t in triples})
    return Loaded(name, len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest())


def _value(term: object) -> str:
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
        try:
            return f"{Decimal(term.value).normalize():f}"
        except InvalidOperation:
            return str(term)
    return str(term)
