"""Who should lead a task that has no owner yet, and who would support it, by its words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Final

from remit.interpret.competence import Competence, among, holders_of
from remit.interpret.duties import default_support_weights
from remit.interpret.learning import current_kinds
from remit.model import Agent, AgentKind, Bilingual, Plan
from remit.organkinds import organ_scheme

LEAST: Final = 0.05
"""Supports less likely than this are not suggested."""

_NAMES: Final = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind of organ, or a unit of a plan (`names`), that should have a role, and why."""

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
    if plan is None:
        ranked = competence.rank(text, top)
        return [_of_kind(each.organ, each.probability, each.because) for each in ranked]
    units = _units(plan)
    shares = competence.shares(text)
    weight = among(shares, {agent.key: own for agent, own in units.items()})
    told = _of_units(units, shares, weight, lambda kind: competence.because(text, kind))
    return list(islice(told, top))


def supports(
    text: str, competence: Competence, plan: Plan | None = None, top: int = 5
) -> list[Suggestion]:
    """Return the likeliest supports of a task, the first first; none that is hardly likely.

    Each probability stands for itself, as a task has any number of supports, and several units
    of one kind may all have it. With a plan, a unit has the highest of its kinds' and of those
    whose duties it holds, if it does not lead. Words that tell nothing suggest nobody.
    """
    if not default_support_weights().knows(text):
        return []

    def because(kind: str) -> Bilingual:
        return competence.because_supports(text, kind)

    if plan is None:
        chances = competence.supporting(text)
        likely = sorted(chances, key=lambda kind: (-chances[kind], kind))[:top]
        return [_of_kind(k, chances[k], because(k)) for k in likely if chances[k] >= LEAST]
    units, chances = _units(plan), competence.inclined(text)
    leading = among(competence.shares(text), {agent.key: own for agent, own in units.items()})
    highest: dict[str, float] = {}
    for kind, holders in _holders(units, chances).items():
        for holder in holders:
            highest[holder] = max(highest.get(holder, 0.0), chances[kind])
    weight = {
        agent.key: (1 - leading[agent.key]) * max(map(highest.__getitem__, own), default=0.0)
        for agent, own in units.items()
    }
    told = _of_units(units, chances, weight, because)
    return list(takewhile(lambda each: each.probability >= LEAST, islice(told, top)))


def _units(plan: Plan) -> dict[Agent, set[str]]:
    """Return the units of a plan, each with the kinds of organ that it is today."""
    return {agent: current_kinds(agent) for agent in plan.agents if agent.kind is AgentKind.UNIT}


def _holders(units: Mapping[Agent, set[str]], kinds: Iterable[str]) -> dict[str, list[str]]:
    """Return which of the kinds that the units are hold the duties of each kind."""
    holding = {kind for own in units.values() for kind in own}
    return {kind: holders_of(kind, holding) for kind in kinds}


def _of_kind(kind: str, probability: float, because: Bilingual) -> Suggestion:
    organ = organ_scheme().kinds[kind]
    return Suggestion(kind, organ.label, organ.names[:_NAMES], probability, because)


def _of_units(
    units: Mapping[Agent, set[str]],
    of_kind: Mapping[str, float],
    weight: Mapping[str, float],
    because: Callable[[str], Bilingual],
) -> Iterator[Suggestion]:
    """Yield the units that have any weight, each for the kind that speaks for it most."""
    holders = _holders(units, of_kind)
    for agent in sorted(units, key=lambda agent: -weight[agent.key]):
        if not weight[agent.key]:
            return
        taken = (kind for kind in holders if not units[agent].isdisjoint(holders[kind]))
        told = max(taken, key=lambda kind: (of_kind[kind], kind))
        best = min(units[agent].intersection(holders[told]))
        yield Suggestion(
            best,
            organ_scheme().kinds[best].label,
            (agent.name, *agent.aliases),
            weight[agent.key],
            because(told),
        )
