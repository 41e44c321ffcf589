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

from remit.model import Role
from remit.read.columns import Column, Kinds
from remit.read.dates import is_deadline
from remit.read.lines import Line
from remit.read.names import LONGEST_NAME, kind_of, names_in

_LEAST_ROWS: Final = 2
_SENTENCE: Final = re.compile(r"[。;!]$")
_LISTED: Final = re.compile("[、,; ]")
_LONGEST_CELL: Final = 120
"""Characters of a duty cell; what is longer is text."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one numbered row, and the heading that stands before its number."""

    number: str
    lines: tuple[Line, ...]
    heading: Line | None = None


@dataclass(frozen=True, slots=True)
class Positions:
    """The chunks of a table and the columns that the lines of a full row fill, in order."""

    chunks: tuple[Chunk, ...]
    kinds: Kinds

    def of(self, chunk: Chunk) -> list[tuple[Line, tuple[Column, frozenset[Role]]]]:
        """Return the lines of a full row with their columns."""
        return list(zip(chunk.lines, self.kinds, strict=True))

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
        found = Positions(tuple(_chunks(lines, len(own))), own)
        full = sum(map(found.is_full, found.chunks))
        if full > most and full >= _LEAST_ROWS and 2 * full >= len(found.chunks):
            best, most = found, full
    return best


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
    starts: list[int] = []
    for index, line in enumerate(lines):
        if re.fullmatch(r"\d{1,3}", line.text) and (
            not starts or int(line.text) == int(lines[starts[-1]].text) + 1
        ):
            starts.append(index)
    found: list[Chunk] = []
    if not starts or starts[0] > 1:
        return []
    heading = lines[0] if starts[0] else None
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        own = list(lines[start + 1 : end])
        one_more = end < len(lines) and len(own) == size + 1
        below = own.pop() if one_more and _is_title(own[-1]) else None
        found.append(Chunk(lines[start].text, tuple(own), heading))
        heading = below
    return found


def _is_title(line: Line) -> bool:
    return names_in(line) is None and not is_deadline(line.text)


def _fits(lines: Sequence[Line], kinds: Kinds) -> bool:
    return len(lines) == len(kinds) and all(
        _is_cell(line.text, kind, roles) for line, (kind, roles) in zip(lines, kinds, strict=True)
    )


def _is_cell(text: str, kind: Column, roles: frozenset[Role]) -> bool:
    """Tell whether a line can stand in a column of this kind."""
    if kind is Column.DEADLINE:
        return is_deadline(text) or kind_of(text) is None
    if kind is not Column.DUTY:
        return kind is not Column.TASK or kind_of(text) is None
    names = _LISTED.split(text)
    longest = max(map(len, names))
    return (
        (not _SENTENCE.search(text) or all(map(kind_of, _LISTED.split(text.rstrip("。")))))
        and not is_deadline(text)
        and not re.search(r"\d{3}|%", text)
        and len(text) <= _LONGEST_CELL
        and longest <= LONGEST_NAME
        and (roles != {Role.SUPERVISES} or longest <= 12)
    )
