"""Who may stand in a cell that a damaged copy lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from remit.model.kinds import Role
from remit.model.passage import Bilingual


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may stand in a lost cell of a task, in a role; it is no assignment.

    `task` is the id of the task, `agent` the key of the agent, `probability` between 0 and 1.
    """

    task: str
    agent: str
    role: Role
    probability: float
    because: Bilingual


def one_each(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return each agent once a cell, where units that became one contend for it twice.

    A cell holds one unit, so the chances of two candidates exclude each other and add up.

    >>> why = Bilingual("", "")
    >>> some = [Candidate("1", "a", Role.LEADS, p, why) for p in (0.5, 0.25)]
    >>> [(each.agent, each.probability) for each in one_each(some)]
    [('a', 0.75)]
    """
    found: dict[tuple[str, str, Role], Candidate] = {}
    for each in candidates:
        cell = each.task, each.agent, each.role
        first = found.get(cell)
        chance = each.probability + (first.probability if first else 0)
        found[cell] = replace(first or each, probability=min(1.0, chance))
    return tuple(found.values())
