"""Keeps what is believed merged on a server: one graph for each kind of evidence, of all plans.

A query believes four or five graphs a plan, and naming thousands of them with every request is
more than servers take: of fifty plans Virtuoso's answer has more headers than Python's HTTP client
reads, and the Oxigraph server takes ten times as long. So `remit load` keeps three merged graphs
beside those of the plans, by SPARQL 1.1 Update (https://www.w3.org/TR/sparql11-update/); the
triples go from graph to graph on the server itself.

A merged graph names its parts. While a plan is replaced it is no part, and who looks then is
answered from the plans' own graphs (`remit.query.remote`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from remit.errors import EndpointError
from remit.model import Bilingual, Evidence
from remit.query.access import beside, reply_to
from remit.query.dataset import PART, by_graph, graphs_at, merged_graph, roots_of

_SERVER: Final = Bilingual("更新地址", "The update address")
_SIBLINGS: Final = {"/query": "/update", "/sparql": "/sparql-auth"}
_COPY: Final = "INSERT {{ GRAPH <{to}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
_STALE: Final = """\
DELETE {{ GRAPH <{merged}> {{ ?s ?p ?o }} }}
WHERE {{
  GRAPH <{old}> {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{
    GRAPH ?part {{ ?s ?p ?o }}
    FILTER EXISTS {{ GRAPH <{merged}> {{ <{merged}> <{has}> ?part }} }}
  }}
}}"""
"""Deletes what a replaced plan said and no part says any more.

It goes from the triple to its graphs, which are few, not through all the parts.
"""


def update_address_of(endpoint: str) -> str | None:
    """Return where the server with this query address takes updates, if its form tells.

    >>> update_address_of("http://127.0.0.1:7878/query")
    'http://127.0.0.1:7878/update'
    """
    return beside(endpoint, _SIBLINGS)


class MergedGraphs:
    """The merged graphs of a server that takes updates at `url`; each may take `seconds`."""

    def __init__(self, url: str, seconds: float) -> None:
        """Remember the address."""
        self.url = url
        self._seconds = seconds

    def withdraw(self, roots: Sequence[str]) -> None:
        """Take plans, comparisons or the ontology out of the parts, for they will be replaced.

        `roots` are their own graphs. What they say is set aside, so that `renew` knows what may
        be stale. Raises EndpointError.
        """
        parts = ", ".join(f"<{root}>" for root in roots)
        steps = [
            f"DELETE DATA {{ GRAPH <{merged}> {{ <{merged}> <{PART}> {parts} }} }}"
            for merged in map(merged_graph, Evidence)
        ]
        for root in roots:
            graphs = graphs_at(root, Evidence.INFERRED)
            steps += (_COPY.format(to=_set_aside(root), graph=graph) for graph in graphs)
        self._send(steps)

    def renew(self, roots: Sequence[str]) -> None:
        """Merge what was replaced again, and delete what no part says any more.

        One request, which a server with transactions (Oxigraph) obeys at once: its readers see
        all of it or nothing. Raises EndpointError.
        """
        steps: list[str] = []
        for evidence in Evidence:
            merged = merged_graph(evidence)
            graphs = [graph for root in roots for graph in graphs_at(root, evidence)]
            steps += (_COPY.format(to=merged, graph=graph) for graph in graphs)
            parts = ", ".join(f"<{graph}>" for graph in graphs)
            steps.append(f"INSERT DATA {{ GRAPH <{merged}> {{ <{merged}> <{PART}> {parts} }} }}")
            for root in roots:
                steps.append(_STALE.format(merged=merged, old=_set_aside(root), has=PART))
        self._send([*steps, *(f"DROP SILENT GRAPH <{_set_aside(root)}>" for root in roots)])

    def _send(self, steps: Sequence[str]) -> None:
        body = urlencode({"update": " ;\n".join(steps)}).encode()
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        request = Request(self.url, data=body, method="POST", headers=form)  # noqa: S310 (checked)
        try:
            reply_to(request, self._seconds, _SERVER, "--update")
        except HTTPError as error:
            raise EndpointError(
                f"{_SERVER.zh} {self.url} 不在这里（HTTP 404），请用 --update 写明。 / "
                f"{_SERVER.en} {self.url} is not there (HTTP 404); say it with --update."
            ) from error


def write_merged(
    plans: Iterable[Iterable[Quad]], file: Path, kinds: Collection[Evidence] = tuple(Evidence)
) -> int:
    """Write what `remit load` puts on a server as N-Quads, and return how many there are.

    For the server's own way to load much at once, with the merged graphs of these kinds of
    evidence. What several plans say stands there several times. Raises BadGraph where no plan is.
    """
    written: set[str] = set()
    lines = 0

    def counted() -> Iterator[Quad]:
        nonlocal lines
        for quads in plans:
            for quad in _with_merged(by_graph(quads), kinds, written):
                lines += 1
                yield quad

    serialize(counted(), output=file, format=RdfFormat.N_QUADS)
    return lines


def _with_merged(
    graphs: Mapping[str, Collection[Triple]], kinds: Collection[Evidence], written: set[str]
) -> Iterator[Quad]:
    """Yield the graphs of plans that are not `written`, by name, and their parts of merged ones."""
    roots = [root for root in roots_of(graphs) if root not in written]
    written.update(roots)
    for root in roots:
        for graph in graphs_at(root, Evidence.INFERRED):
            names = [graph, *(merged_graph(k) for k in kinds if graph in graphs_at(root, k))]
            for merged in map(NamedNode, names[1:]):
                yield Quad(merged, NamedNode(PART), NamedNode(graph), merged)
            for triple in graphs.get(graph, ()):
                for name in names:
                    yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))


def _set_aside(root: str) -> str:
    return f"{root}/replaced"
