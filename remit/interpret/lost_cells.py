"""Which names may stand in a lost cell, what speaks for each, and how likely each is.

In a copy whose repeated lines were dropped, a lost cell holds only names that stood before:
that is a hard constraint. Among the names seen so far, and those that survive at the task
itself, p(name) ∝ exp(w · x(name)), a conditional logit (McFadden 1974) with the features
below, in which several who lead share one probability; then the odds that the first is right
are put right (`remit/interpret/odds.py`). Weights and odds stand in
`ontology/candidate-weights.csv`; `bench/reconstruction.py` fits them on complete plans damaged
in the same way.

| feature | of | meaning |
| --- | --- | --- |
| `begins` | unit | it survives first in the row, after its leader |
| `alone` | unit | it survives first in a row whose leader is lost |
| `later` | unit | it survives in the row behind another |
| `competent` | unit | log share of the task's words among the units seen, mixed with an even one |
| `chosen` | unit | the same times the log of how many units are seen: among many, words tell more |
| `named` | unit | the task's text has its proper name (西林街道, a company) |
| `territory` | unit | it is a group, a subdistrict or a town: they seldom lead |
| `portfolio` | leader | log ratio of who probably leads the task: `remit/interpret/portfolios.py` |

All leaders together (全体区长) have no portfolio of their own: they are not told for a lost cell.

Names seen in the rows just before are not favoured: in short papers they hold more often, in
long ones they do not, and a weight that fits the one misleads in the other.
"""

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from remit.assets import asset
from remit.interpret.competence import Competence, among
from remit.interpret.learning import current_kinds
from remit.interpret.odds import AS_TOLD, Odds
from remit.interpret.portfolios import Portfolios
from remit.interpret.previous import EarlierPlans
from remit.model import (
    BODIES,
    PERSONS,
    Agent,
    AgentKind,
    Assignment,
    Evidence,
    Legibility,
    Plan,
    Role,
    Task,
    UnitType,
)

FEATURES: Final = {
    Role.LEADS: ("begins", "alone", "later", "competent", "chosen", "named", "territory"),
    Role.SUPERVISES: ("portfolio",),
}
_EVEN: Final = 0.05  # the part of a unit's share that all units seen have alike
_TERRITORY: Final = (UnitType.SUBDISTRICT, UnitType.TOWN)
_ANY: Final = 0.2
_HARDLY: Final = 0.1
_PROPER: Final = re.compile(r"^[区县市省]|(?:街道办事处|街道|镇|乡|管委会|集团|公司).*$")

Choice = dict[str, dict[str, float]]
"""Agent key → feature → value, for every name that may stand in one cell."""


@dataclass(frozen=True, slots=True)
class Logit:
    """What tells how likely each name of a choice is: weights of features, and odds."""

    weights: Mapping[str, float]
    odds: Odds = AS_TOLD


@dataclass(frozen=True, slots=True)
class _Row:
    """A task with the names that survive there, in order, and those that occurred up to it."""

    task: Task
    units: tuple[str, ...]
    persons: tuple[str, ...]
    seen: tuple[str, ...]
    leads: tuple[str, ...]


def choices(
    plan: Plan, competence: Competence, earlier: EarlierPlans | None = None
) -> Iterator[tuple[Task, Role, Choice]]:
    """Yield every lost cell of a lead or a leader with who may stand in it, in order.

    Earlier plans of the office tell what portfolios its leaders had.

    Raises nothing; a cell for which no name was seen yet has no choice and is left out.
    """
    agents = {agent.key: agent for agent in plan.agents}
    rows = list(_rows(plan, agents))
    leads = [_leads(row, competence, agents) for row in rows]
    likely = [_likely(row, choice) for row, choice in zip(rows, leads, strict=True)]
    kinds = {key: current_kinds(agents[key]) for shares in likely for key in shares}
    portfolios = Portfolios(likely, kinds)
    for leader, shares in earlier.led_for() if earlier else ():
        portfolios.see(leader, shares)
    for row, choice, shares in zip(rows, leads, likely, strict=True):
        task = row.task
        for leader in row.persons:
            portfolios.see(leader, shares)
        if task.legibility is Legibility.WHOLE:
            continue
        if choice and not row.leads and (Role.LEADS in task.lost or row.units):
            yield task, Role.LEADS, choice
        leaders = [key for key in row.seen if agents[key].kind is AgentKind.LEADER]
        if Role.SUPERVISES in task.lost and leaders:
            yield task, Role.SUPERVISES, leader_choice(leaders, portfolios, shares)


def _rows(plan: Plan, agents: Mapping[str, Agent]) -> Iterator[_Row]:
    standing: defaultdict[str, list[Assignment]] = defaultdict(list)
    for a in plan.assignments:
        if a.evidence is Evidence.STATED:
            standing[a.task].append(a)
    seen: dict[str, None] = {}
    for task in plan.tasks:
        here = standing[task.id]
        for a in here:
            seen.setdefault(a.agent)
        names = [a.agent for a in here]
        yield _Row(
            task,
            tuple(name for name in names if agents[name].kind in BODIES),
            tuple(name for name in names if agents[name].kind in PERSONS),
            tuple(seen),
            tuple(
                a.agent for a in here if (a.role, a.role_evidence) == (Role.LEADS, Evidence.STATED)
            ),
        )


def _leads(row: _Row, competence: Competence, agents: Mapping[str, Agent]) -> Choice:
    units = [key for key in row.seen if agents[key].kind in BODIES]
    words = competence.shares(row.task.text)
    share = among(words, {key: current_kinds(agents[key]) & words.keys() for key in units})
    first = row.units[:1]
    competent = {k: math.log((1 - _EVEN) * share[k] + _EVEN / len(units)) for k in units}
    return {
        key: {
            "begins": float(bool(row.persons) and key in first),
            "alone": float(not row.persons and key in first),
            "later": float(key in row.units[1:]),
            "competent": competent[key],
            "chosen": competent[key] * math.log(len(units)),
            "named": float(_is_named(agents[key], row.task.text)),
            "territory": float(_is_territory(agents[key])),
        }
        for key in units
    }


def _likely(row: _Row, choice: Choice) -> Mapping[str, float]:
    """Return who leads a task: those stated, else as the choice tells.

    Who hardly leads is left out: many such would drown the few in a leader's portfolio.
    """
    if row.leads:
        return dict.fromkeys(row.leads, 1 / len(row.leads))
    told = probabilities(choice, default_logits()[Role.LEADS]) if choice else {}
    likely = {key: chance for key, chance in told.items() if chance >= _HARDLY} or told
    whole = sum(likely.values())
    return {key: chance / whole for key, chance in likely.items()}


def leader_choice(
    leaders: Iterable[str],
    portfolios: Portfolios,
    shares: Mapping[str, float],
) -> Choice:
    """Return what speaks for each of the leaders seen."""
    ratios = {key: portfolios.ratio(key, shares) for key in leaders}
    whole = sum(ratios.values()) or 1.0
    return {
        key: {"portfolio": math.log((1 - _ANY) * ratio / whole + _ANY / len(ratios))}
        for key, ratio in ratios.items()
    }


def _is_territory(agent: Agent) -> bool:
    return agent.kind is AgentKind.UNIT_GROUP or agent.unit_type in _TERRITORY


def _is_named(agent: Agent, text: str) -> bool:
    names = (_PROPER.sub("", name) for name in (agent.name, *agent.aliases))
    return any(len(name) >= 2 and name in text for name in names)


def probabilities(choice: Choice, logit: Logit) -> dict[str, float]:
    """Return the probability of each name of a choice; they sum to 1."""
    weights = logit.weights
    scores = {key: sum(weights[f] * x[f] for f in weights) for key, x in choice.items()}
    top = max(scores.values())
    parts = {key: math.exp(score - top) for key, score in scores.items()}
    whole = sum(parts.values())
    return logit.odds.put_right({key: part / whole for key, part in parts.items()})


@cache
def default_logits() -> Mapping[Role, Logit]:
    """Return the weights and odds that ship with Remit.

    They stand in `ontology/candidate-weights.csv`, rows `role,figure,weight`.
    """
    found: defaultdict[Role, dict[str, float]] = defaultdict(dict)
    with asset("ontology", "candidate-weights.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[Role(row["role"])][row["figure"]] = float(row["weight"])
    return {
        role: Logit({f: by[f] for f in FEATURES[role]}, Odds(*(by[f] for f in Odds._fields)))
        for role, by in found.items()
    }
