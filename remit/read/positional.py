"""Reads a table written one cell a line whose rows have as many lines as it has columns.

There each line is the cell of its column: a name need not look like one, and its role is
that of its column. A row with more or fewer lines (stacked names, empty cells) is left to
`remit.read.rows`, which goes by what the lines look like.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from remit.model import AgentKind, Role
from remit.read.cells import cells_in
from remit.read.columns import Column, Kinds
from remit.read.dates import is_deadline
from remit.read.enumeration import FIRST_TASK_LEVEL, numbering
from remit.read.lines import Line, ends_sentence
from remit.read.names import LONGEST_NAME, begins_with_verb, kind_of

_LEAST_ROWS: Final = 2
_LARGEST_GAP: Final = 4
_NUMBER: Final = re.compile(r"\d{1,3}")
_LISTED: Final = re.compile("[、,; ]")
_LONGEST_CELL: Final = 120
"""Characters of a duty cell; what is longer is text."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one row, its number, and the headings that stand before it."""

    number: str | None
    lines: tuple[Line, ...]
    headings: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Positions:
    """The chunks of a table and the columns that the lines of a full row fill, in order."""

    chunks: tuple[Chunk, ...]
    kinds: Kinds

    def of(self, chunk: Chunk) -> list[tuple[Line, tuple[Column, frozenset[Role]]]]:
        """Return the lines of a full row with their columns."""
        return list(zip(chunk.lines, self.kinds, strict=True))

    @property
    def texts(self) -> int:
        """How many of the columns hold text."""
        return sum(kind is Column.TASK for kind, _ in self.kinds)

    @property
    def units(self) -> list[frozenset[Role]]:
        """The roles that each column of units can mean."""
        duties = (roles for kind, roles in self.kinds if kind is Column.DUTY)
        return [roles for roles in duties if roles != {Role.SUPERVISES}]

    def is_full(self, chunk: Chunk) -> bool:
        """Whether each line of this row is the cell of its column."""
        return _fits(chunk.lines, self.kinds)


def positions(lines: Sequence[Line], kinds: Kinds) -> Positions | None:
    """Return a table's rows if most of them have a line for each column, else None.

    The column of numbers is counted apart. Other columns may be merged over many rows, or
    their cell may stand before the number (then it is a heading).
    """
    columns = [kind for kind in kinds if kind[0] is not Column.NUMBER]
    best: Positions | None = None
    most = 0
    for own in _shown(columns):
        texts = sum(kind is Column.TASK for kind, _ in own)
        chunks = _chunks(lines, len(own)) or _even(lines, own) or _unnumbered(lines, texts)
        found = Positions(tuple(chunks), own)
        full = sum(map(found.is_full, found.chunks))
        whole = full == len(chunks) or _repeats(lines)
        if whole and full > most and full >= _LEAST_ROWS and 2 * full >= len(chunks):
            best, most = found, full
    return best or _numbered(lines, columns)


def _numbered(lines: Sequence[Line], columns: Kinds) -> Positions | None:
    """Return rows cut at their numbers alone: each with its titles and texts above its names."""
    found = Positions(tuple(_chunks(lines, len(lines))), columns)
    whole = found.texts > 1 and all(_has_names_below(chunk, found.texts) for chunk in found.chunks)
    return found if whole and len(found.chunks) >= _LEAST_ROWS else None


def _has_names_below(chunk: Chunk, texts: int) -> bool:
    """Tell whether a row begins with a line of words for each column of text.

    Of the last it may be more, if marks at their ends show that it goes on.
    """
    said = next((i for i, line in enumerate(chunk.lines) if not _is_title(line)), 0)
    whole = all(line.text[-1] in ",;、:" for line in chunk.lines[texts - 1 : max(0, said - 1)])
    return said >= texts and whole and not any(map(_is_title, chunk.lines[said:]))


def _repeats(lines: Sequence[Line]) -> bool:
    """Tell whether any name stands twice; in a damaged copy none does."""
    names = [line.text for line in lines if cells_in(line) is not None]
    return len(set(names)) < len(names)


def _shown(columns: Kinds) -> Iterator[Kinds]:
    """Yield the columns a row may show: all, or without some that are merged or empty.

    Duties and deadlines are never taken to be missing everywhere, nor is the task.
    """
    loose = [
        i for i, (kind, _) in enumerate(columns) if kind in (Column.TASK, Column.GOAL, Column.OTHER)
    ]
    for size in range(len(loose)):
        for left_out in combinations(loose, size):
            own = [kind for i, kind in enumerate(columns) if i not in left_out]
            if {Column.TASK, Column.DUTY} <= {kind for kind, _ in own}:
                yield own


def _chunks(lines: Sequence[Line], size: int) -> list[Chunk]:
    """Cut at numbers that count up, each on its line; the line before one may be a heading."""
    starts = counting_up(lines)
    found: list[Chunk] = []
    if not starts or starts[0] > 1:
        return []
    headings = tuple(lines[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        own = list(lines[start + 1 : end])
        one_more = len(own) == size + 1 or (len(own) > 1 and _is_numbered(own[-1]))
        below = (own.pop(),) if end < len(lines) and one_more and _is_title(own[-1]) else ()
        found.append(Chunk(lines[start].text, tuple(own), headings))
        headings = below
    return found


def counting_up(lines: Sequence[Line]) -> list[int]:
    """Return which lines are numbers that count up; numbers that stand nowhere are passed over."""
    numbers = [(i, int(line.text)) for i, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    starts: list[int] = []
    position = 0
    while position < len(numbers):
        index, number = numbers[position]
        starts.append(index)
        below = numbers[position + 1 :]
        steps = [value - number for _, value in below if 0 < value - number <= _LARGEST_GAP]
        if not steps:
            break
        step = 1 if 1 in steps else steps[0]
        position += 1 + next(i for i, (_, value) in enumerate(below) if value - number == step)
    return starts


def _even(lines: Sequence[Line], kinds: Kinds) -> list[Chunk]:
    """Cut rows that begin with bodies into as many lines as there are columns, if all fit."""
    size = len(kinds)
    if kinds[0][0] is not Column.DUTY or len(lines) % size:
        return []
    rows = [tuple(lines[start : start + size]) for start in range(0, len(lines), size)]
    named = all(cells_in(row[0]) is not None and _fits(row, kinds) for row in rows)
    return [Chunk(None, row) for row in rows] if named else []


def _unnumbered(lines: Sequence[Line], texts: int) -> list[Chunk]:
    """Cut where texts follow names: as many as there are columns of text, headings above."""
    if any(re.fullmatch(r"\d{1,3}", line.text) for line in lines):
        return []
    runs: list[tuple[list[Line], list[Line]]] = []
    for line in lines:
        titled = _is_title(line)
        if titled and (not runs or runs[-1][1]):
            runs.append(([], []))
        if runs:
            runs[-1][0 if titled else 1].append(line)
    return [Chunk(None, (*above[-texts:], *below), tuple(above[:-texts])) for above, below in runs]


def _is_title(line: Line) -> bool:
    return cells_in(line) is None and not is_deadline(line.text)


def _is_numbered(line: Line) -> bool:
    """Tell whether a line is a title with a number that rows never have: 二、, (二)."""
    return numbering(line.text)[0] < FIRST_TASK_LEVEL and not ends_sentence(line.text)


def _fits(lines: Sequence[Line], kinds: Kinds) -> bool:
    if len(lines) != len(kinds):
        return False
    tasks = [line for line, (kind, _) in zip(lines, kinds, strict=True) if kind is Column.TASK]
    return not _is_unit(tasks[-1].text) and all(
        _is_cell(line.text, kind, roles) for line, (kind, roles) in zip(lines, kinds, strict=True)
    )


def _is_unit(text: str) -> bool:
    return kind_of(text) is AgentKind.UNIT and not begins_with_verb(text)


def _is_cell(text: str, kind: Column, roles: frozenset[Role]) -> bool:
    """Tell whether a line can stand in a column of this kind."""
    if kind is Column.DEADLINE:
        return is_deadline(text) or kind_of(text) is None
    if kind is not Column.DUTY:
        return kind is not Column.TASK or not (is_deadline(text) or text.isdigit())
    names = _LISTED.split(text)
    longest = max(map(len, names))
    return (
        (not ends_sentence(text) or all(map(kind_of, _LISTED.split(text.rstrip("。")))))
        and not is_deadline(text)
        and not re.search(r"\d{3}|%", text)
        and len(text) <= _LONGEST_CELL
        and longest <= LONGEST_NAME
        and (roles != {Role.SUPERVISES} or (longest <= 12 and not any(map(_is_unit, names))))
    )
