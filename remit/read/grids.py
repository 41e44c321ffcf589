"""Reads tables that kept their rows and columns: Word, Excel, web pages, PDF, pipes, CSV.

A header names the columns; what each one holds is decided by its words (roles by the
table in `ontology/roles.ttl`). A merged cell holds for every row it covers; an empty cell
of its own says nothing, and nothing is filled in.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from remit.model import Cell, Heading, Passage, Role, Row
from remit.read.boxes import Box, Covering, covering_boxes, words_of
from remit.read.cells import duty_cells, settle, without_heads
from remit.read.columns import Column, Kinds, columns_of, names_heads
from remit.read.dates import is_deadline
from remit.read.enumeration import parts_of_list
from remit.read.grid_headers import header_of, kinds_of
from remit.read.headless import looks_of
from remit.read.items import duties_behind
from remit.read.lines import fold, mend, part, says_nothing, unbroken
from remit.read.listed import trimmed
from remit.read.names import LONGEST_NAME, begins_with_verb, kind_of

_SECTION_NUMBER: Final = re.compile(
    r"(?:\(?[一二三四五六七八九十]+\)?[、.\s]|第[一二三四五六七八九十]+)"
)
_REMARK: Final = re.compile("备注|说明")
_TASK_NUMBER: Final = re.compile(r"\(?\s*(\d{1,3}(?:[-.]\d{1,3})*)\s*(?:\)|[.、](?!\d))\s*")


@dataclass(slots=True)
class GridRows:
    """What one table gave: its columns' names and rows, and cells nobody could place.

    `numbers_goals` tells that the number column counts goals, not tasks.
    """

    columns: tuple[str, ...] = ()
    kinds: Kinds = field(default_factory=list)
    numbers_goals: bool = False
    rows: list[Row] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)
    roles: frozenset[Role] = frozenset()

    @property
    def has_lead_column(self) -> bool:
        """Whether one column is for leads alone; one of duties (任务分工) is not."""
        leads = [i for i, (_, roles) in enumerate(self.kinds) if roles == {Role.LEADS}]
        return any(not "".join(self.columns[i : i + 1]).endswith("分工") for i in leads)


def grid_rows(boxes: Sequence[Box], rows: int, columns: int, before: GridRows | None) -> GridRows:
    """Read one table.

    `before` is the table that stood before it, whose header holds when this one has
    none and as many columns. A table without a duty column gives no rows.
    """
    covering = covering_boxes(boxes)
    header, names = header_of(covering, rows, columns)
    found = GridRows(tuple(names))
    size = _block_size(names)
    if header and size < columns:
        return _side_by_side(boxes, rows, columns, size)
    if header:
        found.kinds = kinds_of(names, covering, header, rows)
    elif before is not None and len(before.kinds) == columns:
        found.columns, found.kinds = before.columns, before.kinds
    if not any(kind is Column.DUTY for kind, _ in found.kinds):
        words = _worded(covering, rows, columns)
        shown = None if words or header else looks_of(_cells_by_column(covering, rows, columns))
        if words is None and shown is None:
            return found
        header, found.kinds = words or (0, shown or [])
    if not any(kind is Column.TASK for kind, _ in found.kinds):
        return found
    found.roles = frozenset(role for _, roles in found.kinds for role in roles)
    _read_rows(found, covering, header, rows)
    return found


def _block_size(names: Sequence[str]) -> int:
    """Return of how many columns a header is that is printed several times side by side."""
    sizes = (size for size in range(2, len(names) // 2 + 1) if len(names) % size == 0)
    blocks = (size for size in sizes if list(names) == list(names[:size]) * (len(names) // size))
    return next((size for size in blocks if all(names)), len(names))


def _side_by_side(boxes: Sequence[Box], rows: int, columns: int, size: int) -> GridRows:
    """Read a table whose rows go on beside it, one block of columns after the other."""
    whole = GridRows()
    for first in range(0, columns, size):
        own = [replace(b, column=b.column - first) for b in boxes if 0 <= b.column - first < size]
        block = grid_rows(own, rows, size, None)
        whole = replace(block, rows=whole.rows + block.rows, unread=whole.unread + block.unread)
    return whole


def _cells_by_column(covering: Covering, rows: int, columns: int) -> dict[int, list[str]]:
    return {
        column: [words_of(covering.get((row, column))) for row in range(rows)]
        for column in range(columns)
    }


def _worded(covering: Covering, rows: int, columns: int) -> tuple[int, Kinds] | None:
    """Return the header's rows and columns of a table whose tasks say themselves who answers."""
    names = [words_of(covering.get((0, column))) for column in range(columns)]
    kinds = columns_of(names)
    tasks = [column for column, (kind, _) in enumerate(kinds) if kind is Column.TASK]
    for column in tasks:
        boxes = {id(b): b for row in range(1, rows) if (b := covering.get((row, column)))}
        said = [box for box in boxes.values() if duties_behind(box.passage) is not None]
        if said and len(said) * 2 >= len(boxes):
            own = [
                (kind if kind is not Column.TASK or i == column else Column.OTHER, roles)
                for i, (kind, roles) in enumerate(kinds)
            ]
            return 1, own
    return None


# --- the rows -----------------------------------------------------------------


def _read_rows(found: GridRows, covering: Covering, header: int, rows: int) -> None:
    task_column = next(i for i, (kind, _) in enumerate(found.kinds) if kind is Column.TASK)
    found.numbers_goals = _numbers_goals(found.kinds, covering, range(header, rows))
    above = _Above()
    for row in range(header, rows):
        boxes = [covering.get((row, column)) for column in range(len(found.kinds))]
        if tuple(map(words_of, boxes)) == found.columns:  # the header again, on a new page
            continue
        above.see_goals(found.kinds, boxes, row)
        heading = _section_row(found.kinds, boxes, row)
        box = boxes[task_column]
        if heading is not None:
            above.see_section(heading)
        elif box is None or not words_of(box) or words_of(box).endswith(":"):
            _spill(found, boxes, row)
        elif box.row == row:
            found.rows.append(_row(found, boxes, row, box, above.headings()))
        else:
            _more_cells(found, boxes, row)


def _numbers_goals(kinds: Kinds, covering: Covering, rows: range) -> bool:
    """Tell whether no goal of several tasks has more than one number."""
    columns = [kind for kind, _ in kinds]
    if Column.NUMBER not in columns or Column.GOAL not in columns:
        return False
    number, goal, task = map(columns.index, (Column.NUMBER, Column.GOAL, Column.TASK))
    numbers: list[list[str]] = []
    name = None
    for row in rows:
        box, above = covering.get((row, task)), words_of(covering.get((row, goal)))
        if box is None or box.row != row or box.column != task or not words_of(box):
            continue
        if not numbers or above not in ("", name):
            name = above
            numbers.append([])
        numbers[-1].append(words_of(covering.get((row, number))))
    return any(len(own) > 1 for own in numbers) and all(len({*own} - {""}) <= 1 for own in numbers)


@dataclass(slots=True)
class _Above:
    """The headings a row stands under: its goal columns, then section rows.

    A goal is printed once for the rows it groups: an empty goal cell goes on with the
    goal above it. (An empty duty cell does not.)
    """

    goals: dict[int, Heading] = field(default_factory=dict)
    sections: list[Heading] = field(default_factory=list)
    sections_first: bool = True

    def see_goals(self, kinds: Kinds, boxes: Sequence[Box | None], row: int) -> None:
        """Take up what the row's own goal cells say."""
        number: str | None = None
        for column, ((kind, _), box) in enumerate(zip(kinds, boxes, strict=True)):
            if box is None or box.row != row or not words_of(box) or box.column != column:
                continue
            if kind is Column.NUMBER:
                number = words_of(box)
            elif kind is Column.GOAL and box.column_span < len(boxes) - 1:
                if column in self.goals and self.goals[column].name == mend(box.passage.exact):
                    continue
                kept = {c: goal for c, goal in self.goals.items() if c < column}
                self.sections_first = bool(self.sections) and not self.goals
                if not self.sections_first:
                    self.sections = []
                name = mend(box.passage.exact)
                self.goals = {**kept, column: Heading(number, name, 1, (box.passage,))}
                number = None

    def see_section(self, box: Box) -> None:
        """Put a section row below the last one of a higher numbering: 一、 above (一)."""
        name = mend(box.passage.exact)
        level = 2 if fold(name).startswith("(") and self.sections else 1
        kept = [heading for heading in self.sections if heading.level < level]
        self.sections = [*kept, Heading(None, name, level, (box.passage,))]
        if self.sections_first:
            self.goals = {}

    def headings(self) -> tuple[Heading, ...]:
        """Return the path, outermost first."""
        goals = list(self.goals.values())
        path = [*self.sections, *goals] if self.sections_first else [*goals, *self.sections]
        return tuple(replace(heading, level=level) for level, heading in enumerate(path, 1))


def _section_row(kinds: Kinds, boxes: Sequence[Box | None], row: int) -> Box | None:
    """The only words of a row, beside a goal, are a heading if they read like a title."""
    grouping = (Column.NUMBER, Column.GOAL)
    said = {
        id(box): (box, kind)
        for (kind, _), box in zip(kinds, boxes, strict=True)
        if box is not None and box.row == row and words_of(box)
    }
    alone = [box for box, kind in said.values() if kind not in grouping]
    if not alone and len(said) == 1:
        alone = [box for box, _ in said.values()]
        if alone[0].column_span < max(2, len(boxes) - 1):
            return None
    if len(alone) != 1 or alone[0].row_span > 1:
        return None
    name = words_of(alone[0])
    title = len(name) <= LONGEST_NAME and not name.endswith(("。", ";")) and not name.isdigit()
    wide = alone[0].column_span >= max(2, len(boxes) - 2)
    if not wide and kinds[alone[0].column][0] is Column.DUTY and _is_name(name):
        return None
    return alone[0] if wide or title or _SECTION_NUMBER.match(name) else None


def _is_name(words: str) -> bool:
    return kind_of(words) is not None and not begins_with_verb(words)


def _row(
    found: GridRows,
    boxes: Sequence[Box | None],
    row: int,
    task: Box,
    headings: tuple[Heading, ...],
) -> Row:
    number, deadline = None, None
    cells: list[Cell] = []
    for (kind, roles), box in zip(found.kinds, boxes, strict=True):
        if box is None or not words_of(box):
            continue
        if kind is Column.NUMBER and box.row == row and box.row_span == task.row_span:
            number = None if found.numbers_goals else words_of(box)
        elif kind is Column.DEADLINE and not says_nothing(words_of(box)):
            deadline = box.passage
        elif kind is Column.DUTY:
            cells += _named(found, box, roles, inherited=box.row != row)
        elif kind is Column.OTHER and found.columns and _REMARK.search(found.columns[box.column]):
            due = trimmed(fold(box.passage.exact), 0, len(box.passage.exact))
            if due is not None and is_deadline(words_of(box).rstrip("。")):
                deadline = deadline or part(box.passage, *due)
    passage, own_number = _task_text(task.passage)
    said = None if cells else duties_behind(passage)
    if said is not None:
        passage, cells, deadline = said.text, said.cells, said.deadline or deadline
    return Row(
        number=own_number or number,
        text=unbroken(passage.exact),
        passage=passage,
        headings=headings,
        cells=tuple(settle(cells, lead_column=found.has_lead_column)),
        deadline=deadline,
    )


def _named(
    found: GridRows, box: Box, roles: frozenset[Role], *, inherited: bool = False
) -> Iterable[Cell]:
    """Return the names of a duty cell; persons only where its column is not for their bodies."""
    named = duty_cells(box.passage, roles, inherited=inherited)
    title = found.columns[box.column] if found.columns else ""
    return without_heads(named) if names_heads(title) else named


def _task_text(passage: Passage) -> tuple[Passage, str | None]:
    """Take the number off the front of a task's words, unless it counts parts of the task."""
    words = fold(passage.exact)
    match = _TASK_NUMBER.match(words)
    if match is None or match.end() == len(words) or len(parts_of_list(words)) > 1:
        return passage, None
    return part(passage, match.end(), len(passage.exact)), match.group(1)


def _more_cells(found: GridRows, boxes: Sequence[Box | None], row: int) -> None:
    """A row below a merged task adds its own duty cells to that task."""
    if not found.rows:
        return
    last = found.rows[-1]
    cells = list(last.cells)
    for (kind, roles), box in zip(found.kinds, boxes, strict=True):
        if kind is Column.DUTY and box is not None and box.row == row and words_of(box):
            cells += _named(found, box, roles)
    settled = settle(cells, lead_column=found.has_lead_column)
    found.rows[-1] = replace(last, cells=tuple(settled))


def _spill(found: GridRows, boxes: Sequence[Box | None], row: int) -> None:
    """Duties in a row without a task found no place."""
    for (kind, _), box in zip(found.kinds, boxes, strict=True):
        if kind is Column.DUTY and box is not None and box.row == row and words_of(box):
            found.unread.append(box.passage)
