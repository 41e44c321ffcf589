"""What changed between plans as tables: tasks, targets, units, loads, leaders, threads."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from remit.account.tables import Table, Value
from remit.comparison import ChangeKind, Series, TaskChange, YearChange
from remit.comparison.words import DIRECTIONS, KINDS, UNIT_FATES
from remit.model import Role
from remit.words import ROLES, bilingual

_PLANS: Final = ("前一份 from", "后一份 to")
_NUMBERS: Final = ("原编号 number before", "现编号 number after")


def _tasks(series: Series) -> Table:
    rows = [
        (change.before.id, change.after.id, *_task(task))
        for change in series.changes
        for task in change.tasks
    ]
    columns = (
        *_PLANS,
        "变化 kinds",
        *_NUMBERS,
        "原任务 text before",
        "现任务 text after",
        "同一任务的把握 confidence",
        "领导增加 leaders came",
        "领导减少 leaders left",
        "牵头增加 leads came",
        "牵头减少 leads left",
        "配合增加 supports came",
        "配合减少 supports left",
        "无从判断的角色 roles unknown",
        "指标变化 targets",
    )
    return Table(columns, tuple(rows))


def _task(change: TaskChange) -> tuple[Value, ...]:
    duties = {duty.role: duty for duty in change.duties}
    moved = [
        "、".join(getattr(duties[role], side)) if role in duties else None
        for role in (Role.SUPERVISES, Role.LEADS, Role.SUPPORTS)
        for side in ("came", "left")
    ]
    return (
        "、".join(bilingual(KINDS[kind]) for kind in change.kinds),
        change.before.id if change.before else None,
        change.after.id if change.after else None,
        _line(change.before.text) if change.before else None,
        _line(change.after.text) if change.after else None,
        round(change.match.confidence, 3) if change.match else None,
        *moved,
        "、".join(bilingual(ROLES[role]) for role in change.hidden) or None,
        "；".join(f"{t.before.words} → {t.after.words}" for t in change.targets) or None,
    )


def _line(text: str) -> str:
    return "".join(text.split())


def _targets(series: Series) -> Table:
    rows = [
        (
            change.before.id,
            change.after.id,
            task.before.id if task.before else None,
            task.after.id if task.after else None,
            _line(target.after.measure),
            target.before.words,
            target.after.words,
            None if target.before.value is None else format(target.before.value, "f"),
            None if target.after.value is None else format(target.after.value, "f"),
            target.after.unit,
            bilingual(DIRECTIONS[target.direction]),
        )
        for change in series.changes
        for task in change.tasks
        for target in task.targets
    ]
    columns = (
        *_PLANS,
        *_NUMBERS,
        "指标 measure",
        "原要求 words before",
        "现要求 words after",
        "原数值 value before",
        "现数值 value after",
        "计量单位 unit",
        "变化 direction",
    )
    return Table(columns, tuple(rows))


def _units(series: Series) -> Table:
    rows: list[tuple[Value, ...]] = []
    for change in series.changes:
        old, new = _names(change)
        rows += [
            (
                change.before.id,
                change.after.id,
                bilingual(UNIT_FATES[unit.fate]),
                "、".join(old[key] for key in unit.before),
                "、".join(new[key] for key in unit.after),
                "确定 sure" if unit.sure else "可能 likely",
                f"{unit.because.zh} / {unit.because.en}",
            )
            for unit in change.units
        ]
    columns = (
        *_PLANS,
        "变化 change",
        "原单位 units before",
        "现单位 units after",
        "把握 certainty",
        "理由 because",
    )
    return Table(columns, tuple(rows))


def _names(change: YearChange) -> tuple[Mapping[str, str], Mapping[str, str]]:
    old, new = (
        {agent.key: agent.name for agent in plan.agents} for plan in (change.before, change.after)
    )
    return old, new


def _loads(series: Series) -> Table:
    figures = {
        "任务 tasks": "tasks",
        "牵头 led": "led",
        "配合 supported": "supported",
        "负荷 load": "load",
        "伙伴单位 partners": "partners",
        "任务（预期，含推断） expected tasks": "expected_tasks",
        "牵头（预期，含推断） expected led": "expected_led",
        "负荷（预期，含推断） expected load": "expected_load",
    }
    rows = [
        (
            change.before.id,
            change.after.id,
            row.unit,
            "、".join(row.names_before),
            *(
                getattr(side, field) if side else None
                for field in figures.values()
                for side in (row.before, row.after)
            ),
        )
        for change in series.changes
        for row in change.loads
    ]
    titles = [f"{title} {side}" for title in figures for side in ("before", "after")]
    return Table((*_PLANS, "单位 unit", "原单位 units before", *titles), tuple(rows))


def _leaders(series: Series) -> Table:
    rows: list[tuple[Value, ...]] = []
    for change in series.changes:
        plans = change.before.id, change.after.id
        rows += [(*plans, None, each.left, each.came, each.tasks) for each in change.handovers]
        rows += [
            (*plans, moved.unit, "、".join(moved.before), "、".join(moved.after), None)
            for moved in change.portfolios
        ]
    columns = (
        *_PLANS,
        "单位 unit",
        "原分管领导 leaders before",
        "现分管领导 leaders after",
        "转手的任务 tasks handed over",
    )
    return Table(columns, tuple(rows))


def _threads(series: Series) -> Table:
    texts = [{task.id: _line(task.text) for task in plan.tasks} for plan in series.plans]
    rows = []
    for thread in series.threads:
        last = next(k for k in range(len(texts) - 1, -1, -1) if thread.tasks[k])
        rows.append(
            (
                *thread.tasks,
                sum(1 for task in thread.tasks if task),
                round(thread.confidence, 3),
                texts[last][thread.tasks[last] or ""],
            )
        )
    titles = [f"{plan.id} {plan.id}" for plan in series.plans]
    columns = (*titles, "年数 years", "最弱一环的把握 confidence", "最近的任务 latest text")
    return Table(columns, tuple(rows))


TABLES: Final[Mapping[str, Callable[[Series], Table]]] = {
    "tasks": _tasks,
    "targets": _targets,
    "units": _units,
    "loads": _loads,
    "leaders": _leaders,
    "threads": _threads,
}


def of_kinds(table: Table, kinds: Sequence[ChangeKind]) -> Table:
    """Return the rows of a table of tasks that are of one of the kinds; all if none is given."""
    wanted = {bilingual(KINDS[kind]) for kind in kinds}
    column = table.columns.index("变化 kinds")
    rows = (row for row in table.rows if not wanted or wanted & set(f"{row[column]}".split("、")))
    return Table(table.columns, tuple(rows))


def pages(series: Series) -> Iterator[tuple[str, Table]]:
    """Yield every table with its name."""
    for name, table in TABLES.items():
        yield name, table(series)
