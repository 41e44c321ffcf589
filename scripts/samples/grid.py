"""A table as offices draw it: cells that span rows and columns.

Goals stand in a cell merged over all their rows. A sub-goal is a row of its own beside it,
merged over all remaining columns. Leaders and leads are merged where neighbouring tasks
have the same ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from scripts.samples.table import SampleTask

NUMBER, GOAL, TASK, LEADERS, LEADS, SUPPORTS, DEADLINE = range(7)
WIDTH: Final = 7
GOALS_MERGED: Final = frozenset({NUMBER, GOAL})
ALL_MERGED: Final = frozenset({NUMBER, GOAL, LEADERS, LEADS})

_HEADERS: Final = {
    "1": (
        "序号",
        "目标名称",
        "工作标准",
        "区政府分管领导",
        "牵头单位",
        "配合单位",
        "完成时限",
    ),
    "2": (
        "序号",
        "项目名称",
        "主要内容",
        "区政府分管领导",
        "牵头单位",
        "配合单位",
        "完成时限",
    ),
}


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell by its upper left corner; row 0 is the header. `lines` are stacked names."""

    row: int
    column: int
    lines: tuple[str, ...]
    row_span: int = 1
    column_span: int = 1

    @property
    def last_row(self) -> int:
        """The lowest row that the cell covers."""
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        """The rightmost column that the cell covers."""
        return self.column + self.column_span - 1


@dataclass(frozen=True, slots=True)
class Grid:
    """All cells of one table, from the upper left, row by row."""

    rows: int
    cells: tuple[GridCell, ...]

    def by_row(self) -> list[list[GridCell]]:
        """Return the cells that begin in each row."""
        rows: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


@dataclass(frozen=True, slots=True)
class _Line:
    is_subgoal: bool
    values: tuple[tuple[str, ...], ...]


def headers(attachment: str) -> tuple[str, ...]:
    """Return the column headers of the table of an attachment."""
    return _HEADERS[attachment]


def task_cell(task: SampleTask) -> str:
    """Return the task as a table prints it, its number in brackets before it."""
    return f"({task.number}){task.text}" if task.number else task.text


def grid(tasks: Sequence[SampleTask], merged: frozenset[int] = ALL_MERGED) -> Grid:
    """Lay out the tasks of one attachment, merging equal neighbours in the `merged` columns."""
    lines = list(_lines(tasks))
    cells = [
        GridCell(0, column, (header,)) for column, header in enumerate(headers(tasks[0].attachment))
    ]
    for column in range(WIDTH):
        cells += _column(lines, column, is_merged=column in merged)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(len(lines) + 1, tuple(cells))


def _lines(tasks: Sequence[SampleTask]) -> Iterator[_Line]:
    for (number, goal, subgoal), members in groupby(
        tasks, key=lambda task: (task.goal_number, task.goal, task.subgoal)
    ):
        if subgoal:
            yield _Line(is_subgoal=True, values=((number,), (goal,), (subgoal,)))
        for task in members:
            deadline = (task.deadline,) if task.deadline else ()
            duties = (task.supervises, task.leads, task.supports, deadline)
            yield _Line(is_subgoal=False, values=((number,), (goal,), (task_cell(task),), *duties))


def _column(lines: Sequence[_Line], column: int, *, is_merged: bool) -> Iterator[GridCell]:
    def run(place: int) -> object:
        line = lines[place]
        if not is_merged or column >= len(line.values):
            return place
        return line.values[:2] if column <= GOAL else line.values[column]

    for _, places in groupby(range(len(lines)), key=run):
        first, *others = places
        values = lines[first].values
        if column < len(values):
            spans_columns = lines[first].is_subgoal and column == TASK
            yield GridCell(
                row=first + 1,
                column=column,
                lines=values[column],
                row_span=1 + len(others),
                column_span=WIDTH - TASK if spans_columns else 1,
            )
