"""The one table that every file of a sample plan is written from."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from pathlib import Path
from typing import Final

SEPARATOR: Final = "、"


@dataclass(frozen=True, slots=True)
class SampleTask:
    """One task with all that is known of it; what it does not have is empty.

    `attachment` is "1" or "2", `goal_number` "1" to "99". `number` is empty in tables whose
    rows carry none, `subgoal` where the goal has no parts, `deadline` and `supports` where
    there are none; a leader and a lead there always are. Names stand in the order in which
    they are printed, those of groups (各街道) last among the supports.
    """

    attachment: str
    goal_number: str
    goal: str
    subgoal: str
    number: str
    text: str
    supervises: tuple[str, ...]
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    deadline: str


COLUMNS: Final = tuple(field.name for field in fields(SampleTask))


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """The plan of one year, tasks in document order."""

    year: int
    tasks: tuple[SampleTask, ...]

    def attachments(self) -> list[tuple[str, tuple[SampleTask, ...]]]:
        """Return each attachment's number with its tasks, in document order."""
        return [
            (number, tuple(tasks))
            for number, tasks in groupby(self.tasks, key=lambda task: task.attachment)
        ]


def gathered(tasks: Sequence[SampleTask], column: str) -> list[tuple[SampleTask, ...]]:
    """Return the tasks with equal values in a column together, in order of the first ones."""
    groups: dict[object, list[SampleTask]] = {}
    for task in tasks:
        groups.setdefault(getattr(task, column), []).append(task)
    return [tuple(members) for members in groups.values()]


def load(path: Path) -> SamplePlan:
    """Read `plan.csv`; the year is the end of its folder's name, e.g. `yunxi-2025`."""
    with path.open(encoding="utf-8", newline="") as lines:
        tasks = tuple(_task(row) for row in csv.DictReader(lines))
    return SamplePlan(int(path.parent.name.rpartition("-")[2]), tasks)


def _task(row: dict[str, str]) -> SampleTask:
    return SampleTask(
        attachment=row["attachment"],
        goal_number=row["goal_number"],
        goal=row["goal"],
        subgoal=row["subgoal"],
        number=row["number"],
        text=row["text"],
        supervises=_names(row["supervises"]),
        leads=_names(row["leads"]),
        supports=_names(row["supports"]),
        deadline=row["deadline"],
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEPARATOR)) if cell else ()
