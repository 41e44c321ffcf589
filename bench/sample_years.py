"""What is true of the three sample years: from their own tables and the lists beside them.

`plan.csv` of each year says every word, unit and leader of a task; `reorganised.csv` which
units were renamed and merged when the samples were written; `continued.csv` which tasks go on
(drafted by the matcher, then checked pair by pair against the tables).
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from remit.comparison import ChangeKind, UnitFate, YearChange
from remit.model import Role
from scripts.samples import SampleTask, load

SAMPLES: Final = Path(__file__).resolve().parents[1] / "data" / "samples"
PAIRS: Final = ((2023, 2024), (2024, 2025))

Pair = tuple[str, str]
TaskPairs = set[Pair]


@dataclass(frozen=True, slots=True)
class Quality:
    """How many things are true, how many were found, and how many of these are true."""

    true: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is true; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that was found; 1 where nothing is."""
        return self.right / self.true if self.true else 1.0


def quality(found: Iterable[object], true: Iterable[object]) -> Quality:
    """Return how what was found stands to what is true."""
    got, want = set(found), set(true)
    return Quality(len(want), len(got), len(got & want))


def written(year: int) -> dict[str, SampleTask]:
    """Return the rows of a year's table by the ids that tasks have in the plan."""
    found: dict[str, SampleTask] = {}
    places: dict[str, int] = {}
    for task in load(SAMPLES / f"yunxi-{year}" / "plan.csv").tasks:
        place = places[task.goal_number] = places.get(task.goal_number, 0) + 1
        found[task.number or f"2-{task.goal_number}.{place}"] = task
        if task.number:
            places.clear()
    return found


def verdicts(pair: tuple[int, int], verdict: str) -> dict[Pair, dict[str, str]]:
    """Return the pairs of tasks of two years that were judged so, with what was said of them."""
    with (SAMPLES / "continued.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["from_task"], row["to_task"]): row
            for row in csv.DictReader(file)
            if (int(row["from_year"]), int(row["to_year"])) == pair and row["verdict"] == verdict
        }


@cache
def reorganised() -> dict[tuple[int, int], dict[UnitFate, set[tuple[frozenset[str], str]]]]:
    """Return, by years and fate, which units became which."""
    found: dict[tuple[int, int], dict[UnitFate, set[tuple[frozenset[str], str]]]] = {
        pair: {UnitFate.RENAMED: set(), UnitFate.MERGED: set()} for pair in PAIRS
    }
    with (SAMPLES / "reorganised.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pair = int(row["from_year"]), int(row["to_year"])
            change = frozenset(row["from_units"].split("、")), row["to_unit"]
            found[pair][UnitFate(row["fate"])].add(change)
    return found


@cache
def heirs() -> dict[str, str]:
    """Return what every unit that was renamed or merged is called afterwards."""
    changes = (c for fates in reorganised().values() for some in fates.values() for c in some)
    return {old: new for olds, new in changes for old in olds}


def holders(task: SampleTask, role: Role) -> set[str]:
    """Return who holds a role at a task, under their later names."""
    named = {Role.SUPERVISES: task.supervises, Role.LEADS: task.leads, Role.SUPPORTS: task.supports}
    return {heirs().get(name, name) for name in named[role]}


def _plain(text: str) -> str:
    return "".join(
        character for character in text if not (character.isdigit() or character in ".-")
    )


def truth_of_tasks(pair: tuple[int, int]) -> dict[ChangeKind, set[object]]:
    """Return, of each kind that the tables tell, the pairs of tasks, or the tasks, it holds of.

    Only of tasks that go on for sure: what is open to judgement is left out, see `settled`.
    """
    before, after = (written(year) for year in pair)
    same = verdicts(pair, "same")
    kinds: dict[ChangeKind, set[object]] = {kind: set() for kind in TOLD}
    for (one, other), row in same.items():
        old, new = before[one], after[other]
        reworded = _plain(old.text) != _plain(new.text)
        moved = any(
            holders(old, role) - (holders(old, Role.LEADS) if role is Role.SUPPORTS else set())
            != holders(new, role)
            for role in (Role.SUPERVISES, Role.LEADS, Role.SUPPORTS)
        )
        if reworded:
            kinds[ChangeKind.REWORDED].add((one, other))
        if moved:
            kinds[ChangeKind.REASSIGNED].add((one, other))
        if not moved and old.text == new.text and old.deadline == new.deadline:
            kinds[ChangeKind.CARRIED_OVER].add((one, other))
        for kind in (ChangeKind.RAISED, ChangeKind.LOWERED):
            if row[kind.value] == "yes":
                kinds[kind].add((one, other))
    doubtful = verdicts(pair, "open")
    old_kept, new_kept = ({p[side] for p in (*same, *doubtful)} for side in (0, 1))
    kinds[ChangeKind.DROPPED] |= set(before) - old_kept
    kinds[ChangeKind.NEW] |= set(after) - new_kept
    return kinds


TOLD: Final = (
    ChangeKind.CARRIED_OVER,
    ChangeKind.REWORDED,
    ChangeKind.REASSIGNED,
    ChangeKind.RAISED,
    ChangeKind.LOWERED,
    ChangeKind.NEW,
    ChangeKind.DROPPED,
)


def told_of_tasks(change: YearChange, pair: tuple[int, int]) -> dict[ChangeKind, set[object]]:
    """Return what a comparison tells of the same kinds, but for tasks open to judgement."""
    doubtful = verdicts(pair, "open")
    old, new = ({p[side] for p in doubtful} for side in (0, 1))
    found: dict[ChangeKind, set[object]] = {kind: set() for kind in TOLD}
    for task in change.tasks:
        before, after = (each.id if each else None for each in (task.before, task.after))
        if before in old or after in new:
            continue
        subject: object = (before, after) if task.match else before or after
        for kind in task.kinds:
            if kind in found:
                found[kind].add(subject)
    return found


def told_of_units(change: YearChange, fate: UnitFate) -> set[tuple[frozenset[str], str]]:
    """Return which units a comparison says were renamed or merged."""
    old, new = ({a.key: a.name for a in plan.agents} for plan in (change.before, change.after))
    return {
        (frozenset(old[key] for key in unit.before), new[unit.after[0]])
        for unit in change.units
        if unit.fate is fate
    }
