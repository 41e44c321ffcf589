"""Puts decisions into a plan: what is decided is stated by the reviewer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from remit.model import (
    PERSONS,
    Agent,
    Assignment,
    Bilingual,
    Comparison,
    Decision,
    Evidence,
    Plan,
    Role,
    Unfit,
)
from remit.read.side_tables import refused
from remit.review.merging import merged
from remit.review.questions import BETWEEN_PLANS, YES, Question, questions
from remit.spreadsheet import guarded
from remit.words import ROLES, bilingual

_NAMED_ROLES: Final = (Role.LEADS, Role.SUPPORTS, Role.SUPERVISES)


def decided(plan: Plan, decisions: Sequence[Decision]) -> Plan:
    """Return the plan with every decision that fits it put in; the others as unfit.

    Decisions on two plans are left to their comparison. Raises UnreadableSource, with file and
    line, for an answer that its question does not allow.
    """
    asked = {question.id: question for question in questions(plan)}
    unfit: list[Unfit] = []
    same: list[tuple[str, str, Decision]] = []
    for decision in decisions:
        if decision.question.startswith(BETWEEN_PLANS):
            continue
        question = asked.get(decision.question)
        why = _unfit(plan, question, decision)
        if question is None or why is not None:
            unfit.append(Unfit(decision, why or _GONE))
            continue
        kind, *subject = decision.question.split("/")
        answer = _answer(question, decision)
        if kind == "role":
            plan = _with_role(plan, "/".join(subject), answer, decision)
        elif kind == "lost":
            plan = _with_lost(plan, Role(subject[0]), subject[1], decision)
        elif kind == "member":
            plan = _with_member(plan, subject[0], subject[1], decision, belongs=answer == YES)
        elif kind == "same-measure":
            plan = _with_measure(plan, tuple(subject), same=answer == YES)
        else:
            doubts = tuple(d for d in plan.doubts if d.agents != tuple(subject))
            plan = replace(plan, doubts=doubts)
            same += [(subject[0], subject[1], decision)] if answer == YES else []
    return replace(merged(plan, same), unfit_decisions=tuple(unfit))


_GONE: Final = Bilingual("计划中已没有这一问题", "the plan does not raise this question")


def _unfit(plan: Plan, question: Question | None, decision: Decision) -> Bilingual | None:
    """Tell why a decision does not fit the plan as it is, None when it does."""
    if question is None:
        return _GONE
    if not _quotes(question, decision):
        return Bilingual("所引原文已改变", "the words it quotes have changed")
    persons = question.id.startswith(f"lost/{Role.SUPERVISES}")
    names = [] if question.allowed else _names(decision)
    unknown = [name for name in names if not _agent(plan, name, persons=persons)]
    if unknown:
        listed = "、".join(unknown)
        return Bilingual(f"计划中没有“{listed}”", f"the plan names no “{listed}”")
    return None


def answered(question: Question, decision: Decision) -> Bilingual | None:
    """Return which of its allowed answers was given to a question, None if its words changed.

    Raises UnreadableSource, with file and line, for any other answer.
    """
    return _answer(question, decision) if _quotes(question, decision) else None


def _quotes(question: Question, decision: Decision) -> bool:
    return _plain(question.quoted) == _plain(decision.passage)


def _plain(text: str) -> str:
    return "".join(guarded("".join(text.split())).split())


def _answer(question: Question, decision: Decision) -> Bilingual | None:
    """Return which allowed answer was given, in either language or both."""
    if not question.allowed:
        return None
    given = "".join(decision.value.split()).casefold()
    for words in question.allowed:
        if given in ("".join(w.split()).casefold() for w in (words.zh, words.en, bilingual(words))):
            return words
    allowed = "、".join(bilingual(words) for words in question.allowed)
    raise refused(
        decision.file,
        decision.line,
        f"decision“{decision.value}”不在可选的答案中，请用：{allowed}",
        f"decision “{decision.value}” is not one of the answers; use one of: {allowed}",
    )


def _names(decision: Decision) -> list[str]:
    parts = decision.value.replace("，", "、").replace(",", "、").split("、")
    return [part.strip() for part in parts if part.strip()]


def _agent(plan: Plan, name: str, *, persons: bool) -> Agent | None:
    alike = (a for a in plan.agents if (a.kind in PERSONS) is persons)
    return next((a for a in alike if name in (a.name, *a.aliases)), None)


def _by_reviewer(a: Assignment, role: Role, decision: Decision) -> Assignment:
    return replace(
        a,
        role=role,
        role_evidence=Evidence.STATED,
        role_confidence=1.0,
        role_because=decision.because,
        decision=decision,
    )


def _with_role(plan: Plan, which: str, answer: Bilingual | None, decision: Decision) -> Plan:
    """The members of a group do as the group does."""
    role = next(role for role in _NAMED_ROLES if ROLES[role] == answer)
    return replace(
        plan,
        assignments=tuple(
            _by_reviewer(a, role, decision) if which in (a.id, a.derived_from) else a
            for a in plan.assignments
        ),
    )


def _with_lost(plan: Plan, role: Role, task_id: str, decision: Decision) -> Plan:
    """Those who are named hold the role; what was inferred in their place is dropped."""
    task = next(task for task in plan.tasks if task.id == task_id)
    persons = role is Role.SUPERVISES
    holders = [agent for name in _names(decision) if (agent := _agent(plan, name, persons=persons))]
    keys = {agent.key for agent in holders}
    kept: list[Assignment] = []
    for a in plan.assignments:
        if a.task == task_id and a.agent in keys:
            known = a.evidence is Evidence.STATED
            stated = a if known else _taking_part(task.id, a.agent, role, decision)
            kept.append(
                _by_reviewer(replace(stated, passage=a.passage or task.passage), role, decision)
            )
        elif not (a.task == task_id and a.role is role and a.evidence is Evidence.INFERRED):
            kept.append(a)
    there = {a.agent for a in kept if a.task == task_id}
    for agent in holders:
        if agent.key not in there:
            new = _taking_part(task_id, agent.key, role, decision)
            kept.append(replace(new, passage=task.passage))
    order = {each.id: each.order for each in plan.tasks}
    lost = tuple(each for each in task.lost if each is not role)
    return replace(
        plan,
        tasks=tuple(replace(t, lost=lost) if t.id == task_id else t for t in plan.tasks),
        assignments=tuple(sorted(kept, key=lambda a: order[a.task])),
    )


def _taking_part(task: str, agent: str, role: Role, decision: Decision) -> Assignment:
    new = Assignment(f"{task}/{agent}", task, agent, Evidence.STATED, 1.0, role, None, None)
    return _by_reviewer(replace(new, because=decision.because), role, decision)


def _with_member(
    plan: Plan, group_key: str, member: str, decision: Decision, *, belongs: bool
) -> Plan:
    group = next(agent for agent in plan.agents if agent.key == group_key)
    held = tuple(
        replace(m, confidence=1.0, because=decision.because) if m.member == member else m
        for m in group.memberships
        if belongs or m.member != member
    )
    new = replace(group, memberships=held, decision=decision)

    def confirmed(assignments: Iterable[Assignment]) -> Iterable[Assignment]:
        for a in assignments:
            if (a.via_group, a.agent) != (group_key, member):
                yield a
            elif belongs:
                yield replace(a, confidence=1.0, because=decision.because, decision=decision)

    return replace(
        plan,
        agents=tuple(new if agent is group else agent for agent in plan.agents),
        assignments=tuple(confirmed(plan.assignments)),
    )


def _with_measure(plan: Plan, targets: tuple[str, ...], *, same: bool) -> Plan:
    def kept(comparison: Comparison) -> bool:
        return (*comparison.first, *comparison.second) != targets

    return replace(
        plan,
        comparisons=tuple(
            c if kept(c) else replace(c, sure=True) for c in plan.comparisons if same or kept(c)
        ),
    )
