"""Who may stand in a cell that a damaged copy lost."""

from dataclasses import dataclass

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
