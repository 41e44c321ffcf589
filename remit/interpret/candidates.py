"""Who may stand in a lost cell: candidates with a probability and the reasons.

In a copy whose repeated lines were dropped, a lost cell holds only names that stood before:
that is a hard constraint. Among the names seen so far, and those that survive at the task
itself, p(name) ∝ exp(w · x(name)), a conditional logit (McFadden 1974) with the features
below and the weights of `ontology/candidate-weights.csv`, which `bench/reconstruction.py`
fits on complete plans damaged in the same way. Where several lead, they share one
probability. Supports are not told: a task has any number of them, and too little speaks for
any one.

| feature | of | meaning |
| --- | --- | --- |
| `begins` | unit | it survives first in the row, after its leader |
| `alone` | unit | it survives first in a row whose leader is lost |
| `competent` | both | log share of the task's words (units), or likeness of tasks (leaders) |
| `goal` | both | it was first seen under the same goal |
| `recent` | both | minus log of the tasks since it was first seen: neighbouring rows |
| `latest` | both | it is the last seen before |
| `named` | unit | the task's text has its proper name (西林街道, a company) |
"""

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from remit.assets import asset
from remit.interpret.competence import Competence
from remit.interpret.learning import current_kinds
from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Bilingual,
    Candidate,
    Evidence,
    Legibility,
    Plan,
    Role,
    Task,
)

FEATURES: Final = {
    Role.LEADS: ("begins", "alone", "competent", "goal", "recent", "latest", "named"),
    Role.SUPERVISES: ("competent", "goal", "recent", "latest"),
}
MIN_CONFIDENCE: Final = 0.5
"""A candidate as likely as this becomes an inferred assignment, if nobody says otherwise."""

LEAST: Final = 0.05
"""Candidates less likely than this are not listed."""

_FLOOR: Final = 1e-3
_SUREST: Final = 0.999
_ROLE_OF_CELL: Final = 0.999  # who stands in the cell has its role; inferred is never certain
_UNITS: Final = (AgentKind.UNIT, AgentKind.UNIT_GROUP)
_PERSONS: Final = (AgentKind.LEADER, AgentKind.LEADER_GROUP)
_PROPER: Final = re.compile(r"^[区县市省]|(?:街道办事处|街道|镇|乡|管委会|集团|公司).*$")
_REASONS: Final = {
    "begins": Bilingual("它紧接在本行分管领导之后", "it follows the leader of this row"),
    "alone": Bilingual("它是本行留下的第一个单位", "it is the first unit left in this row"),
    "competent": Bilingual(
        "任务内容与其职责或已知分工相近", "the task is like its competence or its other tasks"
    ),
    "goal": Bilingual("它首次出现在同一目标下", "it first occurred under the same goal"),
    "latest": Bilingual("它是此前最近出现的", "it is the last to occur before"),
    "named": Bilingual("任务文字写到了它的名称", "the task's text has its name"),
}
_CELL: Final = Bilingual(
    "推断写在本行丢失的单元格里，角色即该列的角色。",
    "Inferred to stand in the row's lost cell; the role is that of its column.",
)
_ONLY_SEEN: Final = Bilingual("它在此前出现过", "it occurred before")

Weights = Mapping[Role, Mapping[str, float]]
Choice = dict[str, dict[str, float]]
"""Agent key → feature → value, for every name that may stand in one cell."""


@dataclass(slots=True)
class _Seen:
    """What is known of a name seen so far: where first, and what the words there speak for."""

    order: int
    goal: str | None
    words: Mapping[str, float]


def with_candidates(plan: Plan, competence: Competence) -> Plan:
    """Return the plan with the candidates for the cells that its copy lost.

    Names that survive at the task are no candidates: that they take part is stated.
    """
    if not plan.repeats_dropped:
        return plan
    standing = {(a.task, a.agent) for a in plan.assignments if a.evidence is Evidence.STATED}
    found = tuple(
        candidate
        for task, role, choice in choices(plan, competence)
        for candidate in _candidates(task, role, choice)
        if (task.id, candidate.agent) not in standing
    )
    return replace(plan, candidates=found)


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


def choices(plan: Plan, competence: Competence) -> Iterator[tuple[Task, Role, Choice]]:
    """Yield every lost cell of a lead or a leader with who may stand in it, in order.

    Raises nothing; a cell for which no name was seen yet has no choice and is left out.
    """
    agents = {agent.key: agent for agent in plan.agents}
    stated = [a for a in plan.assignments if a.evidence is Evidence.STATED]
    led = {a.task for a in stated if (a.role, a.role_evidence) == (Role.LEADS, Evidence.STATED)}
    standing: defaultdict[str, list[Agent]] = defaultdict(list)
    for a in stated:
        standing[a.task].append(agents[a.agent])
    seen: dict[str, _Seen] = {}
    for task in plan.tasks:
        here = standing[task.id]
        units = [agent.key for agent in here if agent.kind in _UNITS]
        words = competence.probabilities(task.text)
        for agent in here:
            seen.setdefault(agent.key, _Seen(task.order, task.goal, words))
        if task.legibility is Legibility.WHOLE:
            continue
        if task.id not in led and (Role.LEADS in task.lost or units):
            known = {key: each for key, each in seen.items() if agents[key].kind in _UNITS}
            begins = any(agent.kind in _PERSONS for agent in here)
            if known:
                yield task, Role.LEADS, _leads(task, words, known, agents, units[:1], begins=begins)
        if Role.SUPERVISES in task.lost:
            known = {k: each for k, each in seen.items() if agents[k].kind in _PERSONS}
            if known:
                yield task, Role.SUPERVISES, _leaders(task, words, known)


def _leads(
    task: Task,
    words: Mapping[str, float],
    seen: Mapping[str, _Seen],
    agents: Mapping[str, Agent],
    first: list[str],
    *,
    begins: bool,
) -> Choice:
    kinds = {key: current_kinds(agents[key]) & words.keys() for key in seen}
    sharing = {kind: sum(kind in own for own in kinds.values()) for kind in words}
    share = {key: sum(words[kind] / sharing[kind] for kind in own) for key, own in kinds.items()}
    whole = sum(share.values()) or 1.0
    return {
        key: general
        | {
            "begins": float(begins and key in first),
            "alone": float(not begins and key in first),
            "competent": math.log(share[key] / whole + _FLOOR),
            "named": float(_is_named(agents[key], task.text)),
        }
        for key, general in _general(task, seen).items()
    }


def _leaders(task: Task, words: Mapping[str, float], seen: Mapping[str, _Seen]) -> Choice:
    general = _general(task, seen)
    return {
        key: general[key] | {"competent": math.log(_likeness(words, each.words) + _FLOOR)}
        for key, each in seen.items()
    }


def _general(task: Task, seen: Mapping[str, _Seen]) -> Choice:
    """Return the features that units and leaders share."""
    before = [each.order for each in seen.values() if each.order < task.order]
    last = max(before, default=0)
    return {
        key: {
            "goal": float(task.goal is not None and each.goal == task.goal),
            "recent": -math.log1p(task.order - each.order),
            "latest": float(each.order == last),
        }
        for key, each in seen.items()
    }


def _likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two distributions over kinds of organ."""
    inner = sum(a[kind] * b[kind] for kind in a)
    lengths = (math.sqrt(sum(value * value for value in each.values())) for each in (a, b))
    return inner / math.prod(lengths)


def _is_named(agent: Agent, text: str) -> bool:
    names = (_PROPER.sub("", name) for name in (agent.name, *agent.aliases))
    return any(len(name) >= 2 and name in text for name in names)


def probabilities(choice: Choice, weights: Mapping[str, float]) -> dict[str, float]:
    """Return the probability of each name of a choice; they sum to 1."""
    scores = {key: sum(weights[f] * x[f] for f in weights) for key, x in choice.items()}
    top = max(scores.values())
    parts = {key: math.exp(score - top) for key, score in scores.items()}
    whole = sum(parts.values())
    return {key: part / whole for key, part in parts.items()}


def _candidates(task: Task, role: Role, choice: Choice) -> Iterator[Candidate]:
    weights = default_weights()[role]
    found = probabilities(choice, weights)
    for key in sorted(found, key=lambda key: -found[key]):
        if found[key] >= LEAST:
            because = _because(choice, key, weights)
            yield Candidate(task.id, key, role, min(round(found[key], 3), _SUREST), because)


def _because(choice: Choice, key: str, weights: Mapping[str, float]) -> Bilingual:
    """Tell the two features a name has that speak most for it, beside the others' mean."""
    own = choice[key]
    mean = {f: sum(x[f] for x in choice.values()) / len(choice) for f in weights}
    gain = {f: weights[f] * (own[f] - mean[f]) for f in weights if own[f] > mean[f]}
    telling = [f for f in sorted(gain, key=lambda f: -gain[f]) if f in _REASONS and gain[f] > 0][:2]
    reasons = [_REASONS[f] for f in telling] or [_ONLY_SEEN]
    count = len(choice)
    return Bilingual(
        f"只可能是到本行为止出现过的 {count} 个名称之一；{'，'.join(r.zh for r in reasons)}。",
        f"Only one of the {count} names that occurred up to this row is possible;"
        f" {' and '.join(r.en for r in reasons)}.",
    )


@cache
def default_weights() -> Weights:
    """Return the weights that ship with Remit."""
    with asset("ontology", "candidate-weights.csv").open(encoding="utf-8", newline="") as file:
        return weights_from(csv.DictReader(file))


def weights_from(rows: Iterable[Mapping[str, str]]) -> Weights:
    """Return the weights of rows with `role`, `feature` and `weight`."""
    found: dict[Role, dict[str, float]] = {role: {} for role in FEATURES}
    for row in rows:
        found[Role(row["role"])][row["feature"]] = float(row["weight"])
    return found
