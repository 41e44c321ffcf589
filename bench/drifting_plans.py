"""Pairs of made-up plans of any size, the second one the next year of the first.

Each task names a made-up place and says two or three clauses of the sample plans. Of a year's
tasks some are dropped, new ones come in, figures change, clauses are put otherwise, left out,
added or moved, leads change. What became of every task is known, as it was made so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Final

from bench.sample_years import written
from remit.interpret.content import targets_and_deadlines
from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Evidence,
    Legibility,
    Notice,
    Passage,
    Plan,
    Role,
    Source,
    Task,
)

_DROPPED: Final = 0.12
_REWORDED: Final = 0.4
_OTHER_FIGURES: Final = 0.7
_OTHER_LEAD: Final = 0.1
_CHARACTERS: Final = (
    "柳溪青石望江松岭南竹湾云霞白鹭长桥西塘枫林荷浦东山兰亭金沙玉泉翠屏紫藤红梅碧波"
)
_SITES: Final = ("道路", "公园", "小学", "河道", "市场", "社区", "厂区", "泵站")
_UNITS: Final = ("发改局", "财政局", "住建局", "教育局", "民政局", "城管局", "水利局", "文旅局")
_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?")
_STATED: Final = Evidence.STATED


@dataclass(frozen=True, slots=True)
class Drift:
    """Two years, and the ids of the tasks that are one, and of those put in other words."""

    before: Plan
    after: Plan
    same: frozenset[tuple[str, str]]
    reworded: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Told:
    clauses: tuple[str, ...]
    lead: str

    @property
    def text(self) -> str:
        return f"{'，'.join(self.clauses)}。"


def drift(size: int, seed: int = 0) -> Drift:
    """Return two years of so many tasks, the same for the same seed."""
    random = Random(seed)  # noqa: S311 (words, not secrets)
    first = [_new(random) for _ in range(size)]
    second: list[tuple[int | None, _Told, bool]] = []
    for place, told in enumerate(first):
        if random.random() < _DROPPED:
            second.append((None, _new(random), False))
        else:
            now, reworded = _next_year(told, random)
            second.append((place, now, reworded))
    pairs = [
        (f"{place + 1}", f"{number}", reworded)
        for number, (place, _, reworded) in enumerate(second, start=1)
        if place is not None
    ]
    return Drift(
        _plan(2024, first),
        _plan(2025, [told for _, told, _ in second]),
        frozenset((one, other) for one, other, _ in pairs),
        frozenset((one, other) for one, other, reworded in pairs if reworded),
    )


@cache
def _clauses() -> tuple[str, ...]:
    tasks = [task for year in (2023, 2024, 2025) for task in written(year).values()]
    parts = (part for task in tasks for part in re.split("[，。；]", task.text))
    return tuple(sorted({_FIGURE.sub("#", part) for part in parts if len(part) > 3}))


def _figures(clause: str, random: Random) -> str:
    return re.sub("#", lambda _: str(random.randint(2, 400)), clause)


def _new(random: Random) -> _Told:
    place = "".join(random.sample(_CHARACTERS, 3)) + random.choice(_SITES)
    some = random.sample(_clauses(), random.randint(2, 3))
    clauses = (f"推进{place}改造", *(_figures(clause, random) for clause in some))
    return _Told(clauses, random.choice(_UNITS))


def _next_year(told: _Told, random: Random) -> tuple[_Told, bool]:
    first, *others = told.clauses
    reworded = random.random() < _REWORDED
    if reworded:
        others = _put_otherwise(others, random)
    if random.random() < _OTHER_FIGURES:
        others = [_FIGURE.sub(lambda _: str(random.randint(2, 400)), clause) for clause in others]
    lead = random.choice(_UNITS) if random.random() < _OTHER_LEAD else told.lead
    return replace(told, clauses=(first, *others), lead=lead), reworded


def _put_otherwise(clauses: Sequence[str], random: Random) -> list[str]:
    found = list(clauses)
    new = _figures(random.choice(_clauses()), random)
    match random.randrange(4):
        case 0:
            found[random.randrange(len(found))] = new
        case 1:
            found.append(new)
        case 2:
            found = found[1:] + found[:1]
        case _:
            found.pop(random.randrange(len(found)))
    return found


def _plan(year: int, rows: Sequence[_Told]) -> Plan:
    tasks, assignments, start = [], [], 0
    for order, told in enumerate(rows, start=1):
        name, text = f"{order}", told.text
        passage = Passage(start, start + len(text), order, text)
        start += len(text) + 1
        tasks.append(Task(name, name, order, text, None, "1", passage, Legibility.WHOLE))
        lead = Assignment(
            f"{name}/{told.lead}", name, told.lead, _STATED, 1.0, Role.LEADS, _STATED, 1.0
        )
        assignments.append(lead)
    targets, deadlines, indicators = targets_and_deadlines(tasks, year)
    return Plan(
        id=f"made-up-{year}",
        title="重点工作责任分解表",
        title_passage=None,
        year=year,
        jurisdiction="某市某区",
        area="某市某区",
        notice=Notice(),
        source=Source("plan.txt", f"{year}", "utf-8", start),
        attachments=(),
        goals=(),
        tasks=tuple(tasks),
        agents=tuple(Agent(unit, AgentKind.UNIT, f"区{unit}") for unit in _UNITS),
        assignments=tuple(assignments),
        repeats_dropped=False,
        targets=targets,
        deadlines=deadlines,
        indicators=indicators,
    )
