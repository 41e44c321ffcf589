"""The short account a build ends with, for the terminal."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from remit.coordination import participation, shared_work, workloads
from remit.model import AgentKind, Evidence, Legibility, Plan, Severity
from remit.words import READINGS, at_least

TOP: Final = 5


def summary(plan: Plan) -> Iterator[str]:
    """Yield the lines: counts, what is lost, closest pairs, heaviest loads, findings."""
    kinds = Counter(agent.kind for agent in plan.agents)
    groups = kinds[AgentKind.UNIT_GROUP] + kinds[AgentKind.LEADER_GROUP]
    legible = Counter(task.legibility for task in plan.tasks)
    names = {agent.key: agent.name for agent in plan.agents}
    yield f"{plan.title}（{plan.notice.issuer or '发布机关不明 issuer unknown'}）"
    yield (
        f"  任务 tasks {len(plan.tasks)} · 单位 units {kinds[AgentKind.UNIT]}"
        f" · 领导 leaders {kinds[AgentKind.LEADER]} · 统称 groups {groups}"
    )
    places = sum(thing.kind.is_place for thing in plan.named)
    yield (
        f"  任务文字中识别出 read in their words: 指标 targets {len(plan.targets)}"
        f" · 地点 places {places} · 项目 projects {len(plan.named) - places}"
    )
    yield (
        f"  责任单元格 duty cells: 完整 whole {legible[Legibility.WHOLE]}"
        f" · 部分可见 some left {legible[Legibility.SOME]}"
        f" · 全部缺失 all lost {legible[Legibility.NONE]}"
    )
    if plan.repeats_dropped:
        inferred = sum(a.evidence is Evidence.INFERRED for a in plan.assignments)
        cells = len({(c.task, c.role) for c in plan.candidates})
        yield (
            f"  丢失的单元格 lost cells: 推断分工 inferred assignments {inferred}"
            f" · 另有候选 candidates for {cells} ({len(plan.candidates)})"
        )
    yield (
        "下列数字：原文（至少）/ 含展开（至少）/ 含推断；≥：还有角色不明"
        " Figures: stated (at least) / with expanded (at least) / with inferred;"
        " ≥: some roles unknown"
    )
    yield "共同任务最多的单位 Units that share most tasks"
    in_words = shared_work(participation(plan, {Evidence.STATED}))
    stated = {(pair.first, pair.second): pair.shared for pair in in_words}
    for pair in shared_work(participation(plan))[:TOP]:
        units = f"{names[pair.first]} — {names[pair.second]}"
        yield f"  {units}：{stated.get((pair.first, pair.second), 0)} / {pair.shared}"
    yield "计划协同负荷最高的单位 Highest planned coordination load"
    readings = [workloads(participation(plan, believed)) for believed in READINGS]
    by_unit = [{load.unit: load for load in loads} for loads in readings]
    for heaviest in readings[-1][:TOP]:
        loads = [loads[heaviest.unit] for loads in by_unit]
        yield f"  {names[heaviest.unit]}：{' / '.join(at_least(w.load, w) for w in loads)}"
    counts = Counter(finding.severity for finding in plan.findings)
    yield (
        f"发现 Findings: {counts[Severity.ERROR]} 错误 errors ·"
        f" {counts[Severity.WARNING]} 警告 warnings · {counts[Severity.INFO]} 提示 notes"
    )
    for finding in plan.findings:
        if finding.severity is not Severity.INFO:
            yield f"  ! {finding.message.zh}"
            yield f"    {finding.message.en}"
