"""How likely each unit leads, supports or takes part in each task: what a plan may mean.

An assignment says with which confidence a unit takes part and, given that, with which its
role is as said. What is left of the role's probability goes to the other of the two roles
where the unit's name stands in the source (a unit in a duty cell leads or supports); where
the participation itself is expanded or inferred, the rest stays a participation in an
unknown role. Candidates, who are too unlikely to be an assignment, add their probability.

Two assumptions make a reading of the whole plan out of this:

- what holds at one task says nothing about another;
- the leads of one task are drawn together so that their number is as near as can be to
  what their probabilities add up to (systematic sampling), so that three candidates for one
  lost cell give one lead and not three. Beside that the units of a task are independent.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from remit.coordination.projection import Participation, participation
from remit.model import Assignment, Evidence, Plan, Role

Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Likelihood:
    """Chances of each unit at each task, tasks x units; at most 1 in sum.

    `leads`, `supports`, and `unclear` for taking part in a role that nothing tells.
    `stated` and `believed` are the projections of what the source states, and of that with
    groups expanded.
    """

    leads: Chances
    supports: Chances
    unclear: Chances
    stated: Participation
    believed: Participation

    @property
    def units(self) -> tuple[str, ...]:
        """Keys of the units, in the order of the columns."""
        return self.stated.units

    @property
    def tasks(self) -> tuple[str, ...]:
        """Ids of the tasks, in the order of the rows."""
        return self.stated.tasks

    @property
    def involves(self) -> Chances:
        """Chance that a unit takes part at all."""
        return self.leads + self.supports + self.unclear

    @property
    def certain(self) -> bool:
        """True when there is only one reading."""
        chances = np.stack([self.leads, self.supports, self.unclear])
        return bool(np.isin(chances, (0, 1)).all())


def likelihood(plan: Plan) -> Likelihood:
    """Return the chances that a plan's assignments, and the candidates beside them, give."""
    stated = participation(plan, {Evidence.STATED})
    row = {task: i for i, task in enumerate(stated.tasks)}
    column = {unit: i for i, unit in enumerate(stated.units)}
    leads, supports, unclear = (np.zeros((len(row), len(column))) for _ in range(3))
    of_role = {Role.LEADS: leads, Role.SUPPORTS: supports}
    for a in plan.assignments:
        if a.agent in column:
            place = row[a.task], column[a.agent]
            for role, chance in role_chances(a):
                of_role.get(role, unclear)[place] = chance
    for candidate in plan.candidates:
        if candidate.agent in column and candidate.role in of_role:
            place = row[candidate.task], column[candidate.agent]
            taken = leads[place] + supports[place]
            chance = min(candidate.probability, 1 - taken)
            of_role[candidate.role][place] += chance
            unclear[place] = max(0.0, min(unclear[place], 1 - taken) - chance)
    return Likelihood(leads, supports, unclear, stated, participation(plan))


def role_chances(assignment: Assignment) -> Iterator[tuple[Role, float]]:
    """Yield the roles an assignment may mean, with their chances; TAKES_PART for none known."""
    part, sure = assignment.confidence, assignment.role_confidence
    if assignment.role_evidence is None or sure is None:
        yield Role.TAKES_PART, part
        return
    yield assignment.role, part * sure
    other = Role.SUPPORTS if assignment.role is Role.LEADS else Role.LEADS
    stated = assignment.evidence is Evidence.STATED
    yield (other if stated else Role.TAKES_PART), part * (1 - sure)


def narrowed(model: Likelihood, tasks: Iterable[str]) -> Likelihood:
    """Return the model of some of the tasks, with all units."""
    wanted = set(tasks)
    keep = [i for i, task in enumerate(model.tasks) if task in wanted]
    return Likelihood(
        model.leads[keep],
        model.supports[keep],
        model.unclear[keep],
        _rows(model.stated, keep),
        _rows(model.believed, keep),
    )


def _rows(found: Participation, keep: Sequence[int]) -> Participation:
    return Participation(
        found.units,
        tuple(found.tasks[i] for i in keep),
        found.involves[keep],
        found.leads[keep],
        found.supports[keep],
        tuple(found.leaders[i] for i in keep),
    )


def readings(model: Likelihood, count: int, seed: int = 0) -> Iterator[Participation]:
    """Yield `count` random readings of the plan, the same for the same seed.

    Leads by systematic sampling: the chances of a task's units lie end to end on a line, and
    one random shift of a comb with teeth 1 apart picks them (W. G. Madow, "On the theory of
    systematic sampling, II", Annals of Mathematical Statistics 20(3), 1949).
    """
    random = np.random.default_rng(seed)
    ends = np.cumsum(model.leads, axis=1)
    starts = ends - model.leads
    rest = 1 - model.leads
    supports = np.divide(model.supports, rest, out=np.zeros_like(rest), where=rest > 0)
    unclear = np.divide(model.unclear, rest, out=np.zeros_like(rest), where=rest > 0)
    for _ in range(count):
        shift = random.random((len(model.tasks), 1))
        leads = (np.floor(ends - shift) > np.floor(starts - shift)) & (model.leads > 0)
        leads |= model.leads >= 1
        other = random.random(model.leads.shape)
        supporting = ~leads & (other < supports)
        involved = leads | (other < supports + unclear)
        yield Participation(
            model.units,
            model.tasks,
            _matrix(involved),
            _matrix(leads),
            _matrix(supporting),
            model.believed.leaders,
        )


def _matrix(cells: NDArray[np.bool_]) -> "csr_array[np.float64, tuple[int, int]]":
    return csr_array(cells.astype(np.float64))
