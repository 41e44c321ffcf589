"""Who is told to stand in a lost cell, and which lost role of those who stand, and why.

`remit/interpret/lost_cells.py` gives each name that may stand in a cell a probability. Who had
the like task in an earlier plan of the office (`remit/interpret/previous.py`) is told beside it.
Supports are told by that alone: a task has any number of them, and too little else speaks for
any one. From a probability on, a candidate is an inferred assignment, never a stated one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from remit.interpret.competence import Competence
from remit.interpret.lost_cells import Choice, choices, default_logits, probabilities
from remit.interpret.previous import KEPT, Before, EarlierPlans, with_before
from remit.model import Assignment, Bilingual, Candidate, Evidence, Plan, Role, Task
from remit.words import ROLES

MIN_CONFIDENCE: Final = 0.5
"""A candidate as likely as this becomes an inferred assignment, if nobody says otherwise."""

LEAST: Final = 0.05
"""Candidates less likely than this are not listed."""

_SUREST: Final = 0.999
_ROLE_OF_CELL: Final = 0.999  # who stands in the cell has its role; inferred is never certain
_COMPETENT: Final = Bilingual("任务内容与其职责相近", "the task is like what it is competent for")
_REASONS: Final = {
    "begins": Bilingual("它紧接在本行分管领导之后", "it follows the leader of this row"),
    "alone": Bilingual("它是本行留下的第一个单位", "it is the first unit left in this row"),
    "competent": _COMPETENT,
    "chosen": _COMPETENT,
    "portfolio": Bilingual(
        "任务可能的牵头单位属于其分管领域", "who probably leads the task is in its portfolio"
    ),
    "named": Bilingual("任务文字写到了它的名称", "the task's text has its name"),
}
_CELL: Final = Bilingual(
    "推断写在本行丢失的单元格里，角色即该列的角色。",
    "Inferred to stand in the row's lost cell; the role is that of its column.",
)
_ONLY_SEEN: Final = Bilingual("它在此前出现过", "it occurred before")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a cell: who may stand there, how likely, and who did before."""

    task: Task
    role: Role
    choice: Choice
    likely: Mapping[str, float]
    before: Before | None

    def held_before(self, name: str, role: Role) -> bool:
        return self.before is not None and name in self.before.held.get(role, ())


def with_candidates(plan: Plan, competence: Competence, earlier: Sequence[Plan] = ()) -> Plan:
    """Return the plan with the candidates for the cells that its copy lost.

    `earlier` are plans of the same office, the latest last, that tell who had the like task.

    Names that survive at the task are no candidates: that they take part is stated. Whether a
    unit among them leads, where the copy does not show it, is told by the same probabilities.
    """
    if not plan.repeats_dropped:
        return plan
    standing = {(a.task, a.agent) for a in plan.assignments if a.evidence is Evidence.STATED}
    found: list[Candidate] = []
    leads: dict[str, _Told] = {}
    before = EarlierPlans(earlier)
    for task, role, choice in choices(plan, competence, before):
        told = _told(task, role, choice, before)
        if role is Role.LEADS:
            leads[task.id] = told
            found += _supports(told)
        found += _candidates(told)
    names = {agent.key: agent.name for agent in plan.agents}
    assignments = tuple(
        _with_role(a, leads[a.task], names)
        if a.task in leads and a.agent in leads[a.task].likely and _is_guessed(a)
        else a
        for a in plan.assignments
    )
    lost = tuple(c for c in found if (c.task, c.agent) not in standing)
    return replace(plan, assignments=_followed(assignments), candidates=lost)


def _told(task: Task, role: Role, choice: Choice, earlier: EarlierPlans) -> _Told:
    before = earlier.like(task.text)
    likely = with_before(probabilities(choice, default_logits()[role]), before, role)
    return _Told(task, role, choice, likely, before)


def _is_guessed(a: Assignment) -> bool:
    return a.evidence is Evidence.STATED and a.role_evidence is Evidence.INFERRED


def _with_role(a: Assignment, told: _Told, names: Mapping[str, str]) -> Assignment:
    """Return an assignment whose role the copy lost with the likelier of lead and support."""
    likely = told.likely
    own = likely[a.agent]
    if own >= MIN_CONFIDENCE:
        why = _listed(_reasons(told, a.agent))
        because = Bilingual(
            f"本行有缺失，角色未写明；{why.zh}，推断牵头。",
            f"Parts of the row are lost and with them the role; {why.en}: inferred to lead.",
        )
        role, sure = Role.LEADS, own
    else:
        role, sure = Role.SUPPORTS, 1 - own
        best = max(likely, key=lambda key: likely[key])
        because = Bilingual(
            "本行有缺失，角色未写明；按任务内容和职责，它牵头的可能不大，推断为配合。",
            "Parts of the row are lost and with them the role; by the task's words and its"
            " competence it hardly leads: inferred to support.",
        )
        if best != a.agent:
            because = Bilingual(
                f"本行有缺失，角色未写明；更可能由“{names[best]}”牵头，推断为配合。",
                "Parts of the row are lost and with them the role; it is likelier that"
                f" “{names[best]}” leads: inferred to support.",
            )
    return replace(
        a,
        role=role,
        role_confidence=min(round(sure, 3), _SUREST),
        role_because=because,
    )


def _followed(assignments: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Return the assignments with members in the role that their group has."""
    by_id = {a.id: a for a in assignments}
    return tuple(
        replace(
            a,
            role=by_id[a.derived_from].role,
            role_confidence=by_id[a.derived_from].role_confidence,
            role_because=by_id[a.derived_from].role_because,
        )
        if a.derived_from in by_id and a.role_evidence is Evidence.INFERRED
        else a
        for a in assignments
    )


def assigned(plan: Plan, least: float = MIN_CONFIDENCE) -> Plan:
    """Return the plan with its candidates of `least` probability as inferred assignments.

    Whoever takes part by a group stays a candidate: their part is known, the role is not.
    """
    held = {(a.task, a.agent) for a in plan.assignments}
    likely = [
        c for c in plan.candidates if c.probability >= least and (c.task, c.agent) not in held
    ]
    order = {task.id: task.order for task in plan.tasks}
    assignments = [*plan.assignments, *map(_inferred, likely)]
    return replace(
        plan,
        assignments=tuple(sorted(assignments, key=lambda a: order[a.task])),
        candidates=tuple(c for c in plan.candidates if c not in likely),
    )


def _inferred(candidate: Candidate) -> Assignment:
    """Taking part is as likely as the candidate; given that, the role is nearly certain."""
    return Assignment(
        id=f"{candidate.task}/{candidate.agent}",
        task=candidate.task,
        agent=candidate.agent,
        evidence=Evidence.INFERRED,
        confidence=candidate.probability,
        role=candidate.role,
        role_evidence=Evidence.INFERRED,
        role_confidence=_ROLE_OF_CELL,
        because=candidate.because,
        role_because=_CELL,
    )


def _candidates(told: _Told) -> Iterator[Candidate]:
    count = len(told.choice)
    for key in sorted(told.likely, key=lambda key: -told.likely[key]):
        if told.likely[key] >= LEAST:
            why = _listed(_reasons(told, key))
            because = Bilingual(
                f"只可能是到本行为止出现过的 {count} 个名称之一；{why.zh}。",
                f"Only one of the {count} names that occurred up to this row is possible;"
                f" {why.en}.",
            )
            chance = min(round(told.likely[key], 3), _SUREST)
            yield Candidate(told.task.id, key, told.role, chance, because)


def _supports(told: _Told) -> Iterator[Candidate]:
    """Yield who supported the like task before, as far as it may stand in this row."""
    for key, chance in told.likely.items():
        kept = KEPT[Role.SUPPORTS] * (1 - chance)
        if told.held_before(key, Role.SUPPORTS) and kept >= LEAST:
            why = _before_reason(told, Role.SUPPORTS)
            because = Bilingual(f"{why.zh}，且到本行为止出现过。", f"{why.en}; it occurred by now.")
            yield Candidate(told.task.id, key, Role.SUPPORTS, round(kept, 3), because)


def _before_reason(told: _Told, role: Role) -> Bilingual:
    year = told.before.year if told.before else None
    return Bilingual(
        f"{f'{year} 年' if year else '以前'}相近的任务由它{ROLES[role].zh}",
        f"it {ROLES[role].en} the like task{f' in {year}' if year else ' before'}",
    )


def _reasons(told: _Told, key: str) -> list[Bilingual]:
    """Return what speaks most for a name: last year, or two features beside the others' mean."""
    if told.held_before(key, told.role):
        return [_before_reason(told, told.role)]
    choice, weights = told.choice, default_logits()[told.role].weights
    own = choice[key]
    mean = {f: sum(x[f] for x in choice.values()) / len(choice) for f in weights}
    gain = {f: weights[f] * (own[f] - mean[f]) for f in weights if own[f] > mean[f]}
    telling = [f for f in sorted(gain, key=lambda f: -gain[f]) if f in _REASONS and gain[f] > 0]
    return list(dict.fromkeys(_REASONS[f] for f in telling))[:2] or [_ONLY_SEEN]


def _listed(reasons: Iterable[Bilingual]) -> Bilingual:
    found = list(reasons)
    return Bilingual("，".join(r.zh for r in found), " and ".join(r.en for r in found))
