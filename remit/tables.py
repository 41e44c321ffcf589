"""The plan as CSV tables that a spreadsheet opens right.

UTF-8 with a byte-order mark, a Chinese and an English name over each column and in each
coded value, and text that a spreadsheet would take for a formula marked as text by an
apostrophe. Figures that mix kinds of evidence stand in three readings (`remit.words`).
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeAlias

from remit.coordination import dependencies, participation, shared_work, workloads
from remit.model import AgentKind, Assignment, Bilingual, Evidence, Passage, Plan, Role
from remit.spreadsheet import guarded
from remit.words import (
    AGENT_KINDS,
    CHANGES,
    COMPARATORS,
    EVIDENCE,
    INHERITED,
    LEGIBILITY,
    LOST_COLUMNS,
    NAME_KINDS,
    PLACE,
    PROJECT,
    READINGS,
    ROLES,
    SEVERITIES,
    UNIT_TYPES,
    bilingual,
    place_words,
    roles_unknown,
)

Cell: TypeAlias = str | int | float | None
Rows: TypeAlias = Iterator[tuple[Cell, ...]]

_WHERE: Final = ("行号 line", "起 start", "止 end", "原文 exact", "位置 place")


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
        "推断分管 supervised by (inferred)",
        "推断牵头 led by (inferred)",
        "推断配合 supported by (inferred)",
        "时限 deadline",
        "可见程度 legibility",
        "确定缺失的列 columns lost",
        "行号 line",
        "位置 place",
    )
    goals = {goal.id: goal for goal in plan.goals}
    names = {agent.key: agent.name for agent in plan.agents}
    held: dict[tuple[str, Role, Evidence | None], list[str]] = {}
    for a in plan.assignments:
        if a.evidence is not Evidence.EXPANDED:
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
        inferred = [who(Role.SUPERVISES, Evidence.INFERRED), *unclear]
        yield (
            task.attachment,
            task.number,
            " / ".join(path),
            task.text,
            who(Role.SUPERVISES, Evidence.STATED),
            who(Role.LEADS, Evidence.STATED),
            who(Role.SUPPORTS, Evidence.STATED),
            "、".join(filter(None, [who(Role.TAKES_PART, None), *unclear])),
            *inferred,
            task.time_limit,
            bilingual(LEGIBILITY[task.legibility]),
            "、".join(bilingual(LOST_COLUMNS[role]) for role in task.lost),
            task.passage.line,
            bilingual(place_words(task.passage)),
        )


def _units(plan: Plan) -> Rows:
    yield (
        "单位 unit",
        "其他写法 other names",
        "类别 kind",
        "单位类型（按名称判断） unit type (by its name)",
        "成员 members",
        "依据 because",
    )
    names = {agent.key: agent.name for agent in plan.agents}
    for agent in plan.agents:
        if agent.kind is not AgentKind.LEADER:
            yield (
                agent.name,
                "、".join(agent.aliases),
                bilingual(AGENT_KINDS[agent.kind]),
                bilingual(UNIT_TYPES[agent.unit_type]) if agent.unit_type else None,
                "、".join(names[key] for key in agent.members),
                _reason(agent.because),
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
        "经由统称 via group",
        "理由 because",
        "角色理由 role because",
        "说明 note",
        *_WHERE,
    )
    agents = {agent.key: agent for agent in plan.agents}
    for a in plan.assignments:
        yield (
            a.task,
            agents[a.agent].name,
            bilingual(AGENT_KINDS[agents[a.agent].kind]),
            bilingual(EVIDENCE[a.evidence]),
            a.confidence,
            bilingual(ROLES[a.role]),
            bilingual(EVIDENCE[a.role_evidence]) if a.role_evidence else None,
            a.role_confidence,
            agents[a.via_group].name if a.via_group else None,
            _reason(a.because),
            _reason(a.role_because),
            _note(a),
            *_place(a.passage),
        )


def _candidates(plan: Plan) -> Rows:
    yield (
        "任务 task",
        "角色 role",
        "候选 candidate",
        "类别 kind",
        "概率 probability",
        "理由 because",
    )
    agents = {agent.key: agent for agent in plan.agents}
    for c in plan.candidates:
        yield (
            c.task,
            bilingual(ROLES[c.role]),
            agents[c.agent].name,
            bilingual(AGENT_KINDS[agents[c.agent].kind]),
            c.probability,
            _reason(c.because),
        )


def _note(a: Assignment) -> Cell:
    notes = [bilingual(INHERITED)] if a.inherited else []
    return "；".join([*notes, *([bilingual(a.decision.because)] if a.decision else [])]) or None


def _reason(because: Bilingual | None) -> Cell:
    return f"{because.zh} / {because.en}" if because else None


def _place(passage: Passage | None) -> tuple[Cell, ...]:
    if passage is None:
        return None, None, None, None, None
    where = bilingual(place_words(passage))
    return passage.line, passage.start, passage.end, passage.exact, where


def _shared_work(plan: Plan) -> Rows:
    yield (
        "单位一 first unit",
        "单位二 second unit",
        "共同任务至少（原文） shared tasks at least (stated)",
        "共同任务至少（含展开） shared tasks at least (with expanded)",
        "联系强度（含展开，每项计 1÷（参与单位数−1）） Newman weight (each task: 1/(units-1))",
        "任务（含展开） tasks (with expanded)",
    )
    names = {agent.key: agent.name for agent in plan.agents}
    in_words = shared_work(participation(plan, {Evidence.STATED}))
    stated = {(pair.first, pair.second): pair.shared for pair in in_words}
    for pair in shared_work(participation(plan)):
        yield (
            names[pair.first],
            names[pair.second],
            stated.get((pair.first, pair.second), 0),
            pair.shared,
            round(pair.newman, 6),
            " ".join(pair.tasks),
        )


def _dependencies(plan: Plan) -> Rows:
    yield (
        "牵头单位 lead",
        "依赖的配合单位 depends on support",
        *(_bound("任务数", "tasks", believed) for believed in READINGS),
        "任务（含推断） tasks (with inferred)",
    )
    names = {agent.key: agent.name for agent in plan.agents}
    readings = [dependencies(participation(plan, believed)) for believed in READINGS]
    counts = [{(d.unit, d.on): len(d.tasks) for d in found} for found in readings]
    for found in readings[-1]:
        pair = found.unit, found.on
        yield (
            *(names[unit] for unit in pair),
            *(count.get(pair, 0) for count in counts),
            " ".join(found.tasks),
        )


def _load(plan: Plan) -> Rows:
    titles = [title for believed in READINGS for title in _load_titles(believed)]
    yield "单位 unit", *titles
    names = {agent.key: agent.name for agent in plan.agents}
    readings = [
        {load.unit: load for load in workloads(participation(plan, believed))}
        for believed in READINGS
    ]
    for heaviest in workloads(participation(plan)):
        counts: list[Cell] = []
        for loads in readings:
            w = loads[heaviest.unit]
            counts += [w.tasks, w.led, w.supported, roles_unknown(w), w.load, w.partners]
        yield names[heaviest.unit], *counts


def _load_titles(believed: frozenset[Evidence]) -> list[str]:
    return [
        _figure("任务", "tasks", believed),
        _bound("牵头", "led", believed),
        _bound("配合", "supported", believed),
        _figure("角色不明", "role unknown", believed),
        _bound("计划协同负荷", "coordination load", believed),
        _figure("伙伴单位", "partners", believed),
    ]


def _figure(zh: str, en: str, believed: frozenset[Evidence]) -> str:
    """Return the title of a figure in one of the three readings."""
    reading = READINGS[believed]
    return f"{zh}（{reading.zh}） {en} ({reading.en})"


def _bound(zh: str, en: str, believed: frozenset[Evidence]) -> str:
    """Return the title of a figure that unknown roles can only add to.

    What is inferred may be wrong, so a figure with it bounds nothing.
    """
    if Evidence.INFERRED in believed:
        return _figure(zh, en, believed)
    return _figure(f"{zh}至少", f"{en} at least", believed)


def _targets(plan: Plan) -> Rows:
    yield (
        "任务 task",
        "指标名称 measure",
        "指标项（按规则归并） indicator (by rule)",
        "比较方式 comparator",
        "数值 value",
        "上限 upper value",
        "单位 unit",
        "倍数用字 multiplier",
        "增减方式 change",
        "力度用语 ambition",
        "参照 reference",
        "时限 deadline",
        "最后日期 last day",
        *_WHERE,
    )
    labels = {indicator.key: indicator.label for indicator in plan.indicators}
    for t in plan.targets:
        yield (
            t.task,
            t.measure,
            labels[t.indicator],
            bilingual(COMPARATORS[t.comparator]) if t.comparator else None,
            _written_out(t.value),
            _written_out(t.upper),
            t.unit,
            t.multiplier,
            bilingual(CHANGES[t.change]),
            t.ambition,
            t.reference,
            t.deadline.words if t.deadline else None,
            t.deadline.day.isoformat() if t.deadline and t.deadline.day else None,
            *_place(t.passage),
        )


def _mentions(plan: Plan) -> Rows:
    yield (
        "任务 task",
        "名称 name",
        "地点或项目 place or project",
        "类别 kind",
        "其他名称 aliases",
        *_WHERE,
    )
    things = {each.key: each for each in plan.named}
    for mention in plan.mentions:
        thing = things[mention.named]
        yield (
            mention.task,
            thing.name,
            bilingual(PLACE if thing.kind.is_place else PROJECT),
            bilingual(NAME_KINDS[thing.kind]),
            "、".join(thing.aliases),
            *_place(mention.passage),
        )


def _written_out(value: Decimal | None) -> Cell:
    return None if value is None else format(value, "f")


def findings_rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Yield the titles of the table of findings, then a row for each."""
    yield (
        "程度 severity",
        "种类代码 kind",
        "说明（中文） message (zh)",
        "说明（英文） message (en)",
        "任务 tasks",
        "行号 lines",
        "位置 places",
        "原文 exact",
    )
    for finding in plan.findings:
        yield (
            bilingual(SEVERITIES[finding.severity]),
            finding.kind,
            finding.message.zh,
            finding.message.en,
            " ".join(subject for kind, subject in finding.about if kind == "task"),
            " ".join(str(passage.line) for passage in finding.passages),
            "、".join(bilingual(place_words(passage)) for passage in finding.passages),
            " | ".join(passage.exact for passage in finding.passages),
        )


TABLES: Final[dict[str, Callable[[Plan], Rows]]] = {
    "tasks": _tasks,
    "units": _units,
    "assignments": _assignments,
    "candidates": _candidates,
    "shared_work": _shared_work,
    "dependencies": _dependencies,
    "load": _load,
    "targets": _targets,
    "mentions": _mentions,
    "findings": findings_rows,
}
