"""A ruled table over one or more pages of a PDF, as one grid.

On the next page a table may begin with its header once more: that is furniture of the page
and left out, as page numbers are. What the page break cut in two is put together again: a
row whose text runs on, and a merged cell that goes on as an empty one. A cell is known to
go on when it is empty over several rows, or empty in a column that is filled everywhere
else and holds what every row has or merges cells elsewhere; any other empty cell is left
as it is: a row may well have nobody in support and no deadline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from remit.model import Role
from remit.read.blocks import Grid, GridCell
from remit.read.columns import Column, column_of
from remit.read.formats.pdf_page import TOLERANCE, Box, Piece, clusters, position
from remit.read.lines import fold, mend

_NUMBERED: Final = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]")


_ENOUGH_CELLS: Final = 5
_MOST_HEADER_CELLS: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """The cells of a table on one page."""

    page: int
    cells: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell in its place, and whether its text stops at the end of a full line."""

    cell: GridCell
    unfinished: bool


def place_of(page: int, box: Box) -> str:
    """Return the place of a box on a page."""
    return f"page={page};box={','.join(str(round(edge)) for edge in box)}"


def same_columns(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Tell whether two tables have the same outer edges, and one all columns of the other."""
    first, second = _columns(above), _columns(below)
    few, many = sorted((first, second), key=len)
    return (
        abs(first[0] - second[0]) <= TOLERANCE
        and abs(first[-1] - second[-1]) <= TOLERANCE
        and all(any(abs(edge - other) <= TOLERANCE for other in many) for edge in few)
    )


def _columns(cells: Sequence[Piece]) -> list[float]:
    return clusters(edge for cell in cells for edge in (cell.box.x0, cell.box.x1))


def grid_of(parts: Sequence[Part]) -> Grid:
    """Return a table, whose parts stand on a page each, as one grid."""
    columns = _columns([cell for part in parts for cell in part.cells])
    whole: list[_Cell] = []
    rows = 0
    for part in parts:
        below, height = _placed(part, columns)
        if whole:
            repeated = _repeated_rows(whole, below)
            below = [_moved(cell, -repeated) for cell in below if cell.cell.row >= repeated]
            height -= repeated
            filled = _filled_columns([*whole, *(f for f in below if f.cell.row > 0)])
            cut = 1 if _is_cut(whole, below, rows, filled) else 0
            below = [_moved(cell, rows - cut) for cell in below]
            whole = _joined(whole, below, rows - cut, cut, filled)
            rows += height - cut
        else:
            whole, rows = below, height
    cells = sorted((found.cell for found in whole), key=lambda cell: (cell.row, cell.column))
    return Grid(rows, len(columns) - 1, tuple(cells))


def _placed(part: Part, columns: Sequence[float]) -> tuple[list[_Cell], int]:
    """Return the cells of a part in their rows and columns, and how many rows it has."""
    edges = clusters(edge for cell in part.cells for edge in (cell.box.top, cell.box.bottom))
    placed = []
    for piece in part.cells:
        row, column = position(edges, piece.box.top), position(columns, piece.box.x0)
        cell = GridCell(
            piece.text,
            place_of(part.page, piece.box),
            row,
            column,
            max(1, position(edges, piece.box.bottom) - row),
            max(1, position(columns, piece.box.x1) - column),
        )
        placed.append(_Cell(cell, piece.unfinished))
    placed.sort(key=lambda found: (found.cell.row, found.cell.column))
    return placed, len(edges) - 1


def _moved(found: _Cell, rows: int) -> _Cell:
    return replace(found, cell=found.cell._replace(row=found.cell.row + rows))


def _repeated_rows(whole: Sequence[_Cell], below: Sequence[_Cell]) -> int:
    """Return how many rows at the head of a part are those at the head of the table."""
    pairs = zip(map(_shape, whole), map(_shape, below), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    head = below[:same]
    ends = {cell.row + cell.row_span for found in head for cell in (found.cell,)}
    starts = {found.cell.row for found in below[same:]}
    # Only whole rows count, and a part that is nothing but a header has rows after all.
    whole_rows = [row for row in ends if row in starts and all(row <= s for s in starts)]
    return max(whole_rows, default=0)


def _shape(found: _Cell) -> tuple[str, int, int, int, int]:
    cell = found.cell
    text = "".join(cell.text.split())
    return text, cell.row, cell.column, cell.row_span, cell.column_span


def _filled_columns(cells: Sequence[_Cell]) -> frozenset[int]:
    """Return the columns that have enough cells to tell, and in which none is left empty."""
    columns: dict[int, list[GridCell]] = {}
    for found in cells:
        columns.setdefault(found.cell.column, []).append(found.cell)
    return frozenset(
        column
        for column, own in columns.items()
        if len(own) >= _ENOUGH_CELLS
        and all(cell.text for cell in own)
        and (any(cell.row and cell.row_span > 1 for cell in own) or not _may_be_empty(own))
    )


def _may_be_empty(cells: Sequence[GridCell]) -> bool:
    """Tell whether the head of a column says that it holds supports or a deadline."""
    for cell in cells[:_MOST_HEADER_CELLS]:
        kind, roles = column_of(mend(fold(cell.text)))
        if kind is Column.DEADLINE or roles == {Role.SUPPORTS}:
            return True
    return False


def _is_cut(
    whole: Sequence[_Cell], below: Sequence[_Cell], rows: int, filled: frozenset[int]
) -> bool:
    """Tell whether the page break cuts a row.

    It does when no number begins, and either a text of the row runs on, or the column with
    the most text, filled everywhere else, is empty: every row has its task. It does not
    where one task ends within a line above and another text stands below, though a name
    beside it may fill its narrow line.
    """
    last = {f.cell.column: f for f in whole if f.cell.row + f.cell.row_span == rows}
    first = {f.cell.column: f for f in below if f.cell.row == 0 and f.cell.row_span == 1}
    both = [(last[column], first[column]) for column in first if column in last]
    task = _fullest_column(whole)
    without_task = task in filled and any(
        under.cell.column == task and not under.cell.text for _, under in both
    )
    runs_on = any(above.unfinished and under.cell.text for above, under in both)
    another = any(
        under.cell.column == task and under.cell.text and above.cell.text and not above.unfinished
        for above, under in both
    )
    begins = any(under.cell.text.isdigit() or _NUMBERED.match(under.cell.text) for _, under in both)
    return (runs_on or without_task) and not (begins or another)


def _fullest_column(cells: Sequence[_Cell]) -> int:
    lengths: dict[int, int] = {}
    for found in cells:
        lengths[found.cell.column] = lengths.get(found.cell.column, 0) + len(found.cell.text)
    return max(lengths, key=lambda column: lengths[column])


def _joined(
    whole: Sequence[_Cell],
    below: Sequence[_Cell],
    start: int,
    cut: int,
    filled: frozenset[int],
) -> list[_Cell]:
    """Return all cells, those put together that the page break before `start` cut in two.

    `cut` is 1 when the row at `start` is itself cut, which joins all its cells.
    """
    ending = {
        (found.cell.column, found.cell.column_span): index
        for index, found in enumerate(whole)
        if found.cell.row + found.cell.row_span == start + cut
    }
    joined = list(whole)
    for found in below:
        cell = found.cell
        index = ending.get((cell.column, cell.column_span))
        merged = not cell.text and (cell.row_span > 1 or cell.column in filled)
        if cell.row != start or index is None or not (cut or merged):
            joined.append(found)
            continue
        above = joined[index].cell
        text = "\n".join(filter(None, (above.text, cell.text)))
        row_span = above.row_span + cell.row_span - cut
        joined[index] = _Cell(above._replace(text=text, row_span=row_span), found.unfinished)
    return joined
