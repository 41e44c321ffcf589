"""A plan as the plain values a page needs: what is known, how, and where it stands.

All slicing of the source happens here, in code points; the browser only shows the
pieces, because JavaScript counts UTF-16 units.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from enum import StrEnum
from itertools import combinations
from typing import Final, TypeVar

from remit import words
from remit.coordination import participation, shared_work, workloads
from remit.model import Agent, Assignment, Bilingual, Evidence, Goal, Passage, Plan, Task

Facts = dict[str, object]
_Kind = TypeVar("_Kind", bound=StrEnum)

CONTEXT: Final = 60  # code points shown on either side of a passage


def page_facts(plan: Plan, source_text: str) -> Facts:
    """Return everything a page shows of a plan, as JSON-ready values.

    `source_text` is the decoded source that the passages of the plan count in. Raises
    ValueError when a passage does not quote it.
    """
    goals = {goal.id: goal for goal in plan.goals}
    return {
        "agents": {agent.key: _agent(agent) for agent in plan.agents},
        "tasks": [_task(task, goals, source_text) for task in plan.tasks],
        "assignments": [_assignment(a, source_text) for a in plan.assignments],
        "loads": _by_evidence(_occurring(plan), lambda believed: _loads(plan, believed)),
        "words": _words(),
    }


def pair_facts(plan: Plan) -> Facts:
    """Return the pairs of units that share tasks, for every choice of evidence."""
    parts = {assignment.evidence for assignment in plan.assignments}
    return _by_evidence(parts, lambda believed: _pairs(plan, believed))


def evidence_counts(plan: Plan) -> dict[Evidence, int]:
    """Return how many assignments rest on each kind of evidence, in part or role."""
    return {
        evidence: sum(
            evidence is a.evidence or (evidence is Evidence.INFERRED is a.role_evidence)
            for a in plan.assignments
        )
        for evidence in Evidence
    }


def task_name(task: Task) -> str:
    """Return how people refer to a task: its number, with the attachment from the second on.

    Ids of tasks in later attachments begin with the attachment ("2-5.1").
    """
    return (
        f"({task.number})" if task.id == task.number else f"附件{task.attachment} ({task.number})"
    )


def passage_context(passage: Passage, source_text: str) -> Facts:
    """Return a passage with the text around it: place, before, exact, after."""
    exact = source_text[passage.start : passage.end]
    if exact != passage.exact:
        raise ValueError(
            f"line {passage.line}: the source says {exact!r}, the passage {passage.exact!r}"
        )
    start, end = max(0, passage.start - CONTEXT), passage.end + CONTEXT
    return {
        "place": asdict(words.place_words(passage)),
        "before": ("…" if start else "") + source_text[start : passage.start],
        "exact": exact,
        "after": source_text[passage.end : end] + ("…" if end < len(source_text) else ""),
    }


def _agent(agent: Agent) -> Facts:
    return {
        "name": agent.name,
        "aliases": agent.aliases,
        "kind": agent.kind,
        "type": agent.unit_type,
        "members": agent.members,
        "because": _pair(agent.because),
    }


def _task(task: Task, goals: dict[str, Goal], source_text: str) -> Facts:
    return {
        "id": task.id,
        "name": task_name(task),
        "text": task.text,
        "goals": _goal_path(task.goal, goals),
        "legibility": task.legibility,
        "lost": task.lost,
        "passage": passage_context(task.passage, source_text),
        "deadline": passage_context(task.deadline, source_text) if task.deadline else None,
    }


def _goal_path(goal_id: str | None, goals: dict[str, Goal]) -> list[Facts]:
    path: list[Facts] = []
    while goal_id is not None:
        goal = goals[goal_id]
        restored = goal.restored_number or goal.restored_name is not None
        path.insert(0, {"name": goal.title, "restored": restored})
        goal_id = goal.parent
    return path


def _assignment(assignment: Assignment, source_text: str) -> Facts:
    passage = assignment.passage
    return {
        "id": assignment.id,
        "task": assignment.task,
        "agent": assignment.agent,
        "evidence": assignment.evidence,
        "confidence": assignment.confidence,
        "role": assignment.role,
        "roleEvidence": assignment.role_evidence,
        "roleConfidence": assignment.role_confidence,
        "because": _pair(assignment.because),
        "roleBecause": _pair(assignment.role_because),
        "derivedFrom": assignment.derived_from,
        "inherited": assignment.inherited,
        "passage": passage_context(passage, source_text) if passage else None,
    }


def _occurring(plan: Plan) -> set[Evidence]:
    """Return the kinds of evidence that any part or role of the plan has."""
    kinds = {kind for a in plan.assignments for kind in (a.evidence, a.role_evidence)}
    return {kind for kind in Evidence if kind in kinds}


def _by_evidence(
    occurring: AbstractSet[Evidence], measure: Callable[[tuple[Evidence, ...]], object]
) -> Facts:
    """Measure once for every choice among the kinds of evidence that make a difference.

    `byEvidence` is keyed by the believed kinds, strongest first: "stated+expanded".
    """
    kinds = [kind for kind in Evidence if kind in occurring]
    choices = [some for size in range(len(kinds) + 1) for some in combinations(kinds, size)]
    return {
        "kinds": kinds,
        "byEvidence": {"+".join(believed): measure(believed) for believed in choices},
    }


def _loads(plan: Plan, believed: tuple[Evidence, ...]) -> Facts:
    loads = workloads(participation(plan, believed))
    return {load.unit: asdict(load) for load in loads if load.tasks}


def _pairs(plan: Plan, believed: tuple[Evidence, ...]) -> list[Facts]:
    return [
        {
            "first": pair.first,
            "second": pair.second,
            "tasks": pair.tasks,
            "newman": round(pair.newman, 6),
            "shared": pair.shared,
        }
        for pair in shared_work(participation(plan, believed))
    ]


def _words() -> Facts:
    return {
        "kinds": _entries(words.AGENT_KINDS),
        "types": _entries(words.UNIT_TYPES),
        "roles": _entries(words.ROLES),
        "evidence": _entries(words.EVIDENCE),
        "legibility": _entries(words.LEGIBILITY),
        "lost": _entries(words.LOST_COLUMNS),
        "strength": asdict(words.STRENGTH),
        "inherited": asdict(words.INHERITED),
    }


def _entries(named: Mapping[_Kind, Bilingual]) -> Facts:
    return {str(kind): asdict(name) for kind, name in named.items()}


def _pair(sentence: Bilingual | None) -> Facts | None:
    return asdict(sentence) if sentence else None
