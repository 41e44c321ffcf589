"""Tables that a plain text draws: cells set off by pipes, or a row a line with spaces.

Where merged cells were dropped from a row, its cells are fewer than the columns: what they
look like tells how many are missing before them, and those the cells above cover.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from remit.model import Passage
from remit.read.boxes import Box
from remit.read.columns import Kinds, column_of, names_columns
from remit.read.enumeration import FIRST_TASK_LEVEL, numbering
from remit.read.likeness import likeness
from remit.read.lines import Line, fold, line_of, lines_of, mend
from remit.read.rendering import Rendering, Table
from remit.read.spaced import Spaced

_BAR: Final = re.compile(r"[|｜│┃║]")
_DRAWN: Final = re.compile(r"[|｜│┃║]|^[\u2500-\u257f]{2,}$")
_RULE: Final = re.compile(r"[\s|｜:+\-\u2500-\u257f]+")
_FRAME: Final = "|｜│┃║ \t"
_BOLD: Final = re.compile(r"\*\*(?P<words>[^*]+)\*\*")
_HEADER_ROWS: Final = 6


def plain(text: str) -> Rendering:
    """Return a plain text as its own rendering, with the tables drawn in it."""
    lines: list[Line] = []
    tables: list[Table] = []
    run: list[Line] = []
    spaced = Spaced(text, tables)
    found = lines_of(text)
    taken = 0
    for index, line in enumerate([*found, None]):
        if index < taken:
            continue
        taken = index + (spaced.takes(found, index) if line is not None else 0)
        if index < taken:
            continue
        if line is not None and _DRAWN.search(line.text):
            run.append(line)
            continue
        if len(run) > 1 and any(map(_is_drawn, run)):
            tables.append(_piped(run))
        else:
            lines += filter(None, map(_framed, run))
        run = []
        if line is not None:
            lines.append(line)
    return Rendering(text, lines, tables)


def _is_drawn(line: Line) -> bool:
    """Tell whether a line holds several cells set off by pipes."""
    return _BAR.search(line.text.strip(_FRAME)) is not None and not _RULE.fullmatch(line.text)


def _framed(line: Line) -> Line | None:
    """Return a line that is one cell (`市财政局 |`) without its pipes, None when it is a rule."""
    if _RULE.fullmatch(line.text):
        return None
    cell = line.text.strip(_FRAME)
    start = line.text.index(cell)
    return line_of(line.passage(start, start + len(cell)))


def _piped(run: Sequence[Line]) -> Table:
    """Cut lines at `|`; a ruling line (`|---|---|`) is no row."""
    framed = _BAR.match(run[0].text) is not None
    rows = [_cells(line, framed=framed) for line in run if not _RULE.fullmatch(line.text)]
    return _table(rows, run)


def _cells(line: Line, *, framed: bool) -> list[Passage]:
    """The passages between the pipes; the outer ones frame the row.

    Where no pipe stands before the first row, one before another sets off an empty cell.
    """
    cuts = [bar.start() for bar in _BAR.finditer(line.text)]
    inner = [0, *[cut + 1 for cut in cuts]]
    ends = [*cuts, len(line.text)]
    spans = list(zip(inner, ends, strict=True))
    if framed and not line.text[: spans[0][1]].strip():
        spans = spans[1:]
    if spans and not line.text[slice(*spans[-1])].strip():
        spans = spans[:-1]
    found = []
    for start, end in spans:
        words = line.text[start:end]
        left = start + len(words) - len(words.lstrip())
        right = max(left, end - (len(words) - len(words.rstrip())))
        bold = _BOLD.fullmatch(line.text, left, right)
        found.append(line.passage(*(bold.span("words") if bold else (left, right))))
    return found


# --- rows with fewer cells ----------------------------------------------------


def _table(rows: Sequence[Sequence[Passage]], lines: Sequence[Line]) -> Table:
    header = next((i for i, row in enumerate(rows[:_HEADER_ROWS]) if _is_header(row)), None)
    columns = max(map(len, rows)) if header is None else len(_filled(rows[header]))
    kinds = [] if header is None else [column_of(_words(cell)) for cell in rows[header]]
    table = Table(lines[0].start, len(rows), columns, lines=list(lines))
    for index, row in enumerate(rows):
        below = header is not None and index > header
        cells = list(row)
        if len(cells) > columns or below:
            cells = _filled(cells)
        if below and len(cells) == 1 and numbering(cells[0].exact)[0] < FIRST_TASK_LEVEL:
            table.boxes.append(Box(cells[0], index, 0, 1, columns))  # a section, across the table
            continue
        placed = len(row) >= columns and not row[0].exact.strip()  # with an empty cell for each
        shift = _missing_before(cells, kinds[:columns]) if below and not placed else 0
        if shift:
            table.boxes = [_covering(box, index, shift) for box in table.boxes]
        for column, passage in enumerate(cells[: columns - shift], start=shift):
            table.boxes.append(Box(passage, index, column, 1, 1))
    return table


def _is_header(row: Sequence[Passage]) -> bool:
    return names_columns([_words(cell) for cell in row])


def _words(cell: Passage) -> str:
    return mend(fold(cell.exact))


def _filled(row: Sequence[Passage]) -> list[Passage]:
    """Return the cells of a row up to the last that says anything."""
    last = max((i for i, cell in enumerate(row) if cell.exact.strip()), default=-1)
    return list(row[: last + 1])


def _covering(box: Box, row: int, columns: int) -> Box:
    """Let the last cell above a missing one reach down to its row."""
    above = box.column < columns and box.row + box.row_span == row
    return replace(box, row_span=box.row_span + 1) if above else box


def _missing_before(cells: Sequence[Passage], kinds: Kinds) -> int:
    """Return how many cells are missing before those of a row, by what they look like."""
    words = [_words(cell) for cell in cells]
    best, most = 0, sum(likeness(words, kinds))
    for shift in range(1, len(kinds) - len(words) + 1):
        found = likeness(words, kinds[shift:])
        if min(found, default=-1) >= 0 and sum(found) > most:
            best, most = shift, sum(found)
    return best
