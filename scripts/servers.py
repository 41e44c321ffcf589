"""Starts the SPARQL servers that tests and measurements ask, on free ports of this machine.

The Oxigraph server is the PyPI package `oxigraph`, Virtuoso the Debian package
`virtuoso-opensource-7-bin` (`scripts/setup_system.sh`). Each is started empty, answers on
127.0.0.1 alone, and is ended when the block ends.
"""

import os
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

START_SECONDS: Final = 60
FILL_SECONDS: Final = 3600

_VIRTUOSO_INI: Final = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 100000
MaxDirtyBuffers = 60000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {most_rows}
MaxQueryExecutionTime = 60
"""

DEBIAN_MOST_ROWS: Final = 10_000
"""What Virtuoso answers at most as Debian ships it."""

_GRANTS: Final = """\
GRANT SPARQL_UPDATE TO "SPARQL";
DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);
"""

_FILLED: Final = "fill.nq"
_FILL: Final = f"""\
ld_dir('.', '{_FILLED}', 'urn:unused');
rdf_loader_run();
CHECKPOINT;
"""


class NotInstalled(Exception):
    """The server is not on this machine; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it takes queries, updates, and graphs (Graph Store Protocol).

    `fill` loads a file of N-Quads in the server's own, fastest way.
    """

    query: str
    update: str
    graphs: str
    fill: Callable[[Path], None]


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Start the Oxigraph server with its store in `folder`. Raises NotInstalled."""
    program = Path(sysconfig.get_path("scripts"), "oxigraph")
    command = str(program) if program.exists() else shutil.which("oxigraph")
    if command is None:
        raise NotInstalled("the Oxigraph server is not installed: pip install oxigraph")
    address = f"127.0.0.1:{_free_port()}"
    start = [command, "serve", "-l", str(folder), "-b", address]
    with _running(start, folder.with_suffix(".log"), f"http://{address}/"):
        root = f"http://{address}"

        def fill(quads: Path) -> None:
            with quads.open("rb") as body:
                request = urllib.request.Request(  # noqa: S310 (ours)
                    f"{root}/store?no_transaction",  # else all of it would be held in memory
                    data=body,
                    method="POST",
                    headers={
                        "Content-Type": "application/n-quads",
                        "Content-Length": str(quads.stat().st_size),
                    },
                )
                urllib.request.urlopen(request, timeout=FILL_SECONDS).close()  # noqa: S310 (ours)

        yield Server(f"{root}/query", f"{root}/update", f"{root}/store", fill)


@contextmanager
def virtuoso(folder: Path, most_rows: int = DEBIAN_MOST_ROWS) -> Iterator[Server]:
    """Start Virtuoso with a new database in `folder`; anybody may write. Raises NotInstalled."""
    command, sql_client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if command is None or sql_client is None:
        raise NotInstalled("Virtuoso is not installed: scripts/setup_system.sh")
    sql, http = _free_port(), _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_VIRTUOSO_INI.format(sql=sql, http=http, most_rows=most_rows), encoding="ascii")
    start = [command, "-f", "-c", str(ini)]
    root = f"http://127.0.0.1:{http}"
    with _running(start, folder.with_suffix(".log"), f"{root}/sparql?query=ASK%7B%7D", folder):

        def obey(statements: str) -> None:
            subprocess.run(
                [sql_client, f"127.0.0.1:{sql}", "dba", "dba", "VERBOSE=OFF"],
                input=statements,
                text=True,
                check=True,
                capture_output=True,
                timeout=FILL_SECONDS,
            )

        def fill(quads: Path) -> None:
            shutil.copy(quads, folder / _FILLED)
            obey(_FILL)

        obey(_GRANTS)
        yield Server(f"{root}/sparql", f"{root}/sparql", f"{root}/sparql-graph-crud", fill)


@contextmanager
def _running(command: list[str], log: Path, url: str, folder: Path | None = None) -> Iterator[None]:
    """Run a server until the block ends; give way once `url` answers."""
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder)
    try:
        _wait_for(url, server, log)
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=START_SECONDS).close()  # noqa: S310 (ours)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{url} did not start: {log.read_text(encoding='utf-8', errors='replace')}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def demanded() -> bool:
    """Tell whether a missing server is a failure: in CI a check must not pass by skipping."""
    return "CI" in os.environ
