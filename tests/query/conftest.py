"""What is queried on every engine: a small undamaged plan, the seed, three years of a sample."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Literal

from remit.build import understood, write_graphs
from remit.comparison import compare_all, comparison_quads
from remit.findings import with_findings
from remit.graph import STORE_FILE
from remit.graph.files import read_graph, write_graph
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
from remit.query import Embedded, GraphStore, Remote, Table
from remit.query.second_opinion import RdflibEngine
from remit.read import read
from scripts.servers import NotInstalled, Server, demanded, oxigraph, virtuoso

SAMPLES: Final = Path(__file__).resolve().parents[2] / "data" / "samples"

# --- the plans ----------------------------------------------------------------


@pytest.fixture(scope="session")
def seed(seed_plan: Path) -> Plan:
    """Return the seed plan, understood."""
    return understood(seed_plan)[0]


@pytest.fixture(scope="session")
def seed_folder(seed: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built folder of the seed plan, its graphs only."""
    folder = tmp_path_factory.mktemp("seed")
    write_graphs(seed, folder)
    return folder


@pytest.fixture(scope="session")
def years_stores(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the stores of the three sample years, and before them that of their comparison."""
    stores, plans = [], []
    for year in (2023, 2024, 2025):
        name = f"yunxi-{year}"
        folder = tmp_path_factory.mktemp(name)
        document, _ = read(SAMPLES / name / "plan.docx")
        plans.append(with_findings(interpret(document, name)))
        write_graphs(plans[-1], folder)
        stores.append(folder / STORE_FILE)
    compared = tmp_path_factory.mktemp("compared") / "quads.nq"
    write_graph(comparison_quads(compare_all(plans)), compared)
    return [compared, *stores]


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
def embedded_seed(seed_folder: Path) -> Embedded:
    return Embedded(seed_folder)


@pytest.fixture(scope="session")
def embedded_years(years_stores: list[Path]) -> Embedded:
    return Embedded(*years_stores)


@pytest.fixture(scope="session")
def rdflib_mini(mini_quads: Path) -> RdflibEngine:
    return RdflibEngine(mini_quads)


@pytest.fixture(scope="session")
def rdflib_seed(seed_folder: Path) -> RdflibEngine:
    return RdflibEngine(seed_folder / "store" / "quads.nq")


@pytest.fixture(scope="session")
def rdflib_years(years_stores: list[Path]) -> RdflibEngine:
    return RdflibEngine(*years_stores)


@pytest.fixture(scope="session")
def remote_mini(mini_quads: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    yield from _served(oxigraph, tmp_path_factory.mktemp("mini-server"), mini_quads)


@pytest.fixture(scope="session")
def remote_seed(seed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    yield from _served(oxigraph, tmp_path_factory.mktemp("seed-server"), seed_folder / STORE_FILE)


@pytest.fixture(scope="session")
def virtuoso_mini(mini_quads: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    yield from _served(virtuoso, tmp_path_factory.mktemp("mini-virtuoso"), mini_quads)


@pytest.fixture(scope="session")
def virtuoso_seed(seed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    yield from _served(virtuoso, tmp_path_factory.mktemp("seed-virtuoso"), seed_folder / STORE_FILE)


@pytest.fixture(scope="session")
def remote_years(
    years_stores: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Remote]:
    yield from _served(oxigraph, tmp_path_factory.mktemp("years-server"), *years_stores)


@pytest.fixture(scope="session")
def virtuoso_years(
    years_stores: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Remote]:
    yield from _served(virtuoso, tmp_path_factory.mktemp("years-virtuoso"), *years_stores)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Give an Oxigraph server with nothing in it."""
    with _running(oxigraph, tmp_path / "server") as running:
        yield running


@contextmanager
def _running(
    start: Callable[[Path], AbstractContextManager[Server]], folder: Path
) -> Iterator[Server]:
    """Start a server; where it is not installed, the test fails or is skipped."""
    with ExitStack() as running:
        try:
            server = running.enter_context(start(folder))
        except NotInstalled as missing:
            if demanded():
                pytest.fail(str(missing))
            pytest.skip(str(missing))
        yield server


def _served(
    start: Callable[[Path], AbstractContextManager[Server]], folder: Path, *stores: Path
) -> Iterator[Remote]:
    """Start a server, load the stores into it as a user would, and ask it."""
    with _running(start, folder) as server:
        for store in stores:
            assert list(
                GraphStore(server.graphs, server.query, server.update).load(read_graph(store))
            )
        yield Remote(server.query)


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
