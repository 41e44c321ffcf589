"""Who belongs to a group: as a roster lists it, and as it is held of a plan's group."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from remit.model.passage import Bilingual


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line of a roster file: a member of a group, from a day on (None: always)."""

    group: str
    member: str
    path: Path
    line: int
    valid_from: date | None = None
    note: str = ""

    @property
    def file(self) -> str:
        """The file's name, without this machine's folders."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of a group, by its agent's key, how surely (0 to 1), and why."""

    member: str
    confidence: float
    because: Bilingual
