"""Queries that go too far are stopped, whatever they do, and the next one is answered."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from remit.errors import BadGraph, BadQuery
from remit.query import Isolated, Limits, run

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HARMLESS = "ASK { ?plan a <https://w3id.org/remit/ontology#Plan> }"


@pytest.fixture
def engine(mini_quads: Path) -> Iterator[Isolated]:
    with Isolated(mini_quads, limits=Limits(seconds=1, rows=20, megabytes=200)) as isolated:
        yield isolated


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.rq"


def answer(engine: Isolated, file: Path, query: str) -> list[list[str]]:
    file.write_text(query, encoding="utf-8")
    return [[term.value if term else "" for term in row] for row in run(engine, str(file), {}).rows]


def refusal(engine: Isolated, file: Path, query: str) -> str:
    with pytest.raises(BadQuery) as caught:
        answer(engine, file, query)
    assert answer(engine, file, HARMLESS) == [["true"]]  # the next query is answered
    return str(caught.value)


def test_a_query_without_end_is_stopped(engine: Isolated, file: Path) -> None:
    message = refusal(engine, file, ENDLESS)
    assert "took more than 1 seconds" in message
    assert "--timeout" in message


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i",
        "SELECT ?x30 { BIND('责任图谱' AS ?x0) "
        + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(30))
        + " }",
    ],
    ids=["sorting a product", "doubling a string"],
)
def test_a_query_that_eats_memory_is_stopped(mini_quads: Path, file: Path, query: str) -> None:
    with Isolated(mini_quads, limits=Limits(seconds=60, megabytes=100)) as engine:
        message = refusal(engine, file, query)
    assert "needed more than 100 MB" in message
    assert "--max-memory" in message


def test_an_answer_is_shown_whole_or_not_at_all(engine: Isolated, file: Path) -> None:
    message = refusal(engine, file, "SELECT * { ?s ?p ?o }")
    assert "more than 20 rows" in message
    assert "--max-rows" in message
    assert len(answer(engine, file, "SELECT * { ?s ?p ?o } LIMIT 20")) == 20


def test_a_worker_that_dies_is_replaced(engine: Isolated, file: Path) -> None:
    assert answer(engine, file, HARMLESS) == [["true"]]
    processes = [int(path.name) for path in Path("/proc").glob("[0-9]*") if _is_ours(path)]
    for process in processes:
        os.kill(process, signal.SIGKILL)
    assert processes
    refusal(engine, file, HARMLESS)


def _is_ours(process: Path) -> bool:
    try:
        parent = process.joinpath("stat").read_text("ascii").rpartition(")")[2].split()[1]
        return int(parent) == os.getpid() and b"remit.query.worker" in (
            process.joinpath("cmdline").read_bytes()
        )
    except OSError:
        return False


def test_an_interrupted_query_leaves_nothing_running(engine: Isolated, file: Path) -> None:
    with Isolated(*engine.paths, limits=Limits(seconds=60)) as patient:
        answer(patient, file, HARMLESS)
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        started = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            answer(patient, file, ENDLESS)
        assert time.monotonic() - started < 30
        assert answer(patient, file, HARMLESS) == [["true"]]


def test_a_store_that_is_none_is_named(tmp_path: Path, file: Path) -> None:
    missing = tmp_path / "nothing.nq"
    with Isolated(missing) as engine, pytest.raises(BadGraph, match=r"nothing\.nq.*no such file"):
        answer(engine, file, HARMLESS)


def test_several_stores_are_asked_as_one(mini_quads: Path, seed_folder: Path, file: Path) -> None:
    count = "SELECT (COUNT(?p) AS ?n) { ?p a <https://w3id.org/remit/ontology#Plan> }"
    with Isolated(mini_quads, seed_folder) as engine:
        assert answer(engine, file, count) == [["2"]]
