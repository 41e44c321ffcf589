"""Which supports to hand over so that those who carry most carry less."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, hstack, vstack


@dataclass(frozen=True, slots=True)
class Handover:
    """The support of a task (id) that may pass from one unit (key) to another.

    `load` is what it weighs; `fitness`, between 0 and 1, decides between equals.
    """

    task: str
    giver: str
    receiver: str
    load: float
    fitness: float = 0.0


def relieving(
    loads: Mapping[str, float], handovers: Sequence[Handover], heaviest: int, most: int
) -> list[Handover]:
    """Return at most `most` handovers that lower the sum of the `heaviest` loads furthest.

    At most one a task, so that what one weighs does not hang on another. Empty where none
    lowers the sum. A mixed integer program, solved to the optimum.

    Formula:
        minimise k · z + Σ over u of d_u, with d_u ≥ 0 and
        d_u ≥ load(u) − Σ of what u hands over + Σ of what u receives − z;
        at the optimum this is the sum of the k largest loads.

    Reference:
        W. Ogryczak, A. Tamir, "Minimizing the sum of the k largest functions in linear time",
        Information Processing Letters 85(3), 2003; Q. Huangfu, J. A. J. Hall, "Parallelizing
        the dual revised simplex method", Mathematical Programming Computation 10, 2018 (HiGHS,
        by scipy.optimize.milp).

    Picture:
        load  a ████████   b ███   c █
        a supports task 1; c is competent for it, too: a ───▶ c

    Example:
        >>> may = [Handover("1", "a", "b", 2.0), Handover("1", "a", "c", 2.0)]
        >>> [h.receiver for h in relieving({"a": 8, "b": 7, "c": 1}, may, heaviest=2, most=5)]
        ['c']
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    units = list(loads)
    row = {unit: i for i, unit in enumerate(units)}
    weighed = [h for h in handovers if h.load > 0]
    if not weighed or most < 1:
        return []
    n, k = len(weighed), min(heaviest, len(units))
    # The variables: one 0 or 1 a handover, then z, then d of every unit.
    places = np.arange(n)
    load = np.array([h.load for h in weighed])
    givers = np.array([row[h.giver] for h in weighed])
    receivers = np.array([row[h.receiver] for h in weighed])
    shape = len(units), n
    moved = csr_array((load, (givers, places)), shape) - csr_array(
        (load, (receivers, places)), shape
    )
    ones = csr_array(np.ones((len(units), 1)))
    carried = hstack([moved, ones, csr_array(np.eye(len(units)))])
    tasks = {task: i for i, task in enumerate(dict.fromkeys(h.task for h in weighed))}
    once = csr_array((np.ones(n), ([tasks[h.task] for h in weighed], places)), (len(tasks), n))
    limits = vstack([once, csr_array(np.ones((1, n)))])
    limits = hstack([limits, csr_array((len(tasks) + 1, 1 + len(units)))])
    # Too small to outweigh any load: among equals, few handovers, from the most loaded, to the
    # fittest.
    top = max(loads.values()) or 1
    preference = np.array([_LEAST * (3 - h.fitness - loads[h.giver] / top) for h in weighed])
    result = milp(
        c=np.concatenate([preference, [k], np.ones(len(units))]),
        integrality=np.concatenate([np.ones(n), np.zeros(1 + len(units))]),
        bounds=Bounds(
            np.concatenate([np.zeros(n), [-np.inf], np.zeros(len(units))]),
            np.concatenate([np.ones(n), np.full(1 + len(units), np.inf)]),
        ),
        constraints=[
            LinearConstraint(carried, lb=np.array(list(loads.values()), dtype=float)),
            LinearConstraint(limits, ub=np.concatenate([np.ones(len(tasks)), [most]])),
        ],
    )
    chosen = [h for i, h in enumerate(weighed) if result.x is not None and result.x[i] > _HALF]
    return sorted(chosen, key=lambda h: (-h.load, -loads[h.giver], h.task))


_LEAST = 1e-4
_HALF = 0.5


def heaviest_sum(loads: Mapping[str, float], heaviest: int) -> float:
    """Return the sum of the largest loads.

    >>> heaviest_sum({"a": 3, "b": 1, "c": 2}, 2)
    5.0
    """
    return float(sum(sorted(loads.values(), reverse=True)[:heaviest]))
