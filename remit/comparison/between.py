"""What changed from one plan to the next: the tasks, and in what respects each of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from remit.comparison.duties import Held, duty_changes, held
from remit.comparison.facts import (
    ChangeKind,
    Direction,
    DutyChange,
    Match,
    TargetChange,
    TaskChange,
    YearChange,
)
from remit.comparison.figures import target_changes
from remit.comparison.likeness import plain_words, shapes
from remit.comparison.loads import load_changes
from remit.comparison.matching import matched
from remit.comparison.portfolios import handovers, portfolio_changes
from remit.comparison.settled import settled
from remit.comparison.succession import Succession, strangers, succession
from remit.interpret.deadlines import deadlines
from remit.model import Decision, Legibility, Plan, Target, Task

_DIRECTIONS: Final = {
    Direction.RAISED: ChangeKind.RAISED,
    Direction.LOWERED: ChangeKind.LOWERED,
    Direction.OTHER: ChangeKind.FIGURES,
}


def compare(before: Plan, after: Plan, decisions: Iterable[Decision] = ()) -> YearChange:
    """Return everything that changed from one plan to another.

    `decisions` are those of people (`remit.read.decisions`); other questions than whether two
    tasks of these plans are one are passed over.
    """
    same = same_government(before, after)
    found = strangers(before, after) if same is False else succession(before, after)
    tasks, possible = task_changes(before, after, found, decisions)
    return YearChange(
        before,
        after,
        same,
        tasks,
        found.changes,
        () if same is False else tuple(load_changes(before, after, found)),
        () if same is False else tuple(portfolio_changes(before, after, found)),
        () if same is False else tuple(handovers(tasks)),
        possible,
    )


def same_government(before: Plan, after: Plan) -> bool | None:
    """Return whether two plans are one government's; None where one does not tell."""
    if before.jurisdiction is None or after.jurisdiction is None:
        return True if before.area == after.area else None
    return before.jurisdiction == after.jurisdiction


def task_changes(
    before: Plan, after: Plan, found: Succession, decisions: Iterable[Decision] = ()
) -> tuple[tuple[TaskChange, ...], tuple[Match, ...]]:
    """Return what became of every task of both plans, and the pairs that may be one task.

    Tasks of the later plan in its order, then those that were dropped in theirs.
    """
    same, other = settled(before, after, decisions)
    taken, unclear = matched(shapes(before, found.before), shapes(after, found.after), same, other)
    partner = {j: i for i, j, *_ in taken}
    how = {
        j: Match(before.tasks[i].id, after.tasks[j].id, p, words, same.get((i, j)))
        for i, j, p, words in taken
    }
    sides = held(before, found.before), held(after, found.after)
    targets = _by_task(before), _by_task(after)
    changes = [
        _both(before, after, before.tasks[partner[j]], task, how[j], sides, found, targets)
        if j in partner
        else TaskChange(None, task, (ChangeKind.NEW,))
        for j, task in enumerate(after.tasks)
    ]
    kept = set(partner.values())
    changes += [
        TaskChange(task, None, (ChangeKind.DROPPED,))
        for i, task in enumerate(before.tasks)
        if i not in kept
    ]
    possible = [Match(before.tasks[i].id, after.tasks[j].id, p, w) for i, j, p, w in unclear]
    return tuple(changes), tuple(possible)


_Targets = dict[str, list[Target]]


def _by_task(plan: Plan) -> _Targets:
    return {task: list(some) for task, some in groupby(plan.targets, key=lambda t: t.task)}


def _both(
    before: Plan,
    after: Plan,
    one: Task,
    other: Task,
    match: Match,
    sides: tuple[Held, Held],
    found: Succession,
    targets: tuple[_Targets, _Targets],
) -> TaskChange:
    duties = tuple(duty_changes(*sides, found, one, other)) if found.known else ()
    changed = tuple(target_changes(targets[0].get(one.id, []), targets[1].get(other.id, [])))
    kinds = tuple(_kinds(one, other, duties, changed, _time_limits(before, after, one, other)))
    return TaskChange(one, other, kinds or (ChangeKind.CARRIED_OVER,), match, duties, changed)


def _kinds(
    one: Task,
    other: Task,
    duties: Sequence[DutyChange],
    targets: Sequence[TargetChange],
    limits: tuple[object, object],
) -> Iterator[ChangeKind]:
    texts = plain_words(one.text), plain_words(other.text)
    if texts[0] != texts[1]:
        yield ChangeKind.REWORDED
    if any(duty.changed for duty in duties):
        yield ChangeKind.REASSIGNED
    directions = {change.direction for change in targets}
    yield from (kind for direction, kind in _DIRECTIONS.items() if direction in directions)
    written = ("".join(task.text.split()) for task in (one, other))
    if texts[0] == texts[1] and not targets and len(set(written)) > 1:
        yield ChangeKind.FIGURES
    if limits[0] != limits[1]:
        yield ChangeKind.RESCHEDULED


def _time_limits(before: Plan, after: Plan, one: Task, other: Task) -> tuple[object, object]:
    """Return the time limits as far into the year as they are, or their words.

    Equal where one plan shows no time limits at all, or its row is not whole and has none:
    nothing is known of them then.
    """
    if not all(any(task.deadline for task in plan.tasks) for plan in (before, after)):
        return None, None
    if any(t.deadline is None and t.legibility is not Legibility.WHOLE for t in (one, other)):
        return None, None
    return _into_year(before, one), _into_year(after, other)


def _into_year(plan: Plan, task: Task) -> object:
    if task.time_limit is None:
        return None
    day = next((spoken.day for spoken in deadlines(task.time_limit, plan.year)), None)
    if day is None:
        return task.time_limit
    return day.year - (plan.year or day.year), day.month, day.day
