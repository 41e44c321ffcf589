"""Word files (.docx, .docm): paragraphs and tables of the body, in order.

Read straight from the XML, so that a table's grid is the file's own: merged cells
(gridSpan, vMerge, hMerge), shifted rows (gridBefore), rows inside content controls.
Tracked changes are read as accepted: inserted text is kept, deleted text dropped. Hidden
text, headers, footers, notes, pictures and macros are not read. A table inside a cell
becomes lines of that cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.formats.archive import Archive
from remit.read.formats.border import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_NESTED_TABLES,
    too_large,
    too_many_cells,
)
from remit.read.formats.numbering import Numbering, W
from remit.read.formats.xml import dispose, events, tree, whole

DOCUMENT: Final = "word/document.xml"

_P: Final = f"{W}p"
_TABLE: Final = f"{W}tbl"
_ROW: Final = f"{W}tr"
_CELL: Final = f"{W}tc"
_RUN: Final = f"{W}r"
_TEXT: Final = f"{W}t"
_PARAGRAPH_PROPERTIES: Final = f"{W}pPr"
_OFF: Final = frozenset({"0", "false", "off"})
_WRITTEN_AS: Final = {
    f"{W}tab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_UNREAD: Final = frozenset(
    {
        f"{W}pPr",
        f"{W}rPr",
        f"{W}tcPr",
        f"{W}trPr",
        f"{W}tblPr",
        f"{W}del",
        f"{W}moveFrom",
        f"{W}rt",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_WRAPPERS: Final = frozenset(
    {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"}
)


def word_blocks(archive: Archive) -> Iterator[Block]:
    """Yield the paragraphs and tables of a Word file, in the order of its body."""
    numbering = Numbering(tree(archive, "word/numbering.xml"), tree(archive, "word/styles.xml"))
    inside: list[str] = []
    paragraphs = 0
    table = _Table(archive.name, 0)
    for event, element in events(archive, DOCUMENT, (_P, _TABLE, _ROW), (_P, _ROW)):
        if event == "start":
            inside.append(str(element.tag))
            if inside == [_TABLE]:
                table = _Table(archive.name, table.ordinal + 1)
            table.check_depth(len(inside))
            continue
        closed = inside.pop()
        if closed == _ROW and inside == [_TABLE]:
            table.add(element, numbering)
            dispose(element)
        elif not inside:
            if closed == _P:
                paragraphs += 1
                yield from _lines(_paragraph(element, numbering), f"paragraph={paragraphs}")
            elif (grid := table.grid()).cells:
                yield grid
            dispose(element)


def _lines(text: str, place: str) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(line.strip(), place)


@dataclass(slots=True)
class _Cell:
    """A cell that may still grow downwards."""

    text: str
    row: int
    column: int
    columns: int
    rows: int = 1


@dataclass(slots=True)
class _Table:
    """The table under way: its cells so far, and those each column's merges go on with."""

    name: str
    ordinal: int
    cells: list[_Cell] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    above: dict[int, _Cell] = field(default_factory=dict)

    def add(self, row: etree._Element, numbering: Numbering) -> None:
        """Take in a row (w:tr), unless it is tracked as deleted."""
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            return
        column = 0 if properties is None else _number(properties, "gridBefore", 0)
        merging: dict[int, _Cell] = {}
        left: _Cell | None = None
        for cell in _children(row, _CELL):
            cell_properties = cell.find(f"{W}tcPr")
            width = 1 if cell_properties is None else _number(cell_properties, "gridSpan", 1)
            upper = self.above.get(column)
            if left is not None and _merge(cell_properties, "hMerge") == "continue":
                left.columns += width
            elif (
                _merge(cell_properties, "vMerge") == "continue"
                and upper is not None
                and upper.columns == width
            ):
                upper.rows += 1
                merging[column], left = upper, None
            else:
                left = _Cell(_cell_text(cell, numbering), self.rows, column, width)
                self.cells.append(left)
                if _merge(cell_properties, "vMerge") is not None:
                    merging[column] = left
            column += width
            self._keep_within_limits(column)
        self.above = merging
        self.columns = max(self.columns, column)
        self.rows += 1

    def check_depth(self, depth: int) -> None:
        """Refuse tables too deep inside one another: each takes a table and a row."""
        if depth > 2 * MAX_NESTED_TABLES:
            raise too_large(
                self.name, f"table={self.ordinal}", "表格嵌套太深", "tables nested too deep"
            )

    def _keep_within_limits(self, column: int) -> None:
        if column > MAX_COLUMNS or len(self.cells) > MAX_CELLS:
            raise too_many_cells(self.name, f"table={self.ordinal};row={self.rows + 1}")

    def grid(self) -> Grid:
        """Return the finished table."""
        return Grid(
            self.rows,
            self.columns,
            tuple(
                GridCell(
                    cell.text,
                    f"table={self.ordinal};row={cell.row + 1};column={cell.column + 1}",
                    cell.row,
                    cell.column,
                    cell.rows,
                    cell.columns,
                )
                for cell in self.cells
            ),
        )


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the children called `tag`, also those inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _number(properties: etree._Element, name: str, default: int) -> int:
    found = properties.find(f"{W}{name}")
    value = None if found is None else found.get(f"{W}val")
    return max(default, whole(value, default, MAX_COLUMNS + 1))


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """Return "restart" or "continue" for a merged cell, None for any other."""
    found = None if properties is None else properties.find(f"{W}{name}")
    if found is None:
        return None
    return "restart" if found.get(f"{W}val") == "restart" else "continue"


def _cell_text(cell: etree._Element, numbering: Numbering) -> str:
    lines: list[str] = []
    _collect_lines(cell, numbering, lines)
    return "\n".join(lines).strip()


def _collect_lines(element: etree._Element, numbering: Numbering, lines: list[str]) -> None:
    """Add the paragraphs below `element`, those of nested tables too, in order."""
    for child in element:
        if child.tag == _P:
            lines.append(_paragraph(child, numbering).strip())
        elif child.tag not in _UNREAD:
            _collect_lines(child, numbering, lines)


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> str:
    pieces: list[str] = []
    _collect(paragraph, pieces)
    label = numbering.label(paragraph.find(_PARAGRAPH_PROPERTIES))
    return label + "".join(pieces)


def _collect(element: etree._Element, pieces: list[str]) -> None:
    """Add the text of runs below `element`; a paragraph in a text box starts a line."""
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            pieces.append(child.text or "")
        elif tag in _UNREAD or (tag == _RUN and _is_hidden(child)):
            continue
        elif tag == f"{W}br":
            if child.get(f"{W}type") in (None, "textWrapping"):
                pieces.append("\n")
        elif tag in _WRITTEN_AS:
            pieces.append(_WRITTEN_AS[str(tag)])
        elif len(child):
            if tag == _P:
                pieces.append("\n")
            _collect(child, pieces)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in _OFF
