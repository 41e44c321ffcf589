"""Tables as plain text: pipes, boxes, spaces, a cell a line, its damaged copy, CSV (F, G, H)."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO

from scripts.samples.grid import GOALS_MERGED, LEADS, SUPPORTS, WIDTH, Grid, GridCell, grid
from scripts.samples.notice import attachment_lines, notice_lines
from scripts.samples.paragraphs import as_text
from scripts.samples.table import SEPARATOR, SamplePlan, SampleTask


def pipe_table(plan: SamplePlan) -> bytes:
    """Write rows with pipes between cells; a goal stands in its first row only."""
    lines = notice_lines(plan)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        for row in _full_rows(grid(tasks, merged=GOALS_MERGED)):
            lines.append("| " + " | ".join(row) + " |")
    return as_text(lines)


def starred_table(plan: SamplePlan) -> bytes:
    """Write a pipe table with one column of units, those that lead marked with ★."""
    lines = notice_lines(plan)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        header, *rows = _full_rows(grid([*map(_starred, tasks)], merged=GOALS_MERGED))
        header[LEADS] = "责任单位"
        for row in (header, *rows):
            del row[SUPPORTS]
            lines.append("| " + " | ".join(row) + " |")
    return as_text(lines)


def _starred(task: SampleTask) -> SampleTask:
    leads = tuple(f"★{name}" for name in task.leads)
    return replace(task, leads=leads + task.supports, supports=())


def boxed_table(plan: SamplePlan) -> bytes:
    """Write a table with box-drawing characters, a goal in its first row only."""
    lines = notice_lines(plan)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        rows = list(_full_rows(grid(tasks, merged=GOALS_MERGED)))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines.append(_rule(widths, ("┌", "┬", "┐")))
        for place, row in enumerate(rows):
            if place:
                lines.append(_rule(widths, ("├", "┼", "┤")))
            cells = (cell.ljust(width, "　") for cell, width in zip(row, widths, strict=True))
            lines.append("│" + "│".join(cells) + "│")
        lines.append(_rule(widths, ("└", "┴", "┘")))
    return as_text(lines)


def spaced_rows(plan: SamplePlan) -> bytes:
    """Write a row a line, cells set off by one space, — where a cell is empty (H).

    Every row begins with a number; where tasks have none, they are counted.
    """
    lines = notice_lines(plan)
    for number, tasks in plan.attachments():
        lines += attachment_lines(plan, number)
        lines.append("序号 工作任务 分管领导 牵头单位 配合单位 完成时限")
        for place, task in enumerate(tasks, start=1):
            duties = map(SEPARATOR.join, (task.supervises, task.leads, task.supports))
            cells = (task.number or str(place), task.text, *duties, task.deadline)
            lines.append(" ".join(cell or "—" for cell in cells))
    return as_text(lines)


def _rule(widths: Iterable[int], corners: tuple[str, str, str]) -> str:
    left, middle, right = corners
    return left + middle.join("──" * width for width in widths) + right


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
