"""What a comparison of two plans finds, as plain facts. `before` is the earlier plan's side."""

from dataclasses import dataclass
from enum import StrEnum

from remit.model import Bilingual, Decision, Plan, Role, Target, Task


class ChangeKind(StrEnum):
    """What became of a task. Several hold at once, but for the first and the last two.

    `RAISED` and `LOWERED` are about what a target demands: unemployment held below 5% where it
    was 5.5% is raised. `FIGURES` are figures that differ and cannot be ranked.
    """

    CARRIED_OVER = "carried-over"
    REWORDED = "reworded"
    REASSIGNED = "reassigned"
    RAISED = "raised"
    LOWERED = "lowered"
    FIGURES = "figures-changed"
    RESCHEDULED = "rescheduled"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Match:
    """Tasks of two plans, by id, that are one task, with the probability that they are.

    `likeness` (0 to 1) is that of their words. A `decision` settles it, with probability 1.
    """

    before: str
    after: str
    confidence: float
    likeness: float
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class DutyChange:
    """Who came to a role of a task and who left it, by name; only what both plans show.

    `hidden` tells that one of the plans does not show the role here, whole or in part: who
    else came or left is not known.
    """

    role: Role
    came: tuple[str, ...]
    left: tuple[str, ...]
    hidden: bool

    @property
    def changed(self) -> bool:
        """Whether a change is seen."""
        return bool(self.came or self.left)


class Direction(StrEnum):
    """How a target stands to that of the year before."""

    RAISED = "raised"
    LOWERED = "lowered"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TargetChange:
    """Two targets of one indicator whose figures differ, and which of them demands more."""

    before: Target
    after: Target
    direction: Direction


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What became of one task. One side is None for a new or dropped task."""

    before: Task | None
    after: Task | None
    kinds: tuple[ChangeKind, ...]
    match: Match | None = None
    duties: tuple[DutyChange, ...] = ()
    targets: tuple[TargetChange, ...] = ()

    @property
    def hidden(self) -> tuple[Role, ...]:
        """The roles of which it cannot be told whether they changed."""
        return tuple(duty.role for duty in self.duties if duty.hidden and not duty.changed)


class UnitFate(StrEnum):
    """What became of a unit. That a plan names it no more need not mean it was abolished."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    NEWLY_NAMED = "newly-named"
    NO_LONGER_NAMED = "no-longer-named"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """Units, by key, that go on as other units; `sure` unless it is only likely."""

    fate: UnitFate
    before: tuple[str, ...]
    after: tuple[str, ...]
    because: Bilingual
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Carried:
    """What a unit carries in one plan: stated with groups expanded; expected with inferred."""

    tasks: int
    led: int
    supported: int
    load: int
    partners: int
    expected_tasks: float
    expected_led: float
    expected_load: float


@dataclass(frozen=True, slots=True)
class LoadChange:
    """What a unit, with those it succeeded, carries before and after; None: not in that plan."""

    unit: str
    names_before: tuple[str, ...]
    before: Carried | None
    after: Carried | None


@dataclass(frozen=True, slots=True)
class PortfolioChange:
    """The leaders a unit's tasks stand under, by name, before and after."""

    unit: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """How many continued tasks passed from one supervising leader to another."""

    left: str
    came: str
    tasks: int


@dataclass(frozen=True, slots=True, eq=False)
class YearChange:
    """Everything that changed from one plan to the next.

    `same_government` is None where a plan does not tell whose it is: they are then taken for
    one government's. Units, loads and portfolios are compared only within one government.
    """

    before: Plan
    after: Plan
    same_government: bool | None
    tasks: tuple[TaskChange, ...]
    units: tuple[UnitChange, ...]
    loads: tuple[LoadChange, ...]
    portfolios: tuple[PortfolioChange, ...]
    handovers: tuple[Handover, ...]
    possible: tuple[Match, ...]

    def of_kind(self, kind: ChangeKind) -> list[TaskChange]:
        """Return the tasks of one kind, in the order of the plans."""
        return [change for change in self.tasks if kind in change.kinds]


@dataclass(frozen=True, slots=True)
class Thread:
    """One task over the years: the id in each plan, None where the plan has it not.

    `confidence` is that of its weakest link, 1 for a task of one year.
    """

    tasks: tuple[str | None, ...]
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Plans in the order of their years, the changes from each to the next, and all threads."""

    plans: tuple[Plan, ...]
    changes: tuple[YearChange, ...]
    threads: tuple[Thread, ...]
