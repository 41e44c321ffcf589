"""How well and how fast the tasks of two years are matched.

Well: `remit compare` on the three sample years against their own tables
(`bench/sample_years.py`), beside two simple ways of matching: by the printed number, and by
difflib's likeness of texts; and on made-up years whose truth is known by making
(`bench/drifting_plans.py`). Fast: made-up years of growing size, the least of several rounds.
Prints Markdown; nothing is asserted about time.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from bench.drifting_plans import Drift, drift
from bench.sample_years import (
    PAIRS,
    SAMPLES,
    Quality,
    TaskPairs,
    quality,
    reorganised,
    told_of_tasks,
    told_of_units,
    truth_of_tasks,
    verdicts,
    written,
)
from remit.build import understood
from remit.comparison import ChangeKind, YearChange, compare
from remit.comparison.likeness import shapes
from remit.comparison.matching import matched
from remit.comparison.succession import succession

SIZES: Final = (100, 1_000, 10_000)
ALIKE: Final = 0.6
"""The least likeness of difflib for one task: its own documentation calls that a close match."""
BYTES_PER_UNIT_OF_MAXRSS: Final = 1 if sys.platform == "darwin" else 1024


def went_on(change: YearChange) -> TaskPairs:
    """Return the ids of the tasks taken for one."""
    return {(t.match.before, t.match.after) for t in change.tasks if t.match}


def by_number(before: Sequence[str], after: Sequence[str]) -> TaskPairs:
    """Match tasks that have one printed number."""
    return {(name, name) for name in before if name in set(after)}


def by_difflib(before: dict[str, str], after: dict[str, str]) -> TaskPairs:
    """Match the texts that difflib finds most alike, the likeliest first."""
    ranked = sorted(
        (
            (SequenceMatcher(None, one, other, autojunk=False).ratio(), i, j)
            for i, one in before.items()
            for j, other in after.items()
        ),
        reverse=True,
    )
    found: dict[str, str] = {}
    for ratio, i, j in ranked:
        if ratio >= ALIKE and i not in found and j not in found.values():
            found[i] = j
    return set(found.items())


def row(years: str, what: str, measured: Quality) -> str:
    """Return a row of the table of quality."""
    return (
        f"| {years} | {what} | {measured.true} | {measured.found} |"
        f" {measured.precision:.2f} | {measured.recall:.2f} |"
    )


def sample_lines() -> Iterator[str]:
    """Yield the table of quality on the sample years."""
    yield "| years | what | true | found | precision | recall |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for pair in PAIRS:
        years = f"{pair[0]} → {pair[1]}"
        before, after = (understood(SAMPLES / f"yunxi-{y}" / "plan.docx")[0] for y in pair)
        change = compare(before, after)
        same, doubtful = set(verdicts(pair, "same")), set(verdicts(pair, "open"))
        tables = [{name: task.text for name, task in written(year).items()} for year in pair]
        ways = {
            "one task, Remit": went_on(change),
            "one task, by difflib": by_difflib(*tables),
            "one task, by number": by_number(*map(list, tables)),
        }
        for way, found in ways.items():
            yield row(years, way, quality(found - doubtful, same))
        told, true = told_of_tasks(change, pair), truth_of_tasks(pair)
        for kind, pairs in true.items():
            yield row(years, kind.value, quality(told[kind], pairs))
        for fate, units in reorganised()[pair].items():
            yield row(years, f"unit {fate.value}", quality(told_of_units(change, fate), units))


def drift_lines(sizes: Sequence[int], rounds: int) -> Iterator[str]:
    """Yield the table of quality and time on made-up years."""
    yield (
        "| tasks a year | matching, s | whole comparison, s | growth | one task: precision |"
        " recall | reworded: precision | recall | MiB |"
    )
    yield "| ---: " * 9 + "|"
    before: tuple[int, float] | None = None
    for size in sizes:
        years = drift(size)
        seconds = min(_seconds_of_matching(years) for _ in range(rounds))
        whole, change = _timed(years, rounds)
        one = quality(went_on(change), years.same)
        told = {
            (t.match.before, t.match.after) for t in change.of_kind(ChangeKind.REWORDED) if t.match
        }
        words = quality(told & years.same, years.reworded)
        growth = "" if before is None else f"{whole / before[1] * 10 * before[0] / size:.1f} ×"
        before = size, whole
        yield (
            f"| {size:,} | {seconds:.3f} | {whole:.3f} | {growth} | {one.precision:.3f} |"
            f" {one.recall:.3f} | {words.precision:.3f} | {words.recall:.3f} | {_peak():.0f} |"
        )


def _seconds_of_matching(years: Drift) -> float:
    start = time.perf_counter()
    known = succession(years.before, years.after)
    matched(shapes(years.before, known.before), shapes(years.after, known.after))
    return time.perf_counter() - start


def _timed(years: Drift, rounds: int) -> tuple[float, YearChange]:
    least = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        change = compare(years.before, years.after)
        least = min(least, time.perf_counter() - start)
    return least, change


def _peak() -> float:
    """Return the greatest memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_UNIT_OF_MAXRSS / 2**20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How well and how fast two years are matched.")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each size")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="tasks of a year")
    given = parser.parse_args()
    for line in sample_lines():
        print(line, flush=True)
    print(f"\nMade-up years, growth for ten times the tasks; the least of {given.rounds} rounds.\n")
    for line in drift_lines(given.sizes, given.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
