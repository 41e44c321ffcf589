"""Who answers for a task: what is missing from its row, or there more than once."""

from collections.abc import Iterator

from remit.model import (
    BODIES,
    Assignment,
    Bilingual,
    Evidence,
    Finding,
    Plan,
    Role,
    Severity,
    Task,
)


def unclear_roles(plan: Plan) -> Iterator[Finding]:
    """Stated participations whose role the layout does not show, in one finding."""
    units = {a.key for a in plan.agents if a.kind in BODIES}
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


def unheld_roles(plan: Plan) -> Iterator[Finding]:
    """Tasks that show no lead, or no supervising leader, where their table has such a column.

    Where repeats were dropped an empty cell says nothing, so one finding tells how many
    leads are legible at all; the lost leaders are counted among the lost cells.
    """
    held = {
        (a.task, a.role)
        for a in plan.assignments
        if a.role_evidence is Evidence.STATED and a.evidence is Evidence.STATED
    }
    attachment = {task.id: task.attachment for task in plan.tasks}
    columns = {(attachment[task], role) for task, role in held}
    if plan.repeats_dropped:
        without = [t for t in plan.tasks if (t.id, Role.LEADS) not in held]
        yield from _leads_not_legible(plan, without)
        return
    for task in plan.tasks:
        for role, kind, zh, en in (
            (Role.LEADS, "no-lead", "牵头单位", "lead"),
            (Role.SUPERVISES, "no-supervisor", "分管领导", "supervising leader"),
        ):
            if (task.attachment, role) in columns and (task.id, role) not in held:
                yield Finding(
                    f"{kind}-{task.id}",
                    kind,
                    Severity.WARNING,
                    Bilingual(
                        f"任务（{task.number}）没有写明{zh}，同表其他任务写有。",
                        f"Task ({task.number}) names no {en}, though other tasks of its table do.",
                    ),
                    (("task", task.id),),
                    (task.passage,),
                )


def _leads_not_legible(plan: Plan, without: list[Task]) -> Iterator[Finding]:
    if without:
        total = len(plan.tasks)
        yield Finding(
            "no-lead",
            "no-lead",
            Severity.WARNING,
            Bilingual(
                f"{total} 项任务中，{len(without)} 项看不到由谁牵头"
                "（重复行被删，不等于没有牵头）。",
                f"Of {total} tasks, {len(without)} do not show who leads (repeated lines were"
                " dropped: that is not to say that nobody does).",
            ),
            (("plan", plan.id),),
        )


def several_holders(plan: Plan) -> Iterator[Finding]:
    """Tasks with more than one supervising leader, or more than one lead."""
    names = {agent.key: agent.name for agent in plan.agents}
    for role, kind, zh, en in (
        (Role.SUPERVISES, "several-supervisors", "位分管领导", "supervising leaders"),
        (Role.LEADS, "several-leads", "个牵头单位", "leads"),
    ):
        held: dict[str, list[Assignment]] = {}
        for a in plan.assignments:
            if a.evidence is a.role_evidence is Evidence.STATED and a.role is role:
                held.setdefault(a.task, []).append(a)
        for task in plan.tasks:
            holders = held.get(task.id, [])
            if len(holders) > 1:
                listed = "、".join(names[a.agent] for a in holders)
                yield Finding(
                    f"{kind}-{task.id}",
                    kind,
                    Severity.INFO,
                    Bilingual(
                        f"任务（{task.number}）有 {len(holders)} {zh}：{listed}。",
                        f"Task ({task.number}) has {len(holders)} {en}: {listed}.",
                    ),
                    (("task", task.id),),
                    tuple(a.passage for a in holders if a.passage),
                )


def unowned_deadlines(plan: Plan) -> Iterator[Finding]:
    """Tasks with a time limit and no unit that answers for it, known or inferred."""
    units = {a.key for a in plan.agents if a.kind in BODIES}
    owned = {a.task for a in plan.assignments if a.agent in units}
    limits = {d.task: d.passage for d in reversed(plan.deadlines)}
    limits |= {task.id: task.deadline for task in plan.tasks if task.deadline}
    lost = plan.repeats_dropped
    for task in plan.tasks:
        if task.id in limits and task.id not in owned:
            words = "".join(limits[task.id].exact.split())
            yield Finding(
                f"unowned-deadline-{task.id}",
                "unowned-deadline",
                Severity.WARNING,
                Bilingual(
                    f"任务（{task.number}）有时限“{words}”，但看不到责任单位"
                    f"{'（本行单元格已缺失）' if lost else ''}。",
                    f"Task ({task.number}) has the time limit “{words}” but shows no responsible"
                    f" unit{' (cells of its row are lost)' if lost else ''}.",
                ),
                (("task", task.id),),
                (limits[task.id],),
            )
