"""The one form every file format is brought into: paragraphs and grids, with their places.

A *place* says, in the words of the source's own format, where something stands. It is a
short text for people and programs alike:

| format | place |
| --- | --- |
| text, Markdown | `line=73` |
| CSV | `row=7;column=4` (RFC 7111 counts both from 1) |
| Word, web page | `paragraph=12`, `table=1;row=7;column=4` |
| Excel | `sheet=附件1;cell=D7` |
| PDF | `page=3;box=72,100,140,118` (points from the top left: x0, y0, x1, y1) |
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or paragraph outside tables, without the white space around it."""

    text: str
    place: str


class GridCell(NamedTuple):
    r"""A cell of a table where it originates; `row` and `column` count from 0.

    A merged cell stands once, at its top left, and covers `row_span` rows and
    `column_span` columns: what it covers is inherited, never copied. `text` keeps line
    breaks within the cell as `\n`; it may be empty.
    """

    text: str
    place: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its size and its originating cells, by row, then column. None overlap."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]


Block: TypeAlias = Paragraph | Grid
