"""Plans of any number of years: the changes from each to the next, and every task's thread."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from remit.comparison.between import compare
from remit.comparison.facts import Series, Thread, YearChange
from remit.model import Decision, Plan


def compare_all(plans: Sequence[Plan], decisions: Iterable[Decision] = ()) -> Series:
    """Return the comparison of two or more plans, by year; those of one year as given.

    Where a plan has no year, all stay in the order given.
    """
    years = [plan.year for plan in plans]
    ordered = list(plans)
    if None not in years:
        ordered.sort(key=lambda plan: plan.year or 0)
    given = tuple(decisions)
    changes = tuple(compare(before, after, given) for before, after in pairwise(ordered))
    return Series(tuple(ordered), changes, threads(ordered, changes))


def threads(plans: Sequence[Plan], changes: Sequence[YearChange]) -> tuple[Thread, ...]:
    """Return every task of every plan in the thread it belongs to, by first year and place."""
    links: list[dict[str, tuple[str, float]]] = [
        {m.before: (m.after, m.confidence) for c in change.tasks if (m := c.match)}
        for change in changes
    ]
    found: list[Thread] = []
    continued: set[str] = set()
    for year, plan in enumerate(plans):
        here, continued = continued, set()
        begun = (task.id for task in plan.tasks if task.id not in here)
        found += [_thread(links, year, task, len(plans)) for task in begun]
        if year < len(links):
            continued = {after for after, _ in links[year].values()}
    return tuple(found)


def _thread(
    links: Sequence[dict[str, tuple[str, float]]], year: int, task: str, years: int
) -> Thread:
    ids: list[str | None] = [None] * years
    ids[year] = task
    weakest = 1.0
    while year < len(links) and task in links[year]:
        task, confidence = links[year][task]
        year += 1
        ids[year] = task
        weakest = min(weakest, confidence)
    return Thread(tuple(ids), weakest)
