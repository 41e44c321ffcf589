"""Web pages (.html): the text a reader sees, line by line, and its tables.

Merged cells follow the HTML standard's own table model, with spans cut where they would
leave the table or lie over another cell. A table that only lays out a page, that is one
which has a table of at least two rows and columns inside, is read as the page it lays out.
Scripts, styles, navigation and footers are not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.formats.border import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_NESTED_TABLES,
    MAX_NODES,
    MAX_ROWS,
    damaged,
    too_large,
    too_many_cells,
    too_many_lines,
)
from remit.read.formats.encoding import decoded
from remit.read.formats.xml import whole

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*+=\s*+["']?\s*+([\w-]+)""", re.IGNORECASE
)
_HEAD: Final = 4_096
_WIDEST: Final = 100
"""Columns a cell may span; pages write colspan="1000" to say *all*."""
_UNREAD: Final = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "nav", "footer", "aside"}
    | {"select", "button", "textarea", "iframe", "object", "svg", "math"}
)
_LINES: Final = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "form", "header", "hr", "html", "li"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "main", "ol", "p", "pre", "section", "summary"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
"""Elements that begin and end a line."""

_CELLS: Final = frozenset({"td", "th"})
_ONE_LINE: Final = frozenset({"p", "div", "span", "font", "b", "strong", "a"})
_ROW_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_UNEVEN: Final = re.compile(r"[\t\r\n\f\xa0]|  ")
_BREAK_IN_CHINESE: Final = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_TAG: Final = re.compile(
    rb"""<([a-zA-Z][\w:-]*+)(?!>)(?:((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>|[\s\S]++)"""
)
"""A tag with attributes, or one whose quotation marks have no partner and all that follows.

A tag without attributes is already as it should be.
"""

_TAG_TO_FIRST_END: Final = re.compile(rb"<([a-zA-Z][\w:-]*+)(?!>)([^>]*+)>?")
_ATTRIBUTE: Final = re.compile(
    rb"""([^\s=>"'/]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+"""
)
_NUMBER: Final = re.compile(rb"\s*+(\d{1,6})")
_HIDDEN: Final = re.compile(rb"\bdisplay\s*+:\s*+none", re.IGNORECASE)


def web_blocks(data: bytes, name: str) -> tuple[list[Block], str]:
    """Return the lines and tables of a web page, and its encoding."""
    if data.count(b"<") > MAX_NODES:
        raise _too_many_marks(name)
    declared = _DECLARED.search(data[:_HEAD])
    text, encoding = decoded(data, name, declared[1].decode("ascii") if declared else None)
    return _Page(name).blocks(_body(text, name)), encoding


def _body(text: str, name: str) -> etree._Element | None:
    page = _TAG.sub(_Tags(name).rewritten, _without_scripts(text.encode()))
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(page, parser)
    except etree.LxmlError:
        raise damaged(name, "HTML", "line=1") from None
    for error in parser.error_log:
        if error.type_name == "ERR_RESOURCE_LIMIT":
            raise _too_deep(name, f"line={error.line}")
    return root


def _without_scripts(page: bytes) -> bytes:
    """Return the page without comments, scripts and styles: they hold marks that are none."""
    lower = page.lower()
    for opening, closing in ((b"<!--", b"-->"), (b"<script", b"</script"), (b"<style", b"</style")):
        pieces, start = [], 0
        while (found := lower.find(opening, start)) >= 0:
            end = lower.find(closing, found + len(opening))
            if end < 0:
                break
            pieces.append((start, found))
            start = lower.find(b">", end) + 1 or len(page)
        if pieces:
            pieces.append((start, len(page)))
            page = b"".join(page[first:last] for first, last in pieces)
            lower = b"".join(lower[first:last] for first, last in pieces)
    return page


class _Tags:
    """Writes tags anew with what matters here: their spans, and whether they are hidden.

    The parser takes time that grows with the square of a tag's attributes. The tags of a
    page are much alike, so few are looked at.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: dict[bytes, bytes] = {}
        self._attributes = 0

    def rewritten(self, found: re.Match[bytes]) -> bytes:
        """Return what a match of `_TAG` is written as."""
        written = self._known.get(found[0])
        if written is not None:
            return written
        if found[2] is None:
            return _TAG_TO_FIRST_END.sub(self.rewritten, found[0])
        written = b"<%s%s>" % (found[1], b"".join(self._kept(found[2])))
        self._known[found[0]] = written
        return written

    def _kept(self, attributes: bytes) -> Iterator[bytes]:
        for found in _ATTRIBUTE.finditer(attributes):
            self._attributes += 1
            if self._attributes > MAX_NODES:
                raise _too_many_marks(self._name)
            name = found[1].lower()
            if name in (b"rowspan", b"colspan"):
                if number := _NUMBER.match(found[found.lastindex or 0]):
                    yield b' %s="%s"' % (name, number[1])
            elif name == b"hidden" or (name == b"style" and _HIDDEN.search(found[0])):
                yield b" hidden"


def _too_many_marks(name: str) -> Exception:
    return too_large(name, "html", f"多于 {MAX_NODES} 个标记", f"more than {MAX_NODES} marks")


def _too_deep(name: str, place: str) -> Exception:
    return too_large(
        name,
        place,
        f"标记嵌套超过 {MAX_DEPTH} 层",
        f"marks lie more than {MAX_DEPTH} deep inside one another",
    )


class _Lines:
    """Lines in the making, with white space as a browser shows it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._pieces: list[str] = []

    def add(self, text: str | None, as_it_stands: bool) -> None:
        """Go on with the line; line ends count only in preformatted text."""
        if not text:
            return
        if as_it_stands:
            *whole_lines, text = text.split("\n")
            for line in whole_lines:
                self._pieces.append(line)
                self.end()
        self._pieces.append(text)

    def end(self) -> None:
        """End the line, and keep it if it holds anything."""
        if not self._pieces:
            return
        text = _as_shown("".join(self._pieces))
        self._pieces.clear()
        if text:
            self.lines.append(text)


def _as_shown(text: str) -> str:
    if _UNEVEN.search(text):
        text = _SPACE.sub(" ", _BREAK_IN_CHINESE.sub("", text)).replace("\xa0", " ")
    return text.strip()


class _Page:
    """The page under way: its blocks so far, and how many of each kind they are."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._blocks: list[Block] = []
        self._lines = _Lines()
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, body: etree._Element | None) -> list[Block]:
        if body is not None:
            self._read(body, 0, False)
        self._flush()
        return self._blocks

    def _read(self, element: etree._Element, nested: int, as_it_stands: bool) -> None:
        """Read a part of the page outside data tables; `nested` counts layout tables."""
        tag = str(element.tag)
        if tag == "table":
            if nested > MAX_NESTED_TABLES:
                raise _too_deep(self._name, f"table={self._tables + 1}")
            if not _lays_out(element):
                self._table(element)
                return
            nested += 1
        if tag in _LINES or tag == "br":
            self._lines.end()
            if len(self._lines.lines) > MAX_ROWS:
                raise too_many_lines(self._name, f"paragraph={MAX_ROWS}")
        as_it_stands = as_it_stands or tag == "pre"
        self._lines.add(element.text, as_it_stands)
        for child in element:
            if not _is_unread(child):
                self._read(child, nested, as_it_stands)
            self._lines.add(child.tail, as_it_stands)
        if tag in _LINES:
            self._lines.end()

    def _flush(self) -> None:
        self._lines.end()
        for line in self._lines.lines:
            self._paragraphs += 1
            self._blocks.append(Paragraph(line, f"paragraph={self._paragraphs}"))
        self._lines.lines.clear()

    def _table(self, table: etree._Element) -> None:
        self._lines.end()
        for caption in table.findall("caption"):
            self._lines.lines.extend(_cell_lines(caption))
        self._flush()
        grid = _Table(self._name, self._tables + 1).grid(table)
        if any(cell.text for cell in grid.cells):
            self._tables += 1
            self._blocks.append(grid)


def _is_unread(element: etree._Element) -> bool:
    return element.tag in _UNREAD or "hidden" in element.attrib


def _lays_out(table: etree._Element) -> bool:
    """Tell whether a real table stands inside this one."""
    for inner in table.iterdescendants("table"):
        rows = [sum(1 for cell in row if cell.tag in _CELLS) for row in inner.iter("tr")]
        if len(rows) > 1 and max(rows) > 1:
            return True
    return False


def _cell_text(cell: etree._Element) -> str:
    """Return the lines of a cell; most cells are one line, written in one element or none."""
    children = len(cell)
    if not children:
        return _as_shown(cell.text or "")
    only = cell[0]
    if (
        children == 1
        and only.tag in _ONE_LINE
        and not (len(only) or only.attrib or cell.text or only.tail)
    ):
        return _as_shown(only.text or "")
    return "\n".join(_cell_lines(cell))


def _cell_lines(cell: etree._Element) -> list[str]:
    lines = _Lines()
    _collect(cell, lines, False)
    lines.end()
    return lines.lines


def _collect(element: etree._Element, lines: _Lines, as_it_stands: bool) -> None:
    """Collect the lines of a cell; cells of a small table inside it are lines too."""
    lines.add(element.text, as_it_stands)
    for child in element:
        if not _is_unread(child):
            tag = str(child.tag)
            ends_line = tag in _LINES or tag == "br"
            if ends_line:
                lines.end()
            if len(child):
                _collect(child, lines, as_it_stands or tag == "pre")
            else:
                lines.add(child.text, as_it_stands or tag == "pre")
            if ends_line:
                lines.end()
        lines.add(child.tail, as_it_stands)


@dataclass(slots=True)
class _Table:
    """The table under way: its cells so far, and up to which row each column is taken."""

    name: str
    ordinal: int
    cells: list[GridCell] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    steps: int = 0

    def grid(self, table: etree._Element) -> Grid:
        """Return the table; the last column is the last one that any cell begins in."""
        rows = list(_rows(table, table))
        ends = _group_ends([group for group, _ in rows])
        for number, (_, row) in enumerate(rows):
            column = 0
            for cell in row:
                column = self._place(cell, number, column, ends[number])
        columns = max((cell.column for cell in self.cells), default=-1) + 1
        cells = [
            cell
            if cell.column + cell.column_span <= columns
            else cell._replace(column_span=columns - cell.column)
            for cell in self.cells
        ]
        return Grid(len(rows), columns, tuple(cells))

    def _place(self, cell: etree._Element, row: int, column: int, end: int) -> int:
        """Put a cell in the first free column from `column` on, and return the next column."""
        taken = self.taken
        while taken.get(column, 0) > row:
            column += 1
            self.steps += 1
        height = width = 1
        if cell.attrib:
            height = whole(cell.get("rowspan"), 1, end - row) or end - row
            wanted = whole(cell.get("colspan"), 1, _WIDEST)
            while width < wanted and taken.get(column + width, 0) <= row:
                width += 1
        for covered in range(column, column + width):
            taken[covered] = row + height
        self.steps += width
        if self.steps > 4 * MAX_CELLS or len(taken) > MAX_COLUMNS:
            raise too_many_cells(self.name, f"table={self.ordinal};row={row + 1}")
        place = f"table={self.ordinal};row={row + 1};column={column + 1}"
        self.cells.append(GridCell(_cell_text(cell), place, row, column, height, width))
        return column + width


def _rows(
    element: etree._Element, group: etree._Element
) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Yield the cells of a table's own rows, each row after the group (tbody) it stands in.

    Cells outside any row make a row, as they do in a browser.
    """
    stray: list[etree._Element] = []
    for child in element:
        if child.tag in _CELLS:
            if not _is_unread(child):
                stray.append(child)
            continue
        if stray:
            yield group, stray
            stray = []
        if child.tag == "tr":
            if not _is_unread(child):
                yield (
                    group,
                    [cell for cell in child if cell.tag in _CELLS and "hidden" not in cell.attrib],
                )
        elif child.tag not in ("table", "caption"):
            yield from _rows(child, child if child.tag in _ROW_GROUPS else group)
    if stray:
        yield group, stray


def _group_ends(groups: list[etree._Element]) -> list[int]:
    """Return for each row the number of the row after the last of its group."""
    ends = [len(groups)] * len(groups)
    for number in range(len(groups) - 2, -1, -1):
        same = groups[number] is groups[number + 1]
        ends[number] = ends[number + 1] if same else number + 1
    return ends
