"""The whole query library on every engine, side by side: seconds, failures, ratios.

For the seed plan and for many generated ones (`bench/generated_plans.py`), every question of
the library is put to

- Remit, as its command does it: to an engine in a process of its own, with limits;
- pyoxigraph alone, in this process, over the believed triples;
- rdflib, over the same triples;
- the Oxigraph server and Virtuoso, over HTTP, holding what `remit load` puts there.

They take turns, question by question. A question counts as failed where it takes longer than
`--limit` seconds, ends in an error, or has another number of rows than pyoxigraph alone
gives. Whether the rows are right, the tests say; nothing is asserted about time.

Prints Markdown: for each engine the geometric mean of the milliseconds over the questions it
answered, that of pyoxigraph alone over the same, their ratio, and the failures with reasons.
Where Remit fails nobody is compared: pyoxigraph alone could not be stopped, so it is not asked.
"""

import argparse
import gc
import signal
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from math import exp, fsum, log
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from types import FrameType
from typing import Final

import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, serialize

from bench.generated_plans import store_quads
from remit.build import build
from remit.graph import STORE_FILE
from remit.graph.files import ontology_quads
from remit.graph.vocabulary import iri
from remit.model import Evidence
from remit.query import (
    Embedded,
    Isolated,
    Limits,
    ParameterKind,
    Question,
    Remote,
    catalogue,
    stored_quads,
    write_merged,
)
from remit.query.binding import bind
from remit.query.names import CLASSES
from remit.query.parameters import library_terms
from remit.query.table import Term, table_of, text_of
from scripts.servers import NotInstalled, Server, oxigraph, virtuoso

CHECKOUT: Final = Path(__file__).resolve().parent.parent
PLAN: Final = CHECKOUT / "data" / "zhonglou-2025" / "plan.txt"
SIZES: Final = (0, 1_000)
LIMIT: Final = 20.0
ROUNDS: Final = 7
ENOUGH: Final = 2.0
"""Seconds all rounds of one question may take together; then it is not asked again."""

REMIT: Final = "Remit"
BARE: Final = "pyoxigraph alone"
RDFLIB: Final = "rdflib"
TIMES: Final = 1.15
MORE: Final = 0.003
"""Our aim: at most so many times the seconds of pyoxigraph alone, and so many more."""

MOST_NAMED: Final = 5
FREE: Final[Mapping[ParameterKind, Literal]] = {
    ParameterKind.TEXT: Literal("改造"),
    ParameterKind.DATE: Literal("2024-06-30", datatype=NamedNode(iri("xsd:date"))),
}
"""What generated plans are asked for where a question takes no thing."""

EVIDENCE: Final = Evidence.EXPANDED
FIRST: Final = "SELECT ?plan WHERE { ?plan a <https://w3id.org/remit/ontology#Plan> } LIMIT 1"
_ROWS: Final = 10_000_000  # no limit: what is cut is answered fast and wrong
SERVERS: Final[dict[str, Callable[[Path], AbstractContextManager[Server]]]] = {
    "Oxigraph server": oxigraph,
    "Virtuoso": partial(virtuoso, most_rows=_ROWS),
}
_MEGABYTES: Final = 8_000
_MOST_LINKED: Final = """
SELECT ?thing WHERE { VALUES ?class { CLASSES } ?thing a ?class . ?other ?property ?thing }
GROUP BY ?thing ORDER BY DESC(COUNT(*)) ?thing LIMIT 1000
"""

Ask = Callable[[str, Mapping[str, Term]], int]
"""Answers a query, its parameters bound, to the last row, and tells how many there were."""


class TooSlow(Exception):
    """A question took longer than the limit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the library with the terms of its parameters."""

    question: Question
    terms: Mapping[str, Term]


@dataclass(slots=True)
class Engine:
    """An engine, and what came of the questions, by name: seconds, rows, why it failed."""

    name: str
    ask: Ask
    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def put(self, asked: Asked, limit: float) -> None:
        """Put a question once more, unless it failed or took long enough before."""
        name = asked.question.name
        if name in self.failed or sum(self.taken[name]) > ENOUGH:
            return
        try:
            seconds, self.rows[name] = _timed(self.ask, asked, limit)
        except Exception as error:  # noqa: BLE001 (whatever an engine ends in)
            self.failed[name] = _reason(error)
            if self.name == REMIT:  # a process that was ended starts again in nobody's time
                self.ask(FIRST, {})
        else:
            self.taken[name].append(seconds)

    @property
    def seconds(self) -> dict[str, float]:
        """The median seconds of each question answered; the first turn warms up."""
        return {
            name: median(taken[1:] or taken)
            for name, taken in self.taken.items()
            if taken and name not in self.failed
        }


def engines(
    folder: Path, dataset: Path, limit: float, left_out: Collection[str], opened: ExitStack
) -> Iterator[Engine]:
    """Yield the engines, loaded. A server that is not installed is told of and left out."""
    limits = Limits(limit, _ROWS, _MEGABYTES)
    merged = folder / "merged.nq"
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # its memory is given back
        apart.submit(_write_merged, dataset, merged).result()
    yield Engine(REMIT, _through(opened.enter_context(Isolated(dataset, limits=limits))))
    believed = folder / "believed.nt"
    _write_believed(dataset, believed)
    store = Store()
    store.bulk_load(path=believed, format=RdfFormat.N_TRIPLES)
    yield Engine(BARE, lambda query, terms: len(table_of(store.query(bind(query, terms))).rows))
    if RDFLIB not in left_out:
        graph = rdflib.Graph().parse(believed, format="nt")
        yield Engine(RDFLIB, lambda query, terms: len(list(graph.query(bind(query, terms)))))
    for name, start in SERVERS.items():
        if name in left_out:
            continue
        place = folder / name.split()[0].lower()
        place.mkdir()
        try:
            server = opened.enter_context(start(place))
        except NotInstalled as missing:
            print(f"{name} is left out: {missing}\n")
            continue
        server.fill(merged)
        yield Engine(name, _through(Remote(server.query, limits)))


def _through(engine: Isolated | Remote) -> Ask:
    return lambda query, terms: len(engine.select(query, terms, EVIDENCE).rows)


def _write_merged(dataset: Path, file: Path) -> None:
    write_merged([stored_quads(dataset)], file, [EVIDENCE])


def _write_believed(dataset: Path, file: Path) -> None:
    """Write the triples that are believed, once each."""
    merged = Embedded(dataset).merge(EVIDENCE)
    believed = merged.quads_for_pattern(None, None, None, DefaultGraph())
    serialize((quad.triple for quad in believed), output=file, format=RdfFormat.N_TRIPLES)


def seed_questions(dataset: Path) -> list[Asked]:
    """Return the library with its examples, which are those of the seed plan."""
    engine = Embedded(dataset)
    return [
        Asked(question, library_terms(question, _examples(question), engine, EVIDENCE))
        for question in catalogue()
    ]


def _examples(question: Question) -> dict[str, str]:
    return {p.name: p.example for p in question.parameters if p.required}


def generated_questions(dataset: Path) -> list[Asked]:
    """Return the library asked about what the generated plans say most of.

    Where a question takes two things of a kind, the second is the next of the same government.
    """
    engine = Embedded(dataset)
    known: dict[ParameterKind, list[str]] = {}
    for kind, classes in CLASSES.items():
        wanted = " ".join(f"<{iri(name)}>" for name in classes)
        rows = engine.select(_MOST_LINKED.replace("CLASSES", wanted), {}, EVIDENCE).rows
        things = [text_of(row[0]) for row in rows]
        place = things[0].rpartition("/")[0]
        known[kind] = [thing for thing in things if thing.startswith(place)]
    return [Asked(question, dict(_terms(question, known))) for question in catalogue()]


def _terms(
    question: Question, known: Mapping[ParameterKind, Sequence[str]]
) -> Iterator[tuple[str, Term]]:
    left = {kind: iter(things) for kind, things in known.items()}
    for parameter in question.parameters:
        if parameter.required:
            free = FREE.get(parameter.kind)
            yield parameter.name, free or NamedNode(next(left[parameter.kind]))


def measure(measured: Sequence[Engine], questions: Sequence[Asked], limit: float) -> None:
    """Put the questions to the engines in turn, and compare how many rows they answer."""
    ours, bare = (_called(name, measured) for name in (REMIT, BARE))
    for asked in questions:
        name = asked.question.name
        for _ in range(ROUNDS + 1):
            for engine in measured:
                if engine is bare and name in ours.failed:
                    bare.failed[name] = "not asked, since nothing could stop it"
                engine.put(asked, limit)
        for engine in measured:
            known = name in bare.rows and name not in engine.failed
            if known and engine.rows[name] != bare.rows[name]:
                engine.failed[name] = "another number of rows"


def _called(name: str, measured: Sequence[Engine]) -> Engine:
    return next(engine for engine in measured if engine.name == name)


def _timed(ask: Ask, asked: Asked, limit: float) -> tuple[float, int]:
    """Return the seconds and the rows of one answer. Raises TooSlow, where it can be stopped."""
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, limit + 1)
    try:
        start = time.perf_counter()
        rows = ask(asked.question.text, asked.terms)
        return time.perf_counter() - start, rows
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _stop(_: int, __: FrameType | None) -> None:
    raise TooSlow("too slow")


def _reason(error: Exception) -> str:
    words = str(error).partition(" / ")[2] or str(error)
    if isinstance(error, TooSlow) or "did not answer within" in words or "took more than" in words:
        return "too slow"
    return " ".join(words.split())[:100] or type(error).__name__


def table(measured: Sequence[Engine]) -> Iterator[str]:
    """Yield the Markdown table of what was measured, and how far our aim is reached."""
    ours, bare = (_called(name, measured) for name in (REMIT, BARE))
    yield "| engine | questions | ms | of pyoxigraph | ratio | Remit is faster | failed |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for engine in measured:
        both = [name for name in engine.seconds if name in bare.seconds and name in ours.seconds]
        its, bares, our = (_mean([e.seconds[n] for n in both]) for e in (engine, bare, ours))
        reasons = Counter(engine.failed.values()).most_common()
        failed = "; ".join(f"{count} × {reason}" for reason, count in reasons) or "0"
        yield (
            f"| {engine.name} | {len(both)} | {1000 * its:.2f} | {1000 * bares:.2f} "
            f"| {its / bares:.2f} × | {its / our:.1f} × | {failed} |"
        )
    over = {
        name: seconds / bare.seconds[name]
        for name, seconds in ours.seconds.items()
        if name in bare.seconds and seconds > TIMES * bare.seconds[name] + MORE
    }
    yield ""
    worst = sorted(over, key=lambda name: -over[name])
    yield (
        f"Questions for which Remit takes more than {TIMES} × pyoxigraph alone + "
        f"{1000 * MORE:.0f} ms: {len(over)} of {len(ours.seconds)}"
        + "".join(f"; {name} ({over[name]:.2f} ×)" for name in worst[:MOST_NAMED])
    )


def _mean(seconds: Sequence[float]) -> float:
    """Return the geometric mean."""
    return exp(fsum(map(log, seconds)) / len(seconds)) if seconds else float("nan")


def dataset_of(size: int, folder: Path) -> tuple[str, Path]:
    """Return what is asked, and its name: the seed plan for size 0, else generated plans."""
    if not size:
        return "The seed plan", build(PLAN, folder).folder / STORE_FILE
    file = folder / "generated.nq"
    quads = chain(store_quads(size), ontology_quads())
    serialize(quads, output=file, format=RdfFormat.N_QUADS)
    return f"{size:,} generated plans", file


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="The query library on every engine.")
    parser.add_argument("--plans", type=int, nargs="+", default=SIZES, help="0: the seed plan")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for an answer")
    parser.add_argument("--without", nargs="+", default=(), choices=(RDFLIB, *SERVERS))
    given = parser.parse_args()
    for size in given.plans:
        with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
            folder = Path(name)
            title, dataset = dataset_of(size, folder)
            asked = generated_questions(dataset) if size else seed_questions(dataset)
            measured = list(engines(folder, dataset, given.limit, given.without, opened))
            for engine in measured:  # its preparations are no answer
                engine.ask(FIRST, {})
            gc.collect()
            gc.freeze()  # what one engine holds is not gone through in the time of another
            measure(measured, asked, given.limit)
            with dataset.open("rb") as lines:
                print(f"**{title}**, {sum(1 for _ in lines):,} quads\n")
            print("\n".join(table(measured)), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
