"""What was read, before anything is built: the first thing to look at when a result is odd."""

from collections.abc import Iterator
from typing import Any, Final

from remit.model import Agent, Assignment, Evidence, Plan, Role, Task

_SLOTS: Final = {
    "leaders": Role.SUPERVISES,
    "leads": Role.LEADS,
    "supports": Role.SUPPORTS,
    "takes_part": Role.TAKES_PART,
}

COLUMNS: Final = (
    "编号 number",
    "目标 goal",
    "任务 text",
    "分管领导 leaders",
    "牵头 leads",
    "配合 supports",
    "角色未写明 takes part",
    "时限 deadline",
    "位置 place",
)


def rows(found: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, ...]]:
    """Yield what `readout` returned as table rows, a task each, under `COLUMNS`."""
    for task in found["tasks"]:
        place = task["passages"][0]
        yield (
            str(task["number"]),
            " / ".join(task["goal"]),
            str(task["text"]),
            *("、".join(task[slot]) for slot in _SLOTS),
            task["deadline"] or "",
            place["place"] or f"line={place['line']}",
        )


def readout(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Return tasks and findings as plain data, ready for JSON.

    A task has `number`, `text`, `goal` (headings, outermost first), `leaders`, `leads`,
    `supports`, `takes_part` (those whose role the layout does not show), `deadline`,
    `passages` (where each name and the task itself stand) and `mentions` (places and projects
    found in its words, each with its kind and the words that name it). Names are as printed,
    broken lines and padding mended; but for the mentions only what the source states is there.
    """
    agents = {agent.key: agent for agent in plan.agents}
    by_task: dict[str, list[Assignment]] = {task.id: [] for task in plan.tasks}
    for assignment in plan.assignments:
        if assignment.evidence is Evidence.STATED:
            by_task[assignment.task].append(assignment)
    named = _named(plan)
    tasks = [
        _task(plan, task, by_task[task.id], agents) | {"mentions": named.get(task.id, [])}
        for task in plan.tasks
    ]
    findings: list[dict[str, Any]] = [
        {
            "kind": finding.kind,
            "severity": finding.severity.value,
            "zh": finding.message.zh,
            "en": finding.message.en,
            "lines": [passage.line for passage in finding.passages],
        }
        for finding in plan.findings
    ]
    return {"tasks": tasks, "findings": findings}


def _named(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Return the places and projects that each task names, by task."""
    things = {thing.key: thing for thing in plan.named}
    found: dict[str, list[dict[str, Any]]] = {}
    for mention in plan.mentions:
        thing, passage = things[mention.named], mention.passage
        found.setdefault(mention.task, []).append(
            {
                "name": thing.name,
                "kind": thing.kind.value,
                "start": passage.start,
                "end": passage.end,
                "exact": passage.exact,
            }
        )
    return found


def _task(
    plan: Plan, task: Task, assignments: list[Assignment], agents: dict[str, Agent]
) -> dict[str, Any]:
    slots: dict[str, list[str]] = {slot: [] for slot in _SLOTS}
    for assignment in assignments:
        slots[_slot(assignment)].append(assignment.name or agents[assignment.agent].name)
    passages = [task.passage, *(a.passage for a in assignments if a.passage)]
    return {
        "number": task.number,
        "text": task.text,
        "goal": list(_goals(plan, task)),
        **slots,
        "deadline": task.time_limit,
        "passages": [
            {"start": p.start, "end": p.end, "line": p.line, "exact": p.exact, "place": p.place}
            for p in passages
        ],
    }


def _slot(assignment: Assignment) -> str:
    stated = assignment.role_evidence is Evidence.STATED
    role = assignment.role if stated else Role.TAKES_PART
    return next(slot for slot, own in _SLOTS.items() if own is role)


def _goals(plan: Plan, task: Task) -> Iterator[str]:
    goals = {goal.id: goal for goal in plan.goals}
    path: list[str] = []
    goal = goals.get(task.goal or "")
    while goal is not None:
        path.insert(0, goal.name)
        goal = goals.get(goal.parent or "")
    yield from path
