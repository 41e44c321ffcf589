"""Text PDFs: ruled tables, put together over page breaks, and the lines around them.

Page numbers and running heads are not read. A scanned page is refused, and so is a page
whose font does not say which characters it shows: either would lose a part of the plan.
"""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeAlias

from remit.errors import UnreadableSource
from remit.read.blocks import Block, Grid, GridCell, Paragraph
from remit.read.formats.border import (
    MAX_PAGE_OBJECTS,
    MAX_PAGES,
    damaged,
    refused,
    too_large,
)
from remit.read.formats.pdf_page import TOLERANCE, Box, Piece, clusters, position

MAGIC: Final = b"%PDF"

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many pages of how many have been read."""

_SECONDS_A_PAGE: Final = 10.0
_UNKNOWN_SHARE: Final = 0.02
_PAGE_NUMBER: Final = re.compile(
    r"[-—–―·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―·\s]*"
)
_NEW_PARAGRAPH: Final = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．]|★|附件"
    r"|[^:：、，,;；。]{2,10}[:：])"
)
_LIMITS: Final = {
    "pages": ("pdf", f"多于 {MAX_PAGES} 页", f"more than {MAX_PAGES} pages"),
    "page": (
        "page",
        f"一页上有多于 {MAX_PAGE_OBJECTS} 个字符和线条",
        f"more than {MAX_PAGE_OBJECTS} characters and lines on one page",
    ),
    "objects": ("pdf", "对象太多", "too many objects"),
    "memory": ("page", "解开后所占内存超过上限", "unpacks to more memory than the limit"),
}


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page: its tables and the lines outside them."""

    number: int
    width: float
    tables: list[list[Piece]]
    lines: list[Piece]


_Item: TypeAlias = tuple[_Page, "Piece | list[Piece]"]
"""A line, or the cells of a table, and the page it stands on."""


def pdf_blocks(data: bytes, name: str, progress: Progress | None = None) -> list[Block]:
    """Return the lines and tables of a PDF, in order."""
    pages = list(_pages(data, name, progress))
    return list(_blocks(_items(_without_furniture(pages))))


def _pages(data: bytes, name: str, progress: Progress | None) -> Iterator[_Page]:
    read, count = 0, 0
    for message in _messages(data, name):
        if "error" in message:
            raise _refusal(name, message["error"], read + 1)
        if "pages" in message:
            count = message["pages"]
            continue
        read = message["page"]
        _check_text(message, name)
        if progress is not None:
            progress(read, count)
        yield _Page(
            read,
            message["width"],
            [[_piece(cell) for cell in table] for table in message["tables"]],
            [_piece(line) for line in message["lines"]],
        )
    if read != count or not count:
        raise damaged(name, "PDF", f"page={read + 1}")


def _messages(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """Yield what the worker says; end it when a page takes too long.

    Raises UnreadableSource when it dies or is ended.
    """
    package = Path(__file__).resolve().parents[3]
    search = os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])])
    worker = subprocess.Popen(
        [sys.executable, "-m", "remit.read.formats.pdf_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": search, "PYTHONIOENCODING": "utf-8"},
    )
    if worker.stdin is None or worker.stdout is None:
        raise damaged(name, "PDF", "worker")
    page = 0
    timer = threading.Timer(_SECONDS_A_PAGE, worker.kill)
    try:
        timer.start()
        try:
            worker.stdin.write(data)
            worker.stdin.close()
        except OSError:
            raise damaged(name, "PDF", "worker") from None
        for line in worker.stdout:
            timer.cancel()
            message = json.loads(line)
            page = message.get("page", page)
            yield message
            timer = threading.Timer(_SECONDS_A_PAGE, worker.kill)
            timer.start()
        worker.wait()
        if worker.returncode != 0:
            raise _too_slow(name, page + 1)
    finally:
        timer.cancel()
        worker.kill()
        worker.wait()
        worker.stdout.close()


def _too_slow(name: str, page: int) -> UnreadableSource:
    return refused(
        name,
        f"page={page}：读取时超出了时间或内存的上限；请重新导出 PDF，或提供 Word 文件。",
        f"page={page} takes more time or memory than allowed; export the PDF anew, or give the"
        f" Word file.",
    )


def _refusal(name: str, error: str, page: int) -> UnreadableSource:
    if error == "encrypted":
        return refused(
            name,
            "page=1：PDF 有密码；请去掉密码后另存一份，或提供 Word 文件。",
            "page=1: the PDF is encrypted; save a copy without the password, or give the Word"
            " file.",
        )
    if error in _LIMITS:
        place, zh, en = _LIMITS[error]
        return too_large(name, f"page={page}" if place == "page" else place, zh, en)
    return damaged(name, "PDF", f"page={page}")


def _check_text(message: dict[str, Any], name: str) -> None:
    page, characters = message["page"], message["characters"]
    if not characters and message["pictures"]:
        raise refused(
            name,
            f"page={page} 是扫描的图片，没有文字；请先做文字识别（OCR），或提供 Word 文件。",
            f"page={page} is a scanned picture without text; run OCR on it, or give the Word file.",
        )
    if message["unknown"] > characters * _UNKNOWN_SHARE:
        raise refused(
            name,
            f"page={page} 的字体没有说明显示的是哪些字；请提供 Word 文件，或先做文字识别（OCR）。",
            f"page={page} has a font that does not say which characters it shows; give the Word"
            f" file, or run OCR on it.",
        )


def _piece(message: dict[str, Any]) -> Piece:
    return Piece(message["text"], Box(*message["box"]), message["size"])


def _without_furniture(pages: Sequence[_Page]) -> Iterator[_Page]:
    """Yield the pages without page numbers, and running heads only where they stand first."""
    seen: dict[tuple[str, int], int] = {}
    for page in pages:
        for line in page.lines:
            key = _spot(line)
            seen[key] = seen.get(key, 0) + 1
    often = max(3, len(pages) // 2 + 1)
    heads: set[tuple[str, int]] = set()
    for page in pages:
        lines = []
        for line in page.lines:
            if _PAGE_NUMBER.fullmatch(line.text) and line in (page.lines[0], page.lines[-1]):
                continue
            if seen[_spot(line)] >= often:
                if _spot(line) in heads:
                    continue
                heads.add(_spot(line))
            lines.append(line)
        yield _Page(page.number, page.width, page.tables, lines)


def _spot(line: Piece) -> tuple[str, int]:
    return line.text, round(line.box.top / TOLERANCE)


def _items(pages: Iterator[_Page]) -> Iterator[_Item]:
    for page in pages:
        items: list[Piece | list[Piece]] = [*page.lines, *page.tables]
        items.sort(key=lambda item: (item if isinstance(item, Piece) else item[0]).box.top)
        for item in items:
            yield page, item


def _blocks(items: Iterator[_Item]) -> Iterator[Block]:
    """Yield lines as paragraphs and tables as grids, each put together over page breaks."""
    lines: list[tuple[_Page, Piece]] = []
    parts: list[tuple[_Page, list[Piece]]] = []
    for page, item in items:
        if isinstance(item, Piece):
            if parts:
                yield _grid(parts)
                parts = []
            if lines and not _goes_on(lines[-1], page, item):
                yield _paragraph(lines)
                lines = []
            lines.append((page, item))
            continue
        if lines:
            yield _paragraph(lines)
            lines = []
        if parts and not (page.number > parts[-1][0].number and _same_columns(parts[-1][1], item)):
            yield _grid(parts)
            parts = []
        parts.append((page, item))
    if lines:
        yield _paragraph(lines)
    if parts:
        yield _grid(parts)


def _goes_on(last: tuple[_Page, Piece], page: _Page, line: Piece) -> bool:
    """Tell whether a line goes on with the one above it.

    The one above must fill the line, and this one start without an indent, or both must be
    centred, as the lines of a long title are.
    """
    above_page, above = last
    left = min(other.box.x0 for other in page.lines)
    above_left = min(other.box.x0 for other in above_page.lines)
    full = above.box.x1 >= above_page.width - above_left - 1.5 * above.size
    follows = line.box.x0 <= left + line.size / 2 or (
        _is_centred(above, above_page) and _is_centred(line, page)
    )
    if not full or not follows or abs(line.size - above.size) > 1:
        return False
    near = page is not above_page or line.box.top - above.box.bottom < 2 * line.size
    return near and not _NEW_PARAGRAPH.match(line.text)


def _is_centred(line: Piece, page: _Page) -> bool:
    return abs(line.box.x0 + line.box.x1 - page.width) < line.size


def _paragraph(lines: Sequence[tuple[_Page, Piece]]) -> Paragraph:
    page, first = lines[0]
    boxes = [line.box for other, line in lines if other is page]
    box = Box(
        min(box.x0 for box in boxes), first.box.top, max(box.x1 for box in boxes), boxes[-1].bottom
    )
    return Paragraph("".join(line.text for _, line in lines), _place(page, box))


def _place(page: _Page, box: Box) -> str:
    return f"page={page.number};box={','.join(str(round(edge)) for edge in box)}"


def _same_columns(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Tell whether two tables have the same outer edges, and one all columns of the other."""
    first, second = _edges(above), _edges(below)
    few, many = sorted((first, second), key=len)
    return (
        abs(first[0] - second[0]) <= TOLERANCE
        and abs(first[-1] - second[-1]) <= TOLERANCE
        and all(any(abs(edge - other) <= TOLERANCE for other in many) for edge in few)
    )


def _edges(cells: Sequence[Piece]) -> list[float]:
    return clusters(edge for cell in cells for edge in (cell.box.x0, cell.box.x1))


def _grid(parts: Sequence[tuple[_Page, list[Piece]]]) -> Grid:
    """Return the parts of a table, each on a page of its own, as one grid.

    A merged cell cut by a page break goes on as an empty cell over several rows at the
    head of the next page: it is put back together with the cell above it. An empty cell of
    one row is left as it is, as it may well be empty.
    """
    columns = clusters(edge for _, cells in parts for c in cells for edge in (c.box.x0, c.box.x1))
    grid: list[GridCell] = []
    start = 0
    header: list[str] = []
    for page, cells in parts:
        rows = clusters(edge for cell in cells for edge in (cell.box.top, cell.box.bottom))
        placed = [
            GridCell(
                cell.text,
                _place(page, cell.box),
                start + (row := position(rows, cell.box.top)),
                (column := position(columns, cell.box.x0)),
                max(1, position(rows, cell.box.bottom) - row),
                max(1, position(columns, cell.box.x1) - column),
            )
            for cell in cells
        ]
        placed.sort(key=lambda cell: (cell.row, cell.column))
        first_row = [cell.text for cell in placed if cell.row == start]
        header = header or first_row
        # Below a header that is repeated the merged cell is no neighbour of what it goes on
        # with, so it stays a cell of its own there.
        if first_row != header:
            placed = _joined_to(grid, placed, start)
        grid.extend(placed)
        start += len(rows) - 1
    return Grid(start, len(columns) - 1, tuple(sorted(grid, key=lambda c: (c.row, c.column))))


def _joined_to(grid: list[GridCell], placed: Sequence[GridCell], start: int) -> list[GridCell]:
    """Lengthen the cells that end where the page does; return the cells that are new."""
    ending = {
        (cell.column, cell.column_span): index
        for index, cell in enumerate(grid)
        if cell.row + cell.row_span == start
    }
    new = []
    for cell in placed:
        index = ending.get((cell.column, cell.column_span))
        if cell.row == start and not cell.text and cell.row_span > 1 and index is not None:
            above = grid[index]
            grid[index] = replace(above, row_span=above.row_span + cell.row_span)
        else:
            new.append(cell)
    return new
