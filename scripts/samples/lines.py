"""Tables as plain text: a pipe table, one cell a line, its damaged copy, and CSV (G and F)."""

import csv
from collections.abc import Iterator
from io import StringIO

from scripts.samples.grid import GOALS_MERGED, WIDTH, Grid, GridCell, grid
from scripts.samples.notice import attachment_lines, notice_lines
from scripts.samples.paragraphs import as_text
from scripts.samples.table import SEPARATOR, SamplePlan


def pipe_table(plan: SamplePlan) -> bytes:
    """Write rows with pipes between cells; a goal stands in its first row only."""
    lines = notice_lines(plan)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        for row in _full_rows(grid(tasks, merged=GOALS_MERGED)):
            lines.append("| " + " | ".join(row) + " |")
    return as_text(lines)


def cells_in_lines(plan: SamplePlan) -> bytes:
    """Write each cell on a line, its names side by side; empty cells vanish.

    Every task shows all its duty cells, so the order of the lines tells the columns apart.
    """
    lines = notice_lines(plan)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        lines += [_joined(cell) for cell in _filled(grid(tasks, merged=GOALS_MERGED))]
    return as_text(lines)


def repeats_dropped(plan: SamplePlan) -> bytes:
    """Write each name on a line, then drop every line that stood before: much is lost."""
    lines = notice_lines(plan)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        for cell in _filled(grid(tasks)):
            lines += cell.lines
    return as_text(list(dict.fromkeys(lines)))


def comma_separated(plan: SamplePlan) -> bytes:
    """Write the tables as CSV, every cell written out, the notice in lines before them."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([line] for line in notice_lines(plan))
    for number, tasks in plan.attachments():
        writer.writerows([line] for line in attachment_lines(plan, number))
        writer.writerows(_full_rows(grid(tasks, merged=frozenset())))
    return text.getvalue().encode()


def _filled(table: Grid) -> Iterator[GridCell]:
    return (cell for cell in table.cells if cell.lines)


def _joined(cell: GridCell) -> str:
    return SEPARATOR.join(cell.lines)


def _full_rows(table: Grid) -> Iterator[list[str]]:
    """Yield all rows at full width, empty where a merged cell covers them."""
    for cells in table.by_row():
        row = [""] * WIDTH
        for cell in cells:
            row[cell.column] = _joined(cell)
        yield row
