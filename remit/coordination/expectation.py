"""Counts as a range: at least, expected, at most; the expectation exact.

Under the assumptions of `likelihood` the chance that two units meet at a task, and that one
leads what the other supports, has a closed form, so these expectations need no drawing.

At most is what no reading exceeds, for each unit by itself. A lost cell holds no more units
than the chances of its candidates add up to: where one of ten candidates leads, the other nine
are not there, and it has none of them to keep in step with. So what two candidates for one
cell have at most cannot both come true.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from remit.coordination.dependency import dependency_graph
from remit.coordination.likelihood import Chances, Likelihood
from remit.coordination.load import workloads
from remit.coordination.shared_work import pair_counts

UNIT_COUNTS: Final = (
    "tasks",
    "led",
    "supported",
    "load",
    "leading",
    "supporting",
    "partners",
    "meetings",
)
"""The counts of a unit that more knowledge never lowers: fields of `load.Workload`."""

_ROUNDING: Final = 1e-9

PAIR_COUNTS: Final = ("shared", "dependency")
"""The counts of a pair of units that more knowledge never lowers."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in its readings: `stated` in words, `expected` over all readings.

    `error` is the standard error of `expected`, 0 where it is exact. For a count, `low` and
    `high` bound it: what is stated at least, and what may be at most. For other measures they
    are the least and greatest value met in the readings drawn.
    """

    stated: float
    expected: float
    low: float
    high: float
    error: float = 0.0


def unit_figures(model: Likelihood) -> dict[str, dict[str, Figure]]:
    """Return for each of `UNIT_COUNTS` the figure of every unit (by key).

    Formula:
        at most: at every task the unit may take part in it does, in the role that counts
        most, with as many others as can be there beside it (see above);
        expected: Σ over tasks of the chances; E[load] = Σ_t Σ_v P(u leads, v takes part)
        + P(u supports, v leads); E[partners] = Σ_v (1 − Π_t (1 − P(u and v meet at t))).

    Reference:
        Linearity of expectation; the chance that two leads of a task are drawn together is the
        overlap of their arcs in systematic sampling (see `likelihood.readings`).

    Picture:
        task 1:  [ a or b ] leads, c supports      a leads 0 to 1 tasks, expected 0.5;
                   1/2  1/2                        load 0 to 1: c, and never b

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> stated = from_duties([("1", "c", Role.SUPPORTS)], "abc")
        >>> leads, supports = np.array([[0.5, 0.5, 0.0]]), np.array([[0.0, 0.0, 1.0]])
        >>> model = Likelihood(leads, supports, np.zeros((1, 3)), stated, stated)
        >>> led, load = (unit_figures(model)[name]["a"] for name in ("led", "load"))
        >>> (led.low, led.expected, led.high), (load.low, load.expected, load.high)
        ((0.0, 0.5, 1.0), (0.0, 0.5, 1.0))
    """
    stated = {w.unit: w for w in workloads(model.stated)}
    expected, most = _expected_units(model), _most_units(model)
    return {
        name: {
            unit: _count(getattr(stated[unit], name), expected[name][i], most[name][i])
            for i, unit in enumerate(model.units)
        }
        for name in UNIT_COUNTS
    }


def pair_figures(model: Likelihood) -> dict[str, dict[tuple[str, str], Figure]]:
    """Return for each of `PAIR_COUNTS` the figure of every pair that may have one.

    Shared tasks by keys in their order; dependencies by (lead, support).
    """
    meets, needs = _expected_pairs(model)
    most_meets, most_needs = _most_pairs(model)
    counts = pair_counts(model.stated.involves)
    shared = {
        (int(i), int(j)): float(n)
        for i, j, n in zip(counts.first, counts.second, counts.shared, strict=True)
    }
    graph = dependency_graph(model.stated)
    found: dict[str, dict[tuple[str, str], Figure]] = {"shared": {}, "dependency": {}}
    for i, j in _places(np.triu(most_meets, k=1)):
        one, other = sorted((model.units[i], model.units[j]))
        found["shared"][one, other] = _count(shared.get((i, j), 0.0), meets[i, j], most_meets[i, j])
    for i, j in _places(most_needs):
        pair = model.units[i], model.units[j]
        tasks = graph.edges[pair]["tasks"] if graph.has_edge(*pair) else 0
        found["dependency"][pair] = _count(tasks, needs[i, j], most_needs[i, j])
    return found


def support_loads(model: Likelihood) -> Chances:
    """Return what each support is expected to weigh, tasks x units: the leads it answers to.

    Its sum over the tasks is a unit's expected load from supporting.
    """
    loads = np.zeros_like(model.supports)
    for row, task in enumerate(_tasks(model)):
        loads[row, task.units] = task.supports_and_lead.sum(axis=1)
    return loads


def _count(stated: float, expected: float, most: float) -> Figure:
    """Return the figure of a count; rounding must not push the mean out of its bounds."""
    return Figure(
        float(stated), float(min(max(expected, stated), most)), float(stated), float(most)
    )


def _places(matrix: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    yield from ((int(i), int(j)) for i, j in np.argwhere(matrix > 0))


@dataclass(frozen=True, slots=True, eq=False)
class _Possible:
    """Who may lead, support, be there at each task, tasks x units: 0 or 1.

    Who takes part in a role that nothing tells may hold either. `claims` are the units that lead
    or are not there at all: they contend for the `seats` (tasks x 1), as many as the chances of
    leading add up to. `free` are the units that may lead without one.
    """

    leads: Chances
    supports: Chances
    claims: Chances
    free: Chances
    seats: Chances

    @property
    def part(self) -> Chances:
        """Who may be there."""
        return np.maximum(self.leads, self.supports)


def _possible(model: Likelihood) -> _Possible:
    unclear, leads = model.unclear > 0, model.leads > 0
    supports = (model.supports > 0) | unclear
    seats = np.ceil(model.leads.sum(axis=1, keepdims=True) - _ROUNDING)
    return _Possible(
        (leads | unclear).astype(float),
        supports.astype(float),
        (leads & ~supports).astype(float),
        unclear.astype(float),
        seats,
    )


def _most_units(model: Likelihood) -> Mapping[str, Chances]:
    may = _possible(model)
    company = _others(may.supports)
    rivals = _others(may.claims)
    as_lead = company + np.minimum(rivals, np.maximum(may.seats - 1 + may.free, 0))
    as_support = company + np.minimum(rivals, may.seats)
    other_leads = _others(may.free) + np.minimum(_others(may.leads - may.free), may.seats)
    leading, supporting = may.leads * as_lead, may.supports * other_leads
    meetings = (may.claims * as_lead + may.supports * as_support).sum(axis=0)
    meets, _ = _most_pairs(model)
    return {
        "tasks": may.part.sum(axis=0),
        "led": may.leads.sum(axis=0),
        "supported": may.supports.sum(axis=0),
        "load": np.maximum(leading, supporting).sum(axis=0),
        "leading": leading.sum(axis=0),
        "supporting": supporting.sum(axis=0),
        "partners": np.minimum((meets > 0).sum(axis=0), meetings),
        "meetings": meetings,
    }


def _others(side: Chances) -> Chances:
    """Return for each unit how many others a task has."""
    return np.asarray(side.sum(axis=1, keepdims=True) - side)


def _most_pairs(model: Likelihood) -> tuple[Chances, Chances]:
    """Return the most shared tasks, and the most tasks u leads and v supports."""
    may = _possible(model)
    meets, needs = may.part.T @ may.part, may.leads.T @ may.supports
    for t in np.flatnonzero(may.claims.sum(axis=1) > 1):
        units = np.flatnonzero(model.leads[t])
        apart = _lead_together(model.leads[t, units]) <= _ROUNDING
        claims = may.claims[t, units]
        meets[np.ix_(units, units)] -= apart * np.outer(claims, claims)
    for matrix in (meets, needs):
        np.fill_diagonal(matrix, 0)
    return meets, needs


def _expected_units(model: Likelihood) -> Mapping[str, Chances]:
    units = len(model.units)
    leading, supporting, meetings = np.zeros(units), np.zeros(units), np.zeros(units)
    never_meet = np.ones((units, units))
    for task in _tasks(model):
        leading[task.units] += task.leads_and_part.sum(axis=1)
        supporting[task.units] += task.supports_and_lead.sum(axis=1)
        meetings[task.units] += task.meet.sum(axis=1)
        never_meet[np.ix_(task.units, task.units)] *= 1 - task.meet
    return {
        "tasks": model.involves.sum(axis=0),
        "led": model.leads.sum(axis=0),
        "supported": model.supports.sum(axis=0),
        "load": leading + supporting,
        "leading": leading,
        "supporting": supporting,
        "partners": (1 - never_meet).sum(axis=1),
        "meetings": meetings,
    }


def _expected_pairs(model: Likelihood) -> tuple[Chances, Chances]:
    """Return the expected shared tasks and the expected tasks u leads and v supports."""
    meets, needs = (np.zeros((len(model.units), len(model.units))) for _ in range(2))
    for task in _tasks(model):
        places = np.ix_(task.units, task.units)
        meets[places] += task.meet
        needs[places] += task.supports_and_lead.T
    return meets, needs


@dataclass(frozen=True, slots=True, eq=False)
class _TaskChances:
    """Of one task: the columns of the units that may take part, and chances of their pairs.

    Of units u (row) and v (column): both take part; u leads and v takes part; u supports
    and v leads. Zero on the diagonal.
    """

    units: NDArray[np.int64]
    meet: Chances
    leads_and_part: Chances
    supports_and_lead: Chances


def _tasks(model: Likelihood) -> Iterator[_TaskChances]:
    involves = model.involves
    for t in range(len(model.tasks)):
        units = np.flatnonzero(involves[t])
        lead = model.leads[t, units]
        rest = 1 - lead
        support = np.divide(model.supports[t, units], rest, out=np.zeros_like(rest), where=rest > 0)
        unclear = np.divide(model.unclear[t, units], rest, out=np.zeros_like(rest), where=rest > 0)
        part = support + unclear  # given that it does not lead
        both = _lead_together(lead)
        one = lead[:, None] - both  # u leads, v does not
        leads_and_part = both + one * part[None, :]
        neither = np.maximum(0, 1 - lead[:, None] - lead[None, :] + both)
        meet = leads_and_part + one.T * part[:, None] + neither * np.outer(part, part)
        supports_and_lead = one.T * support[:, None]
        for matrix in (meet, leads_and_part, supports_and_lead):
            np.fill_diagonal(matrix, 0)
        yield _TaskChances(units, meet, leads_and_part, supports_and_lead)


def _lead_together(lead: Chances) -> Chances:
    """Return the chance that two units of a task both lead, under systematic sampling.

    The chances lie end to end on a circle of length 1; both lead when the random point falls
    into both arcs, so it is the length of their overlap.
    """
    ends = np.cumsum(lead)
    starts = ends - lead
    around = np.floor(starts)
    starts, ends = starts - around, ends - around  # every arc begins in [0, 1)
    overlap = np.zeros((len(lead), len(lead)))
    for turn in (-1, 0, 1):
        first = np.maximum(starts[:, None], starts[None, :] + turn)
        last = np.minimum(ends[:, None], ends[None, :] + turn)
        overlap += np.maximum(0, last - first)
    return np.minimum(overlap, np.minimum(lead[:, None], lead[None, :]))
