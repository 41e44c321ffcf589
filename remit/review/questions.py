"""What Remit is not sure of, each as a question to a person who knows.

| kind | asked of | answers |
| --- | --- | --- |
| `role` | a stated participation whose role the layout does not show | a role |
| `lost` | a column of a task that lost its cell | names of the plan |
| `member` | a membership that is assumed | yes, no |
| `same-body` | two names that may be one unit | yes, no |
| `same-measure` | two figures that may measure one thing | yes, no |
| `same-task` | tasks of two plans that may be one (`remit.comparison`) | yes, no |
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from remit.model import (
    PERSONS,
    AgentKind,
    Assignment,
    Bilingual,
    Candidate,
    Evidence,
    Passage,
    Plan,
    Role,
)
from remit.words import ROLES, bilingual, place_words

BETWEEN_PLANS: Final = "same-task/"
"""What the ids of questions about two plans begin with."""
YES: Final = Bilingual("是", "yes")
NO: Final = Bilingual("否", "no")
_CERTAIN: Final = 1.0
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its id is made of what it asks about, so it is the same in every run.

    `now` is what Remit takes until it is decided, `confidence` how surely (None: nothing
    is taken). `allowed` are the answers; none for a question that wants names of the plan.
    """

    id: str
    kind: str
    ask: Bilingual
    passages: tuple[Passage, ...]
    now: Bilingual
    confidence: float | None
    allowed: tuple[Bilingual, ...]

    @property
    def quoted(self) -> str:
        """The words the question rests on, in one line."""
        return " | ".join(dict.fromkeys("".join(p.exact.split()) for p in self.passages))

    @property
    def places(self) -> str:
        """Where they stand."""
        return "、".join(dict.fromkeys(bilingual(place_words(p)) for p in self.passages))


def questions(plan: Plan) -> list[Question]:
    """Return everything to decide, gravest first: names, then roles, lost cells, figures."""
    return [*_bodies(plan), *_members(plan), *_roles(plan), *_lost(plan), *_measures(plan)]


def _bodies(plan: Plan) -> Iterator[Question]:
    for doubt in plan.doubts:
        passages = (_first_passage(plan, agent) for agent in doubt.agents)
        yield Question(
            f"same-body/{'/'.join(doubt.agents)}",
            "same-body",
            doubt.because,
            tuple(passage for passage in passages if passage),
            Bilingual("两个单位", "two units"),
            None,
            (YES, NO),
        )


def _members(plan: Plan) -> Iterator[Question]:
    names = {agent.key: agent.name for agent in plan.agents}
    for group in plan.agents:
        passage = _first_passage(plan, group.key)
        for held in group.memberships:
            if held.confidence < _CERTAIN:
                member = names[held.member]
                yield Question(
                    f"member/{group.key}/{held.member}",
                    "member",
                    Bilingual(
                        f"“{member}”是否属于“{group.name}”？",
                        f"Is “{member}” one of “{group.name}”?",
                    ),
                    (passage,) if passage else (),
                    YES,
                    held.confidence,
                    (YES, NO),
                )


def _roles(plan: Plan) -> Iterator[Question]:
    agents = {agent.key: agent for agent in plan.agents}
    numbers = {task.id: task.number for task in plan.tasks}
    for a in plan.assignments:
        if a.evidence is not Evidence.STATED or a.role_evidence is Evidence.STATED:
            continue
        name, number = agents[a.agent].name, numbers[a.task]
        yield Question(
            f"role/{a.id}",
            "role",
            Bilingual(
                f"任务（{number}）中“{name}”是什么角色？", f"What is “{name}” to task ({number})?"
            ),
            (a.passage,) if a.passage else (),
            ROLES[a.role],
            a.role_confidence,
            tuple(ROLES[role] for role in _allowed(agents[a.agent].kind)),
        )


def _allowed(kind: AgentKind) -> tuple[Role, ...]:
    return (Role.SUPERVISES,) if kind in PERSONS else (Role.LEADS, Role.SUPPORTS)


def _lost(plan: Plan) -> Iterator[Question]:
    names = {agent.key: agent.name for agent in plan.agents}
    guessed: defaultdict[tuple[str, Role], list[Assignment]] = defaultdict(list)
    for a in plan.assignments:
        if Evidence.INFERRED in (a.evidence, a.role_evidence):
            guessed[a.task, a.role].append(a)
    possible: defaultdict[tuple[str, Role], list[Candidate]] = defaultdict(list)
    for c in plan.candidates:
        possible[c.task, c.role].append(c)
    for task in plan.tasks:
        for role in task.lost:
            found = [
                *(
                    (a.agent, a.confidence * (a.role_confidence or 0))
                    for a in guessed[task.id, role]
                ),
                *((c.agent, c.probability) for c in possible[task.id, role]),
            ]
            listed = "、".join(f"{names[agent]} {chance:.2f}" for agent, chance in found[:_SHOWN])
            yield Question(
                f"lost/{role.value}/{task.id}",
                "lost",
                Bilingual(
                    f"任务（{task.number}）由谁{ROLES[role].zh}？写单位或领导的名称，"
                    "多个用“、”隔开。",
                    f"Who {ROLES[role].en} task ({task.number})? Names of the plan, parted by 、",
                ),
                (task.passage,),
                Bilingual(listed or "缺失", listed or "lost"),
                max((chance for _, chance in found), default=None),
                (),
            )


def _measures(plan: Plan) -> Iterator[Question]:
    targets = {target.id: target for target in plan.targets}
    for comparison in plan.comparisons:
        if not comparison.sure:
            both = [targets[each] for each in (*comparison.first, *comparison.second)]
            told = "｜".join(f"{target.measure} {target.words}" for target in both)
            yield Question(
                f"same-measure/{'/'.join(target.id for target in both)}",
                "same-measure",
                Bilingual(f"是否同一指标：{told}？", f"Is this one measure: {told}?"),
                tuple(target.passage for target in both),
                Bilingual("可能是", "possibly"),
                None,
                (YES, NO),
            )


def _first_passage(plan: Plan, agent: str) -> Passage | None:
    return next((a.passage for a in plan.assignments if a.agent == agent and a.passage), None)
