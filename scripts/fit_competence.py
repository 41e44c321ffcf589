"""Makes `ontology/competence.csv` and `ontology/competence-weights.csv` from complete plans.

    python scripts/fit_competence.py PLAN... [--onto TABLE] [--without PLAN...]

The weights of the conditional logit are fitted on held-out plans: each task's figures come
from a table learned without the papers that share tasks with its own. So are the odds that
put the first answer's probability right. Tasks of one paper are answered rightly or wrongly
together more than by chance, so thirty tasks of one programme weigh less than thirty times one
(`WITHIN` is the intraclass correlation). Papers given with `--without` (those
`bench/inference.py` measures on), and papers that share a quarter of their tasks with one of
them, are left out altogether. `--onto` adds to a table of papers that are no longer at hand:
a task that may have been counted there is not counted again, and is taken out of it where it
is held out. A paper with an annotation beside it (`NNN.json`, see `bench/papers.py`) has the
leads that stand there. Plan texts are other people's and are not in the repository; the
tables hold counts only.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.papers import lead_lessons
from remit.build import understood
from remit.errors import RemitError
from remit.interpret.competence import (
    ALL_TASKS,
    WEIGHTS_FILE,
    Competence,
    Count,
    Features,
    Signs,
    Table,
    read_table,
)
from remit.interpret.duties import pieces
from remit.interpret.learning import NOTHING, Lesson, as_csv, learn, lessons
from remit.interpret.odds import AS_TOLD, Odds
from remit.model import Plan

ONTOLOGY: Final = Path(__file__).resolve().parent.parent / "ontology"
FOLDS: Final = 8
BINS: Final = 10
SHARED: Final = 0.25
ALIKE: Final = 0.5
WITHIN: Final = 0.16
SHRINKAGE: Final = 0.01
SUREST: Final = 1e-4
Array = NDArray[np.float64]


def main() -> None:
    """Learn, fit, write both tables, and print how the held-out plans were answered."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plans", type=Path, nargs="+")
    parser.add_argument("--onto", type=Path)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    kept_out = lessons_of(given.without)
    own = lessons_of(given.plans)
    families = related([*kept_out, *own])
    barred = {families[lesson.plan] for lesson in kept_out}
    once: dict[str, Lesson] = {}
    for lesson in own:
        if families[lesson.plan] not in barred:
            once.setdefault(lesson.text[:30], lesson)
    found = list(once.values())
    onto = read_table(given.onto) if given.onto else NOTHING
    fresh = [lesson for lesson in found if not given.onto or is_new(lesson, onto)]
    fold = folds(found, families)
    figures, gold = held_out(found, tables_without(found, fresh, fold, onto))
    size = sizes([families[lesson.plan] for lesson in found])
    told = np.empty_like(gold)
    for own in (fold == part for part in range(FOLDS)):
        told[own] = shares(figures[own], fit_scaled(figures[~own], gold[~own], size[~own]))
    tells = telling(told, figures)
    others = (fold != part for part in range(FOLDS))
    odds = [fit_odds(told[some], gold[some], size[some], tells[some]) for some in others]
    report(told, gold, np.array([odds[part] for part in fold]), size, tells)
    weights = Features(*map(float, fit_scaled(figures, gold, size)))
    odds_of_all = fit_odds(told, gold, size, tells)
    tables = tables_without(found, fresh, fold, onto)
    supports = fit_supports(found, tables, fold, size, (weights, odds_of_all))
    (ONTOLOGY / "competence.csv").write_text(as_csv(learn(fresh, onto)), encoding="utf-8")
    with (ONTOLOGY / WEIGHTS_FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("of", "figure", "weight"))
        for of, fitted in (("leads", weights), ("odds", odds_of_all), ("supports", supports)):
            writer.writerows((of, n, round(w, 4)) for n, w in fitted._asdict().items())
    print(f"{len(found)} tasks, {len(fresh)} of them new, of {len({x.plan for x in found})} papers")


def sizes(families: Sequence[str]) -> Array:
    """Return what each task counts, one of many of its family less than a lone one."""
    count = Counter(families)
    return np.array([1 / (1 + WITHIN * (count[family] - 1)) for family in families])


def lessons_of(paths: Iterable[Path]) -> list[Lesson]:
    """Return the tasks of papers, by the annotation beside a paper if there is one."""
    found = []
    for path in paths:
        if path.with_suffix(".json").exists():
            found += lead_lessons(path)
        else:
            found += [lesson for plan in read_all([path]) for lesson in lessons([plan])]
    return found


def read_all(paths: Iterable[Path]) -> list[Plan]:
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


def is_new(lesson: Lesson, table: Table) -> bool:
    """Tell whether a table was certainly not learned from a task."""
    known = [table[piece] for piece in pieces(lesson.text) if piece in table]
    return any(not any(by[kind].leads for kind in lesson.leads if kind in by) for by in known)


def without(table: Table, lesson: Lesson) -> Table:
    """Return a table as if a task had not been counted in it."""
    less = dict(table)
    for term in (ALL_TASKS, *(pieces(lesson.text) & table.keys())):
        counts = dict(less.get(term, {}))
        for kind in counts.keys() & (lesson.leads | lesson.supports):
            leads, supports = kind in lesson.leads, kind in lesson.supports
            c = counts[kind]
            counts[kind] = Count(max(c.leads - leads, 0), max(c.supports - supports, 0))
        less[term] = {kind: c for kind, c in counts.items() if c != Count()}
    return {term: counts for term, counts in less.items() if counts}


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


def folds(found: Sequence[Lesson], families: dict[str, str]) -> NDArray[np.int_]:
    """Return the fold of each task: a family of papers lies in one, all folds are as full."""
    tasks = Counter(families[lesson.plan] for lesson in found)
    full = [0] * FOLDS
    fold = {}
    for name, count in sorted(tasks.items(), key=lambda item: (-item[1], item[0])):
        fold[name] = full.index(min(full))
        full[fold[name]] += count
    return np.array([fold[families[lesson.plan]] for lesson in found])


def tables_without(
    found: Sequence[Lesson], fresh: Sequence[Lesson], fold: NDArray[np.int_], onto: Table
) -> Iterator[Table]:
    """Yield for each task the table learned without its family of papers."""
    new = set(map(id, fresh))
    tables = []
    for part in range(FOLDS):
        outside = {id(x) for x, own in zip(found, fold, strict=True) if own != part}
        tables.append(learn([x for x in fresh if id(x) in outside], onto))
    for lesson, part in zip(found, fold, strict=True):
        yield tables[part] if id(lesson) in new else without(tables[part], lesson)


def held_out(found: Sequence[Lesson], tables: Iterable[Table]) -> tuple[Array, Array]:
    """Return the figures (tasks, kinds, features) of tasks not learned from, and who led."""
    nothing = Features(*(0.0 for _ in Features._fields))
    figures, gold = [], []
    for lesson, table in zip(found, tables, strict=True):
        judge = Competence(table, nothing)
        by_kind = judge.features(lesson.text)
        figures.append([by_kind[kind] for kind in judge.kinds])
        gold.append([float(kind in lesson.leads) for kind in judge.kinds])
    return np.array(figures), np.array(gold)


def fit_supports(
    found: Sequence[Lesson],
    tables: Iterable[Table],
    fold: NDArray[np.int_],
    size: Array,
    leads: tuple[Features, Odds],
) -> Signs:
    """Return the weights of who supports, and print how held-out tasks were answered.

    Tasks of papers that never name a support tell nothing of them.
    """
    telling = {lesson.plan for lesson in found if lesson.supports}
    chosen = [i for i, lesson in enumerate(found) if lesson.plan in telling]
    signs, free, gold = [], [], []
    for lesson, table in zip(found, tables, strict=True):
        if lesson.plan not in telling:
            continue
        judge = Competence(table, *leads)
        by_kind, leading = judge.signs(lesson.text), judge.probabilities(lesson.text)
        signs.append([by_kind[kind] for kind in judge.kinds])
        free.append([1 - leading[kind] for kind in judge.kinds])
        gold.append([float(kind in lesson.supports) for kind in judge.kinds])
    y, free_of, held = np.array(signs), np.array(free), np.array(gold)
    part, of = fold[chosen], size[chosen]
    told = np.zeros_like(held)
    for own in (part == each for each in range(FOLDS)):
        weights = fit_each(y[~own], free_of[~own], held[~own], of[~own])
        told[own] = free_of[own] / (1 + np.exp(-(y[own] @ weights)))
    report_supports(told, held)
    return Signs(*map(float, fit_each(y, free_of, held, of)))


def fit_each(signs: Array, free: Array, held: Array, size: Array) -> Array:
    """Return the weights under which those who support, each for itself, are likeliest."""
    part = (size / size.sum())[:, None]

    def loss(weights: Array) -> float:
        sure = np.clip(free / (1 + np.exp(-(signs @ weights))), SUREST / 100, 1 - SUREST / 100)
        surprise = np.where(held > 0, np.log(sure), np.log(1 - sure))
        return float(-(part * surprise).sum() + SHRINKAGE * (weights[1:] @ weights[1:]))

    start = np.array([0.0, *([0.5] * (signs.shape[2] - 1))])
    return np.asarray(minimize(loss, start, method="L-BFGS-B").x)


def report_supports(told: Array, held: Array) -> None:
    """Print how often the likeliest supports are right, and of those told 0.3 and more."""
    order = np.argsort(-told, axis=1)
    first, three = (np.take_along_axis(held, order[:, :most], axis=1).mean() for most in (1, 3))
    likely = told >= 0.3
    print(f"supports: {len(told)} tasks, first {first:.3f}, three {three:.3f};", end=" ")
    print(f"0.3 and more: {likely.sum()}, right {held[likely].mean():.3f}")


def shares(figures: Array, weights: Array, there: Array | None = None) -> Array:
    """Return the probabilities (tasks, choices) of a conditional logit among those `there`."""
    scores = figures @ weights
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    if there is not None:
        likely *= there
    return np.asarray(likely / likely.sum(axis=1, keepdims=True))


def fit(
    figures: Array,
    gold: Array,
    size: Array,
    there: Array | None = None,
    shrinkage: float = SHRINKAGE,
) -> Array:
    """Return the weights that make `gold` likeliest, tasks of `size`; shrunk a little.

    `figures` are those of tasks, choices and features; where fewer choices than that are
    `there` (0 or 1), the others are left out.
    """
    part = (size / size.sum())[:, None]

    def loss(weights: Array) -> tuple[float, Array]:
        likely = shares(figures, weights, there)
        right = (likely * gold).sum(axis=1, keepdims=True)
        slope = ((part * (likely * gold / right - likely))[:, :, None] * figures).sum(axis=(0, 1))
        shrunk = shrinkage * weights
        return -(part * np.log(right)).sum() + shrunk @ weights / 2, shrunk - slope

    found = minimize(loss, np.zeros(figures.shape[2]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x)


def fit_scaled(figures: Array, gold: Array, size: Array) -> Array:
    """Return the weights of features that are shrunk alike, however widely they range."""
    scale = figures.std(axis=(0, 1))
    return np.asarray(fit(figures / scale, gold, size) / scale)


def fit_odds(told: Array, gold: Array, size: Array, tells: Array) -> Odds:
    """Return what puts the odds of the first right (logistic regression of its being right).

    `tells`: how far the evidence of each task tells, see `Odds.put_right`.
    """
    odds, hit = first(told, gold)

    def loss(by: Array) -> float:
        sure = put_right(odds, by[None, :], tells)
        return -float(np.average(np.log(np.where(hit, sure, 1 - sure)), weights=size))

    return Odds(*map(float, minimize(loss, np.array(AS_TOLD), method="L-BFGS-B").x))


def put_right(odds: Array, by: Array, tells: Array) -> Array:
    """Return the probabilities of log odds that are put right by offsets and slopes."""
    return np.asarray(1 / (1 + np.exp(-(odds + tells * (by[:, 0] + (by[:, 1] - 1) * odds)))))


def telling(told: Array, figures: Array) -> Array:
    """Return how far words tell of each task's first, beyond how often it leads at all."""
    best, rows = told.argmax(axis=1), np.arange(len(told))
    prior = np.exp(figures[rows, best, Features._fields.index("prior")])
    return np.asarray(np.maximum(0.0, 1 - prior / told[rows, best]))


def first(told: Array, gold: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Return the log odds of each task's first answer, and whether it is right."""
    best = told.argmax(axis=1)
    rows = np.arange(len(told))
    sure = np.clip(told[rows, best], SUREST, 1 - SUREST)
    return np.log(sure / (1 - sure)), gold[rows, best] > 0


def report(told: Array, gold: Array, odds: Array, size: Array, tells: Array) -> None:
    """Print how the held-out tasks, of `size`, were answered."""
    part = size / size.sum()
    order = np.argsort(-told, axis=1)[:, :3]
    hits = np.take_along_axis(gold, order, axis=1)
    print(f"held out: top 1 {part @ hits[:, 0]:.3f}, top 3 {part @ hits.max(axis=1):.3f}")
    log_odds, hit = first(told, gold)
    for name, by in (("as told", np.array([AS_TOLD])), ("put right", odds)):
        sure = put_right(log_odds, by, tells)
        bins = np.minimum((sure * BINS).astype(int), BINS - 1)
        surplus = np.bincount(bins, weights=part * (hit - sure))
        print(f"calibration error, {name}: {abs(surplus).sum():.3f}")


if __name__ == "__main__":
    main()
