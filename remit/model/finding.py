"""What a planner should look at, and how much it matters."""

from dataclasses import dataclass
from enum import StrEnum

from remit.model.passage import Bilingual, Passage


class Severity(StrEnum):
    """How much a finding matters to a planner."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a planner should look at. `about` holds (kind, id) pairs.

    The kind in `about` is one of "plan", "task", "goal", "agent", "assignment".
    """

    id: str
    kind: str
    severity: Severity
    message: Bilingual
    about: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
