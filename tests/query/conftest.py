"""Two plans to query, on every engine: a small undamaged one, and the seed."""

import os
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Literal

from remit.build import write_graphs
from remit.findings import with_findings
from remit.graph.files import ontology_quads, read_graph, write_graph
from remit.interpret import interpret
from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Evidence,
    Legibility,
    Notice,
    Passage,
    Plan,
    Role,
    Source,
    Task,
)
from remit.query import Embedded, Remote, Table
from remit.query.second_opinion import RdflibEngine
from remit.read import read

MINI: Final = Path(__file__).with_name("mini.trig")
START_SECONDS: Final = 20

# --- the plans ----------------------------------------------------------------


@pytest.fixture(scope="session")
def mini_quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return mini.trig with the ontology beside it, as a file of quads."""
    path = tmp_path_factory.mktemp("mini") / "quads.nq"
    write_graph([*read_graph(MINI), *ontology_quads()], path)
    return path


@pytest.fixture(scope="session")
def seed(seed_plan: Path) -> Plan:
    """Return the seed plan, understood."""
    document, _ = read(seed_plan)
    return with_findings(interpret(document, "zhonglou-2025"))


@pytest.fixture(scope="session")
def seed_folder(seed: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built folder of the seed plan, its graphs only."""
    folder = tmp_path_factory.mktemp("seed")
    write_graphs(seed, folder)
    return folder


@pytest.fixture(scope="session")
def mini() -> Plan:
    """Return the plan of mini.trig as the interpreter would give it, written by hand."""
    stated, expanded, inferred = Evidence
    units = ("住建局", "财政局", "教育局", "东街道", "西街道")
    duties = {
        "1": [("甲某", "分管"), ("住建局", "牵头"), ("财政局", "配合")],
        "2": [("甲某", "分管"), ("财政局", "牵头"), ("住建局", "配合"), ("教育局", "配合")],
        "3": [("乙某", "分管"), ("教育局", "牵头"), ("东街道", "展开"), ("西街道", "展开")],
        "4": [("甲某", "分管"), ("乙某", "分管"), ("住建局", "牵头"), ("财政局", "配合")],
        "5": [("财政局", "推断牵头"), ("西街道", "推断配合")],
        "6": [],
        "2-1.1": [("乙某", "分管"), ("住建局", "牵头")],
        "2-1.2": [("东街道", "牵头")],
    }
    known = {  # evidence of taking part, role, evidence of the role
        "分管": (stated, Role.SUPERVISES, stated),
        "牵头": (stated, Role.LEADS, stated),
        "配合": (stated, Role.SUPPORTS, stated),
        "展开": (expanded, Role.SUPPORTS, expanded),
        "推断牵头": (stated, Role.LEADS, inferred),
        "推断配合": (stated, Role.SUPPORTS, inferred),
    }
    passage = Passage(0, 1, 1, "x")
    return Plan(
        id="mini-2025",
        title="小区方案",
        title_passage=None,
        year=2025,
        jurisdiction=None,
        area="mini",
        repeats_dropped=False,
        notice=Notice(issued=date(2025, 1, 1)),
        source=Source("mini.txt", "", "utf-8", 1),
        attachments=(),
        goals=(),
        tasks=tuple(
            Task(task, task, order, "", None, "1", passage, Legibility.WHOLE)
            for order, task in enumerate(duties)
        ),
        agents=(
            *(Agent(key, AgentKind.UNIT, key) for key in units),
            *(Agent(key, AgentKind.LEADER, key) for key in ("甲某", "乙某")),
        ),
        assignments=tuple(
            Assignment(f"{task}/{agent}", task, agent, known[duty][0], 1.0, *known[duty][1:], 1.0)
            for task, given in duties.items()
            for agent, duty in given
        ),
    )


# --- the engines --------------------------------------------------------------


@pytest.fixture(scope="session")
def embedded_mini(mini_quads: Path) -> Embedded:
    return Embedded(mini_quads)


@pytest.fixture(scope="session")
def embedded_seed(seed_folder: Path) -> Embedded:
    return Embedded(seed_folder)


@pytest.fixture(scope="session")
def rdflib_mini(mini_quads: Path) -> RdflibEngine:
    return RdflibEngine(mini_quads)


@pytest.fixture(scope="session")
def rdflib_seed(seed_folder: Path) -> RdflibEngine:
    return RdflibEngine(seed_folder / "store" / "quads.nq")


@pytest.fixture(scope="session")
def remote_mini(mini_quads: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    yield from _serve(mini_quads, tmp_path_factory.mktemp("mini-server"))


@pytest.fixture(scope="session")
def remote_seed(seed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    yield from _serve(seed_folder / "store" / "quads.nq", tmp_path_factory.mktemp("seed-server"))


def _serve(quads: Path, folder: Path) -> Iterator[Remote]:
    """Serve the quads with the Oxigraph server on a free port of this machine."""
    program = Path(sysconfig.get_path("scripts"), "oxigraph")
    command = str(program) if program.exists() else shutil.which("oxigraph")
    if command is None:
        reason = "the Oxigraph server is not installed: pip install oxigraph"
        if "CI" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    subprocess.run([command, "load", "-l", folder, "-f", quads], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = folder.with_suffix(".log")
    with log.open("wb") as output:
        server = subprocess.Popen(
            [command, "serve-read-only", "-l", folder, "-b", address],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(f"http://{address}/", server, log)
        yield Remote(f"http://{address}/query")
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=START_SECONDS).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(f"the Oxigraph server did not start: {log.read_text(encoding='utf-8')}")


# --- reading answers ----------------------------------------------------------


def _rows(table: Table) -> list[tuple[str, ...]]:
    return [tuple(_cell(term) for term in row) for row in table.rows]


def _cell(term: object) -> str:
    if term is None:
        return ""
    value = str(getattr(term, "value", term))
    if isinstance(term, Literal) and term.datatype.value.endswith(("decimal", "double", "integer")):
        try:
            return f"{Decimal(value).normalize():f}"
        except InvalidOperation:
            return value
    return value


@pytest.fixture(scope="session")
def rows() -> Callable[[Table], list[tuple[str, ...]]]:
    """Return what turns a table into plain rows; 1 and 1.0 are the same number."""
    return _rows
