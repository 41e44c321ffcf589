"""Who may stand in a lost cell, and which role is lost of those who stand: with probabilities.

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
| `later` | unit | it survives in the row behind another |
| `competent` | unit | log share of the task's words among the units seen, mixed with an even one |
| `named` | unit | the task's text has its proper name (西林街道, a company) |
| `territory` | unit | it is a group, a subdistrict or a town: they seldom lead |
| `portfolio` | leader | log ratio of who probably leads the task: `remit/interpret/portfolios.py` |
| `together` | leader | it is all leaders together (全体区长) |
| `goal` | both | it was first seen under the same goal |

Names seen in the rows just before are not favoured: in short papers they hold more often, in
long ones they do not, and a weight that fits the one misleads in the other.
"""

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from remit.assets import asset
from remit.interpret.competence import Competence, among
from remit.interpret.learning import current_kinds
from remit.interpret.portfolios import Portfolios
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
    UnitType,
)

FEATURES: Final = {
    Role.LEADS: ("begins", "alone", "later", "competent", "named", "territory", "goal"),
    Role.SUPERVISES: ("portfolio", "together", "goal"),
}
MIN_CONFIDENCE: Final = 0.5
"""A candidate as likely as this becomes an inferred assignment, if nobody says otherwise."""

LEAST: Final = 0.05
"""Candidates less likely than this are not listed."""

_EVEN: Final = 0.05  # the part of a unit's share that all units seen have alike
_SUREST: Final = 0.999
_ROLE_OF_CELL: Final = 0.999  # who stands in the cell has its role; inferred is never certain
_UNITS: Final = (AgentKind.UNIT, AgentKind.UNIT_GROUP)
_PERSONS: Final = (AgentKind.LEADER, AgentKind.LEADER_GROUP)
_TERRITORY: Final = (UnitType.SUBDISTRICT, UnitType.TOWN)
_ANY: Final = 0.2
_PROPER: Final = re.compile(r"^[区县市省]|(?:街道办事处|街道|镇|乡|管委会|集团|公司).*$")
_REASONS: Final = {
    "begins": Bilingual("它紧接在本行分管领导之后", "it follows the leader of this row"),
    "alone": Bilingual("它是本行留下的第一个单位", "it is the first unit left in this row"),
    "competent": Bilingual("任务内容与其职责相近", "the task is like what it is competent for"),
    "goal": Bilingual("它首次出现在同一目标下", "it first occurred under the same goal"),
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

Weights = Mapping[Role, Mapping[str, float]]
Choice = dict[str, dict[str, float]]
"""Agent key → feature → value, for every name that may stand in one cell."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A task with the names that survive there, in order, and those that occurred up to it."""

    task: Task
    units: tuple[str, ...]
    persons: tuple[str, ...]
    seen: Mapping[str, Task]
    leads: tuple[str, ...]

    def first_under_its_goal(self, name: str) -> bool:
        goal = self.seen[name].goal
        return goal is not None and goal == self.task.goal


def with_candidates(plan: Plan, competence: Competence) -> Plan:
    """Return the plan with the candidates for the cells that its copy lost.

    Names that survive at the task are no candidates: that they take part is stated. Whether a
    unit among them leads, where the copy does not show it, is told by the same probabilities.
    """
    if not plan.repeats_dropped:
        return plan
    standing = {(a.task, a.agent) for a in plan.assignments if a.evidence is Evidence.STATED}
    found = []
    leads: dict[str, Choice] = {}
    for task, role, choice in choices(plan, competence):
        if role is Role.LEADS:
            leads[task.id] = choice
        found += [c for c in _candidates(task, role, choice) if (task.id, c.agent) not in standing]
    names = {agent.key: agent.name for agent in plan.agents}
    assignments = tuple(
        _with_role(a, leads[a.task], names)
        if a.task in leads and a.agent in leads[a.task] and _is_guessed(a)
        else a
        for a in plan.assignments
    )
    return replace(plan, assignments=_followed(assignments), candidates=tuple(found))


def _is_guessed(a: Assignment) -> bool:
    return a.evidence is Evidence.STATED and a.role_evidence is Evidence.INFERRED


def _with_role(a: Assignment, choice: Choice, names: Mapping[str, str]) -> Assignment:
    """Return an assignment whose role the copy lost with the likelier of lead and support."""
    weights = default_weights()[Role.LEADS]
    likely = probabilities(choice, weights)
    own = likely[a.agent]
    if own >= MIN_CONFIDENCE:
        why = _listed(_reasons(choice, a.agent, weights))
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


def choices(plan: Plan, competence: Competence) -> Iterator[tuple[Task, Role, Choice]]:
    """Yield every lost cell of a lead or a leader with who may stand in it, in order.

    Raises nothing; a cell for which no name was seen yet has no choice and is left out.
    """
    agents = {agent.key: agent for agent in plan.agents}
    rows = list(_rows(plan, agents))
    leads = [_leads(row, competence, agents) for row in rows]
    likely = [_likely(row, choice) for row, choice in zip(rows, leads, strict=True)]
    kinds = {key: current_kinds(agents[key]) for shares in likely for key in shares}
    portfolios = Portfolios(likely, kinds)
    for row, choice, shares in zip(rows, leads, likely, strict=True):
        task = row.task
        for leader in row.persons:
            portfolios.see(leader, shares)
        if task.legibility is Legibility.WHOLE:
            continue
        if choice and not row.leads and (Role.LEADS in task.lost or row.units):
            yield task, Role.LEADS, choice
        leaders = [key for key in row.seen if agents[key].kind in _PERSONS]
        if Role.SUPERVISES in task.lost and leaders:
            yield task, Role.SUPERVISES, _leaders(row, leaders, agents, portfolios, shares)


def _rows(plan: Plan, agents: Mapping[str, Agent]) -> Iterator[_Row]:
    standing: defaultdict[str, list[Assignment]] = defaultdict(list)
    for a in plan.assignments:
        if a.evidence is Evidence.STATED:
            standing[a.task].append(a)
    seen: dict[str, Task] = {}
    for task in plan.tasks:
        here = standing[task.id]
        for a in here:
            seen.setdefault(a.agent, task)
        names = [a.agent for a in here]
        yield _Row(
            task,
            tuple(name for name in names if agents[name].kind in _UNITS),
            tuple(name for name in names if agents[name].kind in _PERSONS),
            dict(seen),
            tuple(
                a.agent for a in here if (a.role, a.role_evidence) == (Role.LEADS, Evidence.STATED)
            ),
        )


def _leads(row: _Row, competence: Competence, agents: Mapping[str, Agent]) -> Choice:
    units = [key for key in row.seen if agents[key].kind in _UNITS]
    words = competence.probabilities(row.task.text)
    share = among(words, {key: current_kinds(agents[key]) & words.keys() for key in units})
    first = row.units[:1]
    return {
        key: {
            "begins": float(bool(row.persons) and key in first),
            "alone": float(not row.persons and key in first),
            "later": float(key in row.units[1:]),
            "competent": math.log((1 - _EVEN) * share[key] + _EVEN / len(units)),
            "named": float(_is_named(agents[key], row.task.text)),
            "territory": float(_is_territory(agents[key])),
            "goal": float(row.first_under_its_goal(key)),
        }
        for key in units
    }


def _likely(row: _Row, choice: Choice) -> Mapping[str, float]:
    """Return who leads a task: those stated, else as the choice tells."""
    if row.leads:
        return dict.fromkeys(row.leads, 1 / len(row.leads))
    return probabilities(choice, default_weights()[Role.LEADS]) if choice else {}


def _leaders(
    row: _Row,
    leaders: Iterable[str],
    agents: Mapping[str, Agent],
    portfolios: Portfolios,
    shares: Mapping[str, float],
) -> Choice:
    ratios = {key: portfolios.ratio(key, shares) for key in leaders}
    whole = sum(ratios.values()) or 1.0
    return {
        key: {
            "portfolio": math.log((1 - _ANY) * ratios[key] / whole + _ANY / len(ratios)),
            "together": float(agents[key].kind is AgentKind.LEADER_GROUP),
            "goal": float(row.first_under_its_goal(key)),
        }
        for key in leaders
    }


def _is_territory(agent: Agent) -> bool:
    return agent.kind is AgentKind.UNIT_GROUP or agent.unit_type in _TERRITORY


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
    """Tell how many names there are to choose from, and what speaks for this one."""
    why = _listed(_reasons(choice, key, weights))
    count = len(choice)
    return Bilingual(
        f"只可能是到本行为止出现过的 {count} 个名称之一；{why.zh}。",
        f"Only one of the {count} names that occurred up to this row is possible; {why.en}.",
    )


def _reasons(choice: Choice, key: str, weights: Mapping[str, float]) -> list[Bilingual]:
    """Return the two features a name has that speak most for it, beside the others' mean."""
    own = choice[key]
    mean = {f: sum(x[f] for x in choice.values()) / len(choice) for f in weights}
    gain = {f: weights[f] * (own[f] - mean[f]) for f in weights if own[f] > mean[f]}
    telling = [f for f in sorted(gain, key=lambda f: -gain[f]) if f in _REASONS and gain[f] > 0][:2]
    return [_REASONS[f] for f in telling] or [_ONLY_SEEN]


def _listed(reasons: Iterable[Bilingual]) -> Bilingual:
    found = list(reasons)
    return Bilingual("，".join(r.zh for r in found), " and ".join(r.en for r in found))


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
