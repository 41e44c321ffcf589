"""Makes `ontology/competence.csv` and `ontology/competence-weights.csv` from complete plans.

    python scripts/fit_competence.py PLAN... [--without PLAN...]

The weights of the conditional logit are fitted on held-out plans: each task's figures come
from a table learned without the papers that share tasks with its own. Papers given with
`--without` (those `bench/inference.py` measures on), and papers that share a quarter of
their tasks with one of them, are left out altogether. Plan texts are other people's and are
not in the repository; the tables hold counts only.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from remit.build import understood
from remit.errors import RemitError
from remit.interpret.competence import Competence, Features
from remit.interpret.learning import Lesson, as_csv, learn, lessons
from remit.model import Plan

ONTOLOGY: Final = Path(__file__).resolve().parent.parent / "ontology"
FOLDS: Final = 8
SHARED: Final = 0.25
ALIKE: Final = 0.5
ROUNDS: Final = 400
RATE: Final = 0.05
SHRINKAGE: Final = 1e-3


def main() -> None:
    """Learn, fit, write both tables, and print how the held-out plans were answered."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plans", type=Path, nargs="+")
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    kept_out = [lesson for plan in read_all(given.without) for lesson in lessons([plan])]
    own = [lesson for plan in read_all(given.plans) for lesson in lessons([plan])]
    families = related([*kept_out, *own])
    barred = {families[lesson.plan] for lesson in kept_out}
    once: dict[str, Lesson] = {}
    for lesson in own:
        if families[lesson.plan] not in barred:
            once.setdefault(lesson.text[:30], lesson)
    found = list(once.values())
    figures, gold = held_out(found, families)
    weights = fit(figures, gold)
    order = np.argsort(-(figures @ weights), axis=1)
    hits = np.take_along_axis(gold, order[:, :3], axis=1)
    print(f"{len(found)} tasks of {len({x.plan for x in found})} papers; held out by family:")
    print(f"top 1 {hits[:, 0].mean():.2f}, top 3 {hits.max(axis=1).mean():.2f}")
    (ONTOLOGY / "competence.csv").write_text(as_csv(learn(found)), encoding="utf-8")
    with (ONTOLOGY / "competence-weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerows((n, round(w, 4)) for n, w in zip(Features._fields, weights, strict=True))


def read_all(paths: Sequence[Path]) -> list[Plan]:
    """Return the plans that can be learned from, saying which cannot."""
    plans = []
    for path in paths:
        try:
            plan = understood(path)[0]
        except RemitError as error:
            print(f"not read: {path.name}: {str(error)[:60]}")
            continue
        if plan.repeats_dropped:
            print(f"not complete: {path.name}")
        else:
            plans.append(plan)
    return plans


def related(found: Sequence[Lesson]) -> dict[str, str]:
    """Return the family of each paper: papers that share many tasks are of one."""
    family = {lesson.plan: lesson.plan for lesson in found}
    runs = [{x.text[i : i + 5] for i in range(len(x.text) - 4)} for x in found]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    shared: Counter[tuple[str, str]] = Counter()
    for index, (lesson, own) in enumerate(zip(found, runs, strict=True)):
        common = Counter(other for run in own for other in holders[run])
        alike = {
            found[other].plan
            for other, count in common.items()
            if count > ALIKE * min(len(own), len(runs[other]))
        }
        shared.update((lesson.plan, other) for other in alike - {lesson.plan})
        for run in own:
            holders[run].append(index)
    tasks = Counter(lesson.plan for lesson in found)
    for (one, other), count in shared.items():
        if count >= SHARED * min(tasks[one], tasks[other]):
            old, new = family[one], family[other]
            family = {plan: new if own == old else own for plan, own in family.items()}
    return family


def held_out(
    found: Sequence[Lesson], families: dict[str, str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the figures (tasks, kinds, features) of tasks not learned from, and who led."""
    names = sorted({families[lesson.plan] for lesson in found})
    fold = {name: index % FOLDS for index, name in enumerate(names)}
    figures, gold = [], []
    for part in range(FOLDS):
        inside = [x for x in found if fold[families[x.plan]] == part]
        outside = [x for x in found if fold[families[x.plan]] != part]
        judge = Competence(learn(outside), Features(*(0.0 for _ in Features._fields)))
        for lesson in inside:
            by_kind = judge.features(lesson.text)
            figures.append([by_kind[kind] for kind in judge.kinds])
            gold.append([float(kind in lesson.leads) for kind in judge.kinds])
    told = np.array(gold)
    known = told.any(axis=1)
    return np.array(figures)[known], told[known]


def fit(figures: NDArray[np.float64], gold: NDArray[np.float64]) -> list[float]:
    """Return the weights that make the leads likeliest, by gradient ascent (Adam)."""
    scale = figures.std(axis=(0, 1))
    scaled = figures / scale
    weights = np.zeros(figures.shape[2])
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        scores = scaled @ weights
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        share = likely * gold
        share /= share.sum(axis=1, keepdims=True)
        slope = ((share - likely)[:, :, None] * scaled).sum(axis=(0, 1)) / len(gold)
        slope -= SHRINKAGE * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        step_size = np.sqrt(spread / (1 - 0.99**step)) + 1e-8
        weights = weights + RATE * (mean / (1 - 0.9**step)) / step_size
    return [float(weight) for weight in weights / scale]


if __name__ == "__main__":
    main()
