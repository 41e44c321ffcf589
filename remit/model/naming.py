"""What the words of tasks name: places and projects, each one thing in a plan."""

from dataclasses import dataclass
from enum import StrEnum

from remit.model.passage import Passage


class NameKind(StrEnum):
    """What a name in the words of a task stands for: kinds of place, then of project."""

    STREET = "street"
    ROAD = "road"
    WATER = "water"
    PARK = "park"
    SITE = "site"
    AREA = "area"
    INSTITUTION = "institution"
    CONSTRUCTION = "construction"
    CAMPAIGN = "campaign"
    PROGRAMME = "programme"
    PLATFORM = "platform"
    COMPANY = "company"

    @property
    def is_place(self) -> bool:
        """Whether it is a kind of place; the others are kinds of project."""
        return self not in PROJECTS


PROJECTS = frozenset(
    {
        NameKind.CONSTRUCTION,
        NameKind.CAMPAIGN,
        NameKind.PROGRAMME,
        NameKind.PLATFORM,
        NameKind.COMPANY,
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name that a gazetteer knows, its kind, and its other names."""

    name: str
    kind: NameKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A place or project that the tasks of a plan name. `key` is the last part of its IRI.

    `aliases` are the other names it has. `listed` tells that a gazetteer, or a duty cell of the
    plan, knows it; otherwise its kind is judged by the shape of its name.
    """

    key: str
    name: str
    kind: NameKind
    aliases: tuple[str, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a task names a place or project; `named` is its key."""

    task: str
    named: str
    passage: Passage
