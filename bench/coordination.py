"""Projections of many plans beside scipy, networkx, igraph and DuckDB; and how analysis grows.

Generates plans (units of a jurisdiction, a few of them on many tasks, groups that put all
subdistricts on one), projects the units of all of them with every library in one run, checks
that all give the same pairs and counts, and prints Markdown: seconds as the least of
several rounds in turn, and ratios. Before that the whole analysis of the plans, in parallel
processes, with the peak memory of the largest of them. Nothing is asserted about time.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import fmean
from typing import Any, Final

import duckdb
import igraph
import networkx as nx
import numpy as np
from networkx.algorithms import bipartite
from scipy.sparse import csr_array

from remit.coordination import (
    Participation,
    backbone_graph,
    bridging,
    chance_ties,
    cohesion,
    communities,
    shared_graph,
    shared_work,
    workloads,
)
from remit.coordination.projection import Incidence, from_duties, incidence
from remit.coordination.rollup import OrganLoad, organ_loads, organ_shares
from remit.coordination.shared_work import PairCounts, pair_counts
from remit.model import Role

SIZES: Final = (1, 100, 3000)
TASKS: Final = 107  # as the seed plan
UNITS: Final = 45
SUBDISTRICTS: Final = 7
BYTES_PER_UNIT_OF_MAXRSS: Final = 1 if sys.platform == "darwin" else 1024

Pairs = tuple[int, float]  # number of pairs, sum of their shared tasks


def duties(plan: int) -> list[tuple[str, str, Role]]:
    """Return the duties of one generated plan: a lead, some supports, at times all subdistricts."""
    random = np.random.default_rng(plan)
    weights = 1 / np.arange(1, UNITS + 1)  # a few units are on many tasks
    found = []
    for task in range(TASKS):
        count = 1 + min(int(random.poisson(2.2)), 8)
        on_task = list(random.choice(UNITS, size=count, replace=False, p=weights / weights.sum()))
        if random.random() < 0.15:
            on_task += [u for u in range(UNITS - SUBDISTRICTS, UNITS) if u not in on_task]
        for place, unit in enumerate(on_task):
            role = Role.SUPPORTS if place else Role.LEADS
            found.append((f"{task}", f"{unit:02}", role))
    return found


def generated(plan: int) -> Participation:
    """Return the projection of one generated plan."""
    return from_duties(duties(plan), [f"{unit:02}" for unit in range(UNITS)])


def stacked(plans: Sequence[Participation]) -> Incidence:
    """Return the incidence of all plans, each with units of its own: no tie crosses plans."""
    rows, columns = [], []
    for i, plan in enumerate(plans):
        cells = plan.involves.tocoo()
        rows.append(cells.row.astype(np.int64) + i * TASKS)
        columns.append(cells.col.astype(np.int64) + i * UNITS)
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(plans) * TASKS, len(plans) * UNITS)
    return csr_array((np.ones(len(row)), (row, column)), shape=shape)


def one_network(tasks: int = 112_000, units: int = 3_000) -> Incidence:
    """Return tasks of one government with very many units, few of which are on most tasks."""
    random = np.random.default_rng(0)
    column = np.minimum(random.zipf(1.3, size=3 * tasks) - 1, 10**9) % units
    row = np.repeat(np.arange(tasks), 3)
    return incidence(zip(row.tolist(), column.tolist(), strict=True), (tasks, units))


@dataclass(frozen=True, slots=True)
class Subject:
    """A way to project, and how often it may be repeated."""

    name: str
    project: Callable[[], object]
    count: Callable[[Any], Pairs]
    rounds: int


def subjects(involves: Incidence, rounds: int) -> list[Subject]:
    """Return every way to project this incidence; what each needs is loaded beforehand."""
    cells = involves.tocoo()
    row, column = cells.row, cells.col
    tasks, units = involves.shape
    names = [("task", t) for t in range(tasks)] + [("unit", u) for u in range(units)]
    two_mode: nx.Graph[tuple[str, int]] = nx.Graph()
    two_mode.add_nodes_from(names)
    two_mode.add_edges_from(
        (("task", t), ("unit", u)) for t, u in zip(row.tolist(), column.tolist(), strict=True)
    )
    edges = np.column_stack([row, column + tasks])
    types = [False] * tasks + [True] * units
    other = igraph.Graph(n=tasks + units, edges=edges.tolist())
    database = duckdb.connect()
    table = {"t": row, "u": column}
    database.register("given", table)
    database.execute("create table part as select * from given")
    shared = "select a.u, b.u, count(*) n from part a join part b on a.t = b.t and a.u < b.u"
    return [
        Subject("scipy, the bare product", lambda: involves.T @ involves, _of_product, rounds),
        Subject("Remit (raw and Newman)", lambda: pair_counts(involves), _of_pairs, rounds),
        Subject(
            "DuckDB",
            lambda: database.execute(f"{shared} group by 1, 2").fetchnumpy(),
            lambda found: (len(found["n"]), float(found["n"].sum())),
            rounds,
        ),
        Subject(
            "igraph",
            lambda: other.bipartite_projection(types=types, which=1, multiplicity=True),
            lambda found: (found.ecount(), float(sum(found.es["weight"]))),
            min(rounds, 3),
        ),
        Subject(
            "networkx",
            lambda: bipartite.weighted_projected_graph(two_mode, names[tasks:]),
            lambda found: (found.number_of_edges(), float(found.size(weight="weight"))),
            1 if tasks > 100 * TASKS else min(rounds, 3),
        ),
    ]


def _of_product(product: Incidence) -> Pairs:
    matrix = csr_array(product)
    diagonal = matrix.diagonal()
    pairs = (matrix.nnz - int(np.count_nonzero(diagonal))) // 2
    return pairs, float(matrix.sum() - diagonal.sum()) / 2


def _of_pairs(found: PairCounts) -> Pairs:
    return len(found.shared), float(found.shared.sum())


def projection_lines(sizes: Sequence[int], rounds: int) -> Iterator[str]:
    """Yield the Markdown table of projections; SystemExit when two answers differ."""
    yield "| plans | pairs | with | seconds | times scipy's product |"
    yield "| --- " * 5 + "|"
    given = {f"{size:,}": stacked([generated(plan) for plan in range(size)]) for size in sizes}
    if max(sizes) >= max(SIZES):
        given["one network"] = one_network()
    for name, involves in given.items():
        every = subjects(involves, rounds)
        seconds: dict[str, list[float]] = {each.name: [] for each in every}
        answers: dict[str, Pairs] = {}
        for turn in range(rounds):
            for each in every:
                if turn < each.rounds:
                    start = time.perf_counter()
                    found = each.project()
                    seconds[each.name].append(time.perf_counter() - start)
                    answers[each.name] = each.count(found)
        if len(set(answers.values())) != 1:
            raise SystemExit(f"the libraries do not agree: {answers}")
        bare, pairs = min(seconds[every[0].name]), answers[every[0].name][0]
        for each in every:
            took = min(seconds[each.name])  # what else the machine does only adds
            yield f"| {name} | {pairs:,} | {each.name} | {took:.5f} | {took / bare:,.1f} |"


def analysed(plan: int) -> list[OrganLoad]:
    """Return what the kinds of organ carry in a generated plan, after its whole analysis."""
    found = generated(plan)
    loads = workloads(found)
    shared_work(found)
    graph = shared_graph(found)
    bridging(graph)
    cohesion(backbone_graph(graph, chance_ties(found)))
    communities(graph, runs=1)
    figures = {name: {w.unit: float(getattr(w, name)) for w in loads} for name in FIGURES}
    return organ_loads(str(plan), 2025, {unit: unit for unit in found.units}, figures)


FIGURES: Final = ("tasks", "led", "load")


def peak() -> float:
    """Return the greatest memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_UNIT_OF_MAXRSS / 2**20


def analysis_table(sizes: Sequence[int]) -> list[str]:
    """Return the Markdown table of whole analyses: seconds, growth, peak memory.

    Growth is told of processor time, which hangs least on what else the machine does.
    """
    there_and_back = [*sizes, *reversed(sizes[:-1])]  # so that a busier hour is on both sides
    runs: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
    memory: dict[int, tuple[float, float]] = {}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        list(pool.map(analysed, range(os.cpu_count() or 1)))  # imports are not measured
        for size in there_and_back:
            start, own = time.perf_counter(), time.process_time()
            done = list(pool.map(_timed, range(size), chunksize=4))
            organ_shares(load for _, loads in done for load in loads)
            used = time.process_time() - own + sum(seconds for seconds, _ in done)
            runs[size].append((time.perf_counter() - start, used))
            memory.setdefault(size, (peak(), max(pool.map(_peak_of_worker, range(8)))))
    lines = [
        "| plans | seconds | processor | for 10 times the plans | MiB, here | MiB, worker |",
        "| --- " * 6 + "|",
    ]
    before: tuple[int, float] | None = None
    for size in sizes:
        took, used = (fmean(column) for column in zip(*runs[size], strict=True))
        growth = "" if before is None else f"{used / before[1] * 10 * before[0] / size:.1f}"
        here, worker = memory[size]
        lines.append(
            f"| {size:,} | {took:.2f} | {used:.2f} | {growth} | {here:.0f} | {worker:.0f} |"
        )
        before = size, used
    return lines


def _timed(plan: int) -> tuple[float, list[OrganLoad]]:
    start = time.process_time()
    loads = analysed(plan)
    return time.process_time() - start, loads


def _peak_of_worker(_: int) -> float:
    return peak()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Projections and analyses of many plans.")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each projection")
    parser.add_argument("--plans", type=int, nargs="+", default=SIZES, help="numbers of plans")
    given = parser.parse_args()
    print(f"Plans of {TASKS} tasks and {UNITS} units; the least of {given.rounds} rounds.\n")
    ten_times = sorted({n // by for n in given.plans for by in (1, 10) if n >= 10 * by})
    # First, as the memory of what is compared below would count for the analysis, too.
    print("\n".join(analysis_table(ten_times)) + "\n", flush=True)
    for line in projection_lines(given.plans, given.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
