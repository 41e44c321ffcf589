"""Tells many findings of one kind in one, with the tasks or names they are about."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from remit.model import Bilingual, Finding, Plan

MOST: Final = 6
"""More findings of a kind than this are told in one."""
_LISTED: Final = 60

_TOGETHER: Final = {
    "no-lead": Bilingual("没有写明牵头单位的任务", "Tasks that name no lead"),
    "no-supervisor": Bilingual("没有写明分管领导的任务", "Tasks that name no supervising leader"),
    "several-leads": Bilingual("有多个牵头单位的任务", "Tasks with several leads"),
    "several-supervisors": Bilingual(
        "有多位分管领导的任务", "Tasks with several supervising leaders"
    ),
    "unowned-deadline": Bilingual(
        "有时限但看不到责任单位的任务", "Tasks with a time limit that show no responsible unit"
    ),
    "target-without-unit": Bilingual(
        "数字没有写明计量单位的任务", "Tasks with a figure without a unit of measure"
    ),
    "near-duplicate": Bilingual("内容几乎相同的任务", "Tasks that say nearly the same"),
    "unread-line": Bilingual(
        "任务表内认不出、未采用的行", "Lines of the task table that could not be read"
    ),
    "open-group": Bilingual(
        "成员未列出、按统称保留的名称", "Group names whose members are not listed"
    ),
    "restored-number": Bilingual("已恢复编号的标题", "Headings whose number is restored"),
    "restored-name": Bilingual("已恢复名称的标题", "Headings whose name is restored"),
}


def gathered(plan: Plan, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings in order; of a kind with more than `MOST`, one in place of the first.

    Kinds whose every message has to be read (a unit under two names, figures that differ)
    are never gathered.
    """
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(finding)
    subjects = {("task", task): label for task, label in task_labels(plan).items()}
    subjects |= {("goal", goal.id): Bilingual(goal.title, goal.title) for goal in plan.goals}
    subjects |= {("agent", a.key): Bilingual(a.name, a.name) for a in plan.agents}
    for finding in findings:
        alike = kinds[finding.kind]
        if finding.kind not in _TOGETHER or len(alike) <= MOST:
            yield finding
        elif finding is alike[0]:
            yield _one(alike, subjects)


def _one(alike: Sequence[Finding], subjects: Mapping[tuple[str, str], Bilingual]) -> Finding:
    first, words = alike[0], _TOGETHER[alike[0].kind]
    labels = list(dict.fromkeys(_label(finding, subjects) for finding in alike))
    zh, en = (
        "、".join(label.zh for label in labels[:_LISTED]),
        "; ".join(label.en for label in labels[:_LISTED]),
    )
    more = len(labels) > _LISTED
    return Finding(
        first.kind,
        first.kind,
        first.severity,
        Bilingual(
            f"{words.zh}有 {len(alike)} 处：{zh}{'等' if more else ''}。",
            f"{words.en}, {len(alike)} in all: {en}{' …' if more else ''}.",
        ),
        tuple(dict.fromkeys(subject for finding in alike for subject in finding.about)),
        tuple(dict.fromkeys(passage for finding in alike for passage in finding.passages)),
    )


def _label(finding: Finding, subjects: Mapping[tuple[str, str], Bilingual]) -> Bilingual:
    """What a finding is about, as short as people refer to it; else the lines it stands on."""
    known = [subjects[subject] for subject in finding.about if subject in subjects]
    if not known:
        lines = ", ".join(str(passage.line) for passage in finding.passages)
        return Bilingual(f"第 {lines} 行", f"line {lines}")
    return Bilingual("＝".join(k.zh for k in known), " = ".join(k.en for k in known))


def task_labels(plan: Plan) -> dict[str, Bilingual]:
    """Return how people refer to each task: its number, with the attachment unless the first."""
    first = plan.attachments[0].number if plan.attachments else None
    return {
        task.id: Bilingual(f"（{task.number}）", f"({task.number})")
        if task.attachment == first
        else Bilingual(
            f"（附件{task.attachment} {task.number}）",
            f"(attachment {task.attachment}, {task.number})",
        )
        for task in plan.tasks
    }
