"""Tables that a plain text draws: cells set off by pipes, or a row a line with spaces.

Where merged cells were dropped from a row, its cells are fewer than the columns: what they
look like tells how many are missing before them, and those the cells above cover.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from remit.model import AgentKind, Passage, Role
from remit.read.boxes import Box
from remit.read.brackets import duty_spans
from remit.read.columns import LONGEST_COLUMN, Column, Kinds, column_of, names_columns
from remit.read.dates import is_deadline
from remit.read.enumeration import numbering
from remit.read.lines import Line, fold, lines_of, mend
from remit.read.names import LONGEST_NAME, kind_of
from remit.read.rendering import Rendering, Table

_BAR: Final = re.compile(r"[|｜│┃║]")
_DRAWN: Final = re.compile(r"[|｜│┃║]|^[\u2500-\u257f]{2,}$")
_RULE: Final = re.compile(r"[\s|｜:+\-\u2500-\u257f]+")
_FRAME: Final = "|｜│┃║ \t"
_WORD: Final = re.compile(r"\S+")
_TAB_CELL: Final = re.compile(r"[^\t]+|(?<=\t)(?=\t)")
"""What stands between tabs, and be it nothing."""
_SENTENCE: Final = re.compile(r"[。;!]$")
_SHORT_TEXT: Final = 6
_FEWEST_COLUMNS: Final = 3
_HEADER_ROWS: Final = 6


def plain(text: str) -> Rendering:
    """Return a plain text as its own rendering, with the tables drawn in it."""
    lines: list[Line] = []
    tables: list[Table] = []
    run: list[Line] = []
    spaced = _Spaced(tables)
    for line in [*lines_of(text), None]:
        if line is not None and spaced.takes(line):
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
    passage = line.passage(start, start + len(cell))
    return Line(passage.exact, passage.start, passage.line)


def _piped(run: Sequence[Line]) -> Table:
    """Cut lines at `|`; a ruling line (`|---|---|`) is no row."""
    rows = [_cells(line) for line in run if not _RULE.fullmatch(line.text)]
    return _table(rows, run)


def _cells(line: Line) -> list[Passage]:
    """The passages between the pipes; the outer ones frame the row."""
    cuts = [bar.start() for bar in _BAR.finditer(line.text)]
    inner = [0, *[cut + 1 for cut in cuts]]
    ends = [*cuts, len(line.text)]
    spans = list(zip(inner, ends, strict=True))
    if not line.text[: spans[0][1]].strip():
        spans = spans[1:]
    if spans and not line.text[slice(*spans[-1])].strip():
        spans = spans[:-1]
    found = []
    for start, end in spans:
        words = line.text[start:end]
        left = start + len(words) - len(words.lstrip())
        found.append(line.passage(left, max(left, end - (len(words) - len(words.rstrip())))))
    return found


# --- a row a line, its cells set off by spaces --------------------------------


class _Spaced:
    """Collects the rows of tables that are written a row a line (`1 修路 县交通局`).

    A header of such words begins a table; its rows begin with a number. What stands before
    the cells of the last columns is the task.
    """

    def __init__(self, tables: list[Table]) -> None:
        self._tables = tables
        self._table: Table | None = None
        self._kinds: Kinds = []
        self._after = 0

    def takes(self, line: Line) -> bool:
        """Add the line to a table, if it is a header or a row of one."""
        cells = _TAB_CELL if "\t" in line.raw else _WORD
        words = [match.span() for match in cells.finditer(line.text)]
        titles = _titles(line.text, words)
        header = next((i for i in range(len(titles) - 2) if _heads(line.text, titles[i:])), None)
        if header is not None and not _BAR.search(line.text):
            self._begin(line, titles[header:])
            return True
        if self._table is None:
            return False
        if len(words) == 1 and numbering(line.text)[1] is not None and _is_title(line.text):
            _add(self._table, line, [(0, words[0][0], words[0][1])])
            return True
        if len(words) < _FEWEST_COLUMNS or not line.text[slice(*words[0])].isdigit():
            self._table = None
            return False
        self._row(self._table, line, words)
        return True

    def _begin(self, line: Line, words: list[tuple[int, int]]) -> None:
        self._kinds = [column_of(mend(line.text[slice(*word)])) for word in words]
        kinds = [kind for kind, _ in self._kinds]
        self._table = Table(line.start, 0, len(words))
        self._after = next(i for i in reversed(range(len(kinds))) if kinds[i] is Column.TASK) + 1
        self._tables.append(self._table)
        _add(self._table, line, [(column, *word) for column, word in enumerate(words)])

    def _row(self, table: Table, line: Line, words: list[tuple[int, int]]) -> None:
        if len(words) == table.columns or "\t" in line.raw:
            placed = [(column, *word) for column, word in enumerate(words[: table.columns])]
            _add(table, line, placed)
            return
        end = table.columns - self._ends_empty(line.text, words)
        last = min(end - self._after, len(words) - 2)
        cells = words[len(words) - last :] if last else []
        first = end - len(cells)
        _add(
            table,
            line,
            [
                (0, *words[0]),
                (self._after - 1, words[1][0], words[len(words) - last - 1][1]),
                *((first + column, *word) for column, word in enumerate(cells)),
            ],
        )

    def _ends_empty(self, text: str, words: list[tuple[int, int]]) -> bool:
        """Tell whether the last words suit the last columns better but for one (no remark)."""
        last = [mend(text[slice(*word)]) for word in words[2 - len(words) :]]
        kinds = self._kinds[self._after :]
        size = len(kinds) - 1
        if not 0 < size <= len(last):
            return False
        without = sum(_likeness(last[-size:], kinds[:-1]))
        return without > sum(_likeness(last[-size - 1 :], kinds[-len(last[-size - 1 :]) :]))


def _titles(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put the single characters of spaced titles together: 工 作 任 务, but 序号 apart."""
    found: list[tuple[int, int]] = []
    for word in words:
        single = word[1] - word[0] == 1
        before = text[slice(*found[-1])] if found else ""
        open_ = single and bool(before) and (len(before) == 1 or " " in before)
        if open_ and column_of(mend(before))[0] is not Column.NUMBER:
            found[-1] = (found[-1][0], word[1])
        else:
            found.append(word)
    return found


def _add(table: Table, line: Line, cells: list[tuple[int, int, int]]) -> None:
    """Add a row: the column of each cell, and where it starts and ends in the line."""
    table.lines.append(line)
    for column, start, end in cells:
        table.boxes.append(Box(line.passage(start, end), table.rows, column, 1, 1))
    table.rows += 1


def _heads(text: str, words: Sequence[tuple[int, int]]) -> bool:
    """Tell whether words are a header with a number, a task and someone who answers."""
    kinds = [column_of(mend(text[slice(*word)]))[0] for word in words]
    return (
        len(words) >= _FEWEST_COLUMNS
        and kinds[0] is Column.NUMBER
        and {Column.TASK, Column.DUTY} <= set(kinds)
        and all(end - start <= LONGEST_COLUMN for start, end in words)
    )


def _is_title(text: str) -> bool:
    """Tell whether a line can be a title over rows of a table."""
    short = len(text) <= LONGEST_NAME + LONGEST_COLUMN and not _SENTENCE.search(text)
    return short and not duty_spans(text)


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
        shift = _missing_before(cells, kinds[:columns]) if below else 0
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
    best, most = 0, sum(_likeness(words, kinds))
    for shift in range(1, len(kinds) - len(words) + 1):
        found = _likeness(words, kinds[shift:])
        if min(found, default=-1) >= 0 and sum(found) > most:
            best, most = shift, sum(found)
    return best


def _likeness(words: Sequence[str], kinds: Kinds) -> list[int]:
    """Return how well each cell that says anything suits its column."""
    return [
        _looks(word, kind, roles)
        for word, (kind, roles) in zip(words, kinds, strict=False)
        if word and kind is not Column.OTHER
    ]


def _looks(word: str, kind: Column, roles: frozenset[Role]) -> int:
    """Return how well a cell's words suit a column: 2 well, -2 not at all."""
    names = {kind_of(name) for name in re.split("[、,;]", word)}
    named = None not in names
    persons = names <= {AgentKind.LEADER, AgentKind.LEADER_GROUP}
    dated = is_deadline(word)
    if kind is Column.NUMBER:
        return 2 if word.isdigit() else -2
    if kind is Column.DEADLINE:
        return 2 if dated else -2 if named else 0
    if kind is Column.DUTY:
        if dated or _SENTENCE.search(word):
            return -2
        return 2 if named and persons == (roles == {Role.SUPERVISES}) else -1
    return -2 if named or dated or word.isdigit() else 1 + (len(word) > _SHORT_TEXT)
