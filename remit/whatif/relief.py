"""Supports that could pass to an organ as competent, to relieve the most loaded units.

The most loaded units are those that carry more than the mean.

Which may pass: a support that a unit itself has, not one of its group; not of a subdistrict,
town or zone, whose part is its territory; to a unit that is not on the task yet and is
competent for it. Competent means that a word of its organ's competence (`ontology/organs.ttl`)
stands in the task, that the words give it a probability of at least `LEAST` to be the
organ they speak for, and no lower one than the unit that has the support now; and that no
other unit of the plan is of the same kind of organ, as words cannot tell which is meant.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from remit.coordination import (
    Handover,
    heaviest_sum,
    likelihood,
    relieving,
    support_loads,
    unit_figures,
)
from remit.interpret.competence import Competence, default_competence
from remit.interpret.learning import current_kinds
from remit.model import Agent, AgentKind, Bilingual, Evidence, Plan, Role, UnitType
from remit.organkinds import competence
from remit.whatif.changes import Change, Move, tasks_of

LEAST: Final = 0.2
_TERRITORIAL: Final = {UnitType.SUBDISTRICT, UnitType.TOWN, UnitType.ZONE}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A support to hand over, why its receiver is competent, and the load of both before.

    `stated` tells whether the source says that the giver supports the task; else it is inferred.
    """

    move: Move
    stated: bool
    because: Bilingual
    giver_load: float
    receiver_load: float
    weight: float


@dataclass(frozen=True, slots=True)
class Relief:
    """What to hand over so that the `heaviest` units, those above the mean, carry less in sum.

    `before` and `after` are that sum, expected; `supports` is how many supports there are,
    `open` how many of them could pass to a competent organ: of these, `weightless` answer to no
    lead that is known or may be, and `light` are those of units that carry no more than the mean.
    `led` tells whether any lead is known at all.
    """

    suggestions: tuple[Suggestion, ...]
    heaviest: int
    before: float
    after: float
    supports: int
    open: int
    weightless: int
    light: int
    led: bool


def suggested(plan: Plan, most: int, taken: Iterable[Change] = ()) -> Relief:
    """Return at most `most` suggestions, none of them at a task that a change has `taken`."""
    model = likelihood(plan)
    weights = support_loads(model)
    figures = unit_figures(model)["load"]
    loads = {unit: figure.expected for unit, figure in figures.items()}
    row = {task: i for i, task in enumerate(model.tasks)}
    column = {unit: i for i, unit in enumerate(model.units)}
    settled = {task for change in taken for task in tasks_of(change)}
    reasons = {
        (task, giver, receiver): (fitness, because)
        for task, giver, receiver, fitness, because in _competent(plan, default_competence())
        if task not in settled
    }
    stated = {(a.task, a.agent) for a in plan.assignments if a.role_evidence is Evidence.STATED}
    handovers = [
        Handover(task, giver, receiver, float(weights[row[task], column[giver]]), fitness)
        for (task, giver, receiver), (fitness, _) in reasons.items()
    ]
    weighed = {(h.task, h.giver): h.load for h in handovers}
    mean = fmean(loads.values())
    heaviest = max(1, sum(load > mean for load in loads.values()))
    chosen = relieving(loads, handovers, heaviest, most)
    after = dict(loads)
    for each in chosen:
        after[each.giver] -= each.load
        after[each.receiver] += each.load
    return Relief(
        tuple(
            Suggestion(
                Move(each.task, each.giver, each.receiver),
                (each.task, each.giver) in stated,
                reasons[each.task, each.giver, each.receiver][1],
                loads[each.giver],
                loads[each.receiver],
                each.load,
            )
            for each in chosen
        ),
        heaviest,
        heaviest_sum(loads, heaviest),
        heaviest_sum(after, heaviest),
        sum(a.role is Role.SUPPORTS and a.agent in column for a in plan.assignments),
        len(weighed),
        sum(not weight for weight in weighed.values()),
        sum(weight > 0 and loads[giver] <= mean for (_, giver), weight in weighed.items()),
        bool(model.leads.any()),
    )


def _competent(plan: Plan, judge: Competence) -> Iterator[tuple[str, str, str, float, Bilingual]]:
    """Yield task, giver, receiver (keys), the receiver's probability, and what speaks for it."""
    agents = {agent.key: agent for agent in plan.agents}
    on_task: dict[str, set[str]] = defaultdict(set)
    for a in plan.assignments:
        on_task[a.task].add(a.agent)
    texts = {task.id: task.text for task in plan.tasks}
    receivers = _alone_of_their_kind(plan)
    for a in plan.assignments:
        giver = agents[a.agent]
        own = a.role is Role.SUPPORTS and a.via_group is None and giver.kind is AgentKind.UNIT
        if not own or giver.unit_type in _TERRITORIAL:
            continue
        text = texts[a.task]
        chances = judge.probabilities(text)
        least = max(LEAST, sum(chances.get(kind, 0) for kind in current_kinds(giver)))
        for receiver, kinds in receivers.items():
            spoken_of = [k for k in kinds if any(word in text for word in competence(k))]
            chance = sum(chances.get(kind, 0) for kind in kinds)
            if receiver not in on_task[a.task] and spoken_of and chance >= least:
                best = max(spoken_of, key=lambda kind: (chances.get(kind, 0), kind))
                yield a.task, a.agent, receiver, chance, judge.because(text, best)


def _alone_of_their_kind(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the kinds of organ of every unit (key) that shares none with another."""
    units: list[Agent] = [agent for agent in plan.agents if agent.kind is AgentKind.UNIT]
    kinds = {agent.key: tuple(sorted(current_kinds(agent))) for agent in units}
    every = [kind for own in kinds.values() for kind in own]
    return {
        unit: own for unit, own in kinds.items() if own and all(every.count(k) == 1 for k in own)
    }
