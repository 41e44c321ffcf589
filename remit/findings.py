"""What a planner should look at before acting on a plan: lost, restored, merged, open.

Each check is a function from a plan to its findings; `find` runs them all.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from remit.model import (
    AgentKind,
    Bilingual,
    Evidence,
    Finding,
    Legibility,
    Plan,
    Role,
    Severity,
)


def with_findings(plan: Plan) -> Plan:
    """Return the plan with what all checks found, warnings first, in a stable order."""
    found = [finding for check in _CHECKS for finding in check(plan)]
    order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
    return replace(plan, findings=tuple(sorted(found, key=lambda f: order.index(f.severity))))


def _lost_cells(plan: Plan) -> Iterator[Finding]:
    by_legibility = Counter(task.legibility for task in plan.tasks)
    none, some = by_legibility[Legibility.NONE], by_legibility[Legibility.SOME]
    if not none + some:
        return
    zh = f"{len(plan.tasks)} 项任务中，{none} 项看不到任何责任单元格，{some} 项只看到一部分。"
    en = (
        f"Of {len(plan.tasks)} tasks, {none} show none of their duty cells"
        f" and {some} show only some."
    )
    if not plan.repeats_dropped:
        zh = (
            f"{len(plan.tasks)} 项任务中，{none} 项没有写出责任单位或领导，{some} 项只写出一部分"
            "（可能是合并单元格，或原文未列）。"
        )
        en = (
            f"Of {len(plan.tasks)} tasks, {none} name nobody and {some} only some of those their"
            " columns have a place for (merged cells, or not listed)."
        )
    else:
        zh += "这份文本删去了所有重复的行，名称只在首次出现处保留：看不到不等于没有分工。"
        en += (
            " This copy dropped every repeated line, so a name survives only where it first"
            " stood: not shown does not mean not assigned."
        )
    yield Finding(
        "lost-cells", "lost-cells", Severity.WARNING, Bilingual(zh, en), (("plan", plan.id),)
    )


def _unread_lines(plan: Plan) -> Iterator[Finding]:
    for passage in plan.unread:
        yield Finding(
            f"unread-{passage.start}",
            "unread-line",
            Severity.WARNING,
            Bilingual(
                f"第 {passage.line} 行“{passage.exact}”在任务表内，但认不出是单位、人名还是标题，"
                "未采用。",
                f"Line {passage.line}, “{passage.exact}”, stands in the task table but looks like"
                " no unit, person or heading; it was not used.",
            ),
            (("plan", plan.id),),
            (passage,),
        )


def _task_numbers(plan: Plan) -> Iterator[Finding]:
    """Numbers of a numbered table that are missing or used twice."""
    for attachment in plan.attachments:
        numbers = [t.number for t in plan.tasks if t.attachment == attachment.number]
        if not all(number.isdecimal() for number in numbers) or numbers.count("1") > 1:
            continue  # named tasks, or a count that starts anew under every heading
        counts = Counter(int(number) for number in numbers)
        missing = sorted(set(range(1, max(counts) + 1)) - set(counts))
        twice = sorted(number for number, count in counts.items() if count > 1)
        for kind, found, zh, en in (
            ("missing-number", missing, "缺少的任务编号", "Task numbers that are missing"),
            ("repeated-number", twice, "重复的任务编号", "Task numbers that are used twice"),
        ):
            if found:
                listed = ", ".join(map(str, found))
                yield Finding(
                    f"{kind}-{attachment.number}",
                    kind,
                    Severity.WARNING,
                    Bilingual(
                        f"附件{attachment.number}{zh}：{listed}。",
                        f"{en} in attachment {attachment.number}: {listed}.",
                    ),
                    (("plan", plan.id),),
                )


def _unclear_roles(plan: Plan) -> Iterator[Finding]:
    units = {a.key for a in plan.agents if a.kind in (AgentKind.UNIT, AgentKind.UNIT_GROUP)}
    stated = [a for a in plan.assignments if a.evidence is Evidence.STATED and a.agent in units]
    unclear = [a for a in stated if a.role_evidence is not Evidence.STATED]
    if unclear:
        yield Finding(
            "unclear-roles",
            "unclear-role",
            Severity.WARNING,
            Bilingual(
                f"原文写明的 {len(stated)} 处单位参与中，{len(unclear)} 处看不出是牵头还是配合，"
                "角色只能推断。",
                f"Of {len(stated)} stated participations of units, {len(unclear)} do not show"
                " whether the unit leads or supports; their roles are inferred.",
            ),
            (("plan", plan.id),),
        )


def _several_supervisors(plan: Plan) -> Iterator[Finding]:
    names = {agent.key: agent.name for agent in plan.agents}
    for task in plan.tasks:
        leaders = [
            a
            for a in plan.assignments
            if a.task == task.id
            and a.role is Role.SUPERVISES
            and a.role_evidence is Evidence.STATED
        ]
        if len(leaders) > 1:
            listed = "、".join(names[a.agent] for a in leaders)
            yield Finding(
                f"several-supervisors-{task.id}",
                "several-supervisors",
                Severity.INFO,
                Bilingual(
                    f"任务（{task.number}）有 {len(leaders)} 位分管领导：{listed}。",
                    f"Task ({task.number}) has {len(leaders)} supervising leaders: {listed}.",
                ),
                (("task", task.id),),
                tuple(a.passage for a in leaders if a.passage),
            )


def _restored_headings(plan: Plan) -> Iterator[Finding]:
    for goal in plan.goals:
        if goal.restored_number:
            yield Finding(
                f"restored-number-{goal.id}",
                "restored-number",
                Severity.INFO,
                Bilingual(
                    f"「{goal.name}」的编号 {goal.number} 因重复行被删而缺失，已按顺序恢复。",
                    f"The number {goal.number} of 「{goal.name}」 was dropped as a repeated line"
                    " and is restored by counting.",
                ),
                (("goal", goal.id),),
                goal.passages,
            )
        if goal.restored_name is not None:
            yield Finding(
                f"restored-name-{goal.id}",
                "restored-name",
                Severity.INFO,
                Bilingual(
                    f"「{goal.name}」末尾的“{goal.restored_name}”因重复行被删而缺失，"
                    "已按同表其他名称恢复。",
                    f"The ending “{goal.restored_name}” of 「{goal.name}」 was dropped as a"
                    " repeated line and is restored after the other names of the table.",
                ),
                (("goal", goal.id),),
                goal.passages,
            )


def _merged_names(plan: Plan) -> Iterator[Finding]:
    for agent in plan.agents:
        if agent.aliases and agent.because is not None:
            yield Finding(
                f"merged-names-{agent.key}",
                "merged-names",
                Severity.INFO,
                agent.because,
                (("agent", agent.key),),
                tuple(a.passage for a in plan.assignments if a.agent == agent.key and a.passage),
            )


def _doubtful_aliases(plan: Plan) -> Iterator[Finding]:
    """Units that may be one body under two names, with the passages of both."""
    for doubt in plan.doubts:
        yield Finding(
            f"doubtful-alias-{'-'.join(doubt.agents)}",
            "doubtful-alias",
            Severity.WARNING,
            doubt.because,
            tuple(("agent", key) for key in doubt.agents),
            tuple(a.passage for a in plan.assignments if a.agent in doubt.agents and a.passage),
        )


def _groups(plan: Plan) -> Iterator[Finding]:
    """Groups that were expanded on an assumption, and groups whose members are unknown."""
    for agent in plan.agents:
        if agent.kind not in (AgentKind.UNIT_GROUP, AgentKind.LEADER_GROUP):
            continue
        passages = tuple(a.passage for a in plan.assignments if a.agent == agent.key and a.passage)
        if agent.because is not None:
            kind, message = "expanded-group", agent.because
        else:
            kind = "open-group"
            message = Bilingual(
                f"“{agent.name}”的成员原文未列出，按统称保留，不计入任何单位。",
                f"The members of “{agent.name}” are not listed in the source; it stays a group"
                " and counts for no unit.",
            )
        yield Finding(
            f"{kind}-{agent.key}", kind, Severity.INFO, message, (("agent", agent.key),), passages
        )


def _rosters(plan: Plan) -> Iterator[Finding]:
    """What rosters add that the plan does not say, and what in them finds no use."""
    stated = {a.agent for a in plan.assignments if a.evidence is Evidence.STATED}
    for agent in plan.agents:
        if agent.key not in stated:
            yield Finding(
                f"only-in-roster-{agent.key}",
                "only-in-roster",
                Severity.INFO,
                Bilingual(
                    f"“{agent.name}”只见于名册，原文没有写到。",
                    f"“{agent.name}” stands in a roster only; the source does not name it.",
                ),
                (("agent", agent.key),),
            )
    for group in dict.fromkeys(line.group for line in plan.unused_rosters):
        lines = [line for line in plan.unused_rosters if line.group == group]
        numbers = ", ".join(str(line.line) for line in lines)
        yield Finding(
            f"unused-roster-{lines[0].line}",
            "unused-roster",
            Severity.INFO,
            Bilingual(
                f"名册 {lines[0].file} 第 {numbers} 行未采用：计划中没有“{group}”，或尚未生效。",
                f"Lines {numbers} of the roster {lines[0].file} are not used: the plan names no"
                f" “{group}”, or they were not yet valid.",
            ),
            (("plan", plan.id),),
        )


def _title(plan: Plan) -> Iterator[Finding]:
    if plan.notice.title is None:
        yield Finding(
            "no-title",
            "no-title",
            Severity.INFO,
            Bilingual(
                f"文本中没有通知自身的标题，以第一张表的标题“{plan.title}”代替。",
                f"The text shows no title of the notice; that of its first table, “{plan.title}”,"
                " stands for it.",
            ),
            (("plan", plan.id),),
            (plan.title_passage,) if plan.title_passage else (),
        )


_CHECKS: Final[tuple[Callable[[Plan], Iterator[Finding]], ...]] = (
    _lost_cells,
    _unclear_roles,
    _unread_lines,
    _task_numbers,
    _several_supervisors,
    _groups,
    _rosters,
    _merged_names,
    _doubtful_aliases,
    _restored_headings,
    _title,
)
