"""CSV and TSV files: one grid, whose places count rows and columns from 1 (RFC 7111)."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from remit.read.blocks import Grid, GridCell
from remit.read.formats.border import MAX_CELLS, MAX_COLUMNS, refused, too_many_cells

_DELIMITERS: Final = (",", "\t", ";", "|")
_LARGEST_FIELD: Final = 1_000_000
_SAMPLE: Final = 1_000


def delimited_grid(text: str, name: str) -> Grid:
    """Return the table of a CSV or TSV text; rows that hold nothing are left out.

    The delimiter is the one that gives the most rows of one and the same width, of the
    first thousand. Raises UnreadableSource when a quotation mark is never closed.
    """
    for delimiter in sorted(_DELIMITERS, key=lambda mark: _consistency(text, mark), reverse=True):
        try:
            return _grid(text, delimiter, name)
        except csv.Error:
            continue
    raise refused(
        name,
        "row=1：引号不成对；请用 Excel 或 WPS 重新导出 CSV。",
        "row=1: a quotation mark has no partner; export the CSV anew.",
    )


def _grid(text: str, delimiter: str, name: str) -> Grid:
    """Raises csv.Error where the text does not fit the delimiter."""
    cells: list[GridCell] = []
    rows = columns = 0
    for number, row in enumerate(_rows(text, delimiter), start=1):
        if len(row) > MAX_COLUMNS or len(cells) > MAX_CELLS:
            raise too_many_cells(name, f"row={number}")
        texts = [cell.strip() for cell in row]
        if not any(texts):
            continue
        cells += [
            GridCell(cell, f"row={number};column={column + 1}", rows, column)
            for column, cell in enumerate(texts)
        ]
        rows += 1
        columns = max(columns, len(row))
    return Grid(rows, columns, tuple(cells))


def _consistency(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many rows have the commonest width, if that is more than one, and it."""
    widths: Counter[int] = Counter()
    try:
        for row in islice(_rows(text, delimiter), _SAMPLE):
            if any(cell.strip() for cell in row):
                widths[len(row)] += 1
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LARGEST_FIELD)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
