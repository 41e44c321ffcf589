"""The shell: what a statement is, where it ends, what is answered, what ends nothing."""

import io
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from remit.model import Evidence
from remit.query import Embedded, Isolated, Limits
from remit.shell import Shell
from remit.shell.completion import Candidate, Completions
from remit.shell.session import history_file
from remit.shell.statements import is_complete, with_prefixes

FOREVER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


class Session:
    """A shell whose words are kept."""

    def __init__(self, engine: Embedded | Isolated) -> None:
        self.said: list[str] = []
        self.shell = Shell(engine, Evidence.EXPANDED, self.said.append)

    def __call__(self, statement: str) -> str:
        self.said.clear()
        self.shell.obey(statement)
        return "\n".join(self.said)


@pytest.fixture
def session(embedded_mini: Embedded) -> Session:
    return Session(embedded_mini)


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("", True),
        (".help", True),
        ("rank_unit_pairs", True),
        ("谁牵头任务1", True),
        ("ASK { ?s ?p ?o }", True),
        ("SELECT *\nWHERE { ?s ?p ?o }", False),
        ("SELECT *\nWHERE { ?s ?p ?o };", True),
        ("SELECT *\nWHERE { ?s ?p ?o }\n", True),
        ("select ?s where { ?s ?p [", False),
    ],
)
def test_a_statement_ends(text: str, *, complete: bool) -> None:
    assert is_complete(text) is complete


def test_prefixes_need_no_declaration() -> None:
    query = "PREFIX rm: <urn:mine#> SELECT ?x WHERE { ?x a rm:Task ; rdfs:label ?l ; ?p <urn:a:b> }"
    assert with_prefixes(query).startswith("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ")
    assert with_prefixes(query).endswith(query)


def test_sparql_questions_and_plain_words_are_answered(session: Session) -> None:
    assert "8" in session("SELECT (COUNT(?t) AS ?n) WHERE { ?t a rm:Task };")
    assert "保障学校建设资金。" in session("list_tasks_of_unit unit=区财政局")
    said = session("区财政局牵头哪些任务")
    assert said.startswith("理解为 Understood as: 区财政局牵头哪些任务")
    assert "编号 number" in said
    assert "保障学校建设资金。" in said


def test_settings_hold_until_changed(session: Session) -> None:
    assert "推断" not in session("list_tasks_of_unit unit=区财政局")
    session(".evidence inferred")
    assert "推断" in session("list_tasks_of_unit unit=区财政局")
    session(".format csv")
    assert session("list_plans").startswith("year,title,area")
    session(".explain")
    assert "<https://w3id.org/remit/id/plan/mini-2025/inferred>" in session("list_plans")
    session(".explain off")
    assert "mini-2025/inferred" not in session("list_plans")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (".nope", "There is no command .nope"),
        (".format pdf", "takes one of table, csv"),
        (".evidence hearsay", "stated, expanded, inferred"),
        ("SELECT ?x WHERE {", "query, line 1"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "may not call other"),
        ("list_tasks_of_unit unit=区外星局", "has no unit called"),
        ("list_tasks_of_unit 区财政局", "name=value"),
        ("你好", "was not understood"),
    ],
)
def test_a_mistake_is_told_and_ends_nothing(statement: str, told: str, session: Session) -> None:
    assert told in session(statement)
    assert "小区方案" in session("list_plans")


def test_help_names_every_command(session: Session) -> None:
    for name in (".evidence", ".format", ".explain", ".queries", ".quit"):
        assert name in session(".help")
    assert "rank_unit_pairs" in session(".queries")


def test_a_query_that_takes_too_long_ends_alone(mini_quads: Path) -> None:
    with Isolated(mini_quads, limits=Limits(seconds=1)) as engine:
        session = Session(engine)
        assert "--timeout" in session(FOREVER)
        assert "小区方案" in session("list_plans")


def test_a_pipe_is_answered_statement_by_statement(
    embedded_mini: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "list_plans\nSELECT (COUNT(?t) AS ?n)\nWHERE { ?t a rm:Task }\n\n.quit\nlist_units\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    said: list[str] = []
    Shell(embedded_mini, Evidence.EXPANDED, said.append).run()
    assert [line for line in said if line.startswith("（")] == [
        line for line in said if line.startswith("（1 行 rows")
    ]
    assert len([line for line in said if line.startswith("（1 行 rows")]) == 2


def in_thread_of_its_own(run: Callable[[], None]) -> None:
    """Run with our context, but without the event loop that a browser of other tests may keep."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(copy_context().run, run).result()


def test_what_is_typed_is_edited_continued_and_kept(
    embedded_mini: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    said: list[str] = []
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text("given up\x03")  # Ctrl-C gives up the line
        typed.send_text("SELECT (COUNT(?t) AS ?n)\rWHERE { ?t a rm:Taks\x7f\x7fsk };\r")
        typed.send_text("\x04")  # Ctrl-D leaves
        in_thread_of_its_own(Shell(embedded_mini, Evidence.EXPANDED, said.append).run)
    assert "8" in said[1]
    assert "+WHERE { ?t a rm:Task };" in history_file().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (".ev", ".evidence"),
        ("SELECT ?x WHERE { ?x a rm:Ta", "rm:Task"),
        ("SELECT ?x WHERE { ?x rm:led", "rm:ledBy"),
        ("sele", "SELECT"),
        ("SELECT ?x WHERE { ?x a sko", "skos:"),
        ("rank_u", "rank_unit_pairs"),
        ("list_tasks_of_unit unit=区财", "区财政局"),
    ],
)
def test_completion_knows_the_graph(typed: str, offered: str, embedded_mini: Embedded) -> None:
    completions = Completions(embedded_mini, Evidence.EXPANDED, [Candidate(".evidence", "")])
    found = completions.get_completions(Document(typed), CompleteEvent())
    assert offered in [completion.text for completion in found]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_ctrl_c_cancels_the_query_and_not_the_shell(mini_quads: Path, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-c", "from remit.cli import main; main()", "shell"]
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "TERM": "dumb"}
    shell = subprocess.Popen(
        [*command, "--store", str(mini_quads)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        preexec_fn=_own_terminal,  # noqa: PLW1509 (no threads before this)
    )
    os.close(slave)
    os.set_blocking(master, False)
    try:
        seen = _read_until(master, "remit>")
        os.write(master, f"{FOREVER}\r".encode())
        time.sleep(1)
        os.write(master, b"\x03")
        seen = _read_until(master, "Cancelled")
        os.write(master, b"list_plans\r")
        seen = _read_until(master, "小区方案")
        os.write(master, b".quit\r")
        assert shell.wait(timeout=30) == 0, seen
    finally:
        shell.kill()
        shell.wait()
        os.close(master)


def _own_terminal() -> None:
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read_until(master: int, wanted: str, seconds: float = 60) -> str:
    seen, until = b"", time.monotonic() + seconds
    while wanted not in (text := seen.decode(errors="replace")):
        assert time.monotonic() < until, text
        try:
            seen += os.read(master, 65536)
        except BlockingIOError:
            time.sleep(0.05)
    return text
