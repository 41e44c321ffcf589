"""Any SPARQL 1.1 endpoint as an engine, through SPARQLWrapper.

The believed graphs are named with every request (`default-graph-uri`), so the endpoint
must hold a plan's graphs under the names of docs/architecture.md: `remit load` puts them
there, and where it could merges them (`remit.query.merging`), so that one name is enough.
docs/endpoints.md tells what servers do differently.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cached_property
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from math import ceil
from time import sleep
from typing import IO, TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from remit.errors import EndpointError
from remit.model import Evidence
from remit.query.access import token, user
from remit.query.binding import bind
from remit.query.code import asks_graphs, chooses_graphs, without_comments
from remit.query.dataset import DISCOVERY, believed_graphs, count_of_merged, merged_graph
from remit.query.limits import Limits
from remit.query.syntax import is_faulty
from remit.query.table import Table, Term, text_of, triples_table, truth_table

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

BUSY: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
PAUSES: Final = (0.5, 1.0, 2.0)
"""Seconds to wait before a busy server is asked again, where it names no time of its own."""

TABLES: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"
"""Media types to ask for. Asked for both, Virtuoso sends triples as a table of its own kind."""
LONGEST_GET: Final = 1500  # longer requests are sent by POST; servers limit the length of a URL
CUT: Final = "X-SPARQL-MaxRows"
"""The header by which Virtuoso tells that it left rows out."""
VIRTUOSO_TRUTH: Final = "__ASK_RETVAL"
"""The one column in which Virtuoso answers ASK, with 1 or 0."""
_LONGEST_REPLY: Final = 200
_LONGEST_PAUSE: Final = 10


class Remote:
    """The endpoint at `url`. Every method raises EndpointError when it does not answer."""

    def __init__(self, url: str, limits: Limits | None = None) -> None:
        """Remember the endpoint; nothing is sent before the first query."""
        self.url = url
        self._limits = limits or Limits()
        self._graphs: dict[Evidence, list[str]] = {}

    def select(self, query: str, bindings: Mapping[str, Term], evidence: Evidence) -> Table:
        """Answer `query`; see `remit.query.engines.Engine`."""
        if self._request(query).isSparqlUpdateRequest():  # it would be sent, and obeyed
            raise SyntaxError("an update is no query")
        bound = bind(query, bindings)
        if chooses_graphs(query):
            return self._ask(bound)
        named = self._believed(Evidence.INFERRED) if asks_graphs(query) else []
        return self._ask(bound, self.graphs(evidence), named)

    def graphs(self, evidence: Evidence) -> list[str]:
        """Return the believed graphs, or the one that holds them merged; see `Engine`."""
        if evidence not in self._graphs:
            merged = merged_graph(evidence)
            is_whole = self._is_merged(evidence)
            self._graphs[evidence] = [merged] if is_whole else self._believed(evidence)
        return self._graphs[evidence]

    def _is_merged(self, evidence: Evidence) -> bool:
        """Tell whether every plan there is has its part in the merged graph."""
        rows = self._ask(count_of_merged(evidence)).rows
        return any(there == merged and text_of(merged) != "0" for there, merged in rows)

    def _believed(self, evidence: Evidence) -> list[str]:
        try:
            return believed_graphs(self._found, evidence)
        except ValueError as error:
            raise EndpointError(
                f"{self.url} 没有完整的责任图谱：{error}。请先用 remit load 装入。 / "
                f"{self.url} holds no complete responsibility graph: {error}. "
                "Put a built folder there first: remit load."
            ) from error

    @cached_property
    def _found(self) -> list[str]:
        return [text_of(row[0]) for row in self._ask(DISCOVERY).rows]

    def _ask(
        self, query: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Table:
        request = self._request(query, default_graphs, named_graphs)
        with closing(self._sent(request, query)) as response:
            content_type = response.headers.get("Content-Type", "")
            media_type = content_type.partition(";")[0].strip().lower()
            try:
                table = self._table(response, media_type)
            except TimeoutError as error:
                raise self._timed_out() from error
            except (SyntaxError, ValueError) as error:
                raise self._error(
                    "的应答不是有效的 SPARQL 结果", f"sent a broken answer: {error}"
                ) from error
            except (OSError, HTTPException) as error:
                raise self._unreachable(error) from error
        if (cut := response.headers.get(CUT)) is not None:
            raise self._error(
                f"只给出了前 {cut} 行，结果不完整，未予显示。请加 LIMIT，"
                "或提高服务器的上限（Virtuoso：[SPARQL] ResultSetMaxRows）",
                f"gave the first {cut} rows only, which is not the answer. Add a LIMIT, or raise "
                "the server's own limit (Virtuoso: ResultSetMaxRows in section [SPARQL])",
            )
        return table

    def _table(self, response: IO[bytes], media_type: str) -> Table:
        """Return the table of an answer, read as it arrives, never a part of it."""
        if result_format := QueryResultsFormat.from_media_type(media_type):
            table = self._limits.whole(parse_query_results(response, result_format))
            if table.columns == (VIRTUOSO_TRUTH,):
                return truth_table(answer=[text_of(row[0]) for row in table.rows] == ["1"])
            return table
        if rdf_format := RdfFormat.from_media_type(media_type):
            quads = parse(response, rdf_format)
            return triples_table((q.subject, q.predicate, q.object) for q in quads)
        raise self._error(
            f"的应答不是 SPARQL 结果（{media_type or '类型不明'}），请检查地址",
            f"did not answer as a SPARQL endpoint (it sent {media_type or 'no content type'}). "
            "Check the address",
        )

    def _request(
        self, query: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> "SPARQLWrapper":
        """Return the request, not sent yet."""
        from SPARQLWrapper import CONSTRUCT, DESCRIBE, GET, POST, SPARQLWrapper

        if not self.url.startswith(("http://", "https://")):
            raise self._error("不是 http(s) 地址", "is not an http or https address")
        request = SPARQLWrapper(self.url)
        request.setTimeout(ceil(self._limits.seconds))
        request.setOnlyConneg(True)
        if bearer := token():
            request.addCustomHttpHeader("Authorization", f"Bearer {bearer}")
        elif known := user():
            request.setCredentials(*known)
        size = len(query) + sum(map(len, (*default_graphs, *named_graphs)))
        request.setMethod(POST if size > LONGEST_GET else GET)
        for graph in default_graphs:
            request.addDefaultGraph(graph)
        for graph in named_graphs:
            request.addNamedGraph(graph)
        # SPARQLWrapper takes words of comments (load) for the kind of request.
        request.setQuery(without_comments(query))
        tells_triples = request.queryType in (CONSTRUCT, DESCRIBE)
        request.addCustomHttpHeader("Accept", TRIPLES if tells_triples else TABLES)
        return request

    def _sent(self, request: "SPARQLWrapper", query: str) -> HTTPResponse:
        """Send a request; where the server is busy, again after a while."""
        from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

        pauses = iter(PAUSES)
        while True:
            try:
                return request.query().response
            except QueryBadFormed as error:
                if is_faulty(query):
                    raise SyntaxError(str(error)) from error
                raise self._refused(_start(str(error).encode())) from error
            except SPARQLWrapperException as error:
                raise self._refused(_start(str(error).encode())) from error
            except HTTPError as error:
                pause = next(pauses, None) if error.code in BUSY else None
                if pause is None:
                    raise self._refused(f"HTTP {error.code}: {_start(error.read())}") from error
                sleep(_asked_pause(error) or pause)
            except (OSError, HTTPException, ValueError) as error:
                reason = error.reason if isinstance(error, URLError) else error
                if isinstance(reason, TimeoutError):
                    raise self._timed_out() from error
                raise self._unreachable(reason) from error

    def _timed_out(self) -> EndpointError:
        return self._error(
            f"在 {self._limits.seconds:g} 秒内没有应答。请简化查询，或用 --timeout 延长时限",
            f"did not answer within {self._limits.seconds:g} seconds. Simplify the query, or allow "
            "more with --timeout",
        )

    def _refused(self, reason: str) -> EndpointError:
        return self._error(f"拒绝了查询：{reason}", f"refused the query: {reason}")

    def _unreachable(self, reason: object) -> EndpointError:
        return self._error(
            f"无法连接：{reason}。请检查地址，以及服务器是否在运行",
            f"can not be reached: {reason}. Check the address, and that the server is running",
        )

    def _error(self, zh: str, en: str) -> EndpointError:
        return EndpointError(f"查询服务 {self.url} {zh}。 / The endpoint {self.url} {en}.")


def _asked_pause(error: HTTPError) -> float | None:
    """Return the seconds a busy server asks for (RFC 9110, section 10.2.3), within reason."""
    asked = error.headers.get("Retry-After", "")
    return min(float(asked), _LONGEST_PAUSE) if asked.isdecimal() else None


def _start(reply: bytes) -> str:
    text = " ".join(reply.decode("utf-8", errors="replace").split())
    return text if len(text) <= _LONGEST_REPLY else text[:_LONGEST_REPLY] + "…"
