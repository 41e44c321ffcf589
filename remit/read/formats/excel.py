"""Excel files (.xlsx, .xlsm): every sheet that shows anything, as a title and a grid.

Read straight from the XML, row by row. Merged cells are one cell with a span; rows and
columns that hold nothing are left out, so a stray format in row 1,048,576 costs nothing.
Formulas are never evaluated: the value saved with the file counts, and a formula without
one is refused, because an empty cell would say that nobody is responsible. Hidden sheets
are not read (they hold drafts and lists to choose from); hidden rows and columns are,
because a filter hides rows that belong to the plan. Macros and links are not looked at.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import join, normpath
from typing import Final

from lxml import etree

from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.formats.archive import Archive
from remit.read.formats.border import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    damaged,
    refused,
    too_many_cells,
    too_many_characters,
)
from remit.read.formats.numbers import BUILT_IN, shown
from remit.read.formats.xml import dispose, events, tree, whole
from remit.read.progress import Progress, quietly

WORKBOOK: Final = "xl/workbook.xml"

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ROW: Final = f"{_S}row"
_MERGED: Final = f"{_S}mergeCell"
_STRING: Final = f"{_S}si"
_VALUE: Final = f"{_S}v"
_FORMULA: Final = f"{_S}f"
_TEXT: Final = f"{_S}t"
_RUN: Final = f"{_S}r"
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_TOLD_EVERY: Final = 500
_TRUTH: Final = {"1": "TRUE", "0": "FALSE"}


@dataclass(frozen=True, slots=True)
class _Workbook:
    """What the cells of all sheets share."""

    archive: Archive
    progress: Progress
    strings: Sequence[str]
    formats: Sequence[str]
    counts_from_1904: bool


@dataclass(frozen=True, slots=True)
class _Area:
    """A merged area; rows and columns count from 1, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


def excel_blocks(archive: Archive, progress: Progress = quietly) -> Iterator[Block]:
    """Yield, for every visible sheet that holds anything, its title and its grid."""
    root = tree(archive, WORKBOOK)
    if root is None:
        raise damaged(archive.name, "Excel", WORKBOOK)
    properties = root.find(f"{_S}workbookPr")
    workbook = _Workbook(
        archive,
        progress,
        tuple(_strings(archive)),
        _formats(tree(archive, "xl/styles.xml")),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )
    for title, member in _visible_sheets(root, archive):
        grid = _sheet(workbook, title, member)
        if grid.cells:
            yield Paragraph(title, f"sheet={title}")
            yield grid


def _visible_sheets(root: etree._Element, archive: Archive) -> Iterator[tuple[str, str]]:
    relations = tree(archive, "xl/_rels/workbook.xml.rels")
    targets = {} if relations is None else {r.get("Id"): r.get("Target") for r in relations}
    for sheet in root.iterfind(f"{_S}sheets/{_S}sheet"):
        title = (sheet.get("name") or "").strip()
        target = targets.get(sheet.get(f"{_R}id"))
        if sheet.get("state", "visible") != "visible":
            continue
        if target is None:
            raise damaged(archive.name, "Excel", f"sheet={title}")
        member = normpath(join("xl", target)).lstrip("/")
        if member in archive.members and "chartsheets/" not in member:
            yield title, member
        elif member not in archive.members:
            raise damaged(archive.name, "Excel", f"sheet={title}")


def _strings(archive: Archive) -> Iterator[str]:
    """Yield the texts that cells share; a reading aid (phonetic run) is no part of them."""
    member = "xl/sharedStrings.xml"
    if member not in archive.members:
        return
    for event, element in events(archive, member, (_STRING,), (_STRING,)):
        if event == "end":
            yield _trimmed(_text(element))  # here, once: many cells may share a long text
            dispose(element)


def _text(element: etree._Element) -> str:
    pieces = [
        child if child.tag == _TEXT else child.find(_TEXT)
        for child in element
        if child.tag in (_TEXT, _RUN)
    ]
    return "".join(piece.text or "" for piece in pieces if piece is not None)


def _formats(styles: etree._Element | None) -> tuple[str, ...]:
    """Return the number format of every cell style, by its index."""
    if styles is None:
        return ()
    own = {
        code.get("numFmtId"): code.get("formatCode", "")
        for code in styles.iterfind(f"{_S}numFmts/{_S}numFmt")
    }
    return tuple(
        own.get(number) or BUILT_IN.get(number or "", "General")
        for style in styles.iterfind(f"{_S}cellXfs/{_S}xf")
        for number in (style.get("numFmtId"),)
    )


def _sheet(workbook: _Workbook, title: str, member: str) -> Grid:
    texts: dict[tuple[int, int], str] = {}
    merged: list[_Area] = []
    row = characters = 0
    for event, element in events(workbook.archive, member, (_ROW, _MERGED), (_ROW, _MERGED)):
        if event == "start":
            continue
        if element.tag == _ROW:
            row = whole(element.get("r"), row + 1, _LAST_ROW)
            if row % _TOLD_EVERY == 0:
                workbook.progress(f"{title} 第 {row} 行", f"{title} row {row}")
            characters += _read_row(workbook, title, element, row, texts)
        else:
            area = _area(element.get("ref", ""))
            if area is not None:
                merged.append(area)
        place = f"sheet={title};cell=A{row}"
        if len(texts) > MAX_CELLS or len(merged) > MAX_CELLS:
            raise too_many_cells(workbook.archive.name, place)
        if characters > MAX_CHARACTERS:
            raise too_many_characters(workbook.archive.name, place)
        dispose(element)
    columns = {column for _, column in texts}
    if len(columns) > MAX_COLUMNS:
        raise too_many_cells(workbook.archive.name, f"sheet={title};cell=A{row}")
    return _grid(title, texts, merged)


def _read_row(
    workbook: _Workbook,
    title: str,
    element: etree._Element,
    row: int,
    texts: dict[tuple[int, int], str],
) -> int:
    """Add the row's texts, by row and column; return how many characters they have."""
    column = characters = 0
    for cell in element:
        column = _column(cell.get("r")) or column + 1
        value = cell.find(_VALUE)
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{_S}is")
            text = "" if inline is None else _trimmed(_text(inline))
        elif value is None or value.text is None:
            # A saved result of "" is written as an empty string (t="str"): that is known.
            if kind != "str" and cell.find(_FORMULA) is not None:
                raise _unsaved(workbook, title, row, column)
            continue
        else:
            try:
                text = _shown(workbook, value.text, kind, cell.get("s"))
            except (ValueError, IndexError, OverflowError):
                place = f"sheet={title};cell={_letters(column)}{row}"
                raise damaged(workbook.archive.name, "Excel", place) from None
        if text:
            texts[row, column] = text
            characters += len(text)
    return characters


def _trimmed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("_x000D_", "").strip()


def _unsaved(workbook: _Workbook, title: str, row: int, column: int) -> Exception:
    place = f"sheet={title};cell={_letters(column)}{row}"
    return refused(
        workbook.archive.name,
        f"{place} 是没有保存结果的公式；请用 Excel 或 WPS 打开并保存一次。",
        f"{place} is a formula without a saved result; open the file in Excel and save it once.",
    )


def _shown(workbook: _Workbook, value: str, kind: str, style: str | None) -> str:
    """Return what the cell shows. Raises ValueError or IndexError for a broken one."""
    if kind == "s":
        return workbook.strings[int(value)]
    if kind in ("b", "str", "e", "d"):
        return _trimmed(_TRUTH.get(value, value) if kind == "b" else value)
    index = whole(style, 0, _LAST_ROW)
    code = workbook.formats[index] if index < len(workbook.formats) else "General"
    return shown(value, code, workbook.counts_from_1904)


def _grid(title: str, texts: dict[tuple[int, int], str], merged: Sequence[_Area]) -> Grid:
    """Return the sheet without its empty rows and columns."""
    rows = {row: place for place, row in enumerate(sorted({row for row, _ in texts}))}
    columns = {column: place for place, column in enumerate(sorted({c for _, c in texts}))}
    used_rows, used_columns = list(rows), list(columns)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    room = len(rows) * len(columns)  # areas do not overlap, so together they fit in the sheet
    for area in merged:
        origin = (area.top, area.left)
        inside_rows = _between(used_rows, area.top, area.bottom)
        inside_columns = _between(used_columns, area.left, area.right)
        size = len(inside_rows) * len(inside_columns)
        if origin not in texts or not 1 < size <= room:
            continue
        room -= size
        inside = {(row, column) for row in inside_rows for column in inside_columns}
        if inside.isdisjoint(covered) and inside.isdisjoint(spans):
            spans[origin] = (len(inside_rows), len(inside_columns))
            covered |= inside - {origin}
    cells = [
        GridCell(
            text,
            f"sheet={title};cell={_letters(column)}{row}",
            rows[row],
            columns[column],
            *spans.get((row, column), (1, 1)),
        )
        for (row, column), text in texts.items()
        if (row, column) not in covered
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(len(rows), len(columns), tuple(cells))


def _between(used: Sequence[int], first: int, last: int) -> Sequence[int]:
    return used[bisect_left(used, first) : bisect_right(used, last)]


def _area(reference: str) -> _Area | None:
    first, _, last = reference.partition(":")
    top, bottom = _row(first), _row(last or first)
    left, right = _column(first), _column(last or first)
    if not (0 < top <= bottom and 0 < left <= right):
        return None
    return _Area(top, left, bottom, right)


def _row(reference: str) -> int:
    return whole(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$").lstrip("$"), 0, _LAST_ROW)


def _column(reference: str | None) -> int:
    """Return the column of a cell reference, counted from 1; 0 when there is none.

    >>> _column("D7"), _column("AA1"), _column(None)
    (4, 27, 0)
    """
    column = 0
    for letter in (reference or "").lstrip("$"):
        if not "A" <= letter <= "Z":
            break
        column = min(column * 26 + ord(letter) - 64, _LAST_COLUMN)
    return column


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
