"""Reads the rows of a table that was written out one cell a line, whole or damaged.

A row's cells stand in the order of the columns. Goals are a number and a name; a goal may
have named sub-goals. Tasks are numbered `(1)` …, or, in unnumbered tables, are the lines
that read as sentences. What follows a task and looks like a name is a duty cell of its
row (family F of published plans).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from remit.model import Cell, Heading, Passage, Row
from remit.read.lines import Line, join, mend, pieces
from remit.read.names import LONGEST_NAME, kind_of

_TASK: Final = re.compile(r"\(\s*(\d{1,3})\s*\)\s*")
_NUMBER: Final = re.compile(r"\d{1,3}")
_SENTENCE: Final = re.compile(r"[。;!]$")
_SHORTEST_HEADING: Final = 4
"""Shorter lines after a heading are the rest of its name (交通畅行 / 工程)."""


@dataclass(slots=True)
class Rows:
    """The rows of a table in order, and the lines that found no place in any."""

    rows: list[Row] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)


def has_numbered_tasks(lines: Iterable[Line]) -> bool:
    """Tell whether the table's tasks carry numbers of their own."""
    return any(_TASK.match(line.text) for line in lines)


def numbered_rows(lines: Sequence[Line], source: str) -> Rows:
    """Read a table whose tasks are numbered; between two tasks stand cells, then headings."""
    found = Rows()
    marks = [(i, mark) for i, line in enumerate(lines) if (mark := _TASK.match(line.text))]
    headings = lines[: marks[0][0]]
    goal: Heading | None = None
    subgoals: list[Heading] = []
    for position, (index, mark) in enumerate(marks):
        last = position + 1 == len(marks)
        end = len(lines) if last else marks[position + 1][0]
        number, names = _split_headings(headings)
        if names and (number is not None or goal is None):
            goal, subgoals = _heading(number, names[0], 1), []
            names = names[1:]
        if names:
            subgoals.append(_heading(None, [line for name in names for line in name], 2))
        path = tuple(h for h in (goal, subgoals[-1] if subgoals else None) if h)
        task, rest = _task_text(lines[index:end], source)
        passage = task.passage(mark.end())
        size = len(rest) if last else _number_of_cells(rest, subgoals)
        cells = _cells(rest[:size], found)
        found.rows.append(Row(mark.group(1), mend_text(passage.exact), passage, path, cells))
        headings = rest[size:]
    return found


def _split_headings(lines: Sequence[Line]) -> tuple[Line | None, list[list[Line]]]:
    """Return the goal's number, if one stands there, and the names, each with its lines.

    A line too short to be a heading goes on with the name above it.
    """
    number = next((line for line in lines if _NUMBER.fullmatch(line.text)), None)
    names: list[list[Line]] = []
    for line in lines[lines.index(number) + 1 :] if number else lines:
        if names and (len(mend(line.text)) < _SHORTEST_HEADING):
            names[-1].append(line)
        else:
            names.append([line])
    return number, names


def _number_of_cells(lines: Sequence[Line], subgoals: Sequence[Heading]) -> int:
    """Return how many of the lines after a task are its cells; headings follow.

    Headings begin at a number on its own line. Without one, only the very last line can
    be a heading (a sub-goal), and is, when it is no name or is made like the sub-goals
    before it.
    """
    for index, line in enumerate(lines):
        if _NUMBER.fullmatch(line.text):
            return index
    if lines and _is_heading(lines[-1], subgoals):
        return len(lines) - 1
    return len(lines)


def _is_heading(line: Line, siblings: Sequence[Heading]) -> bool:
    name = mend(line.text)
    if _cells_of(line) is None:
        return True
    return any(len(name) == len(h.name) and name[0] == h.name[0] for h in siblings)


def _task_text(lines: Sequence[Line], source: str) -> tuple[Line, list[Line]]:
    """Return the task's line, with the lines its text goes on in, and the lines after it."""
    task = lines[0]
    for index, line in enumerate(lines[1:], start=1):
        goes_on = not _SENTENCE.search(task.text) and _SENTENCE.search(line.text)
        if not goes_on or _cells_of(line) is not None:
            return task, list(lines[index:])
        task = join(task, line, source)
    return task, []


def mend_text(text: str) -> str:
    """Return a task's text without the line breaks inside it."""
    return re.sub(r"\s*[\r\n]+\s*", "", text).strip()


def unnumbered_rows(lines: Sequence[Line]) -> Rows:
    """Read a table whose rows are a (numbered) name and, below it, sentences with cells."""
    found = Rows()
    names: list[tuple[Line | None, list[Line]]] = []
    rows: list[tuple[int, Line, list[Line]]] = []
    number: Line | None = None
    naming = False
    for line in lines:
        if _NUMBER.fullmatch(line.text):
            number, naming = line, False
        elif _is_text(line):
            rows.append((len(names) - 1, line, []))
            naming = False
        elif naming:
            names[-1][1].append(line)
        elif number is None and rows and _cells_of(line) is not None:
            rows[-1][2].append(line)
        else:
            names.append((number, [line]))
            number, naming = None, True
    used = sorted({index for index, _, _ in rows if index >= 0})
    unused = [name for index, (_, name) in enumerate(names) if index not in used]
    found.unread.extend(line.passage() for name in unused for line in name)
    restored = _restored([_heading(*names[index], 1) for index in used])
    headings = dict(zip(used, restored, strict=True))
    for index, line, cells in rows:
        path = () if index < 0 else (headings[index],)
        found.rows.append(Row(None, line.raw, line.passage(), path, _cells(cells, found)))
    return found


def _is_text(line: Line) -> bool:
    return bool(_SENTENCE.search(line.text)) or len(line.text) > LONGEST_NAME


def _restored(headings: list[Heading]) -> list[Heading]:
    """Put back what dropping repeated lines took from the headings of one table.

    Numbers: the headings before the first numbered one get theirs when they count up to
    it exactly. Names: an ending that stands on a line of its own in one name, and that
    every name up to there has, is put back to the later names that lack it.
    """
    known = next((i for i, h in enumerate(headings) if h.number is not None), None)
    if known is not None and headings[known].number == str(known + 1):
        for index in range(known):
            headings[index] = replace(headings[index], number=str(index + 1), restored_number=True)
    broken = next((i for i, h in enumerate(headings) if len(h.passages) > 1), None)
    if broken is None:
        return headings
    ending = mend(headings[broken].passages[-1].exact)
    if not all(h.name.endswith(ending) for h in headings[: broken + 1]):
        return headings
    for index, heading in enumerate(headings[broken + 1 :], start=broken + 1):
        if not heading.name.endswith(ending):
            headings[index] = replace(heading, name=heading.name + ending, restored_name=ending)
    return headings


def _heading(number: Line | None, names: Sequence[Line], level: int) -> Heading:
    return Heading(
        number=number.text if number else None,
        name="".join(mend(line.raw) for line in names),
        level=level,
        passages=tuple(line.passage() for line in names),
    )


def _cells_of(line: Line) -> list[Cell] | None:
    """Return the names in a cell line, None when any part of it is no name."""
    cells = []
    for start, end in pieces(line.text):
        passage = line.passage(start, end)
        kind = kind_of(passage.exact)
        if kind is None:
            return None
        cells.append(Cell(mend(passage.exact), kind, passage))
    return cells or None


def _cells(lines: Iterable[Line], found: Rows) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for line in lines:
        names = _cells_of(line)
        if names is None:
            found.unread.append(line.passage())
        else:
            cells.extend(names)
    return tuple(cells)
