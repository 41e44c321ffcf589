"""Plain text and Markdown: a paragraph a line; pipe tables become grids."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.formats.border import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_large

_LINE_END: Final = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_RULE: Final = re.compile(r"\s*:?-{2,}:?\s*")
_ESCAPED: Final = "\\|"
_SHORTEST_TABLE: Final = 2


def text_blocks(text: str, name: str) -> Iterator[Block]:
    """Yield the lines of a text that hold anything, and its pipe tables.

    A pipe table is two or more lines in a row that end, or start, with `|` and have the
    same number of cells, one at least being inside: `| a | b |` as in Markdown, or
    `a | b |`. The line of dashes below a Markdown header is no row.
    """
    if max(text.count("\n"), text.count("\r")) > MAX_ROWS:
        raise too_large(
            name, f"line={MAX_ROWS}", f"多于 {MAX_ROWS} 行", f"more than {MAX_ROWS} lines"
        )
    lines = _LINE_END.split(text)
    start = 0
    while start < len(lines):
        table = _table_lines(lines, start)
        if len(table) >= _SHORTEST_TABLE:
            yield _grid(table, start, name)
            start += len(table)
            continue
        if line := lines[start].strip():
            yield Paragraph(line, f"line={start + 1}")
        start += 1


def _table_lines(lines: Sequence[str], start: int) -> list[list[str]]:
    """Return the cells of the table lines that begin at `start`; none when none does."""
    rows: list[list[str]] = []
    for index in range(start, len(lines)):
        cells = _cells(lines[index])
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    return rows


def _cells(line: str) -> list[str]:
    """Return the cells of a pipe-table line, none for any other line.

    >>> _cells("| 1 | 修路 |"), _cells("1 | 修路 |"), _cells("甲|乙。")
    (['1', '修路'], ['1', '修路'], [])
    """
    line = line.strip()
    if not line.startswith("|") and not line.endswith("|"):
        return []
    hidden = line.replace(_ESCAPED, "\x00").removeprefix("|").removesuffix("|")
    return [cell.replace("\x00", "|").strip() for cell in hidden.split("|")]


def _grid(rows: Sequence[Sequence[str]], start: int, name: str) -> Grid:
    columns = len(rows[0])
    if columns > MAX_COLUMNS or columns * len(rows) > MAX_CELLS:
        raise too_large(
            name,
            f"line={start + 1}",
            f"多于 {MAX_COLUMNS} 列或 {MAX_CELLS} 格",
            f"more than {MAX_COLUMNS} columns or {MAX_CELLS} cells",
        )
    numbered = [
        (number, row)
        for number, row in enumerate(rows, start=start + 1)
        if not all(_RULE.fullmatch(cell) for cell in row)
    ]
    cells = tuple(
        GridCell(re.sub(r"\s*<br\s*/?>\s*", "\n", text), f"line={number}", row, column)
        for row, (number, texts) in enumerate(numbered)
        for column, text in enumerate(texts)
    )
    return Grid(len(numbered), columns, cells)
