"""Time and memory of the main job on the seed plan, as ratios to processes that do less.

Prints Markdown tables: the whole process `python build_graph.py` against one that only
imports the same libraries, `remit --help` against a bare `import typer`, and the seconds of
each phase of the build. Every figure is the median of several runs in fresh processes, taken
in turn so that a slow minute touches all alike, after one run of each to warm the file cache.
Nothing is asserted: seconds belong to a machine, ratios travel better.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent
PLAN: Final = CHECKOUT / "data" / "zhonglou-2025" / "plan.txt"
LIBRARIES: Final = (
    "jinja2, networkx, numpy, pyoxigraph, pyshacl, pyvis.network, rdflib, SPARQLWrapper, typer"
)
RUNS: Final = 5

# What `remit build --timings` prints for each phase, e.g. "timing read 0.020".
PHASE: Final = re.compile(r"^timing (?P<name>\S+) (?P<seconds>\d+\.\d+)$", re.MULTILINE)

# ru_maxrss is in kibibytes, except on macOS.
BYTES_PER_UNIT_OF_MAXRSS: Final = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall seconds, peak resident memory in MiB, what it printed."""

    seconds: float
    memory: float
    output: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A command to measure, and the name of the subject it is compared with."""

    name: str
    command: tuple[str, ...]
    baseline: str | None = None


def run(command: tuple[str, ...]) -> Run:
    """Run `command` to its end. Raises SystemExit with its output when it fails."""
    with tempfile.TemporaryFile() as printed:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        output = printed.read().decode()
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{output}")
    return Run(seconds, usage.ru_maxrss * BYTES_PER_UNIT_OF_MAXRSS / 2**20, output)


def subjects(out: Path) -> tuple[Subject, ...]:
    """Return what is measured; the build writes below `out`."""
    python = sys.executable
    build = (python, str(CHECKOUT / "build_graph.py"), str(PLAN), "--out", str(out), "--timings")
    remit = (python, "-c", "from remit.cli import main; main(['--help'])")
    return (
        Subject("build the seed plan", build, baseline="import its libraries"),
        Subject("import its libraries", (python, "-c", f"import {LIBRARIES}")),
        Subject("`remit --help`", remit, baseline="`import typer`"),
        Subject("`import typer`", (python, "-c", "import typer")),
    )


def measure(measured: tuple[Subject, ...], times: int) -> dict[str, list[Run]]:
    """Run every subject once unrecorded, then `times` times in turn."""
    for subject in measured:
        run(subject.command)
    runs: dict[str, list[Run]] = {subject.name: [] for subject in measured}
    for _ in range(times):
        for subject in measured:
            runs[subject.name].append(run(subject.command))
    return runs


def milliseconds(seconds: list[float]) -> str:
    """Return the median with the least and greatest value.

    >>> milliseconds([0.2, 0.1, 0.4])
    '200 (100 to 400)'
    """
    middle, least, greatest = (1000 * each(seconds) for each in (median, min, max))
    return f"{middle:.0f} ({least:.0f} to {greatest:.0f})"


def process_table(measured: tuple[Subject, ...], runs: dict[str, list[Run]]) -> list[str]:
    """Return the Markdown table of whole processes."""
    lines = [
        "| process | milliseconds (spread) | MiB | compared with | time | memory |",
        "| --- | --- | ---: | --- | ---: | ---: |",
    ]
    for subject in measured:
        seconds = [one.seconds for one in runs[subject.name]]
        memory = [one.memory for one in runs[subject.name]]
        ratios = "| | |"
        if subject.baseline:
            base = runs[subject.baseline]
            slower = median(seconds) / median(one.seconds for one in base)
            larger = median(memory) / median(one.memory for one in base)
            ratios = f"| {subject.baseline} | {slower:.2f} × | {larger:.2f} × |"
        lines.append(f"| {subject.name} | {milliseconds(seconds)} | {median(memory):.0f} {ratios}")
    return lines


def phase_table(builds: list[Run]) -> list[str]:
    """Return the Markdown table of the phases that `--timings` reported."""
    seconds: dict[str, list[float]] = {}
    for build in builds:
        for phase in PHASE.finditer(build.output):
            seconds.setdefault(phase["name"], []).append(float(phase["seconds"]))
    lines = ["| phase of the build | milliseconds (spread) |", "| --- | --- |"]
    return lines + [f"| {name} | {milliseconds(each)} |" for name, each in seconds.items()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time and memory of the main job.")
    parser.add_argument("--runs", type=int, default=RUNS, help="recorded runs of each process")
    times = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        measured = subjects(Path(folder) / "out")
        runs = measure(measured, times)
    print(f"Median of {times} runs, {platform.system()}, Python {platform.python_version()}.\n")
    print("\n".join(process_table(measured, runs)), end="\n\n")
    print("\n".join(phase_table(runs[measured[0].name])))


if __name__ == "__main__":
    main()
