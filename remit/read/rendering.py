"""Paragraphs and grids as one text, so that every word has an offset in it.

A plain text is its own rendering. Of other files, each paragraph is a line, each table
row is a line with its cells set off by tabs (a merged cell stands in its first row), and
line breaks within a cell stay. The rendering is written beside the results as
`source.txt`, so that anyone can check an offset.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from remit.model import Passage
from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.boxes import Box
from remit.read.lines import Line, fold, lines_of
from remit.read.tables import is_attachment


@dataclass(slots=True)
class Table:
    """A table in the rendering: its size and boxes; `start` is the offset it begins at.

    `first_row` is the row of the grid that is its first. `lines` are those a drawn table
    was cut from, to be read as text when it proves to be no table of tasks.
    """

    start: int
    rows: int
    columns: int
    boxes: list[Box] = field(default_factory=list)
    first_row: int = 0
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Rendering:
    """The text, its lines outside tables, and its tables, all in order."""

    text: str
    lines: list[Line]
    tables: list[Table]


def rendered(blocks: Sequence[Block]) -> Rendering:
    """Write blocks out as one text."""
    writer = _Writer()
    for block in blocks:
        if isinstance(block, Paragraph):
            writer.paragraph(block.text, block.place)
        else:
            writer.grid(block)
    return Rendering("".join(writer.parts), writer.lines, writer.tables)


class _Writer:
    """Writes blocks one behind the other and keeps where each word came to stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self._offset, self._number = 0, 1

    def paragraph(self, text: str, place: str) -> None:
        start, number = self._write(text)
        for line in lines_of(text):
            self.lines.append(Line(line.raw, start + line.start, number + line.number - 1, place))
        self._write("\n")

    def grid(self, grid: Grid) -> None:
        """Write a grid's tables; a notice and titles in the sheet itself are paragraphs."""
        table: Table | None = None
        for index, row in enumerate(_rows(grid)):
            words = [cell for cell in row if cell.text.strip()]
            alone = len(words) == 1 and words[0].column == 0 and words[0].row_span == 1
            begins = alone and is_attachment(fold(words[0].text.strip()))
            if (table is None or begins) and (alone or not words):
                table = None
                for cell in words:
                    self.paragraph(cell.text.strip(), cell.place)
                continue
            if table is None:
                table = Table(self._offset, 0, grid.columns, first_row=index)
                self.tables.append(table)
            self._row(table, row, index)

    def _row(self, table: Table, row: Sequence[GridCell], index: int) -> None:
        for cell in row:
            start, number = self._write(cell.text)
            passage = Passage(start, start + len(cell.text), number, cell.text, cell.place)
            own = index - table.first_row
            table.boxes.append(Box(passage, own, cell.column, cell.row_span, cell.column_span))
            self._write("\t")
        table.rows += 1
        self._write("\n")

    def _write(self, text: str) -> tuple[int, int]:
        """Add text; return the offset and the line it begins at."""
        at = self._offset, self._number
        self.parts.append(text)
        self._offset += len(text)
        self._number += text.count("\n")
        return at


def joined(renderings: Sequence[Rendering]) -> Rendering:
    """Return several renderings as one, in order."""
    if len(renderings) == 1:
        return renderings[0]
    whole = Rendering("", [], [])
    number = 0
    for each in renderings:
        offset = len(whole.text)
        whole.lines += [
            Line(x.raw, x.start + offset, x.number + number, x.place) for x in each.lines
        ]
        for table in each.tables:
            boxes = [replace(b, passage=_moved(b.passage, offset, number)) for b in table.boxes]
            drawn = [Line(x.raw, x.start + offset, x.number + number) for x in table.lines]
            whole.tables.append(
                replace(table, start=table.start + offset, boxes=boxes, lines=drawn)
            )
        whole.text += each.text if each.text.endswith("\n") else each.text + "\n"
        number = whole.text.count("\n")
    return whole


def _moved(passage: Passage, offset: int, lines: int) -> Passage:
    return replace(
        passage,
        start=passage.start + offset,
        end=passage.end + offset,
        line=passage.line + lines,
    )


def _rows(grid: Grid) -> Iterator[list[GridCell]]:
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    for row in range(grid.rows):
        yield by_row.get(row, [])
