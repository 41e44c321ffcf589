"""Tables that stand on their side: tasks in columns, and a row that says who answers."""

from collections.abc import Sequence
from dataclasses import replace

from remit.read.boxes import Box
from remit.read.columns import Column, column_of
from remit.read.lines import fold, mend

_DESCRIBING = (Column.NUMBER, Column.TASK, Column.GOAL, Column.DUTY, Column.DEADLINE)


def upright(boxes: Sequence[Box]) -> list[Box] | None:
    """Return the boxes of such a table with rows and columns exchanged, None for any other.

    Its first column names what the rows hold, a task (项目名称) above who answers (责任单位).
    Rows that it names otherwise (全市, a county) hold figures, and are left out.
    """
    labels = [box for box in boxes if box.column == 0 and box.column_span == 1]
    kinds = {
        box.row: (kind, box)
        for box in labels
        if (kind := column_of(mend(fold(box.passage.exact)))[0]) in _DESCRIBING
    }
    found = [kind for kind, _ in kinds.values()]
    named = found.count(Column.DUTY) and found.count(Column.TASK)
    first = next((kind for kind, box in kinds.values() if box.row == labels[0].row), None)
    if not named or first is not Column.TASK or _has_header(boxes):
        return None
    rows = {row: position for position, row in enumerate(sorted(kinds))}
    return [
        replace(
            box,
            row=box.column,
            column=rows[box.row],
            row_span=box.column_span,
            column_span=1,
        )
        for box in boxes
        if box.row in rows
    ]


def _has_header(boxes: Sequence[Box]) -> bool:
    """Whether the first row names a column of those who answer."""
    top = min(box.row for box in boxes)
    words = [mend(fold(box.passage.exact)) for box in boxes if box.row == top]
    return any(column_of(word)[0] is Column.DUTY for word in words)
