"""What files made to do harm cost before they are refused: seconds and memory, as Markdown.

Each file is made in one process and read in another, both forked from one that has the
libraries loaded, so that neither starting nor making is counted. The memory is the peak of
the reading process or, for a PDF, of the one it starts.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bench.hostile_files import Hostile, hostile_files

CHECKOUT: Final = Path(__file__).resolve().parent.parent
SECONDS: Final = 30
"""Processor seconds after which a reading process is ended."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading a file took, and how it was refused (None when it was read).

    `seconds` are those in which a processor worked, so that others at work do not count;
    `memory` is in bytes. `ended` is the signal that ended the process, 0 for none.
    """

    title: str
    file: str
    size: int
    seconds: float
    memory: int
    refusal: str | None
    ended: int = 0


def costs(wanted: str = "") -> Iterator[Cost]:
    """Read every file whose title holds `wanted`, each in a process of its own."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "bench.hostile", "--json", wanted],
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )
    if worker.stdout is None:
        return
    with worker.stdout as lines:
        for line in lines:
            yield Cost(**json.loads(line))
    worker.wait()


def _measured(wanted: str) -> Iterator[Cost]:
    import remit.read
    import remit.read.formats.delimited
    import remit.read.formats.excel
    import remit.read.formats.web
    import remit.read.formats.word  # noqa: F401 (all loaded once, before forking)

    with tempfile.TemporaryDirectory() as folder:
        for title, file in hostile_files():
            if wanted in title:
                yield _cost(title, file, Path(folder) / file.name)


def _cost(title: str, file: Hostile, path: Path) -> Cost:
    _forked(lambda: str(path.write_bytes(file.make())))
    result, ended = _forked(lambda: _read(path))
    seconds, memory, refusal = json.loads(result) if not ended else (0.0, 0, None)
    size = path.stat().st_size
    path.unlink()
    return Cost(title, str(path), size, seconds, memory, refusal, ended)


def _forked(work: Callable[[], str]) -> tuple[str, int]:
    """Return what `work` returned in a child process, and the signal that ended it or 0."""
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            os.write(target, work().encode())
            status = 0
        finally:
            os._exit(status)
    os.close(target)
    with os.fdopen(source, encoding="utf-8") as pipe:
        result = pipe.read()
    _, status = os.waitpid(child, 0)
    return result, status & 0x7F if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def _read(path: Path) -> str:
    from remit.errors import UnreadableSource
    from remit.read import read

    try:
        read(path)
        refusal = None
    except UnreadableSource as error:
        refusal = str(error)
    seconds = sum(_worked(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    own = int(status.split("VmHWM:")[1].split()[0])
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return json.dumps([seconds, max(own, child) * 1024, refusal])


def _worked(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the table, or for a program a JSON line a file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("wanted", nargs="?", default="", help="a part of the files' titles")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.json:
        for cost in _measured(options.wanted):
            print(json.dumps(asdict(cost)), flush=True)
        return
    print("| file | size, MB | s | peak, MB | |\n| --- | --- | --- | --- | --- |")
    worst = (0.0, 0)
    for cost in costs(options.wanted):
        result = "ended" if cost.ended else "refused" if cost.refusal else "read"
        print(
            f"| {cost.title} | {cost.size / 1e6:.2f} | {cost.seconds:.2f} |"
            f" {cost.memory / 1e6:.0f} | {result} |",
            flush=True,
        )
        worst = max(worst[0], cost.seconds), max(worst[1], cost.memory)
    print(f"| **most** | | **{worst[0]:.2f}** | **{worst[1] / 1e6:.0f}** | |")


if __name__ == "__main__":
    main()
