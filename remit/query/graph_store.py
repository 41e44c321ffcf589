"""Puts the graphs of plans on a server, and makes sure that they arrived.

By the SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/):
a PUT replaces one named graph at once. A plan has several, and the protocol has no way to
replace them together: readers may for a moment see new graphs beside old ones.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from http import HTTPStatus
from http.client import HTTPException
from itertools import count
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from remit.errors import BadGraph, EndpointError
from remit.graph.vocabulary import ONTOLOGY, graphs_of, iri, is_comparison
from remit.query.access import opened

SECONDS: Final = 300
PAGE: Final = 5_000  # triples
_LONGEST_REPLY: Final = 300
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
    for end, other in _SIBLINGS.items():
        if endpoint.endswith(end):
            return endpoint.removesuffix(end) + other
    return None


class GraphStore:
    """The address at which a server takes graphs, and the one at which it takes queries.

    The second is needed for servers that give back only a part of a large graph (Virtuoso:
    10,000 triples, without a word): from these it is read in pages.
    """

    def __init__(self, url: str, endpoint: str | None = None, seconds: float = SECONDS) -> None:
        """Remember the addresses; each request may take `seconds`."""
        self.url = url
        self._endpoint = endpoint
        self._seconds = seconds

    def load(self, quads: Iterable[Quad]) -> Iterator[Loaded]:
        """Replace every graph of the plans among `quads`, and the ontology's.

        Yields each graph once it is read back and found equal. Raises BadGraph when the
        quads hold no plan, EndpointError when the server refuses, or keeps something else.
        """
        graphs: dict[str, list[Triple]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.graph_name, NamedNode):
                triple = Triple(quad.subject, quad.predicate, quad.object)
                graphs[quad.graph_name.value].append(triple)
        for name in _in_order(graphs):
            yield self._replace(name, graphs.get(name, []))

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
            page = list(
                self._parsed(self._sent("GET", f"{endpoint}?query={quote(query, safe='')}"))
            )
            yield from page
            if not page:
                return

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
            with opened(request, self._seconds) as response:
                return response.read()
        except HTTPError as error:
            if error.code == HTTPStatus.NOT_FOUND and method != "PUT":
                return b""
            reply = " ".join(error.read().decode("utf-8", errors="replace").split())
            raise self._error(
                f"拒绝了 {method}：HTTP {error.code}：{reply[:_LONGEST_REPLY]}。"
                "请检查 --graph-store 地址和写入权限（REMIT_USER、REMIT_PASSWORD 或 REMIT_TOKEN）",
                f"refused the {method}: HTTP {error.code}: {reply[:_LONGEST_REPLY]}. Check the "
                "address (--graph-store) and the right to write (REMIT_USER and REMIT_PASSWORD, "
                "or REMIT_TOKEN)",
            ) from error
        except (OSError, HTTPException, ValueError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            raise self._error(
                f"无法连接：{reason}。请检查地址，以及服务器是否在运行",
                f"can not be reached: {reason}. Check the address, and that the server is running",
            ) from error

    def _error(self, zh: str, en: str) -> EndpointError:
        return EndpointError(f"图存储 {self.url} {zh}。 / The graph store {self.url} {en}.")


def _in_order(graphs: dict[str, list[Triple]]) -> list[str]:
    """Return the graphs to replace: what plans state, by which they are found, comes last.

    Comparisons of plans may come by themselves.
    """
    is_a, plan = NamedNode(iri("rdf:type")), NamedNode(iri("rm:Plan"))
    plans = [
        name for name, triples in graphs.items() if Triple(NamedNode(name), is_a, plan) in triples
    ]
    compared = [name for name in graphs if is_comparison(name)]
    if compared and not plans:
        return compared
    if not plans or ONTOLOGY not in graphs:
        raise BadGraph(
            "没有可装入的责任图谱：请给出 remit build 的结果文件夹，或其中的 store/quads.nq。 / "
            "There is no responsibility graph to load: give a folder that remit build made, or "
            "its store/quads.nq."
        )
    order = [ONTOLOGY, *compared]
    for found in map(graphs_of, plans):
        order += [found.derived, found.inferred, found.expanded, found.stated]
    return order


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
