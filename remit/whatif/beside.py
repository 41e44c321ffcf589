"""The figures of a plan before and after changes, side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from remit.account.tables import Table, Value
from remit.coordination import (
    Figure,
    Likelihood,
    bridges,
    cohesion,
    likelihood,
    pair_figures,
    shared_graph,
    spread,
    unit_figures,
)
from remit.coordination.catalogue import WHOLE_MEASURES
from remit.model import Bilingual, Plan
from remit.whatif.changes import Change, Merge
from remit.words import bilingual

SHARES: Final = ("cross_leader", "top5", "gini")
TOTAL: Final = "total"
LONE: Final = "bridges"
WHOLE: Final = {
    TOTAL: Bilingual("全部负荷", "all load"),
    LONE: Bilingual("单线联系", "ties that nothing backs up"),
    **{name: WHOLE_MEASURES[name].title for name in SHARES},
}
_SAME: Final = 1e-9
_NONE: Final = Figure(0, 0, 0, 0)


class Subject(StrEnum):
    """What a row is about."""

    WHOLE = "whole"
    LOAD = "load"
    SHARED = "shared"
    DEPENDENCY = "dependency"
    SEPARATES = "separates"


KINDS: Final = {
    Subject.WHOLE: Bilingual("整体", "the plan as a whole"),
    Subject.LOAD: Bilingual("负荷", "load"),
    Subject.SHARED: Bilingual("共同任务", "shared tasks"),
    Subject.DEPENDENCY: Bilingual("牵头靠配合", "lead needs support"),
    Subject.SEPARATES: Bilingual("断开单位数", "units cut off"),
}

COUNTS: Final = {Subject.SHARED, Subject.DEPENDENCY, Subject.SEPARATES}
"""What is 0 where there is none; a unit that is not there has no load."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure before and after; None where what it is about is not there.

    `places` are the decimals worth showing.
    """

    kind: Subject
    subject: str
    before: Figure | None
    after: Figure | None
    places: int = 1

    @property
    def change(self) -> float:
        """How far the expected figure rises."""
        return (self.after.expected if self.after else 0) - (
            self.before.expected if self.before else 0
        )

    @property
    def differs(self) -> bool:
        """Tell whether any reading of the figure is another one."""
        one, other = self.before or _NONE, self.after or _NONE
        pairs = ((one.stated, other.stated), (one.expected, other.expected), (one.high, other.high))
        return any(abs(a - b) > _SAME for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Beside:
    """All rows: the plan as a whole, then whatever differs, greatest change first."""

    rows: tuple[Row, ...]

    def of(self, kind: Subject) -> list[Row]:
        """Return the rows of one kind."""
        return [row for row in self.rows if row.kind is kind]

    def table(self) -> Table:
        """Return the rows as a table."""
        columns = (
            "类别 kind",
            "对象 subject",
            *(
                f"{zh}·{side_zh} {en} {side_en}"
                for side_zh, side_en in (("前", "before"), ("后", "after"))
                for zh, en in (("原文", "stated"), ("预期", "expected"), ("至多", "at most"))
            ),
            "预期变化 change",
        )
        rows: Iterable[tuple[Value, ...]] = (
            (
                bilingual(KINDS[row.kind]),
                row.subject,
                *_values(row.before),
                *_values(row.after),
                round(row.change, 3),
            )
            for row in self.rows
        )
        return Table(columns, tuple(rows))


def beside(before: Plan, after: Plan, changes: Iterable[Change] = ()) -> Beside:
    """Compare two versions of a plan; `changes` tell which units of the first are one in the other.

    Loads of units that become one are added up before, what they owe each other included:
    the difference is what merging saves. A tie between them stands on neither side.
    """
    part_of = {
        unit: change.units[0]
        for change in changes
        if isinstance(change, Merge)
        for unit in change.units
    }
    names = {agent.key: agent.name for agent in (*before.agents, *after.agents)}
    one, other = _figures(likelihood(before), part_of), _figures(likelihood(after), {})
    rows = []
    for kind in KINDS:
        nothing = _NONE if kind in COUNTS else None
        found = [
            Row(
                kind,
                _label(kind, of, names),
                one.get((kind, of), nothing),
                other.get((kind, of), nothing),
                _places(of),
            )
            for of in dict.fromkeys(of for each, of in (*one, *other) if each is kind)
        ]
        if kind is not Subject.WHOLE:
            found = [row for row in found if row.differs]
            found.sort(key=lambda row: (-abs(round(row.change, 9)), row.subject))
        rows += found
    return Beside(tuple(rows))


Figures: TypeAlias = dict[tuple[Subject, tuple[str, ...]], Figure]


def _figures(model: Likelihood, part_of: Mapping[str, str]) -> Figures:
    """Return every figure of one side, by its kind and the units (keys) it is about."""
    loads, pairs = unit_figures(model)["load"], pair_figures(model)
    graph = shared_graph(model.believed)
    found: Figures = {(Subject.WHOLE, (TOTAL,)): _sum(loads.values())}
    drawn = spread(model, lambda p: {name: WHOLE_MEASURES[name].value(p) for name in SHARES})
    found.update(((Subject.WHOLE, (name,)), drawn[name]) for name in SHARES if name in drawn)
    found[Subject.WHOLE, (LONE,)] = _count(len(bridges(graph)))
    subjects: list[tuple[Subject, tuple[str, ...], Figure]] = [
        *((Subject.LOAD, (unit,), figure) for unit, figure in loads.items()),
        *((Subject.SHARED, pair, figure) for pair, figure in pairs["shared"].items()),
        *((Subject.DEPENDENCY, pair, figure) for pair, figure in pairs["dependency"].items()),
        *(
            (Subject.SEPARATES, (each.unit,), _count(each.separates))
            for each in cohesion(graph)
            if each.separates
        ),
    ]
    for kind, units, figure in subjects:
        parts = tuple(part_of.get(unit, unit) for unit in units)
        if kind is Subject.SHARED:
            parts = tuple(sorted(parts))
        if len(set(parts)) == len(parts):
            found[kind, parts] = _sum([found.get((kind, parts), _NONE), figure])
    return found


def _label(kind: Subject, of: tuple[str, ...], names: Mapping[str, str]) -> str:
    if kind is Subject.WHOLE:
        return bilingual(WHOLE[of[0]])
    return (" → " if kind is Subject.DEPENDENCY else " — ").join(names[key] for key in of)


def _places(of: tuple[str, ...]) -> int:
    return 2 if of[0] in SHARES else 1


def _sum(figures: Iterable[Figure]) -> Figure:
    every = list(figures)
    return Figure(
        sum(f.stated for f in every),
        sum(f.expected for f in every),
        sum(f.low for f in every),
        sum(f.high for f in every),
    )


def _count(number: int) -> Figure:
    """Return what is counted in one reading alone: stated and expanded."""
    return Figure(number, number, number, number)


def _values(figure: Figure | None) -> tuple[float | None, ...]:
    if figure is None:
        return (None, None, None)
    return tuple(round(value, 3) for value in (figure.stated, figure.expected, figure.high))
