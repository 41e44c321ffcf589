"""How well what a document lost, or never said, is inferred.

`python -m bench.inference PAPER...` measures the lead organ told from a task's words alone:
how often the first of the ranked kinds leads, how often one of the first three does, and the
expected calibration error (Guo et al. 2017, ten bins) of the first's probability; in brackets,
what chance alone would make of that error in so few tasks. Beside it two baselines: the
commonest organs for every task, and the ontology's words alone. *New* are the tasks that the
shipped table was certainly not learned from: some piece of their words that stands in it was
never counted for one of their leads.

Papers are other people's texts and are not in the repository. Where an annotation lies beside
a paper (`NNN.json`, see `bench/papers.py`), it tells who leads.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final

from remit.assets import asset
from remit.interpret.competence import (
    ALL_TASKS,
    Competence,
    default_competence,
    read_table,
    shipped_weights,
)
from remit.interpret.learning import Lesson
from remit.organkinds import competence
from scripts.fit_competence import is_new, lessons_of

BINS: Final = 10
GAMES: Final = 200
SHIPPED: Final = "words, typical duties and learned pieces (shipped)"
Judge = Callable[[str], dict[str, float]]


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path, nargs="+")
    found = lessons_of(parser.parse_args().papers)
    table = read_table(asset("ontology", "competence.csv"))
    new = [lesson for lesson in found if is_new(lesson, table)]
    print("| from the words alone | tasks | papers | top 1 | top 3 | calibration error (chance) |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, judge in _judges().items():
        for which, some in (("", found), (", new tasks", new)):
            first, among, error, chance = measure(judge, some)
            sizes = f"{len(some)} | {len({lesson.plan for lesson in some})}"
            errors = f"{error:.2f} ({chance:.2f})"
            print(f"| {name}{which} | {sizes} | {first:.2f} | {among:.2f} | {errors} |")


def unlearned() -> Competence:
    """Return the competence of words and typical duties, without what plans teach of words."""
    table = read_table(asset("ontology", "competence.csv"))
    return Competence({ALL_TASKS: table[ALL_TASKS]}, *shipped_weights())


def _judges() -> dict[str, Judge]:
    learned = default_competence()
    totals = read_table(asset("ontology", "competence.csv"))[ALL_TASKS]
    tasks = sum(count.leads for count in totals.values())
    commonest = {kind: count.leads / tasks for kind, count in totals.items()}

    def words(text: str) -> dict[str, float]:
        found = {
            kind: sum(len(word) for word in competence(kind) if word in text)
            for kind in learned.kinds
        }
        whole = sum(found.values()) or 1.0
        return {kind: amount / whole for kind, amount in found.items()}

    return {
        "commonest organs": lambda _: commonest,
        "words of the ontology": words,
        "words and typical duties": unlearned().probabilities,
        SHIPPED: learned.probabilities,
    }


def measure(judge: Judge, found: Sequence[Lesson]) -> tuple[float, float, float, float]:
    """Return the shares right at first and among three, the calibration error, and by chance."""
    answers: list[tuple[float, bool]] = []
    among = 0
    for lesson in found:
        by_kind = judge(lesson.text)
        order = sorted(by_kind, key=lambda kind: (-by_kind[kind], kind))
        answers.append((by_kind[order[0]], order[0] in lesson.leads))
        among += not lesson.leads.isdisjoint(order[:3])
    right = sum(hit for _, hit in answers)
    error, chance = calibration_error(answers), error_of_chance([sure for sure, _ in answers])
    return right / len(found), among / len(found), error, chance


def calibration_error(answers: Sequence[tuple[float, bool]]) -> float:
    """Return Σ |share right − mean probability| · share of answers, over ten equal bins."""
    size: Counter[int] = Counter()
    surplus: defaultdict[int, float] = defaultdict(float)
    for probability, hit in answers:
        part = min(int(probability * BINS), BINS - 1)
        size[part] += 1
        surplus[part] += hit - probability
    return sum(abs(surplus[part]) for part in size) / len(answers)


def error_of_chance(sure: Sequence[float]) -> float:
    """Return the mean calibration error if each answer were right with just its probability."""
    draw = Random(0).random  # noqa: S311, a game and no secret
    games = ([(each, draw() < each) for each in sure] for _ in range(GAMES))
    return sum(map(calibration_error, games)) / GAMES


if __name__ == "__main__":
    main()
