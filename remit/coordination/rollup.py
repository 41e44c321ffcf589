"""The same measures over many plans, added up by kind of organ and by year.

A unit belongs to one jurisdiction, so no tie crosses plans: a plan is the unit of work, and
what plans have in common is the kinds of organ.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class OrganLoad:
    """What one kind of organ carries in one plan: expected tasks, tasks led and load."""

    plan: str
    year: int | None
    organ: str
    units: int
    tasks: float
    led: float
    load: float


@dataclass(frozen=True, slots=True)
class OrganShare:
    """A kind of organ in one plan, beside its kind in the other plans of the year.

    `share` is its part of all load of the plan, `usual` the median of that over the plans of
    the year that have the organ, None for a single one; `times` = share / usual: above 1, it
    carries more than elsewhere. `share` is None in a plan without any load.
    """

    load: OrganLoad
    share: float | None
    usual: float | None
    times: float | None


@dataclass(frozen=True, slots=True)
class OrganTotal:
    """A kind of organ over all plans of a year: plans that have it, units, sums."""

    organ: str
    year: int | None
    plans: int
    units: int
    tasks: float
    led: float
    load: float


def organ_loads(
    plan: str,
    year: int | None,
    organs: Mapping[str, str],
    figures: Mapping[str, Mapping[str, float]],
) -> list[OrganLoad]:
    """Add up a plan's units by kind of organ (unit key -> organ), in the order of the organs.

    `figures` has `tasks`, `led` and `load` by unit.

    >>> organ_loads("p", 2025, {"a": "住建"}, {k: {"a": 2.0} for k in ("tasks", "led", "load")})
    [OrganLoad(plan='p', year=2025, organ='住建', units=1, tasks=2.0, led=2.0, load=2.0)]
    """
    units: dict[str, list[str]] = defaultdict(list)
    for unit, organ in organs.items():
        units[organ].append(unit)
    return [
        OrganLoad(
            plan,
            year,
            organ,
            len(keys),
            *(sum(figures[name][key] for key in keys) for name in ("tasks", "led", "load")),
        )
        for organ, keys in sorted(units.items())
    ]


def organ_shares(loads: Iterable[OrganLoad]) -> list[OrganShare]:
    """Return each organ's share beside its usual one, those above their kind first.

    Formula:
        share = load of the organ in the plan / load of all organs in the plan;
        times = share / median share of that organ over the plans of the year.

    Reference:
        A location quotient, as in regional economics, with the median for the mean.

    Picture:
        住建's part of all load     district A 30 %   B 10 %   C 10 %
        usual: 10 %                 in A it carries 3 times its usual share

    Example:
        >>> rows = [("A", 3), ("B", 1), ("C", 1)]
        >>> one = [OrganLoad(p, 2025, "住建", 1, 0, 0, float(n)) for p, n in rows]
        >>> rest = [OrganLoad(p, 2025, "其他", 1, 0, 0, 10.0 - n) for p, n in rows]
        >>> [(s.load.plan, s.share, round(s.times, 6)) for s in organ_shares(one + rest)][0]
        ('A', 0.3, 3.0)
    """
    every = list(loads)
    totals: dict[str, float] = defaultdict(float)
    for load in every:
        totals[load.plan] += load.load
    shares = [load.load / totals[load.plan] if totals[load.plan] else None for load in every]
    of_kind: dict[tuple[str, int | None], list[float]] = defaultdict(list)
    for load, share in zip(every, shares, strict=True):
        if share is not None:
            of_kind[load.organ, load.year].append(share)
    medians = {kind: median(some) for kind, some in of_kind.items() if len(some) > 1}
    rows = []
    for load, share in zip(every, shares, strict=True):
        usual = medians.get((load.organ, load.year))
        times = share / usual if share is not None and usual else None
        rows.append(OrganShare(load, share, usual, times))
    return sorted(rows, key=lambda r: (-(r.times or 0), r.load.organ, r.load.plan))


def organ_totals(loads: Iterable[OrganLoad]) -> list[OrganTotal]:
    """Return the sums by kind of organ and year, heaviest load first within a year.

    >>> loads = [OrganLoad(p, 2025, "住建", 1, 2.0, 1.0, 3.0) for p in "AB"]
    >>> organ_totals(loads)
    [OrganTotal(organ='住建', year=2025, plans=2, units=2, tasks=4.0, led=2.0, load=6.0)]
    """
    of: dict[tuple[str, int | None], list[OrganLoad]] = defaultdict(list)
    for load in loads:
        of[load.organ, load.year].append(load)
    totals = [
        OrganTotal(
            organ,
            year,
            len({load.plan for load in some}),
            sum(load.units for load in some),
            sum(load.tasks for load in some),
            sum(load.led for load in some),
            sum(load.load for load in some),
        )
        for (organ, year), some in of.items()
    ]
    return sorted(totals, key=lambda t: (t.year or 0, -t.load, t.organ))
