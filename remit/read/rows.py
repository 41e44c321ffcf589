"""Reads the rows of a table that was written out one cell a line, whole or damaged.

A row's cells stand in the order of the columns (family F of published plans). Three ways
of telling rows apart are known:

- tasks numbered `(1)` …, with goals as a number and a name, and named sub-goals;
- a number, the task, its cells: tables with one column of text;
- names of programmes with sentences below them: tables with two columns of text.

What follows a task and looks like a name is a duty cell of its row, if the columns have a
place for it there. What has no place is reported, never used.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from remit.model import (
    BODIES,
    PERSONS,
    AgentKind,
    Cell,
    Heading,
    Passage,
    Role,
    RoleRule,
    Row,
)
from remit.read.bodies_first import bodies_stand_first, rows_below_bodies
from remit.read.cells import cells_in, duty_cells, settle
from remit.read.columns import Column
from remit.read.dates import is_deadline
from remit.read.headings import (
    BULLET,
    NUMBER,
    NUMBERED_NAME,
    heading_of,
    is_text,
    number_of_cells,
    opens_section,
    restored,
    split_headings,
    under,
)
from remit.read.lines import Line, join, mend, says_nothing, unbroken
from remit.read.positional import Chunk, Positions, positions
from remit.read.row_lines import (
    between_names,
    continues,
    counts_up,
    figures_in,
    is_remark,
    is_words,
    opened,
    task_text,
)
from remit.read.tables import Table

_TASK: Final = re.compile(r"\(\s*(\d{1,3})\s*\)\s*")
_SECTION_NUMBER: Final = re.compile("[一二三四五六七八九十]{1,3}")


@dataclass(slots=True)
class Rows:
    """The rows of a table in order, and the lines that found no place in any."""

    rows: list[Row] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)


def read_rows(
    table: Table, lines: Sequence[Line], source: str, roles: Sequence[frozenset[Role]]
) -> Rows:
    """Read a table's body.

    `roles` are those of its duty columns, in their order (from an earlier table when its
    own header was dropped as repeated).
    """
    lines = _without_section_numbers(lines)
    reader = _Reader(source, roles, table)
    if any(_TASK.match(line.text) for line in lines):
        return reader.numbered(lines)
    bullets = any(BULLET.match(line.text) for line in lines)
    placed = None if bullets else positions(lines, table.kinds)
    if placed is not None:
        return reader.placed(placed)
    if roles and bodies_stand_first(table.kinds):
        unread: list[Passage] = []
        return Rows(rows_below_bodies(lines, roles[0], source, unread), unread)
    if _joins_names(lines):
        reader.units = [each for each in roles if each != {Role.SUPERVISES}]
    if table.text_columns == 1:
        return reader.counted(lines)
    return reader.named(lines)


class _Reader:
    """Reads one table; holds what every row needs."""

    def __init__(self, source: str, roles: Sequence[frozenset[Role]], table: Table) -> None:
        self.source = source
        self.has_other_columns = table.has_other_columns
        self.ends_in_others = table.ends_in_others
        self.found = Rows()
        self.units: Sequence[frozenset[Role]] = ()
        leader = frozenset({Role.SUPERVISES})
        self.has_leaders = not roles or leader in roles
        self.leaders_first = bool(roles) and roles[0] == leader
        units = [each for each in roles if each != leader]
        only = units[0] if len(units) == 1 else frozenset()
        self.only_role = Role.LEADS if Role.LEADS in only else next(iter(only), None)
        self.only_rule = RoleRule.ALONE if len(only) > 1 else None

    # --- tasks numbered (1) ---

    def numbered(self, lines: Sequence[Line]) -> Rows:
        """Between two tasks stand the cells of the first, then headings."""
        marks = [(i, mark) for i, line in enumerate(lines) if (mark := _TASK.match(line.text))]
        headings = lines[: marks[0][0]]
        goal: Heading | None = None
        subgoals: list[Heading] = []
        for position, (index, mark) in enumerate(marks):
            last = position + 1 == len(marks)
            end = len(lines) if last else marks[position + 1][0]
            number, names = split_headings(headings)
            if names and (number is not None or goal is None):
                goal, subgoals = heading_of(number, names[0], 1), []
                names = names[1:]
            if names:
                subgoals.append(heading_of(None, [line for name in names for line in name], 2))
            path = tuple(h for h in (goal, subgoals[-1] if subgoals else None) if h)
            task, rest = task_text(lines[index:end], self.source)
            size = len(rest) if last else number_of_cells(rest, subgoals)
            self._add(mark.group(1), task.passage(mark.end()), path, rest[:size])
            headings = rest[size:]
        return self.found

    # --- a number, then the task ---

    def counted(self, lines: Sequence[Line]) -> Rows:
        """A number opens a row; where it was dropped, a sentence does."""
        path: tuple[Heading, ...] = ()
        number: str | None = None
        task: Line | None = None
        below: list[Line] = []
        reported = self.has_other_columns and counts_up(lines)  # sentences may be progress

        def close() -> None:
            if task is not None:
                self._add(number, task.passage(), path, below)

        figures = figures_in(lines) if self.has_other_columns else set()
        for index, line in enumerate(lines):
            following = lines[index + 1] if index + 1 < len(lines) else None
            over_list = bool(following and BULLET.match(following.text))
            section = opens_section(line, following)
            opens = task is None and (number is not None or is_text(line))
            begun = None if index in figures else opened(line)
            if begun is not None:
                close()
                (number, task), below = begun, []
            elif opens and not (over_list and section):
                task = line
            elif section:
                close()
                mark = NUMBERED_NAME.match(line.text)
                name = mend(line.raw[mark.end() :] if mark else line.raw).rstrip("。")
                path = (Heading(mark.group(1) if mark else None, name, 1, (line.passage(),)),)
                number, task, below = None, None, []
            elif task is None:
                self.found.unread.append(line.passage())
            elif not below and cells_in(line) is None and continues(task, lines[index:]):
                task = join(task, line, self.source)
            elif is_text(line) and cells_in(line) is None and not reported:
                close()
                number, task, below = None, line, []
            else:
                below.append(line)
        close()
        return self.found

    # --- a line for each column ---

    def placed(self, positions: Positions) -> Rows:
        """The lines of a full row are its columns' cells; other rows go by their looks."""
        path: tuple[Heading, ...] = ()
        for chunk in positions.chunks:
            for line in chunk.headings:
                path = under(path, line)
            if not chunk.lines:
                continue
            if not positions.is_full(chunk):
                self._by_looks(chunk, path, positions)
                continue
            *goals, task = [line for line, kind in positions.of(chunk) if kind[0] is Column.TASK]
            own = tuple(heading_of(None, [line], 2) for line in goals)
            cells: list[Cell] = []
            deadline: Passage | None = None
            for line, (kind, roles) in positions.of(chunk):
                if kind is Column.DUTY:
                    cells += duty_cells(line.passage(), roles)
                elif kind is Column.DEADLINE and not says_nothing(line.text):
                    deadline = line.passage()
            self.found.rows.append(
                Row(
                    chunk.number,
                    task.raw,
                    task.passage(),
                    (*path, *own),
                    tuple(settle(cells)),
                    deadline,
                )
            )
        return self.found

    def _by_looks(self, chunk: Chunk, path: tuple[Heading, ...], positions: Positions) -> None:
        """Read a row with more or fewer lines than columns.

        Each sentence begins a task, where no other column could hold it. As many lines of
        units as columns of units are a line for each column.
        """
        said = next((i for i, line in enumerate(chunk.lines) if not is_words(line)), 1)
        titles = max(0, min(positions.texts, said) - 1)
        own_path = (*path, *(heading_of(None, [line], 2) for line in chunk.lines[:titles]))
        starts = [
            index
            for index, line in enumerate(chunk.lines)
            if index == titles
            or (index >= said and not self.has_other_columns and is_text(line) and is_words(line))
        ]
        for start, end in pairwise([*starts, len(chunk.lines)]):
            own = chunk.lines[start:end]
            number = chunk.number if start == titles else None
            task, below = own[0], list(own[1:])
            while below and start == titles and len(own) - len(below) < said - titles:
                task = join(task, below.pop(0), self.source)
            self._add(number, task.passage(), own_path, below, positions.units)

    # --- names with sentences below them ---

    def named(self, lines: Sequence[Line]) -> Rows:
        """A line that is neither sentence nor cell names a programme."""
        names: list[tuple[Line | None, list[Line]]] = []
        rows: list[tuple[int, Line, list[Line]]] = []
        number: Line | None = None
        naming = False
        for line in lines:
            if NUMBER.fullmatch(line.text):
                number, naming = line, False
            elif is_text(line):
                rows.append((len(names) - 1, line, []))
                naming = False
            elif naming:
                names[-1][1].append(line)
            elif number is None and rows and (cells_in(line) or is_deadline(line.text)):
                rows[-1][2].append(line)
            else:
                names.append((number, [line]))
                number, naming = None, True
        used = sorted({index for index, _, _ in rows if index >= 0})
        unused = [name for index, (_, name) in enumerate(names) if index not in used]
        self.found.unread.extend(line.passage() for name in unused for line in name)
        headings = [heading_of(*names[index], 1) for index in used]
        if len({line.text for line in lines}) == len(lines):
            headings = restored(headings)
        by_index = dict(zip(used, headings, strict=True))
        for index, line, below in rows:
            self._add(None, line.passage(), () if index < 0 else (by_index[index],), below)
        return self.found

    # --- shared ---

    def _add(
        self,
        number: str | None,
        passage: Passage,
        path: tuple[Heading, ...],
        below: Iterable[Line],
        units: Sequence[frozenset[Role]] | None = None,
    ) -> None:
        """Add a row with the names and the deadline below its task.

        Where the lines of units are as many as `units`, each has the role of its column.
        """
        units = self.units if units is None else units
        cells: list[Cell] = []
        unit_lines: list[int] = []
        deadline: Passage | None = None
        unread: list[Passage] = []
        below = self._without_others(list(below))
        for index, line in enumerate(below):
            names = cells_in(line) or between_names(below, index)
            if is_deadline(line.text):
                deadline = line.passage()
            elif names is None and self.has_other_columns and is_remark(line):
                continue  # progress, remarks: columns that name nobody
            elif names is None or not all(self._has_place(cell, cells) for cell in names):
                unread.append(line.passage())
            else:
                if any(cell.kind not in PERSONS for cell in names):
                    unit_lines += [len(cells)]
                cells.extend(self._with_only_role(cell) for cell in names)
        if unit_lines and len(unit_lines) == len(units) > 1:
            cells = _by_column(cells, unit_lines, units)
        self.found.unread.extend(unread)
        text = unbroken(passage.exact)
        self.found.rows.append(
            Row(number, text, passage, path, tuple(cells), deadline, unread=bool(unread))
        )

    def _without_others(self, below: list[Line]) -> list[Line]:
        """Drop the last name where a column of bodies without a duty (评分部门) ends the rows."""
        named = [index for index, line in enumerate(below) if cells_in(line)]
        others = self.ends_in_others and len(named) > 1 and named[-1] == len(below) - 1
        return below[:-1] if others else below

    def _with_only_role(self, cell: Cell) -> Cell:
        """Where units have one column only, that column is their role."""
        unit = cell.kind in BODIES
        if not unit or self.only_role is None or cell.role is not None:
            return cell
        return replace(cell, role=self.only_role, rule=self.only_rule)

    def _has_place(self, cell: Cell, before: Sequence[Cell]) -> bool:
        """Persons stand in the leader column only: where that comes first, before units."""
        if cell.kind is not AgentKind.LEADER:
            return True
        after_unit = any(other.kind in BODIES for other in before)
        return self.has_leaders and not (self.leaders_first and after_unit)


def _by_column(
    cells: Sequence[Cell], starts: Sequence[int], units: Sequence[frozenset[Role]]
) -> list[Cell]:
    """Give the units of the line that begins at each of `starts` the role of its column."""
    found = list(cells)
    for (start, end), roles in zip(pairwise([*starts, len(found)]), units, strict=True):
        role = next(iter(roles)) if len(roles) == 1 else None
        found[start:end] = [
            cell if cell.kind in PERSONS or cell.role else replace(cell, role=role)
            for cell in found[start:end]
        ]
    persons = [cell for cell in found if cell.kind in PERSONS]
    others = settle(cell for cell in found if cell.kind not in PERSONS)
    return [*persons, *others]


def _without_section_numbers(lines: Sequence[Line]) -> list[Line]:
    """Leave out 一 on a line of its own over the title of rows that are numbered 1, 2 …."""
    found: list[Line] = []
    for index, line in enumerate(lines):
        title, below = [*lines[index + 1 : index + 3], None, None][:2]
        numbers = _SECTION_NUMBER.fullmatch(line.text) and below and below.text.isdigit()
        if not (numbers and title and cells_in(title) is None):
            found.append(line)
    return found


def _joins_names(lines: Sequence[Line]) -> bool:
    """Tell whether a table writes several bodies of one cell on one line."""
    return any(
        len(names) > 1 and all(cell.kind not in PERSONS for cell in names)
        for line in lines
        if (names := cells_in(line))
    )
