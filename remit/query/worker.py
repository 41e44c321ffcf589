"""The process that runs queries on a store: it can be ended, which a query can not.

pyoxigraph has no time limit, can not be interrupted, and ends its process when memory
runs out. So queries run here, one at a time, and `remit.query.isolated` ends the process
when a limit is passed.

Both ways a message is one byte, its kind, then eight bytes, the length of what follows.
In: the kind of evidence (`ASK[evidence]`) and a query. Out: READY, then another `Reply`.
"""

import struct
import sys
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from remit.errors import RemitError
from remit.model import Evidence
from remit.query.engines import Embedded

_HEAD: Final = struct.Struct(">cQ")

ASK: Final = {Evidence.STATED: b"s", Evidence.EXPANDED: b"e", Evidence.INFERRED: b"i"}


class Reply(Enum):
    """What the worker says."""

    READY = b"r"
    """The graph is loaded; and, before every answer: what the query believes is merged."""
    REFUSED = b"x"
    """The graph is not usable, or not at this level of evidence; the message for the user."""
    SOLUTIONS = b"s"
    """The answer of SELECT or ASK, as SPARQL 1.1 Query Results TSV: the form read and
    written fastest, and as exact as the others here."""
    TRIPLES = b"t"
    """The answer of CONSTRUCT or DESCRIBE, as N-Triples."""
    NO_QUERY = b"q"
    """The query does not parse; the parser's own words."""
    MEMORY = b"m"
    """Memory ran out, and Python noticed."""


def send(stream: BinaryIO, kind: bytes, body: bytes) -> None:
    """Write one message."""
    stream.write(_HEAD.pack(kind, len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[bytes, bytes]:
    """Return kind and body of the next message. Raises EOFError when there is no more."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    kind, size = _HEAD.unpack(head)
    body = stream.read(size)
    if len(body) < size:
        raise EOFError
    return kind, body


def main(megabytes: str, *paths: str) -> None:
    """Load the stores at `paths`, then answer one query after the other."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    try:
        engine = Embedded(*map(Path, paths))
    except RemitError as error:
        send(stdout, Reply.REFUSED.value, str(error).encode())
        return
    send(stdout, Reply.READY.value, b"")
    evidence = {byte: kind for kind, byte in ASK.items()}
    while True:
        try:
            kind, body = receive(stdin)
        except EOFError:
            return
        try:
            query = body.decode()
            _limit_memory(None)  # a graph may be as large as it is: queries are limited
            store = engine.store_for(query, evidence[kind])
            _limit_memory(int(megabytes) * 1_000_000)
            send(stdout, Reply.READY.value, b"")
            reply, answer = _answer(store.query(query))
        except RemitError as error:
            reply, answer = Reply.REFUSED, str(error).encode()
        except SyntaxError as error:
            reply, answer = Reply.NO_QUERY, str(error).encode()
        except MemoryError:
            reply, answer = Reply.MEMORY, b""
        send(stdout, reply.value, answer)


def _answer(found: QuerySolutions | QueryTriples | QueryBoolean) -> tuple[Reply, bytes]:
    if isinstance(found, QueryTriples):
        return Reply.TRIPLES, found.serialize(format=RdfFormat.N_TRIPLES) or b""
    return Reply.SOLUTIONS, found.serialize(format=QueryResultsFormat.TSV) or b""


def _limit_memory(size: int | None) -> None:
    """Limit what may be taken from now on (None: no limit), where the system can: Linux."""
    if sys.platform != "linux":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    wanted = most if size is None else used + size
    resource.setrlimit(
        resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most)
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
