"""What is refused, and what the message says: the place, the fault and the remedy."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from remit.build import write_graphs
from remit.errors import BadGraph, BadQuery, EndpointError
from remit.graph.vocabulary import ONTOLOGY, iri
from remit.model import Evidence, Plan
from remit.query import (
    Embedded,
    GraphStore,
    Isolated,
    Limits,
    Remote,
    run,
    stored_quads,
)

SPARQL_JSON = "application/sparql-results+json"


class Listener:
    """A server of this machine that counts requests and answers all of them alike."""

    def __init__(self, status: int, content_type: str, body: bytes) -> None:
        self.requests: list[str] = []
        self.holding = threading.Event()
        self.holding.set()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                listener.requests.append(self.path)
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                listener.holding.wait(timeout=30)
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/query"

    def close(self) -> None:
        """Let every request go, and stop."""
        self.holding.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def listener(request: pytest.FixtureRequest) -> Iterator[Listener]:
    answer = getattr(request, "param", (200, "text/html", b"<html></html>"))
    listening = Listener(*answer)
    yield listening
    listening.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.rq"


def refusal(engine: Embedded | Remote, query: str, **parameters: str) -> str:
    with pytest.raises(BadQuery) as caught:
        run(engine, query, parameters)
    return str(caught.value)


# --- the library --------------------------------------------------------------


def test_an_unknown_query_names_the_nearest(embedded_mini: Embedded) -> None:
    message = refusal(embedded_mini, "list_task_of_unit")
    assert "list_tasks_of_unit" in message
    assert "remit queries" in message


def test_a_missing_parameter_is_asked_for_with_an_example(embedded_mini: Embedded) -> None:
    assert "--param unit=区发改局" in refusal(embedded_mini, "list_tasks_of_unit")


def test_an_unknown_parameter_names_the_known_ones(embedded_mini: Embedded) -> None:
    message = refusal(embedded_mini, "trace_assignment", tsk="3")
    assert "'tsk'" in message
    assert "task, agent" in message
    assert "takes none" in refusal(embedded_mini, "measure_load", unit="区财政局")


def test_an_unknown_unit_names_the_nearest(embedded_mini: Embedded) -> None:
    message = refusal(embedded_mini, "list_tasks_of_unit", unit="区财正局")
    assert "'区财正局'" in message
    assert "区财政局" in message
    assert "区教育局" not in message.split("、")[0]


@pytest.mark.parametrize(
    "name", ["区住建局", "区住房和城乡建设局", "住建局", " 区 住建局", "<{}unit/mini/住建局>"]
)
def test_a_unit_is_found_by_any_of_its_names(embedded_mini: Embedded, name: str) -> None:
    unit = name.format("https://w3id.org/remit/id/")
    found = run(embedded_mini, "list_tasks_of_unit", {"unit": unit}, Evidence.EXPANDED)
    assert len(found.rows) == 1  # the mini plan writes out one assignment of this unit


def test_a_leader_is_no_unit(embedded_mini: Embedded) -> None:
    assert "no unit called '甲某'" in refusal(embedded_mini, "list_tasks_of_unit", unit="甲某")


@pytest.mark.parametrize("task", ["2-1.1", "1.1", "(1.1)", "（1.1）"])
def test_a_task_is_found_by_its_number(embedded_mini: Embedded, task: str) -> None:
    found = run(embedded_mini, "trace_assignment", {"task": task})
    assert [row[0].value for row in found.rows if row[0]] == ["各部门"]


# --- somebody's own file ------------------------------------------------------


def test_a_syntax_error_gives_file_line_column_and_word(
    embedded_mini: Embedded, file: Path
) -> None:
    file.write_text("SELECT ?s\nWHERE {\n  ?s ?p ?o .\n  FILTER(?o > )\n}\n", encoding="utf-8")
    message = refusal(embedded_mini, str(file))
    assert "mine.rq, line 4, column 3: not understood from 'FILTER(?o' on" in message
    assert "mine.rq 第 4 行第 3 列有语法错误：从“FILTER(?o”起无法理解" in message


def test_a_query_that_is_not_complete_says_so(embedded_mini: Embedded, file: Path) -> None:
    file.write_text("SELECT ?s WHERE {\n ?s ?p ?o\n", encoding="utf-8")
    assert "line 3, column 1: the query ends too early" in refusal(embedded_mini, str(file))


def test_a_prefix_that_is_not_declared_is_named(embedded_mini: Embedded, file: Path) -> None:
    query = '# rm: is what we need\nSELECT ?s WHERE { ?s a <urn:x>, "dct:x" ; a rm:Task }'
    file.write_text(query, encoding="utf-8")
    message = refusal(embedded_mini, str(file))
    assert "line 2, column 45: the prefix rm: is not declared; add PREFIX rm: <…>" in message


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "LOAD <http://127.0.0.1:9/>"]
)
def test_an_update_is_no_query(embedded_mini: Embedded, file: Path, update: str) -> None:
    file.write_text(update, encoding="utf-8")
    assert "Only SELECT, ASK, CONSTRUCT and DESCRIBE" in refusal(embedded_mini, str(file))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ OPTIONAL {{ {{ service silent <{url}> {{ ?s ?p ?o }} }} }} }}",
        "SELECT * WHERE {{ BIND(<{url}> AS ?url) SERVICE ?url {{ ?s ?p ?o }} }}",
        "ASK {{ {{ SELECT * WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
        "ASK {{ FILTER(1<2)SERVICE<{url}>{{?s ?p ?o}} }}",
        "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
        "ASK {{ FILTER(?a<?b) # >\rSERVICE <{url}> {{ ?s ?p ?o }} }}",
        "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    ],
)
def test_a_query_can_not_call_other_servers(
    embedded_mini: Embedded, file: Path, listener: Listener, query: str
) -> None:
    file.write_text(query.format(url=listener.url), encoding="utf-8")
    assert "SERVICE" in refusal(embedded_mini, str(file))
    assert listener.requests == []


def test_the_word_service_alone_is_no_offence(embedded_mini: Embedded, file: Path) -> None:
    file.write_text('# a service\nSELECT ("SERVICE <x>" AS ?service) {}', encoding="utf-8")
    (row,) = run(embedded_mini, str(file), {}).rows
    assert row[0] is not None
    assert row[0].value == "SERVICE <x>"


@pytest.mark.parametrize("bracket", ["{}", "()", "[]"])
def test_deep_nesting_is_refused_before_it_ends_the_program(
    embedded_mini: Embedded, file: Path, bracket: str
) -> None:
    deep = bracket[0] * 20_000 + bracket[1] * 20_000
    file.write_text(f"ASK {{ {deep} }}", encoding="utf-8")
    assert "nests brackets deeper than 200" in refusal(embedded_mini, str(file))


def test_a_bracket_in_a_string_is_no_nesting(embedded_mini: Embedded, file: Path) -> None:
    file.write_text(f'ASK {{ FILTER("{"(" * 500}" = "") }}', encoding="utf-8")
    assert run(embedded_mini, str(file), {}).columns == ("answer",)


def test_a_missing_file_is_named(embedded_mini: Embedded, file: Path) -> None:
    assert "mine.rq can not be read" in refusal(embedded_mini, str(file))


def test_a_variable_that_is_not_there_can_not_be_bound(embedded_mini: Embedded, file: Path) -> None:
    file.write_text("SELECT ?s WHERE { ?s ?p ?o }", encoding="utf-8")
    assert "it knows o, p, s" in refusal(embedded_mini, str(file), q="1")
    assert "no valid IRI" in refusal(embedded_mini, str(file), s="<not an iri>")


# --- graphs and endpoints -----------------------------------------------------


def test_a_graph_without_a_plan_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.nq"
    file.write_text("<http://e/a> <http://e/b> <http://e/c> <http://e/g> .\n", encoding="utf-8")
    with pytest.raises(BadGraph, match=r"other\.nq is no complete responsibility graph: no plan"):
        Embedded(file)


def test_a_plan_without_the_ontology_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bare.trig"
    file.write_text(Path(__file__).with_name("mini.trig").read_text("utf-8"), encoding="utf-8")
    with pytest.raises(BadGraph, match=r"the ontology graph .* is missing"):
        Embedded(file)


def test_a_folder_that_was_not_built_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadGraph, match=r"quads\.nq"):
        Embedded(tmp_path)


@pytest.mark.parametrize("kind", [Embedded, Isolated])
def test_turtle_is_asked_for_what_is_stated_and_expanded(
    kind: type[Embedded | Isolated], seed: Plan, embedded_seed: Embedded, tmp_path: Path
) -> None:
    write_graphs(seed, tmp_path)
    engine = kind(tmp_path / "graph.ttl")
    whole = run(embedded_seed, "list_tasks_of_unit", {"unit": "五星街道"})
    assert whole.rows
    assert run(engine, "list_tasks_of_unit", {"unit": "五星街道"}) == whole
    assert engine.graphs(Evidence.EXPANDED) == [ONTOLOGY]
    for evidence in (Evidence.STATED, Evidence.INFERRED):
        with pytest.raises(BadGraph, match=r"graph\.ttl: Turtle keeps no evidence apart"):
            run(engine, "list_units", {}, evidence)
    if isinstance(engine, Isolated):
        engine.close()


def trouble(remote: Remote) -> str:
    with pytest.raises(EndpointError) as caught:
        run(remote, "measure_load", {})
    return str(caught.value)


def test_an_endpoint_that_is_not_there(listener: Listener) -> None:
    url = listener.url
    listener.close()
    assert f"The endpoint {url} can not be reached" in trouble(Remote(url, Limits(seconds=5)))


def test_an_address_that_is_no_web_address() -> None:
    assert "is not an http or https address" in trouble(Remote("file:///etc/hostname"))
    assert "can not be reached" in trouble(
        Remote("http://nowhere.invalid/query", Limits(seconds=5))
    )


def test_a_page_that_is_no_endpoint(listener: Listener) -> None:
    assert "did not answer as a SPARQL endpoint (it sent text/html)" in trouble(
        Remote(listener.url)
    )


@pytest.mark.parametrize("listener", [(200, SPARQL_JSON, b'{"head": ')], indirect=True)
def test_a_broken_answer(listener: Listener) -> None:
    assert "sent a broken answer" in trouble(Remote(listener.url))


@pytest.mark.parametrize(
    "listener",
    [(status, "text/plain", b"too much") for status in (400, 401, 404, 429, 500, 503)],
    indirect=True,
)
def test_an_endpoint_that_refuses(listener: Listener) -> None:
    assert "refused the query" in trouble(Remote(listener.url))


@pytest.mark.parametrize(
    "listener",
    [(200, SPARQL_JSON, b'{"head": {"vars": ["graph"]}, "results": {"bindings": []}}')],
    indirect=True,
)
def test_an_endpoint_without_a_plan(listener: Listener) -> None:
    message = trouble(Remote(listener.url))
    assert "no plan" in message
    assert "remit load" in message


def test_an_endpoint_that_keeps_silent(listener: Listener) -> None:
    listener.holding.clear()
    assert "did not answer within 1 seconds" in trouble(Remote(listener.url, Limits(seconds=1)))


@pytest.mark.parametrize("update", ["DROP ALL", "PREFIX a: <a:> INSERT DATA { a:a a:b a:c }"])
def test_an_update_is_not_sent_anywhere(listener: Listener, file: Path, update: str) -> None:
    file.write_text(update, encoding="utf-8")
    assert "Only SELECT" in refusal(Remote(listener.url), str(file))
    assert listener.requests == []


def test_a_query_the_server_does_not_understand_is_explained(
    remote_mini: Remote, file: Path
) -> None:
    file.write_text("SELECT", encoding="utf-8")
    assert "line 1, column 7: the query ends too early" in refusal(remote_mini, str(file))


@pytest.mark.parametrize("listener", [(503, "text/plain", b"too many users")], indirect=True)
def test_a_busy_server_is_asked_again(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("remit.query.remote.PAUSES", (0.01, 0.01))
    assert "HTTP 503: too many users" in trouble(Remote(listener.url))
    assert len(listener.requests) == 3


def test_rows_that_a_server_left_out_are_missed(virtuoso_seed: Remote, file: Path) -> None:
    file.write_text("SELECT * { ?a ?b ?c . ?d ?e ?f }", encoding="utf-8")
    with pytest.raises(EndpointError, match="gave the first 10000 rows only"):
        run(virtuoso_seed, str(file), {})


# --- loading ------------------------------------------------------------------


@pytest.fixture
def smallest_plan(tmp_path: Path) -> Path:
    """Return what can just be loaded: a graph that says it is a plan, and a word of ontology."""
    is_a, plan, label = iri("rdf:type"), iri("rm:Plan"), iri("rdfs:label")
    file = tmp_path / "smallest.nq"
    file.write_text(
        f'<a:plan> <{is_a}> <{plan}> <a:plan> .\n<{plan}> <{label}> "计划"@zh <{ONTOLOGY}> .\n',
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize("listener", [(403, "text/plain", b"read only")], indirect=True)
def test_a_server_that_does_not_take_graphs(listener: Listener, smallest_plan: Path) -> None:
    with pytest.raises(EndpointError, match=r"refused the PUT: HTTP 403: read only.*REMIT_USER"):
        list(GraphStore(listener.url).load(stored_quads(smallest_plan)))


@pytest.mark.parametrize("listener", [(200, "application/n-triples", b"")], indirect=True)
def test_a_server_that_keeps_nothing(listener: Listener, smallest_plan: Path) -> None:
    with pytest.raises(EndpointError, match=r"keeps another graph .* than was sent"):
        list(GraphStore(listener.url).load(stored_quads(smallest_plan)))


def test_a_graph_without_a_plan_is_not_loaded(tmp_path: Path) -> None:
    lonely = tmp_path / "lonely.nq"
    lonely.write_text("<a:a> <a:b> <a:c> <a:g> .\n", encoding="utf-8")
    with pytest.raises(BadGraph, match="no responsibility graph to load"):
        list(GraphStore("http://127.0.0.1:9/").load(stored_quads(lonely)))
