"""The main job: from a plan file to a folder with its graph, tables and pages."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

from remit.coordination import participation, workloads
from remit.errors import BadGraph, UnreadableSource
from remit.findings import with_findings
from remit.folder import replacing
from remit.graph import STORE_FILE
from remit.interpret import interpret
from remit.interpret.candidates import MIN_CONFIDENCE, assigned, with_candidates
from remit.interpret.competence import default_competence
from remit.model import Plan
from remit.read import STANDARD_INPUT, Given, Progress, plan_files, quietly, read
from remit.read.decisions import decisions_beside, read_decisions
from remit.read.gazetteer import gazetteer_beside, read_gazetteer
from remit.read.rosters import read_rosters, rosters_beside
from remit.review import decided

_NOT_IN_ID: Final = re.compile(r"[^\w.-]+")
_BEFORE_NUMBERS: Final = " 第（(_-"
_SHORTEST_ID: Final = 4


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the plan, its folder, and the seconds each phase took."""

    plan: Plan
    folder: Path
    files: tuple[Path, ...]
    seconds: dict[str, float]


class _Clock:
    """Announces phases and keeps their times."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress
        self._phase = ""
        self._since = time.perf_counter()

    def phase(self, zh: str, en: str) -> None:
        self.stop()
        self._phase = en
        self._progress(zh, en)

    def stop(self) -> None:
        now = time.perf_counter()
        if self._phase:
            self.seconds[self._phase] = now - self._since
        self._since = now


def plan_id_of(given: Given) -> str:
    """Return the name of a plan: its file's, or its folder's when the file is `plan.*`.

    That of several files is what their names begin with, else the first one's name.

    >>> plan_id_of(Path("data/zhonglou-2025/plan.txt")), plan_id_of(Path("钟楼 2025.txt"))
    ('zhonglou-2025', '钟楼-2025')
    """
    if isinstance(given, tuple):
        letters = zip(*(path.stem for path in given), strict=False)
        shared = "".join(same[0] for same in takewhile(lambda each: len(set(each)) == 1, letters))
        shared = (
            shared.rstrip(_BEFORE_NUMBERS)
            .removesuffix("附件")
            .removesuffix("附表")
            .rstrip(_BEFORE_NUMBERS)
        )
        return _as_id(shared) if len(shared) >= _SHORTEST_ID else plan_id_of(given[0])
    return _as_id(given.resolve().parent.name if given.stem == "plan" else given.stem)


def _as_id(name: str) -> str:
    return _NOT_IN_ID.sub("-", name).strip("-.") or "plan"


def quads_of_built(folder: Path) -> Path | None:
    """Return the file of quads in a folder that `build` wrote of a plan, else None.

    A folder that `remit compare --output` wrote has quads, too, and no text of a plan.
    """
    quads = folder / STORE_FILE
    return quads if quads.is_file() and (folder / "source.txt").is_file() else None


def _first(given: Given) -> Path:
    return given[0] if isinstance(given, tuple) else given


def plans_of(paths: Sequence[Path]) -> list[Given]:
    """Return what forms a plan each: files of one folder do together, a folder or zip alone."""
    together: dict[Path, list[Path]] = {}
    for path in paths:
        alone = path.is_dir() or path.suffix.lower() == ".zip" or str(path) == STANDARD_INPUT
        together.setdefault(path if alone else path.resolve().parent, []).append(path)
    return [tuple(files) if len(files) > 1 else files[0] for files in together.values()]


def each_alone(paths: Sequence[Path]) -> list[Given]:
    """Return every file as a plan of its own, those of a folder among them."""
    return [
        file for path in paths for file in (plan_files(path) or [path] if path.is_dir() else [path])
    ]


def build(
    given: Given,
    out: Path,
    phases: Progress = quietly,
    rosters: Path | None = None,
    decisions: Path | None = None,
    reading: Progress = quietly,
    gazetteer: Path | None = None,
    min_confidence: float = MIN_CONFIDENCE,
    previous: Sequence[Path] = (),
) -> Built:
    """Read a plan and write `out/<plan id>/`, whole or not at all.

    `phases` is told each phase as it begins, `reading` how far reading has come.
    Raises UnreadableSource for a bad input, BadGraph when the graph breaks its own
    shapes, OutputError when the folder cannot be written; what stood there before
    then still stands.
    """
    clock = _Clock(phases)
    clock.phase("读取", "read")
    plan, text = understood(given, rosters, decisions, reading, gazetteer, min_confidence, previous)
    with replacing(out / plan.id) as folder:
        (folder / "source.txt").write_text(text, encoding="utf-8", newline="")
        clock.phase("建图", "graph")
        write_graphs(plan, folder)
        clock.phase("核对", "check")
        _check(plan, folder)
        clock.phase("制表", "tables")
        from remit.tables import write_tables

        write_tables(plan, folder)
        clock.phase("绘图", "views")
        from remit.views import write_explorer

        write_explorer(plan, text, folder)
        clock.phase("存盘", "save")
    clock.stop()
    target = out / plan.id
    files = tuple(sorted(file for file in target.rglob("*") if file.is_file()))
    return Built(plan, target, files, clock.seconds)


def understood(
    given: Given,
    rosters: Path | None = None,
    decisions: Path | None = None,
    progress: Progress = quietly,
    gazetteer: Path | None = None,
    min_confidence: float = MIN_CONFIDENCE,
    previous: Sequence[Path] = (),
) -> tuple[Plan, str]:
    """Read and interpret a plan file; return it, with its findings, and its text.

    Names of places and projects come from the file `gazetteer`, or a `gazetteer.csv` beside the
    plan; the members of groups from the file `rosters`, or a `rosters.csv` beside it; what people
    decided from the file `decisions`, or a `decisions.csv` beside it. A candidate for a lost cell
    is an inferred assignment from `min_confidence` on; `previous` are earlier plans of the same
    office, the latest last, that tell who had the like task.
    """
    if isinstance(given, Path) and (given / STORE_FILE).is_file():
        raise UnreadableSource(
            f"{given}：这是 Remit 写出的结果文件夹，不是计划；请给出它所根据的计划文件。"
            " / is a folder that Remit wrote, and no plan; give the plan file it was made from."
        )
    document, text = read(given, progress)
    first = _first(given)
    lists = read_rosters(rosters) if rosters else rosters_beside(first)
    names = read_gazetteer(gazetteer) if gazetteer else gazetteer_beside(first)
    taken = read_decisions(decisions) if decisions else decisions_beside(first)
    plan = interpret(document, plan_id_of(given), names, lists)
    plan = decided(plan, taken)
    if plan.repeats_dropped:
        earlier = [understood(path)[0] for path in previous]
        told = with_candidates(plan, default_competence(), earlier)
        plan = assigned(told, min_confidence)
    return with_findings(plan), text


def write_graphs(plan: Plan, folder: Path) -> None:
    """Write `graph.trig` (everything), `graph.ttl` (stated and expanded) and `store/`."""
    from remit.graph.convert import to_quads, workload_quads
    from remit.graph.files import canonical, of_graphs, ontology_quads, prefixes_of, write_graph
    from remit.graph.vocabulary import Names, graphs_of

    names = Names(plan.id, plan.area)
    graphs = graphs_of(names.plan)
    counts = [
        (
            w.unit,
            {
                "tasks": w.tasks,
                "tasksLed": w.led,
                "tasksSupported": w.supported,
                "coordinationLoad": w.load,
                "partners": w.partners,
            },
        )
        for w in workloads(participation(plan))
    ]
    quads = canonical([*to_quads(plan), *workload_quads(plan, counts), *ontology_quads()])
    prefixes = prefixes_of(names)
    believed = of_graphs(quads, (graphs.stated, graphs.expanded))
    write_graph(quads, folder / "graph.trig", prefixes, in_order=True)
    write_graph(believed, folder / "graph.ttl", prefixes)
    (folder / "store").mkdir()
    write_graph(quads, folder / STORE_FILE, in_order=True)


def _check(plan: Plan, folder: Path) -> None:
    from remit.graph.files import read_graph
    from remit.graph.validate import describe, validate

    violations = validate(read_graph(folder / STORE_FILE))
    if violations:
        listed = "\n".join(f"  {describe(violation)}" for violation in violations[:20])
        raise BadGraph(
            f"{plan.source.file_name}：生成的图不符合约束 {len(violations)} 处，未写出。"
            f" / the graph breaks its shapes in {len(violations)} places and is not written:\n"
            f"{listed}"
        )


def default_plans() -> list[Path]:
    """Return the plans of the checkout; raises UnreadableSource when there are none."""
    from remit.assets import asset

    try:
        plans = sorted(asset("data").glob("*/plan.txt"))
    except FileNotFoundError:
        plans = []
    if not plans:
        raise UnreadableSource(
            "没有指定计划文件；用法：remit build 计划.txt --out 文件夹"
            " / no plan file given; usage: remit build PLAN.txt --out FOLDER"
        )
    return plans


def refuse_same_names(plans: Sequence[Given]) -> None:
    """Raise UnreadableSource when two plans would write to the same folder."""
    taken: dict[str, Given] = {}
    for plan in plans:
        name = plan_id_of(plan)
        other = taken.setdefault(name, plan)
        if other is not plan:
            raise UnreadableSource(
                f"{_first(plan)}：与 {_first(other)} 的计划名相同（{name}），结果会互相覆盖；"
                f"请给文件或文件夹改名。"
                f" / has the same plan name as {_first(other)} ({name}), so their results"
                f" would overwrite each other; rename the file or its folder."
            )
