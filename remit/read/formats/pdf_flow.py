"""The pages of a PDF as one flow: lines joined to paragraphs, tables joined over page breaks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from remit.read.blocks import Block, Paragraph
from remit.read.formats.pdf_page import TOLERANCE, Box, Piece
from remit.read.formats.pdf_table import Part, grid_of, place_of, same_columns

_PAGE_NUMBER: Final = re.compile(
    r"[-—–―·\s]*+(?:第\s*+)?\d{1,4}(?:\s*+页)?"
    r"(?:\s*+[/，,]?\s*+(?:共\s*+)?\d{1,4}\s*+页?)?[-—–―·\s]*+"
)
_NEW_PARAGRAPH: Final = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．]|★|附件"
    r"|[^:：、，,;；。]{2,10}[:：])"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page: its tables and the lines outside them."""

    number: int
    width: float
    tables: list[list[Piece]]
    lines: list[Piece]


_Item: TypeAlias = tuple[Page, "Piece | list[Piece]"]
"""A line, or the cells of a table, and the page it stands on."""


def blocks_of_pages(pages: Sequence[Page]) -> Iterator[Block]:
    """Yield lines as paragraphs and tables as grids, each put together over page breaks."""
    lines: list[tuple[Page, Piece]] = []
    parts: list[Part] = []
    for page, item in _items(_without_furniture(pages)):
        if lines and not (isinstance(item, Piece) and _goes_on(lines[-1], page, item)):
            yield _paragraph(lines)
            lines = []
        if parts and not (not isinstance(item, Piece) and _same_table(parts[-1], page, item)):
            yield grid_of(parts)
            parts = []
        if isinstance(item, Piece):
            lines.append((page, item))
        else:
            parts.append(Part(page.number, item))
    if lines:
        yield _paragraph(lines)
    if parts:
        yield grid_of(parts)


def _same_table(above: Part, page: Page, cells: Sequence[Piece]) -> bool:
    return page.number > above.page and same_columns(above.cells, cells)


def _without_furniture(pages: Sequence[Page]) -> Iterator[Page]:
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
        yield Page(page.number, page.width, page.tables, lines)


def _spot(line: Piece) -> tuple[str, int]:
    return line.text, round(line.box.top / TOLERANCE)


def _items(pages: Iterator[Page]) -> Iterator[_Item]:
    for page in pages:
        items: list[Piece | list[Piece]] = [*page.lines, *page.tables]
        items.sort(key=lambda item: (item if isinstance(item, Piece) else item[0]).box.top)
        for item in items:
            yield page, item


def _goes_on(last: tuple[Page, Piece], page: Page, line: Piece) -> bool:
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


def _is_centred(line: Piece, page: Page) -> bool:
    return abs(line.box.x0 + line.box.x1 - page.width) < line.size


def _paragraph(lines: Sequence[tuple[Page, Piece]]) -> Paragraph:
    page, first = lines[0]
    boxes = [line.box for other, line in lines if other is page]
    box = Box(
        min(box.x0 for box in boxes), first.box.top, max(box.x1 for box in boxes), boxes[-1].bottom
    )
    return Paragraph("".join(line.text for _, line in lines), place_of(page.number, box))
