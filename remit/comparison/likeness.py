"""How alike the tasks of two plans are, as a few figures for each pair worth looking at.

Words are compared by their pairs of characters, figures left out, each pair of characters
weighing the more the rarer it is in both plans (tf-idf, cosine). Which pairs of tasks are
looked at at all is told by the rare pairs of characters alone: one that more than `COMMON`
tasks share selects nothing, so the work grows with the number of tasks and not its square.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from remit.interpret.targets.same_measure import measured
from remit.model import Evidence, Plan, Role

COMMON: Final = 60
"""Tasks, of both plans, that a pair of characters may stand in and still select pairs."""
MOST: Final = 8
"""Pairs looked at for one task, the likeliest."""

Sparse: TypeAlias = "csr_array[np.float64, tuple[int, int]]"

_FIGURE: Final = re.compile(r"(?:20\d\d年)?[0-9０-９]+(?:[.．,，][0-9０-９]+)*")
_NO_WORD: Final = re.compile(r"[^\w#]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a task is compared: words without figures, its heading, indicators, leads."""

    text: str
    plain: str
    heading: str
    indicators: frozenset[str]
    leads: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of tasks by their places, with what is alike in them, each from 0 to 1.

    `rival` is the likeness of the best other pair that one of the two is in. `leads` is 0.5
    where it is not known.
    """

    before: NDArray[np.int64]
    after: NDArray[np.int64]
    words: NDArray[np.float64]
    rival: NDArray[np.float64]
    indicators: NDArray[np.float64]
    heading: NDArray[np.float64]
    leads: NDArray[np.float64]


def plain_words(text: str) -> str:
    """Return a text as its words are compared: figures as #, nothing but words.

    >>> plain_words("新增学位7200个，其中高中1,200个。")
    '新增学位#个其中高中#个'
    """
    return _NO_WORD.sub("", _FIGURE.sub("#", text))


def shapes(plan: Plan, bodies: Mapping[str, str]) -> list[Shape]:
    """Return what is compared of each task of a plan, in its order.

    `bodies` names, for each agent of the plan by key, the body it is in both plans.
    """
    goals = {goal.id: goal for goal in plan.goals}
    indicators: dict[str, set[str]] = defaultdict(set)
    leads: dict[str, set[str]] = defaultdict(set)
    for target in plan.targets:
        indicators[target.task].add(measured(target))
    for a in plan.assignments:
        if a.role is Role.LEADS and a.role_evidence is Evidence.STATED and a.agent in bodies:
            leads[a.task].add(bodies[a.agent])
    found = []
    for task in plan.tasks:
        heading = ""
        goal = goals.get(task.goal or "")
        while goal is not None:
            heading = goal.name + heading
            goal = goals.get(goal.parent or "")
        found.append(
            Shape(
                "".join(task.text.split()),
                plain_words(task.text),
                plain_words(heading),
                frozenset(indicators[task.id]),
                frozenset(leads[task.id]),
            )
        )
    return found


def pairs(before: Sequence[Shape], after: Sequence[Shape]) -> Pairs:
    """Return the pairs worth looking at, with what is alike in them."""
    one, other = _weighted([shape.plain for shape in before], [shape.plain for shape in after])
    i, j = _selected(one, other, before, after)
    words = _cosines(one, other, i, j)
    heads = _weighted([s.heading for s in before], [s.heading for s in after])
    return Pairs(
        i,
        j,
        words,
        _rivals(i, j, words),
        _each(before, after, i, j, "indicators", nothing=0.0),
        _cosines(*heads, i, j),
        _each(before, after, i, j, "leads", nothing=0.5),
    )


def _weighted(before: Sequence[str], after: Sequence[str]) -> tuple[Sparse, Sparse]:
    """Return both sides as rows of unit length: pairs of characters weighed by rarity."""
    counts = [Counter(text[k : k + 2] for k in range(max(1, len(text) - 1))) for text in before]
    counts += [Counter(text[k : k + 2] for k in range(max(1, len(text) - 1))) for text in after]
    column = {term: k for k, term in enumerate(sorted({t for each in counts for t in each}))}
    rows = np.repeat(np.arange(len(counts)), [len(each) for each in counts])
    columns = np.fromiter((column[t] for each in counts for t in each), dtype=np.int64)
    times = np.fromiter((n for each in counts for n in each.values()), dtype=np.float64)
    spread = np.bincount(columns, minlength=len(column))
    weights = (1 + np.log(times)) * np.log(1 + len(counts) / spread[columns])
    length = np.sqrt(np.bincount(rows, weights**2, minlength=len(counts)))
    whole = csr_array((weights / length[rows], (rows, columns)), shape=(len(counts), len(column)))
    return whole[: len(before)], whole[len(before) :]


def _selected(
    one: Sparse, other: Sparse, before: Sequence[Shape], after: Sequence[Shape]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of the likeliest pairs of each task by rare words; of equal texts, all."""
    spread = np.diff(one.tocsc().indptr) + np.diff(other.tocsc().indptr)
    rare = np.flatnonzero(spread <= COMMON)
    product = (one[:, rare] @ other[:, rare].T).tocsr()
    chosen = {*_best(product), *((i, j) for j, i in _best(product.T.tocsr()))}
    alike: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, some in enumerate((before, after)):
        for place, shape in enumerate(some):
            alike[shape.plain][side].append(place)
    for firsts, seconds in alike.values():
        for k, place in enumerate(firsts):
            start = max(0, k - MOST // 2)
            chosen |= {(place, match) for match in seconds[start : start + MOST]}
    places = np.array(sorted(chosen), dtype=np.int64).reshape(-1, 2)
    return places[:, 0], places[:, 1]


def _best(product: Sparse) -> Iterable[tuple[int, int]]:
    for row in range(product.shape[0]):
        start, end = product.indptr[row], product.indptr[row + 1]
        columns, values = product.indices[start:end], product.data[start:end]
        order = np.lexsort((columns, -values.round(9)))[:MOST]
        yield from ((row, int(column)) for column in columns[order])


def _cosines(
    one: Sparse, other: Sparse, i: NDArray[np.int64], j: NDArray[np.int64]
) -> NDArray[np.float64]:
    if not len(i):
        return np.zeros(0)
    found = np.asarray(one[i].multiply(other[j]).sum(axis=1), dtype=np.float64)
    return np.clip(found.round(12), 0, 1)


def _rivals(
    i: NDArray[np.int64], j: NDArray[np.int64], words: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return for each pair the best likeness among the other pairs of either task."""
    found = np.zeros(len(words))
    for side in (i, j):
        order = np.lexsort((-words, side))
        first = np.ones(len(order), dtype=bool)
        first[1:] = side[order][1:] != side[order][:-1]
        group = np.cumsum(first) - 1
        best = words[order][first]
        second = np.zeros(len(best))
        runners = np.flatnonzero(~first & np.r_[False, first[:-1]])
        second[group[runners]] = words[order][runners]
        found[order] = np.maximum(found[order], np.where(first, second[group], best[group]))
    return found


def _each(
    before: Sequence[Shape],
    after: Sequence[Shape],
    i: NDArray[np.int64],
    j: NDArray[np.int64],
    of: str,
    nothing: float,
) -> NDArray[np.float64]:
    """Return the share of what both have in what the one with fewer has (Szymkiewicz-Simpson)."""

    def overlap(a: frozenset[str], b: frozenset[str]) -> float:
        return len(a & b) / min(len(a), len(b)) if a and b else nothing

    one, other = ([getattr(shape, of) for shape in side] for side in (before, after))
    return np.array([overlap(one[a], other[b]) for a, b in zip(i, j, strict=True)], dtype=float)
