"""The short account a build ends with, for the terminal."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from remit.coordination import ALL_EVIDENCE, participation, shared_work, workloads
from remit.model import AgentKind, Legibility, Plan, Severity

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
        f" · 领导 leaders {kinds[AgentKind.LEADER]} · 集合 groups {groups}"
    )
    yield (
        f"  责任单元格 duty cells: 完整 whole {legible[Legibility.WHOLE]}"
        f" · 部分可见 some left {legible[Legibility.SOME]}"
        f" · 全部缺失 all lost {legible[Legibility.NONE]}"
    )
    yield "共同任务最多的单位（至少）Units that share most tasks (at least)"
    for pair in shared_work(participation(plan))[:TOP]:
        units = f"{names[pair.first]} — {names[pair.second]}"
        yield f"  {units}：{pair.shared}（Newman {pair.newman:.2f}）"
    yield "计划协同负荷最高的单位 Highest planned coordination load"
    yield "  （角色写明 stated roles / 含推断 with inferred roles）"
    stated = {w.unit: w.load for w in workloads(participation(plan))}
    for load in workloads(participation(plan, ALL_EVIDENCE))[:TOP]:
        yield f"  {names[load.unit]}：{stated[load.unit]} / {load.load}"
    counts = Counter(finding.severity for finding in plan.findings)
    yield (
        f"发现 Findings: {counts[Severity.ERROR]} 错误 errors ·"
        f" {counts[Severity.WARNING]} 警告 warnings · {counts[Severity.INFO]} 提示 notes"
    )
    for finding in plan.findings:
        if finding.severity is not Severity.INFO:
            yield f"  ! {finding.message.zh}"
            yield f"    {finding.message.en}"
