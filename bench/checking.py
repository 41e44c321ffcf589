"""Time of checking a graph: Remit's `validate` against each SHACL engine alone.

Prints a Markdown table for made-up undamaged plans: each task with one leader, one lead and
four supports out of 60 units, all roles stated. Remit starts from quads in memory, as a build
does; the engines start from one file with the same statements and the same shapes, and give a
bare report. The subjects take turns, after one unrecorded run each on the smallest plan.
Figures are medians. The largest plan is for Remit alone. Nothing is asserted: seconds belong
to a machine, ratios travel better.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

import pyoxigraph
import pyshacl
import shacl
from pyoxigraph import Quad, RdfFormat

from remit.assets import asset
from remit.coordination import participation, workloads
from remit.graph.convert import to_quads, workload_quads
from remit.graph.files import ontology_quads
from remit.graph.validate import validate
from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Attachment,
    Evidence,
    Goal,
    Legibility,
    Notice,
    Passage,
    Plan,
    Role,
    Source,
    Task,
    UnitType,
)

SIZES: Final = (100, 300, 1_000)
LARGEST: Final = 10_000
RUNS: Final = 3
UNITS: Final = 60
LEADERS: Final = 8
UNITS_A_TASK: Final = 5
SHAPES: Final = asset("ontology", "shapes", "data.ttl")


class Text:
    """A text under construction, a passage to each line."""

    def __init__(self) -> None:
        self.length = 0
        self.lines = 0

    def write(self, words: str) -> Passage:
        """Return the passage of the next line, which holds these words."""
        start, self.lines = self.length, self.lines + 1
        self.length += len(words) + 1
        return Passage(start, start + len(words), self.lines, words)


def undamaged(tasks: int) -> Plan:
    """Return a plan of so many tasks with every cell in its place."""
    text = Text()
    leaders = [Agent(f"领导{n}", AgentKind.LEADER, f"领导{n}") for n in range(LEADERS)]
    units = [
        Agent(f"单位{n}局", AgentKind.UNIT, f"区单位{n}局", unit_type=UnitType.BUREAU)
        for n in range(UNITS)
    ]
    goal = Goal("1", "1", "目标", "1", None, 1, is_programme=False, passages=(text.write("目标"),))
    made, assignments = [], []
    for order in range(1, tasks + 1):
        task = f"{order}"
        words = f"完成第{order}项任务。"
        made.append(
            Task(task, task, order, words, goal.id, "1", text.write(words), Legibility.WHOLE)
        )
        several = [units[(7 * order + 11 * step) % UNITS] for step in range(UNITS_A_TASK)]
        cells = [(leaders[order % LEADERS], Role.SUPERVISES), (several[0], Role.LEADS)]
        cells += [(unit, Role.SUPPORTS) for unit in several[1:]]
        assignments += [
            Assignment(
                id=f"{task}/{agent.key}",
                task=task,
                agent=agent.key,
                evidence=Evidence.STATED,
                confidence=1.0,
                role=role,
                role_evidence=Evidence.STATED,
                role_confidence=1.0,
                passage=text.write(agent.name),
            )
            for agent, role in cells
        ]
    return Plan(
        id=f"undamaged-{tasks}",
        title="责任分解表",
        title_passage=None,
        year=2025,
        jurisdiction=None,
        area="undamaged",
        notice=Notice(),
        source=Source("plan.txt", "0" * 64, "utf-8", text.length),
        attachments=(Attachment("1", None, None),),
        goals=(goal,),
        tasks=tuple(made),
        agents=(*leaders, *units),
        assignments=tuple(assignments),
        repeats_dropped=False,
    )


def quads_of(plan: Plan) -> list[Quad]:
    """Return the plan's graph with its workloads."""
    counts = [
        (
            each.unit,
            {
                "tasks": each.tasks,
                "tasksLed": each.led,
                "tasksSupported": each.supported,
                "coordinationLoad": each.load,
                "partners": each.partners,
            },
        )
        for each in workloads(participation(plan))
    ]
    return [*to_quads(plan), *workload_quads(plan, counts)]


def by_remit(quads: list[Quad]) -> int:
    """Return the number of violations."""
    return len(validate(quads))


def by_shacl(path: Path) -> int:
    """Return the number of results of the compiled engine alone."""
    return len(shacl.validate(str(path), str(SHAPES)))


def by_pyshacl(path: Path) -> int:
    """Return 0 when pySHACL alone finds nothing, else 1."""
    conforms, _, _ = pyshacl.validate(str(path), shacl_graph=str(SHAPES), inference="none")
    return 0 if conforms else 1


def seconds(subject: Callable[[], int]) -> float:
    """Return how long `subject` takes. Raises SystemExit when it finds anything."""
    start = time.perf_counter()
    found = subject()
    taken = time.perf_counter() - start
    if found:
        raise SystemExit("the undamaged plan breaks its shapes, so nothing was measured")
    return taken


def compared(tasks: int, runs: int) -> tuple[int, dict[str, float]]:
    """Return the number of statements, and the median seconds of each subject."""
    quads = quads_of(undamaged(tasks))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.nt"
        triples = (quad.triple for quad in [*quads, *ontology_quads()])
        pyoxigraph.serialize(triples, output=path, format=RdfFormat.N_TRIPLES)
        subjects: dict[str, Callable[[], int]] = {
            "remit": lambda: by_remit(quads),
            "shacl": lambda: by_shacl(path),
            "pyshacl": lambda: by_pyshacl(path),
        }
        if tasks == LARGEST:
            subjects = {"remit": subjects["remit"]}
        taken: dict[str, list[float]] = {name: [] for name in subjects}
        for _ in range(runs):
            for name, subject in subjects.items():
                taken[name].append(seconds(subject))
    return len(quads), {name: median(each) for name, each in taken.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time of checking a graph.")
    parser.add_argument("--runs", type=int, default=RUNS, help="recorded runs of each subject")
    runs = parser.parse_args().runs
    compared(SIZES[0], 1)
    print("| tasks | statements | Remit | shacl | pySHACL | Remit to shacl | pySHACL to Remit |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for tasks in (*SIZES, LARGEST):
        statements, taken = compared(tasks, runs)
        row = f"| {tasks:,} | {statements:,} | {taken['remit']:.2f} "
        if tasks == LARGEST:
            print(row + "| | | | |")
            continue
        slower = taken["remit"] / taken["shacl"]
        quicker = taken["pyshacl"] / taken["remit"]
        row += f"| {taken['shacl']:.2f} | {taken['pyshacl']:.2f} "
        print(row + f"| {slower:.1f} × | {quicker:.0f} × |", flush=True)


if __name__ == "__main__":
    main()
