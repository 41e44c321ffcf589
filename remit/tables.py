"""The plan as CSV tables that a spreadsheet opens right.

UTF-8 with a byte-order mark, a Chinese and an English name over each column, and text
that a spreadsheet would take for a formula marked as text by an apostrophe.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from remit.coordination import (
    ALL_EVIDENCE,
    Workload,
    dependencies,
    participation,
    shared_work,
    workloads,
)
from remit.model import AgentKind, Evidence, Passage, Plan, Role
from remit.spreadsheet import guarded

Cell: TypeAlias = str | int | float | None
Rows: TypeAlias = Iterator[tuple[Cell, ...]]

_STATED: Final = frozenset({Evidence.STATED})


def write_tables(plan: Plan, folder: Path) -> list[Path]:
    """Write every table to `folder/tables/` and return the paths."""
    target = folder / "tables"
    target.mkdir(parents=True, exist_ok=True)
    return [_write(target / f"{name}.csv", table(plan)) for name, table in TABLES.items()]


def _write(path: Path, rows: Iterable[tuple[Cell, ...]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(map(_guarded, rows))
    return path


def _guarded(row: tuple[Cell, ...]) -> list[Cell]:
    return [guarded(value) if isinstance(value, str) else value for value in row]


def _tasks(plan: Plan) -> Rows:
    yield (
        "附件 attachment",
        "编号 number",
        "目标 goal",
        "任务 text",
        "分管领导 supervised by",
        "牵头单位 led by (stated)",
        "配合单位 supported by (stated)",
        "参与单位，角色不明 takes part, role unknown",
        "推断牵头 led by (inferred)",
        "推断配合 supported by (inferred)",
        "可见程度 legibility",
        "确定缺失的列 columns lost",
        "行号 line",
    )
    goals = {goal.id: goal for goal in plan.goals}
    names = {agent.key: agent.name for agent in plan.agents}
    held: dict[tuple[str, Role, Evidence | None], list[str]] = {}
    for a in plan.assignments:
        if a.evidence is Evidence.STATED:
            held.setdefault((a.task, a.role, a.role_evidence), []).append(names[a.agent])
    for task in plan.tasks:
        path: list[str] = []
        goal = goals.get(task.goal or "")
        while goal is not None:
            path.insert(0, goal.title)
            goal = goals.get(goal.parent or "")

        def who(role: Role, evidence: Evidence | None, task_id: str = task.id) -> str:
            return "、".join(held.get((task_id, role, evidence), ()))

        unclear = [who(role, Evidence.INFERRED) for role in (Role.LEADS, Role.SUPPORTS)]
        yield (
            task.attachment,
            task.number,
            " / ".join(path),
            task.text,
            who(Role.SUPERVISES, Evidence.STATED),
            who(Role.LEADS, Evidence.STATED),
            who(Role.SUPPORTS, Evidence.STATED),
            "、".join(filter(None, [who(Role.TAKES_PART, None), *unclear])),
            *unclear,
            task.legibility,
            " ".join(task.lost),
            task.passage.line,
        )


def _units(plan: Plan) -> Rows:
    yield (
        "单位 unit",
        "其他写法 other names",
        "类别 kind",
        "单位类型 unit type",
        "成员 members",
        "依据 because",
    )
    names = {agent.key: agent.name for agent in plan.agents}
    for agent in plan.agents:
        if agent.kind is not AgentKind.LEADER:
            yield (
                agent.name,
                "、".join(agent.aliases),
                agent.kind,
                agent.unit_type,
                "、".join(names[key] for key in agent.members),
                f"{agent.because.zh} / {agent.because.en}" if agent.because else None,
            )


def _assignments(plan: Plan) -> Rows:
    yield (
        "任务 task",
        "名称 agent",
        "类别 kind",
        "参与依据 evidence",
        "参与置信度 confidence",
        "角色 role",
        "角色依据 role evidence",
        "角色置信度 role confidence",
        "经由集合 via group",
        "理由 because",
        "角色理由 role because",
        "行号 line",
        "起 start",
        "止 end",
        "原文 exact",
    )
    agents = {agent.key: agent for agent in plan.agents}
    for a in plan.assignments:
        yield (
            a.task,
            agents[a.agent].name,
            agents[a.agent].kind,
            a.evidence,
            a.confidence,
            a.role,
            a.role_evidence,
            a.role_confidence,
            agents[a.via_group].name if a.via_group else None,
            f"{a.because.zh} / {a.because.en}" if a.because else None,
            f"{a.role_because.zh} / {a.role_because.en}" if a.role_because else None,
            *_place(a.passage),
        )


def _place(passage: Passage | None) -> tuple[Cell, Cell, Cell, Cell]:
    if passage is None:
        return None, None, None, None
    return passage.line, passage.start, passage.end, passage.exact


def _shared_work(plan: Plan) -> Rows:
    yield (
        "单位一 first unit",
        "单位二 second unit",
        "共同任务 shared tasks",
        "其中原文写明 of these stated",
        "联系强度 Newman weight",
        "任务 tasks",
    )
    names = {agent.key: agent.name for agent in plan.agents}
    stated = {(p.first, p.second): p.shared for p in shared_work(participation(plan, _STATED))}
    for pair in shared_work(participation(plan)):
        yield (
            names[pair.first],
            names[pair.second],
            pair.shared,
            stated.get((pair.first, pair.second), 0),
            round(pair.newman, 6),
            " ".join(pair.tasks),
        )


def _dependencies(plan: Plan) -> Rows:
    yield (
        "牵头单位 lead",
        "依赖的配合单位 depends on support",
        "任务数（原文写明） tasks (stated roles)",
        "任务数（含推断） tasks (with inferred roles)",
        "任务 tasks",
    )
    names = {agent.key: agent.name for agent in plan.agents}
    stated = {(d.unit, d.on): len(d.tasks) for d in dependencies(participation(plan))}
    for found in dependencies(participation(plan, ALL_EVIDENCE)):
        yield (
            names[found.unit],
            names[found.on],
            stated.get((found.unit, found.on), 0),
            len(found.tasks),
            " ".join(found.tasks),
        )


def _load(plan: Plan) -> Rows:
    yield (
        "单位 unit",
        "任务 tasks",
        "牵头（写明） led (stated)",
        "配合（写明） supported (stated)",
        "计划协同负荷（写明） coordination load (stated roles)",
        "伙伴单位 partners",
        "牵头（含推断） led (with inferred)",
        "配合（含推断） supported (with inferred)",
        "计划协同负荷（含推断） coordination load (with inferred roles)",
    )
    names = {agent.key: agent.name for agent in plan.agents}
    believed: dict[str, Workload] = {
        w.unit: w for w in workloads(participation(plan, ALL_EVIDENCE))
    }
    for w in workloads(participation(plan)):
        more = believed[w.unit]
        yield (
            *(names[w.unit], w.tasks, w.led, w.supported, w.load, w.partners),
            *(more.led, more.supported, more.load),
        )


def _findings(plan: Plan) -> Rows:
    yield (
        "程度 severity",
        "种类 kind",
        "说明（中文） message (zh)",
        "说明（英文） message (en)",
        "行号 lines",
    )
    for finding in plan.findings:
        lines = " ".join(str(passage.line) for passage in finding.passages)
        yield finding.severity, finding.kind, finding.message.zh, finding.message.en, lines


TABLES: Final[dict[str, Callable[[Plan], Rows]]] = {
    "tasks": _tasks,
    "units": _units,
    "assignments": _assignments,
    "shared_work": _shared_work,
    "dependencies": _dependencies,
    "load": _load,
    "findings": _findings,
}
