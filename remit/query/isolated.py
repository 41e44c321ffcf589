"""The embedded engine in a process of its own, which is ended when a query goes too far.

See `remit.query.worker` for why. The next query starts a new process, so one bad query
harms no other.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self, TypeAlias, cast

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from remit.errors import BadGraph, BadQuery
from remit.graph.vocabulary import ONTOLOGY
from remit.model import Evidence
from remit.query.binding import bind
from remit.query.dataset import DISCOVERY, believed_graphs
from remit.query.limits import Limits
from remit.query.table import Table, Term, text_of, triples_table
from remit.query.watch import Watch
from remit.query.worker import ASK, Reply, receive, send

_Process: TypeAlias = "subprocess.Popen[bytes]"
_PACKAGE: Final = Path(__file__).resolve().parents[2]


class Isolated:
    """`Embedded` over `paths`, held to `limits`. Close it, or use it in a `with` block.

    The first process starts at once, so that loading goes on while the caller prepares.
    """

    def __init__(self, *paths: Path, limits: Limits | None = None) -> None:
        """Start loading. What is wrong with the paths is raised by the first query."""
        self.paths = paths
        self._limits = limits or Limits()
        self._watch = Watch(self._limits.seconds)
        self._process: _Process | None = self._started()
        self._ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._watch.close()
        if self._process is not None:
            self._end(self._process)

    def select(self, query: str, bindings: Mapping[str, Term], evidence: Evidence) -> Table:
        """Answer `query`; see `Engine`. Raises BadQuery when it passes a limit."""
        process = self._loaded()
        kind, body = self._asked(process, bind(query, bindings), evidence)
        match Reply(kind):
            case Reply.SOLUTIONS:
                return self._limits.whole(parse_query_results(body, QueryResultsFormat.TSV))
            case Reply.TRIPLES:
                quads = parse(body, RdfFormat.N_TRIPLES)
                return triples_table((q.subject, q.predicate, q.object) for q in quads)
            case Reply.NO_QUERY:
                raise SyntaxError(body.decode())
            case Reply.REFUSED:
                raise BadGraph(body.decode())
            case _:
                raise self._too_big()

    def graphs(self, evidence: Evidence) -> list[str]:
        """Return the believed graphs; see `Engine`."""
        found = [text_of(row[0]) for row in self.select(DISCOVERY, {}, evidence).rows]
        if found == [ONTOLOGY]:  # of Turtle, which has no named graphs
            return found
        return believed_graphs(found, evidence)

    def _loaded(self) -> _Process:
        """Return a process that holds the graph. Raises BadGraph when there is none to hold."""
        process = self._process or self._started()
        self._process = process
        if not self._ready:
            try:
                kind, body = receive(_out(process))
            except EOFError:
                self._end(process)
                raise BadGraph(
                    f"{self._name} 装入时内存不足或进程被终止。请释放内存后再试，"
                    "或改用 --endpoint。 / "
                    f"{self._name} could not be loaded: the process ended. Free some memory, or "
                    "load the graph into a server and use --endpoint."
                ) from None
            if kind == Reply.REFUSED.value:
                self._end(process)
                raise BadGraph(body.decode())
            self._ready = True
        return process

    def _asked(self, process: _Process, query: str, evidence: Evidence) -> tuple[bytes, bytes]:
        """Return the worker's reply; it is ended when the time is over."""
        try:
            send(cast("BinaryIO", process.stdin), ASK[evidence], query.encode())
            kind, body = receive(_out(process))
            if kind != Reply.READY.value:
                return kind, body
            with self._watch.over(process):  # merging what is believed is no part of its time
                return receive(_out(process))
        except (EOFError, OSError):
            self._end(process)
            raise self._too_slow() if self._watch.is_over else self._too_big() from None
        except BaseException:  # Ctrl-C: what it was asked for is wanted no more
            self._end(process)
            raise

    def _too_slow(self) -> BadQuery:
        return BadQuery(
            f"查询超过 {self._limits.seconds:g} 秒，已停止。请简化查询，"
            "或用 --timeout 延长时限。 / "
            f"The query took more than {self._limits.seconds:g} seconds and was stopped. Simplify "
            "it, or allow more with --timeout."
        )

    def _too_big(self) -> BadQuery:
        return BadQuery(
            f"查询所需内存超过 {self._limits.megabytes} MB，已停止。请简化查询，"
            "或用 --max-memory 提高上限。 / "
            f"The query needed more than {self._limits.megabytes} MB of memory and was stopped. "
            "Simplify it, or allow more with --max-memory."
        )

    @property
    def _name(self) -> str:
        return "、".join(map(str, self.paths))

    def _started(self) -> _Process:
        search = os.pathsep.join([str(_PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._ready = False
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "remit.query.worker"),
                str(self._limits.megabytes),
                *map(str, self.paths),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": search},
            start_new_session=True,  # Ctrl-C goes to us alone; we end the worker
        )

    def _end(self, process: _Process) -> None:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not sent yet is lost, as it should
                cast("BinaryIO", stream).close()
        self._process = None


def _out(process: _Process) -> BinaryIO:
    return cast("BinaryIO", process.stdout)
