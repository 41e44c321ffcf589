"""How well what a document lost, or never said, is inferred.

`python -m bench.inference PAPER...` measures the lead organ told from a task's words alone:
how often the first of the ranked kinds leads, how often one of the first three does, and the
expected calibration error (Guo et al. 2017, ten bins) of the first's probability. Beside it
two baselines: the commonest organs for every task, and the ontology's words alone. What is
learned is measured on tasks only that the shipped table was certainly not learned from: some
piece of their words that stands in it was never counted for one of their leads.

Papers are other people's texts and are not in the repository.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from remit.assets import asset
from remit.build import understood
from remit.errors import RemitError
from remit.interpret.competence import (
    ALL_TASKS,
    Competence,
    Table,
    default_competence,
    pieces,
    read_table,
    weights_from,
)
from remit.interpret.learning import Lesson, lessons

BINS: Final = 10
SHIPPED: Final = "words, typical duties and learned pieces (shipped)"
Judge = Callable[[str], dict[str, float]]


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path, nargs="+")
    found = _lessons(parser.parse_args().papers)
    table = read_table(asset("ontology", "competence.csv"))
    new = [lesson for lesson in found if is_new(lesson, table)]
    print("| from the words alone | tasks | papers | top 1 | top 3 | calibration error |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, judge in _judges().items():
        for some in (found, new) if name != SHIPPED else (new,):
            first, among, error = measure(judge, some)
            papers = len({lesson.plan for lesson in some})
            print(f"| {name} | {len(some)} | {papers} | {first:.2f} | {among:.2f} | {error:.2f} |")


def is_new(lesson: Lesson, table: Table) -> bool:
    """Tell whether a table was certainly not learned from a task."""
    known = [table[piece] for piece in pieces(lesson.text) if piece in table]
    return any(not any(by[kind].leads for kind in lesson.leads if kind in by) for by in known)


def unlearned() -> Competence:
    """Return the competence of words and typical duties, without what plans teach of words."""
    table = read_table(asset("ontology", "competence.csv"))
    weights = weights_from(asset("ontology", "competence-weights.csv"))
    return Competence({ALL_TASKS: table[ALL_TASKS]}, weights)


def _lessons(papers: Sequence[Path]) -> list[Lesson]:
    plans = []
    for path in papers:
        try:
            plan = understood(path)[0]
        except RemitError:
            continue
        if not plan.repeats_dropped:
            plans.append(plan)
    return lessons(plans)


def _judges() -> dict[str, Judge]:
    learned = default_competence()

    def words(text: str) -> dict[str, float]:
        found = {kind: f.words for kind, f in learned.features(text).items()}
        whole = sum(found.values()) or 1.0
        return {kind: amount / whole for kind, amount in found.items()}

    return {
        "commonest organs": lambda _: learned.probabilities(""),
        "words of the ontology": words,
        "words and typical duties": unlearned().probabilities,
        SHIPPED: learned.probabilities,
    }


def measure(judge: Judge, found: Sequence[Lesson]) -> tuple[float, float, float]:
    """Return the shares right at first and among three, and the calibration error."""
    answers: list[tuple[float, bool]] = []
    among = 0
    for lesson in found:
        by_kind = judge(lesson.text)
        order = sorted(by_kind, key=lambda kind: (-by_kind[kind], kind))
        answers.append((by_kind[order[0]], order[0] in lesson.leads))
        among += not lesson.leads.isdisjoint(order[:3])
    right = sum(hit for _, hit in answers)
    return right / len(found), among / len(found), calibration_error(answers)


def calibration_error(answers: Sequence[tuple[float, bool]]) -> float:
    """Return Σ |share right − mean probability| · share of answers, over ten equal bins."""
    size: Counter[int] = Counter()
    surplus: defaultdict[int, float] = defaultdict(float)
    for probability, hit in answers:
        part = min(int(probability * BINS), BINS - 1)
        size[part] += 1
        surplus[part] += hit - probability
    return sum(abs(surplus[part]) for part in size) / len(answers)


if __name__ == "__main__":
    main()
