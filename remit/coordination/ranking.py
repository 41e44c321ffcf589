"""Who comes first, and how far that can be trusted."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from remit.coordination.expectation import Figure
from remit.coordination.likelihood import Likelihood, readings
from remit.coordination.projection import Participation

DRAWS: Final = 200
"""Readings drawn where a figure has no closed form: an error of about 7 % of the spread."""

Measure: TypeAlias = Callable[[Participation], Mapping[str, float | None]]
"""A figure for every unit (by key), or for whatever else it names; None where undefined."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with its figure, the best and worst rank it takes, and how often it is first.

    `first` is a share of the readings; units that are first together are all first.
    """

    unit: str
    figure: Figure
    best: int
    worst: int
    first: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units, highest expected first, with the number of readings drawn.

    `tau` is Kendall's τ-b between the values stated and those with groups expanded: 1 where
    expanding changes no order; None where one of them ranks nothing.
    """

    rows: tuple[Ranked, ...]
    tau: float | None
    draws: int


def ranking(
    model: Likelihood,
    measure: Measure,
    exact: Mapping[str, Figure] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> Ranking:
    """Rank units by a measure over `draws` readings of a plan, drawn with `seed`.

    `exact` replaces the drawn figures where there is a closed form (`unit_figures`). A plan
    of one reading is read once. Units whose figure is undefined in every reading are left out.

    Formula:
        error = standard deviation over the readings / √draws;
        rank = 1 + the number of units with a greater value.

    Reference:
        M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33(3), 1945
        (τ-b, by scipy.stats).

    Picture:
        reading   1   2   3   4
        a         1.  1.  2.  1.      a: ranks 1 to 2, first in 3 of 4
        b         2.  2.  1.  1.      b: ranks 1 to 2, first in 2 of 4

    Example:
        >>> from remit.coordination.projection import column_sums, from_duties
        >>> from remit.model import Role
        >>> p = from_duties((t, u, Role.LEADS) for t, u in [("1", "a"), ("2", "a"), ("2", "b")])
        >>> leads = p.leads.toarray()
        >>> nothing = np.zeros_like(leads)
        >>> sure = Likelihood(leads, nothing, nothing, p, p)
        >>> led = lambda p: dict(zip(p.units, map(float, column_sums(p.leads)), strict=True))
        >>> [(r.unit, r.figure.expected, r.best, r.first) for r in ranking(sure, led).rows]
        [('a', 2.0, 1, 1.0), ('b', 1.0, 2, 0.0)]
    """
    count = 1 if model.certain else draws
    drawn = [measure(reading) for reading in readings(model, count, seed)]
    stated, believed = measure(model.stated), measure(model.believed)
    subjects = [s for s in stated if any(one[s] is not None for one in drawn)]
    values = np.array([[_number(one[s]) for s in subjects] for one in drawn]).reshape(count, -1)
    ranks = 1 + np.array([[(row > value).sum() for value in row] for row in values])
    rows = []
    for i, subject in enumerate(subjects):
        figure = (exact or {}).get(subject) or _drawn(stated[subject], values[:, i])
        leads = (ranks[:, i] == 1) & (values[:, i] > 0)
        best, worst = int(ranks[:, i].min()), int(ranks[:, i].max())
        rows.append(Ranked(subject, figure, best, worst, float(leads.mean())))
    rows.sort(key=lambda r: (-round(r.figure.expected, 9), r.best, r.worst, r.unit))
    tau = kendall([_number(stated[s]) for s in subjects], [_number(believed[s]) for s in subjects])
    return Ranking(tuple(rows), tau, count)


def spread(
    model: Likelihood, measure: Measure, draws: int = DRAWS, seed: int = 0
) -> dict[str, Figure]:
    """Return the figures of a measure that ranks nobody: of the plan as a whole, say."""
    count = 1 if model.certain else draws
    drawn = [measure(reading) for reading in readings(model, count, seed)]
    stated = measure(model.stated)
    return {
        name: _drawn(stated[name], np.array([_number(one[name]) for one in drawn]))
        for name in stated
        if any(one[name] is not None for one in drawn)
    }


def kendall(one: list[float], other: list[float]) -> float | None:
    """Return Kendall's τ-b of two lists of values; None where one of them is all alike.

    >>> kendall([1, 2, 3], [1, 2, 3]), kendall([1, 1], [1, 2])
    (1.0, None)
    """
    from scipy.stats import kendalltau

    if len(set(one)) < 2 or len(set(other)) < 2:
        return None
    tau = float(kendalltau(one, other).statistic)
    return None if math.isnan(tau) else tau


def _number(value: float | None) -> float:
    """An undefined figure counts as none at all, in ranks and means."""
    return 0.0 if value is None else float(value)


def _drawn(stated: float | None, values: NDArray[np.float64]) -> Figure:
    error = float(values.std(ddof=1) / math.sqrt(len(values))) if len(values) > 1 else 0.0
    return Figure(
        _number(stated), float(values.mean()), float(values.min()), float(values.max()), error
    )
