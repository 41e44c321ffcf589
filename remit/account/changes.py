"""What changed between plans in plain words, Chinese first: what a planner would tell."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from remit.comparison import (
    Carried,
    ChangeKind,
    Direction,
    DutyChange,
    LoadChange,
    Series,
    TaskChange,
    UnitChange,
    UnitFate,
    YearChange,
    open_questions,
)
from remit.comparison.words import KINDS, UNIT_FATES
from remit.model import Plan, Role, Task
from remit.words import ROLES, bilingual

TOP: Final = 5
_LONGEST: Final = 36
_RESPECTS: Final = (
    ChangeKind.CARRIED_OVER,
    ChangeKind.REWORDED,
    ChangeKind.REASSIGNED,
    ChangeKind.RAISED,
    ChangeKind.LOWERED,
    ChangeKind.FIGURES,
    ChangeKind.RESCHEDULED,
)


def told(series: Series) -> Iterator[str]:
    """Yield what changed from each plan to the next, and then over all years."""
    for change in series.changes:
        yield from _told(change)
    if len(series.plans) > 2:
        yield from _over_years(series)


def _told(change: YearChange) -> Iterator[str]:
    yield f"{name_of(change.before)} → {name_of(change.after)}"
    yield from _warnings(change)
    yield from _counts(change)
    yield from _reassigned(change)
    yield from _targets(change)
    yield from _listed(change, ChangeKind.NEW)
    yield from _listed(change, ChangeKind.DROPPED)
    yield from _units(change)
    yield from _leaders(change)
    yield from _loads(change.loads, change.before, change.after)
    yield from _doubts(change)


def name_of(plan: Plan) -> str:
    """Return what a plan is called beside others: whose it is, its year, and its id.

    The id alone where both are unknown.
    """
    known = f"{plan.jurisdiction or ''}{f' {plan.year}' if plan.year else ''}".strip()
    return f"{known} ({plan.id})" if known else plan.id


def _warnings(change: YearChange) -> Iterator[str]:
    if change.same_government is False:
        yield "! 两份计划属于不同政府：只比较任务的文字和指标，单位、领导和负荷不作比较。"
        yield (
            "! The plans are of different governments: only words and targets of tasks are"
            " compared, not units, leaders and loads."
        )
    elif change.same_government is None:
        yield "! 有计划没有写明是哪个政府的，按同一政府比较。"
        yield "! A plan does not tell whose it is; both are taken for one government's."


def _counts(change: YearChange) -> Iterator[str]:
    before, after = len(change.before.tasks), len(change.after.tasks)
    went_on = sum(1 for task in change.tasks if task.match)
    yield (
        f"  {before} 项任务中有 {went_on} 项延续下来，{before - went_on} 项不再列入；"
        f"另有 {after - went_on} 项是新的，合计 {after} 项。"
    )
    yield (
        f"    Of {before} tasks {went_on} go on and {before - went_on} are dropped;"
        f" {after - went_on} are new, so there are {after}."
    )
    kinds = Counter(kind for task in change.tasks for kind in task.kinds)
    if went_on:
        zh = "，".join(f"{KINDS[kind].zh} {kinds[kind]} 项" for kind in _RESPECTS if kinds[kind])
        en = ", ".join(f"{kinds[kind]} {KINDS[kind].en}" for kind in _RESPECTS if kinds[kind])
        yield f"  延续的任务：{zh}（一项可以有几种变化）。"
        yield f"    Of those that go on: {en} (a task may change in several ways)."
    hidden = {
        role: sum(1 for task in change.tasks if role in task.hidden)
        for role in (Role.SUPERVISES, Role.LEADS, Role.SUPPORTS)
    }
    if went_on and change.same_government is not False and any(hidden.values()):
        zh = "，".join(f"{ROLES[role].zh} {n} 项" for role, n in hidden.items() if n)
        en = ", ".join(f"{ROLES[role].en}: {n}" for role, n in hidden.items() if n)
        yield f"  有的任务在一份计划里看不到由谁承担，是否换人无从得知：{zh}。"
        yield f"    Of some it can not be told whether they changed hands; {en}."


def _reassigned(change: YearChange) -> Iterator[str]:
    for role in (Role.LEADS, Role.SUPERVISES):
        some = [
            (task, duty)
            for task in change.tasks
            for duty in task.duties
            if duty.role is role and duty.changed
        ]
        if some:
            yield f"{ROLES[role].zh}有变 Changed: {ROLES[role].en}（{len(some)}）"
        for task, duty in some[:TOP]:
            yield f"  {_numbers(task)} {_short(_shown(task))}：{_passed(duty)}"
        yield from _more(len(some) - TOP)


def _passed(duty: DutyChange) -> str:
    left, came = "、".join(duty.left), "、".join(duty.came)
    if left and came:
        return f"{left} → {came}"
    if came:
        return f"增加 added {came}"
    return f"减少 left {left}" if left else ""


def _targets(change: YearChange) -> Iterator[str]:
    for direction, kind in (
        (Direction.RAISED, ChangeKind.RAISED),
        (Direction.LOWERED, ChangeKind.LOWERED),
    ):
        some = [
            (task, target)
            for task in change.tasks
            for target in task.targets
            if target.direction is direction
        ]
        if some:
            yield f"{bilingual(KINDS[kind])}（{len(some)} 个指标 targets）"
        ordered = sorted(some, key=lambda each: -_times(each[1].before.value, each[1].after.value))
        for task, target in ordered[:TOP]:
            measure = "".join(target.after.measure.split())
            yield f"  {_numbers(task)} {measure}：{target.before.words} → {target.after.words}"
        yield from _more(len(some) - TOP)


def _times(before: Decimal | None, after: Decimal | None) -> float:
    """Return how many times the larger of two figures is the smaller."""
    low, high = sorted(abs(float(value or 0)) for value in (before, after))
    return high / low if low else math.inf


def _listed(change: YearChange, kind: ChangeKind) -> Iterator[str]:
    some = change.of_kind(kind)
    if some:
        yield f"{bilingual(KINDS[kind])}（{len(some)}）"
    for task in some[:TOP]:
        yield f"  {_numbers(task)} {_short(_shown(task))}"
    yield from _more(len(some) - TOP)


def _units(change: YearChange) -> Iterator[str]:
    names = [{a.key: a.name for a in plan.agents} for plan in (change.before, change.after)]
    if change.units:
        yield "单位的变化 Units"
    for fate in UnitFate:
        some = [unit for unit in change.units if unit.fate is fate]
        if some:
            listed = "；".join(_unit(unit, names) for unit in some)
            yield f"  {bilingual(UNIT_FATES[fate])}：{listed}"


def _unit(unit: UnitChange, names: Sequence[dict[str, str]]) -> str:
    before = "、".join(names[0][key] for key in unit.before)
    after = "、".join(names[1][key] for key in unit.after)
    arrow = " → " if before and after else ""
    return f"{before}{arrow}{after}{'' if unit.sure else '（可能 likely）'}"


def _leaders(change: YearChange) -> Iterator[str]:
    if change.handovers or change.portfolios:
        yield "分管领导的分工 Leaders' portfolios"
    for each in change.handovers[:TOP]:
        yield (
            f"  {each.tasks} 项任务由{each.left}转到{each.came}"
            f" tasks pass from {each.left} to {each.came}"
        )
    for moved in change.portfolios[:TOP]:
        yield f"  {moved.unit}：{'、'.join(moved.before)} → {'、'.join(moved.after)}"
    yield from _more(len(change.portfolios) - TOP)


def _loads(loads: Sequence[LoadChange], *plans: Plan) -> Iterator[str]:
    if any(plan.repeats_dropped or any(t.lost for t in plan.tasks) for plan in plans):
        yield "! 有一份计划缺了格子，负荷只是看得见的部分，不能直接相比；数字见表 loads。"
        yield (
            "! One of the plans lost cells: loads are what can be seen of them and do not compare;"
            " the table loads has the figures."
        )
        return
    both = [row for row in loads if row.before and row.after]
    ordered = sorted(both, key=lambda row: -abs(_load(row.after) - _load(row.before)))
    shown = [row for row in ordered[:TOP] if _load(row.after) != _load(row.before)]
    if shown:
        yield (
            "计划协同负荷变化最大的单位（原文和展开） Units whose load changes most"
            " (stated and expanded)"
        )
    for row in shown:
        before, after = _load(row.before), _load(row.after)
        yield f"  {row.unit}：{before} → {after}（{after - before:+d}）"


def _load(side: Carried | None) -> int:
    return side.load if side else 0


def _doubts(change: YearChange) -> Iterator[str]:
    asked = len(list(open_questions(change)))
    if asked:
        yield (
            f"  有 {asked} 对任务拿不准是否同一项：加 --review 审定.csv 列出来请人审定；"
            "填好后用 --decisions 审定.csv。"
        )
        yield (
            f"    {asked} pairs of tasks are in doubt: --review FILE.csv lists them for people to"
            " decide; filled in, it is taken with --decisions FILE.csv."
        )


def _over_years(series: Series) -> Iterator[str]:
    years = len(series.plans)
    lengths = Counter(sum(1 for task in thread.tasks if task) for thread in series.threads)
    yield f"{years} 份计划 {years} plans：{' → '.join(name_of(plan) for plan in series.plans)}"
    for length in sorted(lengths, reverse=True):
        yield (
            f"  延续 {length} 年的任务 {lengths[length]} 项"
            f" {lengths[length]} tasks stand in {length}"
        )


def _more(left: int) -> Iterator[str]:
    if left > 0:
        yield f"  …… 另有 {left} 项 and {left} more"


def _shown(change: TaskChange) -> Task:
    task = change.after or change.before
    if task is None:
        raise ValueError("a change of no task")
    return task


def _numbers(change: TaskChange) -> str:
    before, after = (task.id if task else None for task in (change.before, change.after))
    if before and after and before != after:
        return f"（{before}→{after}）"
    return f"（{after or before}）"


def _short(task: Task) -> str:
    text = "".join(task.text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
