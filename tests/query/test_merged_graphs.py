"""What `remit load` keeps merged on a server is what it was given, whatever is replaced."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from pyoxigraph import NamedNode, Quad

from remit.errors import BadGraph, EndpointError
from remit.folder import whole_file
from remit.graph.vocabulary import ONTOLOGY, iri
from remit.model import Evidence
from remit.query import (
    Embedded,
    GraphStore,
    Remote,
    Table,
    graph_store_of,
    question,
    stored_quads,
    update_address_of,
    write_merged,
)
from scripts.servers import Server

INFERRED = "https://w3id.org/remit/id/plan/mini-2025/inferred"
NOWHERE = "http://127.0.0.1:9/update"
HAS_PART = iri("dct:hasPart")
QUESTION = "rank_unit_pairs"


def merged(evidence: Evidence) -> str:
    return f"https://w3id.org/remit/id/merged/{evidence}"


@pytest.mark.parametrize("kind", ["remote", "virtuoso"])
def test_a_plan_is_replaced_whole(
    kind: str, mini_quads: Path, request: pytest.FixtureRequest
) -> None:
    remote: Remote = request.getfixturevalue(f"{kind}_mini")
    quads = stored_quads(mini_quads)
    before = loaded(remote, quads)
    sizes = merged_sizes(remote)
    assert before[INFERRED] > 0
    assert sizes[Evidence.STATED] < sizes[Evidence.EXPANDED] < sizes[Evidence.INFERRED]
    fewer = [quad for quad in quads if str(quad.graph_name) != f"<{INFERRED}>"]
    assert loaded(remote, fewer) == before | {INFERRED: 0}
    assert merged_sizes(remote)[Evidence.INFERRED] == sizes[Evidence.EXPANDED] + 1  # its part
    assert_merged_is_what_its_parts_hold(remote)
    assert loaded(remote, quads) == before
    assert merged_sizes(remote) == sizes


@pytest.mark.parametrize("kind", ["remote", "virtuoso"])
def test_what_other_years_say_too_stays(
    kind: str, years_stores: list[Path], request: pytest.FixtureRequest
) -> None:
    remote: Remote = request.getfixturevalue(f"{kind}_years")
    before = merged_sizes(remote)
    quads = stored_quads(years_stores[-1])
    plan = next(q.subject for q in quads if q.object == NamedNode(iri("rm:Plan")))
    bare = [q for q in quads if q.graph_name == NamedNode(ONTOLOGY) or q.subject == plan]
    loaded(remote, bare)
    of_last = {q.triple for q in quads} - {q.triple for q in bare}
    of_others = {q.triple for path in years_stores[:-1] for q in stored_quads(path)}
    gone = before[Evidence.INFERRED] - merged_sizes(remote)[Evidence.INFERRED]
    assert of_last & of_others
    assert gone == len(of_last - of_others)
    assert_merged_is_what_its_parts_hold(remote)
    loaded(remote, quads)
    assert merged_sizes(remote) == before


def test_where_plans_are_not_merged_their_graphs_are_named(
    server: Server, mini_quads: Path, rows: Callable[[Table], list[tuple[str, ...]]]
) -> None:
    quads = stored_quads(mini_quads)
    asked = question(QUESTION).text
    store = GraphStore(server.graphs, server.query, NOWHERE)
    assert list(store.load(quads))
    assert "can not be reached" in str(store.unmerged)
    named = Remote(server.query)
    assert len(named.graphs(Evidence.EXPANDED)) == 4
    loaded(Remote(server.query), quads)
    once = Remote(server.query)
    assert once.graphs(Evidence.EXPANDED) == [merged(Evidence.EXPANDED)]
    answers = [rows(e.select(asked, {}, Evidence.EXPANDED)) for e in (named, once)]
    assert answers[0] == answers[1] != []
    for update, refused in ((NOWHERE, "can not be reached"), (None, "say where: --update")):
        with pytest.raises(EndpointError, match=refused):  # what is merged would be stale
            list(GraphStore(server.graphs, server.query, update).load(quads))


def test_a_file_for_the_server_to_load_in_its_own_way(
    server: Server,
    years_stores: list[Path],
    embedded_years: Embedded,
    rows: Callable[[Table], list[tuple[str, ...]]],
    tmp_path: Path,
) -> None:
    file = tmp_path / "all.nq"
    count = write_merged(map(stored_quads, years_stores), file)
    assert count == len(file.read_text(encoding="utf-8").splitlines())
    server.fill(file)
    remote = Remote(server.query)
    asked = question(QUESTION).text
    for evidence in Evidence:
        assert remote.graphs(evidence) == [merged(evidence)]
        tables = [e.select(asked, {}, evidence) for e in (remote, embedded_years)]
        ours, theirs = map(sorted, map(rows, tables))
        assert ours == theirs != []
    assert_merged_is_what_its_parts_hold(remote)


def test_no_file_without_a_plan(tmp_path: Path) -> None:
    lonely = tmp_path / "lonely.nq"
    lonely.write_text("<a:a> <a:b> <a:c> <a:g> .\n", encoding="utf-8")
    with (
        pytest.raises(BadGraph, match="no responsibility graph to load"),
        whole_file(tmp_path / "all.nq") as file,
    ):
        write_merged([stored_quads(lonely)], file)
    assert not (tmp_path / "all.nq").exists()


def loaded(remote: Remote, quads: Iterable[Quad]) -> dict[str, int]:
    """Load as `remit load` does, and return how many triples each graph has then."""
    addresses = (graph_store_of(remote.url), update_address_of(remote.url))
    # Anybody may write to the server under test.
    graphs, update = (str(address).removesuffix("-auth") for address in addresses)
    store = GraphStore(graphs, remote.url, update)
    found = {graph.graph: graph.triples for graph in store.load(quads)}
    assert store.unmerged is None
    return found


def merged_sizes(remote: Remote) -> dict[Evidence, int]:
    """Return how many triples each merged graph has."""
    return {kind: count(remote, f"GRAPH <{merged(kind)}> {{ ?s ?p ?o }}") for kind in Evidence}


def assert_merged_is_what_its_parts_hold(remote: Remote) -> None:
    for graph in map(merged, Evidence):
        in_it = f"GRAPH <{graph}> {{ ?s ?p ?o }}"
        part = f"GRAPH <{graph}> {{ <{graph}> <{HAS_PART}> ?part }}"
        in_part = "GRAPH ?part { ?s ?p ?o }"
        assert count(remote, f"{part} {in_part}") > 0
        assert count(remote, f"{part} {in_part} FILTER NOT EXISTS {{ {in_it} }}") == 0
        others = (
            f"FILTER(?s != <{graph}>) FILTER NOT EXISTS {{ {in_part} FILTER EXISTS {{ {part} }} }}"
        )
        assert count(remote, f"{in_it} {others}") == 0


def count(remote: Remote, pattern: str) -> int:
    """Count over all that the server holds."""
    query = urlencode({"query": f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"})
    request = Request(
        f"{remote.url}?{query}", headers={"Accept": "application/sparql-results+json"}
    )
    with urlopen(request, timeout=60) as response:
        (row,) = json.load(response)["results"]["bindings"]
    return int(row["n"]["value"])
