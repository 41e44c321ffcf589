"""What holds of every comparison, whatever the plans."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Final, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.comparison import ChangeKind, Direction, YearChange, compare, compare_all
from remit.comparison.figures import direction
from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Change,
    Comparator,
    Evidence,
    Indicator,
    Legibility,
    Notice,
    Passage,
    Plan,
    Role,
    Source,
    Target,
    Task,
)

THINGS: Final = ("公园", "学校", "电梯", "泊位", "公厕", "床位", "绿道", "基站")
VERBS: Final = ("新建", "改造", "推进", "完成")
UNITS: Final = ("住建局", "财政局", "教育局", "民政局", "工信局")
Row: TypeAlias = tuple[str, str, int, str, str, tuple[str, ...]]
LEADERS: Final = ("领导甲", "领导乙")
SWAPPED: Final = {
    ChangeKind.NEW: ChangeKind.DROPPED,
    ChangeKind.DROPPED: ChangeKind.NEW,
    ChangeKind.RAISED: ChangeKind.LOWERED,
    ChangeKind.LOWERED: ChangeKind.RAISED,
}


def plan_of(year: int, rows: list[Row]) -> Plan:
    """Make a plan of (verb, thing, figure, leader, lead, supports) rows, all of it legible."""
    tasks, targets, assignments = [], [], []
    for k, (verb, thing, figure, leader, lead, supports) in enumerate(rows, start=1):
        name, text = f"{k}", f"{verb}{thing}{figure}个，服务群众。"
        passage = Passage(100 * k, 100 * k + len(text), k, text)
        tasks.append(Task(name, name, k, text, None, "1", passage, Legibility.WHOLE))
        words = Passage(100 * k + 4, 100 * k + 5 + len(str(figure)), k, f"{figure}个")
        targets.append(
            Target(
                f"{k}.1", name, words, f"{verb}{thing}", thing, Comparator.EQUAL,
                Decimal(figure), None, "个", None, Change.DELIVERED, None, None, None,
            )
        )  # fmt: skip
        held = [(leader, Role.SUPERVISES), (lead, Role.LEADS)]
        held += [(unit, Role.SUPPORTS) for unit in supports if unit != lead]
        stated = Evidence.STATED
        assignments += [
            Assignment(f"{k}/{who}", name, who, stated, 1.0, role, stated, 1.0)
            for who, role in held
        ]
    return Plan(
        id=f"某区-{year}",
        title="某区计划",
        title_passage=None,
        year=year,
        jurisdiction="某市某区",
        area="某市某区",
        notice=Notice(),
        source=Source("plan.txt", f"{year}", "utf-8", 9),
        attachments=(),
        goals=(),
        tasks=tuple(tasks),
        agents=tuple(
            Agent(who, AgentKind.LEADER if who in LEADERS else AgentKind.UNIT, who)
            for who in dict.fromkeys(a.agent for a in assignments)
        ),
        assignments=tuple(assignments),
        repeats_dropped=False,
        targets=tuple(targets),
        indicators=tuple(Indicator(thing, thing) for thing in THINGS),
    )


ROWS: Final = st.lists(
    st.tuples(
        st.sampled_from(VERBS),
        st.sampled_from(THINGS),
        st.integers(1, 99),
        st.sampled_from(LEADERS),
        st.sampled_from(UNITS),
        st.lists(st.sampled_from(UNITS), unique=True, max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:2],
)


def kinds(change: YearChange) -> Counter[ChangeKind]:
    return Counter(kind for task in change.tasks for kind in task.kinds)


def texts(change: YearChange) -> Counter[tuple[str | None, str | None, tuple[ChangeKind, ...]]]:
    return Counter(
        (t.before.text if t.before else None, t.after.text if t.after else None, t.kinds)
        for t in change.tasks
    )


@given(ROWS)
def test_a_plan_compared_with_itself_is_carried_over_whole(rows: list[Row]) -> None:
    plan = plan_of(2024, rows)
    change = compare(plan, replace(plan, id="某区-2025", year=2025))
    assert kinds(change) == {ChangeKind.CARRIED_OVER: len(plan.tasks)}
    assert [*change.units, *change.portfolios, *change.handovers] == []
    assert all(row.before == row.after for row in change.loads)


@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(
    first: list[Row], second: list[Row], random: Random
) -> None:
    before, after = plan_of(2024, first), plan_of(2025, second)
    shuffled = list(second)
    random.shuffle(shuffled)
    other = compare(before, plan_of(2025, shuffled))
    assert texts(compare(before, after)) == texts(other)


@given(ROWS, ROWS)
def test_backwards_new_and_dropped_raised_and_lowered_change_places(
    first: list[Row], second: list[Row]
) -> None:
    before, after = plan_of(2024, first), plan_of(2025, second)
    there, back = compare(before, after), compare(after, before)
    assert kinds(back) == Counter(
        {SWAPPED.get(kind, kind): count for kind, count in kinds(there).items()}
    )


@given(ROWS, ROWS)
def test_every_task_is_told_of_once(first: list[Row], second: list[Row]) -> None:
    before, after = plan_of(2024, first), plan_of(2025, second)
    change = compare(before, after)
    assert sorted(t.before.id for t in change.tasks if t.before) == sorted(
        task.id for task in before.tasks
    )
    assert [t.after.id for t in change.tasks if t.after] == [task.id for task in after.tasks]
    matched = sum(t.match is not None for t in change.tasks)
    counted = kinds(change)
    assert counted[ChangeKind.NEW] == len(after.tasks) - matched
    assert counted[ChangeKind.DROPPED] == len(before.tasks) - matched


@given(st.lists(ROWS, min_size=2, max_size=4))
def test_threads_hold_every_task_of_every_year_once(years: list[list[Row]]) -> None:
    plans = [plan_of(2020 + k, rows) for k, rows in enumerate(years)]
    series = compare_all(plans)
    for year, plan in enumerate(plans):
        held = [name for thread in series.threads if (name := thread.tasks[year])]
        assert sorted(held) == sorted(task.id for task in plan.tasks)
    for (year, _), change in zip(pairwise(range(len(plans))), series.changes, strict=True):
        links = {(t.tasks[year], t.tasks[year + 1]) for t in series.threads}
        for task in change.tasks:
            if task.match:
                assert (task.match.before, task.match.after) in links


@given(ROWS, st.integers(0, 11))
def test_a_cell_that_one_plan_lost_is_no_change(rows: list[Row], lost: int) -> None:
    before, whole = plan_of(2024, rows), plan_of(2025, rows)
    task = whole.tasks[lost % len(whole.tasks)]
    damaged = replace(
        whole,
        tasks=tuple(
            replace(t, lost=(Role.SUPERVISES, Role.LEADS), legibility=Legibility.NONE)
            if t == task
            else t
            for t in whole.tasks
        ),
        assignments=tuple(a for a in whole.assignments if a.task != task.id),
    )
    change = compare(before, damaged)
    assert kinds(change) == {ChangeKind.CARRIED_OVER: len(before.tasks)}
    told = next(t for t in change.tasks if t.after and t.after.id == task.id)
    assert set(told.hidden) == {Role.SUPERVISES, Role.LEADS, Role.SUPPORTS}


AT_LEAST: Final = Comparator.AT_LEAST
AT_MOST: Final = Comparator.AT_MOST


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((AT_LEAST, 5, None), (AT_LEAST, 6, None), Direction.RAISED),
        ((Comparator.EQUAL, 5, None), (Comparator.MORE_THAN, 4, None), Direction.LOWERED),
        ((AT_MOST, 6, None), (AT_MOST, 5, None), Direction.RAISED),
        ((Comparator.LESS_THAN, 5, None), (AT_MOST, 6, None), Direction.LOWERED),
        ((AT_LEAST, 5, None), (AT_MOST, 6, None), Direction.OTHER),
        ((Comparator.BETWEEN, 2, 3), (Comparator.BETWEEN, 3, 4), Direction.RAISED),
        ((Comparator.BETWEEN, 2, 5), (Comparator.BETWEEN, 3, 4), Direction.OTHER),
        ((AT_LEAST, None, None), (AT_LEAST, 6, None), Direction.OTHER),
    ],
)
def test_what_a_target_demands_goes_by_its_comparator(
    one: tuple[Comparator, int | None, int | None],
    other: tuple[Comparator, int | None, int | None],
    found: Direction,
) -> None:
    base = plan_of(2024, [("新建", "公园", 5, "领导甲", "住建局", ())]).targets[0]
    both = [
        replace(
            base,
            comparator=comparator,
            value=None if value is None else Decimal(value),
            upper=None if upper is None else Decimal(upper),
        )
        for comparator, value, upper in (one, other)
    ]
    assert direction(*both) is found


def test_figures_in_other_units_are_not_ranked() -> None:
    base = plan_of(2024, [("新建", "公园", 5, "领导甲", "住建局", ())]).targets[0]
    share = replace(base, unit="%", value=Decimal(90))
    assert direction(base, share) is Direction.OTHER
