"""Reads a table written one cell a line whose first column says who answers.

`责任单位` / `整改内容` / `完成时间`: a body, or several below each other, stand above all that they
are to do, which is a list of sentences more often than one. So names are whose tasks follow
them, never those of the task above.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from remit.model import BODIES, Cell, Passage, Role, RoleRule, Row
from remit.read.cells import cells_in
from remit.read.columns import Column, Kinds
from remit.read.dates import is_deadline
from remit.read.enumeration import numbering
from remit.read.headings import NUMBER
from remit.read.lines import Line, ends_sentence, join, unbroken
from remit.read.names import LONGEST_NAME


def bodies_stand_first(kinds: Kinds) -> bool:
    """Tell whether those who answer stand in the first column, before the tasks, and no other.

    Behind the tasks there may be times; remarks could not be told from tasks.
    """
    columns = [kind for kind, _ in kinds if kind is not Column.NUMBER]
    return columns in ([Column.DUTY, Column.TASK], [Column.DUTY, Column.TASK, Column.DEADLINE])


@dataclass(slots=True)
class _Block:
    """Bodies, what they are to do, and by when: for each task, or once for all."""

    cells: list[Cell] = field(default_factory=list)
    tasks: list[Line] = field(default_factory=list)
    deadlines: dict[int, Passage] = field(default_factory=dict)


def rows_below_bodies(
    lines: Sequence[Line], roles: frozenset[Role], source: str, unread: list[Passage]
) -> list[Row]:
    """Return the rows in order; what is neither body, task nor time is added to `unread`."""
    role = Role.LEADS if Role.LEADS in roles else next(iter(roles))
    rule = RoleRule.ALONE if len(roles) > 1 else None
    blocks = [_Block()]
    for line in lines:
        block = blocks[-1]
        names = cells_in(line)
        if NUMBER.fullmatch(line.text):
            continue
        if names is not None and all(cell.kind in BODIES for cell in names):
            if block.tasks:
                blocks.append(block := _Block())
            block.cells += (replace(c, role=c.role or role, rule=c.rule or rule) for c in names)
        elif is_deadline(line.text) and block.tasks:
            block.deadlines[len(block.tasks) - 1] = line.passage()
        elif numbering(line.text)[1] is not None:
            block.tasks.append(line)
        elif block.tasks and not ends_sentence(block.tasks[-1].text):
            block.tasks[-1] = join(block.tasks[-1], line, source)
        elif ends_sentence(line.text) or line.text.endswith(",") or len(line.text) > LONGEST_NAME:
            block.tasks.append(line)
        else:
            unread.append(line.passage())
            blocks.append(_Block())  # who answers below it is not known
    rows = [row for block in blocks for row in _rows(block)]
    numbers = [row.number for row in rows]
    again = len(set(numbers)) < len(numbers)  # each body's list is numbered by itself
    return [replace(row, number=None) for row in rows] if again else rows


def _rows(block: _Block) -> Iterator[Row]:
    last = len(block.tasks) - 1
    for index, line in enumerate(block.tasks):
        _, number, begin = numbering(line.text)
        task = line.passage(begin)
        once = block.deadlines.get(last) if len(block.deadlines) == 1 else None
        cells = tuple(replace(cell, inherited=index > 0) for cell in block.cells)
        due = block.deadlines.get(index, once)
        yield Row(number, unbroken(task.exact), task, (), cells, due)
