"""A plan as the plain values the explorer shows: what is known, how, and where it stands.

Everything on the page is computed from these; `viz/explorer/facts.js` reads them. Spans
count UTF-16 units of the source text, which is there once, whole.
"""

from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Final, TypeVar

from remit import words
from remit.coordination import Figure, likelihood, unit_figures
from remit.model import (
    Agent,
    Assignment,
    Bilingual,
    Candidate,
    Finding,
    Goal,
    Named,
    Passage,
    Plan,
    Target,
    Task,
)
from remit.organkinds import organ_scheme
from remit.views.arrangement import arrangement_facts
from remit.views.letters import letter_of_each, letters_of
from remit.views.packing import packed
from remit.views.positions import Positions
from remit.views.questions import questions_behind

Facts = dict[str, object]
_Kind = TypeVar("_Kind", bound=StrEnum)

FIGURES: Final = ("tasks", "led", "supported", "load", "partners")


def explorer_facts(plan: Plan, source_text: str) -> Facts:
    """Return everything the explorer shows of a plan, as JSON-ready values.

    `source_text` is the decoded source that the passages of the plan count in. Raises
    ValueError when a passage does not quote it.
    """
    at = Positions(source_text)
    measured = {indicator.key: indicator.label for indicator in plan.indicators}
    return {
        "plan": _plan(plan),
        "agents": {agent.key: _agent(agent) for agent in plan.agents},
        "goals": [_goal(goal, at) for goal in plan.goals],
        "tasks": packed([_task(task, at) for task in plan.tasks]),
        "assignments": packed([_assignment(each, at) for each in plan.assignments]),
        "candidates": packed([_candidate(each) for each in plan.candidates]),
        "names": packed([_name(each) for each in plan.named]),
        "mentions": packed(
            [{"name": m.named, "task": m.task, "span": at.span(m.passage)} for m in plan.mentions]
        ),
        "targets": packed([_target(target, measured, at) for target in plan.targets]),
        "deadlines": packed(
            [
                {
                    "task": each.task,
                    "text": each.words,
                    "date": each.day.isoformat() if each.day else None,
                    "span": at.span(each.passage),
                }
                for each in plan.deadlines
            ]
        ),
        "findings": [_finding(finding, at) for finding in plan.findings],
        "figures": {"units": unit_ranges(plan)},
        "arrangement": arrangement_facts(plan),
        "queries": questions_behind(),
        "places": packed(_places(plan, at)),
        "letters": letter_of_each(task.text for task in plan.tasks),
        "words": word_list(),
        "source": source_text,
    }


def unit_ranges(plan: Plan) -> dict[str, dict[str, dict[str, float]]]:
    """Return by unit the figures that uncertainty makes a range: stated, expected, low, high.

    Units that no reading of the plan gives a task are left out.
    """
    figures = unit_figures(likelihood(plan))
    return {
        unit: {name: _range(figures[name][unit]) for name in FIGURES}
        for unit, tasks in figures["tasks"].items()
        if tasks.high
    }


def _range(figure: Figure) -> dict[str, float]:
    return {
        "stated": figure.stated,
        "expected": round(figure.expected, 2),
        "low": figure.low,
        "high": figure.high,
    }


def _plan(plan: Plan) -> Facts:
    notice = plan.notice
    return {
        "id": plan.id,
        "title": plan.title,
        "issuer": notice.issuer,
        "issued": notice.issued.isoformat() if notice.issued else None,
        "year": plan.year,
        "area": plan.jurisdiction or plan.area,
        "file": plan.source.file_name,
        "sha256": plan.source.sha256,
        "damaged": plan.repeats_dropped,
        "attachments": [{"number": each.number, "title": each.title} for each in plan.attachments],
    }


def _agent(agent: Agent) -> Facts:
    kinds = organ_scheme().kinds
    organs = [kinds[organ].label for organ in agent.organs if organ in kinds]
    organ = Bilingual(
        "、".join(label.zh for label in organs), ", ".join(label.en for label in organs)
    )
    return {
        "name": agent.name,
        "aliases": agent.aliases,
        "kind": agent.kind,
        "type": agent.unit_type,
        "organ": asdict(organ) if organs else None,
        "members": agent.members,
        "because": _pair(agent.because),
        "pinyin": letters_of((agent.name, *agent.aliases)),
    }


def _goal(goal: Goal, at: Positions) -> Facts:
    return {
        "id": goal.id,
        "title": goal.title,
        "parent": goal.parent,
        "number": None if goal.counted else goal.number,
        "attachment": goal.attachment,
        "restored": goal.restored_number or goal.restored_name is not None,
        "span": at.span(goal.passages[0]) if goal.passages else None,
        "pinyin": letters_of((goal.name,)),
    }


def _task(task: Task, at: Positions) -> Facts:
    return {
        "id": task.id,
        "number": task.number,
        # Ids of tasks in later attachments begin with the attachment ("2-5.1").
        "attachment": None if task.id == task.number else task.attachment,
        "text": task.text,
        "goal": task.goal,
        "legibility": task.legibility,
        "lost": task.lost,
        "span": at.span(task.passage),
    }


def _assignment(assignment: Assignment, at: Positions) -> Facts:
    decision = assignment.decision
    return {
        "id": assignment.id,
        "task": assignment.task,
        "agent": assignment.agent,
        "role": assignment.role,
        "evidence": assignment.evidence,
        "confidence": assignment.confidence,
        "roleEvidence": assignment.role_evidence,
        "roleConfidence": assignment.role_confidence,
        "because": _pair(assignment.because),
        "roleBecause": _pair(assignment.role_because),
        "via": assignment.via_group,
        "inherited": assignment.inherited,
        "reviewer": decision.reviewer if decision else None,
        "span": at.span(assignment.passage) if assignment.passage else None,
    }


def _candidate(each: Candidate) -> Facts:
    return {
        "task": each.task,
        "role": each.role,
        "agent": each.agent,
        "probability": round(each.probability, 3),
        "because": _pair(each.because),
    }


def _name(each: Named) -> Facts:
    return {
        "id": each.key,
        "label": each.name,
        "aliases": each.aliases,
        "kind": each.kind,
        "group": "place" if each.kind.is_place else "project",
        "pinyin": letters_of((each.name, *each.aliases)),
    }


def _target(target: Target, measured: Mapping[str, str], at: Positions) -> Facts:
    return {
        "id": target.id,
        "task": target.task,
        "measure": target.measure,
        "indicator": measured.get(target.indicator, target.indicator),
        "printed": target.words,
        "comparator": target.comparator,
        "values": [float(v) for v in (target.value, target.upper) if v is not None],
        "unit": target.unit,
        "change": target.change,
        "ambition": target.ambition,
        "reference": target.reference,
        "deadline": target.deadline.words if target.deadline else None,
        "span": at.span(target.passage),
    }


def _finding(finding: Finding, at: Positions) -> Facts:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "severity": finding.severity,
        "message": asdict(finding.message),
        "about": [{kind: each} for kind, each in finding.about],
        "spans": [at.span(passage) for passage in finding.passages],
    }


def _places(plan: Plan, at: Positions) -> list[Facts]:
    """Return where passages of a file that is no plain text stand in it, by their start."""
    passages: list[Passage | None] = [
        *(task.passage for task in plan.tasks),
        *(assignment.passage for assignment in plan.assignments),
        *(passage for finding in plan.findings for passage in finding.passages),
    ]
    placed = {p.start: p for p in passages if p and p.place}
    return [{"start": at.span(p)[0], "place": p.place} for p in placed.values()]


def word_list() -> Facts:
    """Return what every kind of thing is called, in both languages."""
    return {
        "kinds": _entries(words.AGENT_KINDS),
        "types": _entries(words.UNIT_TYPES),
        "roles": _entries(words.ROLES),
        "evidence": _entries(words.EVIDENCE),
        "meaning": _entries(words.EVIDENCE_MEANING),
        "legibility": _entries(words.LEGIBILITY),
        "lost": _entries(words.LOST_COLUMNS),
        "severities": _entries(words.SEVERITIES),
        "comparators": _entries(words.COMPARATORS),
        "changes": _entries(words.CHANGES),
        "names": _entries(words.NAME_KINDS),
        "place": {kind: {"zh": zh, "en": en} for kind, (zh, en) in words.PLACE_WORDS.items()},
        "strength": asdict(words.STRENGTH),
        "inherited": asdict(words.INHERITED),
    }


def _entries(named: Mapping[_Kind, Bilingual]) -> Facts:
    return {str(kind): asdict(name) for kind, name in named.items()}


def _pair(sentence: Bilingual | None) -> Facts | None:
    return asdict(sentence) if sentence else None
