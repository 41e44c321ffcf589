"""Any SPARQL 1.1 endpoint as an engine, through SPARQLWrapper.

The believed graphs are named with every request (`default-graph-uri`), so the endpoint
must hold a plan's graphs under the names of docs/architecture.md: load the `quads.nq` of
a built folder into it.
"""

from collections.abc import Mapping
from functools import cached_property
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from remit.errors import EndpointError
from remit.model import Evidence
from remit.query.binding import bind
from remit.query.dataset import DISCOVERY, believed_graphs
from remit.query.table import Table, Term, table_of, text_of, triples_table

TIMEOUT_SECONDS: Final = 60
ACCEPT: Final = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
LONGEST_GET: Final = 1500  # longer queries are sent by POST; servers limit the length of a URL
_LONGEST_REPLY: Final = 200


class Remote:
    """The endpoint at `url`. Every method raises EndpointError when it does not answer."""

    def __init__(self, url: str, timeout: int = TIMEOUT_SECONDS) -> None:
        """Remember the endpoint; nothing is sent before the first query."""
        self.url = url
        self._timeout = timeout

    def select(self, query: str, bindings: Mapping[str, Term], evidence: Evidence) -> Table:
        """Answer `query`; see `remit.query.engines.Engine`."""
        try:
            believed = believed_graphs(self._found, evidence)
        except ValueError as error:
            raise EndpointError(
                f"{self.url} 没有完整的责任图谱：{error}。请先把 quads.nq 装入该服务器。 / "
                f"{self.url} holds no complete responsibility graph: {error}. "
                "Load the quads.nq of a built folder into it first."
            ) from error
        return self._ask(bind(query, bindings), believed)

    @cached_property
    def _found(self) -> list[str]:
        return [text_of(row[0]) for row in self._ask(DISCOVERY, []).rows]

    def _ask(self, query: str, default_graphs: list[str]) -> Table:
        content_type, body = self._send(query, default_graphs)
        media_type = content_type.partition(";")[0].strip().lower()
        try:
            if result_format := QueryResultsFormat.from_media_type(media_type):
                return table_of(parse_query_results(body, result_format))
            if rdf_format := RdfFormat.from_media_type(media_type):
                quads = parse(body, rdf_format)
                return triples_table((q.subject, q.predicate, q.object) for q in quads)
        except (SyntaxError, ValueError) as error:
            raise self._error(
                "的应答不是有效的 SPARQL 结果", f"sent a broken answer: {error}"
            ) from error
        raise self._error(
            f"的应答不是 SPARQL 结果（{media_type or '类型不明'}），请检查地址",
            f"did not answer as a SPARQL endpoint (it sent {media_type or 'no content type'}). "
            "Check the address",
        )

    def _send(self, query: str, default_graphs: list[str]) -> tuple[str, bytes]:
        """Send the query; return the content type and the body of the answer."""
        from SPARQLWrapper import GET, POST, SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        if not self.url.startswith(("http://", "https://")):
            raise self._error("不是 http(s) 地址", "is not an http or https address")
        request = SPARQLWrapper(self.url)
        request.setTimeout(self._timeout)
        request.setOnlyConneg(True)
        request.addCustomHttpHeader("Accept", ACCEPT)
        request.setMethod(POST if len(query) > LONGEST_GET else GET)
        for graph in default_graphs:
            request.addDefaultGraph(graph)
        request.setQuery(query)
        try:
            response = request.query().response
            return response.headers.get("Content-Type", ""), response.read()
        except TimeoutError as error:
            raise self._timed_out() from error
        except HTTPError as error:
            raise self._refused(f"HTTP {error.code}: {_start(error.read())}") from error
        except SPARQLWrapperException as error:
            raise self._refused(_start(str(error).encode())) from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._timed_out() from error
            raise self._unreachable(error.reason) from error
        except (OSError, HTTPException, ValueError) as error:
            raise self._unreachable(error) from error

    def _timed_out(self) -> EndpointError:
        return self._error(
            f"在 {self._timeout} 秒内没有应答，请简化查询或延长时限",
            f"did not answer within {self._timeout} seconds. Simplify the query or allow more time",
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


def _start(reply: bytes) -> str:
    text = " ".join(reply.decode("utf-8", errors="replace").split())
    return text if len(text) <= _LONGEST_REPLY else text[:_LONGEST_REPLY] + "…"
