"""CSV and TSV files: one grid, whose places count rows and columns from 1 (RFC 7111)."""

import csv
import io
from typing import Final

from remit.read.blocks import Grid, GridCell
from remit.read.formats.border import MAX_CELLS, MAX_COLUMNS, refused, too_large

_DELIMITERS: Final = (",", "\t", ";", "|")
_LARGEST_FIELD: Final = 1_000_000


def delimited_grid(text: str, name: str) -> Grid:
    """Return the table of a CSV or TSV text; rows that hold nothing are left out.

    The delimiter is the one that gives the most rows of one and the same width. Raises
    UnreadableSource when a quotation mark is never closed.
    """
    tables = [found for mark in _DELIMITERS if (found := _rows(text, mark)) is not None]
    if not tables:
        raise refused(
            name,
            "row=1：引号不成对；请用 Excel 或 WPS 重新导出 CSV。",
            "row=1: a quotation mark has no partner; export the CSV anew.",
        )
    rows = max(tables, key=_consistency)
    columns = max((len(row) for _, row in rows), default=0)
    if columns > MAX_COLUMNS or sum(len(row) for _, row in rows) > MAX_CELLS:
        raise too_large(
            name,
            f"row={len(rows)};column={columns}",
            f"多于 {MAX_COLUMNS} 列或 {MAX_CELLS} 格",
            f"more than {MAX_COLUMNS} columns or {MAX_CELLS} cells",
        )
    cells = tuple(
        GridCell(cell.strip(), f"row={number};column={column + 1}", place, column)
        for place, (number, row) in enumerate(rows)
        for column, cell in enumerate(row)
    )
    return Grid(len(rows), columns, cells)


def _consistency(rows: list[tuple[int, list[str]]]) -> tuple[int, int]:
    """Return how many rows have the commonest width, if that is more than one, and it."""
    widths: dict[int, int] = {}
    for _, row in rows:
        widths[len(row)] = widths.get(len(row), 0) + 1
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]] | None:
    """Return the rows that hold anything, each with its number from 1; None if broken."""
    csv.field_size_limit(_LARGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [
            (number, row)
            for number, row in enumerate(reader, start=1)
            if any(cell.strip() for cell in row)
        ]
    except csv.Error:
        return None
