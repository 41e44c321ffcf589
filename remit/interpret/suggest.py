"""Who should lead a task that has no owner yet, by its words."""

from dataclasses import dataclass
from typing import Final

from remit.interpret.competence import Competence, among, holders_of
from remit.interpret.learning import current_kinds
from remit.model import AgentKind, Bilingual, Plan
from remit.organkinds import organ_scheme

_NAMES: Final = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind of organ, or a unit of a plan (`names`), that should lead, and why."""

    organ: str
    label: Bilingual
    names: tuple[str, ...]
    probability: float
    because: Bilingual


def suggestions(
    text: str, competence: Competence, plan: Plan | None = None, top: int = 5
) -> list[Suggestion]:
    """Return the likeliest leads of a task, the first first.

    Without a plan these are kinds of organ, with the names they go by; with one, its units
    only, whose probabilities are relative to one another: a unit of several kinds has
    those of all of them, several units of one kind share it.
    """
    kinds = organ_scheme().kinds
    if plan is None:
        return [
            Suggestion(
                ranked.organ,
                kinds[ranked.organ].label,
                kinds[ranked.organ].names[:_NAMES],
                ranked.probability,
                ranked.because,
            )
            for ranked in competence.rank(text)[:top]
        ]
    return _of_plan(text, competence, plan)[:top]


def _of_plan(text: str, competence: Competence, plan: Plan) -> list[Suggestion]:
    units = {agent: current_kinds(agent) for agent in plan.agents if agent.kind is AgentKind.UNIT}
    shares = competence.shares(text)
    weight = among(shares, {agent.key: own for agent, own in units.items()})
    holding = {kind for own in units.values() for kind in own}
    holders = {kind: holders_of(kind, holding) for kind in shares}
    found = []
    for agent in sorted(units, key=lambda agent: -weight[agent.key]):
        if weight[agent.key]:
            taken = (kind for kind in holders if not units[agent].isdisjoint(holders[kind]))
            told = max(taken, key=lambda kind: (shares[kind], kind))
            best = min(units[agent].intersection(holders[told]))
            found.append(
                Suggestion(
                    best,
                    organ_scheme().kinds[best].label,
                    (agent.name, *agent.aliases),
                    weight[agent.key],
                    competence.because(text, told),
                )
            )
    return found
