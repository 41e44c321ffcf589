"""The sample plan as a PDF: tables over many pages, with the header row on each.

A merged cell that goes on over a page break keeps its text on the first page and is empty
on the next, as word processors print it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import pairwise
from typing import Final

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
)

from scripts.samples.grid import WIDTH, Grid, GridCell, grid
from scripts.samples.notice import FICTION, ISSUER, attachment_lines, notice_lines, notice_title
from scripts.samples.table import SamplePlan

# A font that every PDF reader brings along, so none has to be shipped.
_FONT: Final = "STSong-Light"
registerFont(UnicodeCIDFont(_FONT))

_TEXT: Final = ParagraphStyle("text", fontName=_FONT, fontSize=11, leading=18, wordWrap="CJK")
_TITLE: Final = ParagraphStyle("title", parent=_TEXT, fontSize=15, leading=26, alignment=1)
_SMALL: Final = ParagraphStyle("small", parent=_TEXT, fontSize=9, leading=12)

# All lengths in points.
_MARGIN: Final = 45.0
_WIDTHS: Final = (32, 84, 294, 76, 96, 104, 64)
_PADDED: Final = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
_PADDING: Final = 3
_FRAME_PADDING: Final = 6
_FOOT: Final = 24.0


@dataclass(frozen=True, slots=True)
class _Measured:
    """A table with the height of each of its rows."""

    grid: Grid
    heights: tuple[float, ...]

    def page(self, start: int, end: int) -> Table:
        """Draw the header and the rows from `start` up to `end`."""
        data: list[list[list[Paragraph]]] = [[[] for _ in range(WIDTH)] for _ in range(end - start)]
        header: list[list[Paragraph]] = [[] for _ in range(WIDTH)]
        spans = []
        for cell in self.grid.cells:
            if cell.row == 0:
                header[cell.column] = _paragraphs(cell)
                continue
            first, last = max(cell.row, start), min(cell.last_row, end - 1)
            if first > last:
                continue
            if cell.row >= start:
                data[cell.row - start][cell.column] = _paragraphs(cell)
            corner, opposite = (
                (cell.column, first - start + 1),
                (cell.last_column, last - start + 1),
            )
            spans.append(("SPAN", corner, opposite))
        return Table(
            [header, *data],
            colWidths=_WIDTHS,
            rowHeights=[self.heights[0], *self.heights[start:end]],
            style=[
                ("GRID", (0, 0), (-1, -1), 0.5, black),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                *((side, (0, 0), (-1, -1), _PADDING) for side in _PADDED),
                *spans,
            ],
        )

    def breaks(self, room: float, room_after: float) -> list[int]:
        """Return the first row of each page and, at the end, the number of rows.

        `room` is the height for rows on the first page, `room_after` that on all others.
        """
        starts = [1]
        while starts[-1] < self.grid.rows:
            start = end = starts[-1]
            used = 0.0
            while end < self.grid.rows and used + self.heights[end] <= room:
                used += self.heights[end]
                end += 1
            starts.append(self._before_split_text(start, max(end, start + 1)))
            room = room_after
        return starts

    def _before_split_text(self, start: int, end: int) -> int:
        """Move a page's end up to before a merged cell whose text would not fit above it."""
        for cell in reversed(self.grid.cells):
            goes_on = start < cell.row < end <= cell.last_row
            if goes_on and sum(self.heights[cell.row : end]) < _height(cell):
                end = cell.row
        return end


def pages(plan: SamplePlan) -> bytes:
    """Write the notice on the first page, then each table, as PDF."""
    packed = BytesIO()
    document = SimpleDocTemplate(
        packed,
        pagesize=landscape(A4),
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=notice_title(plan),
        subject=FICTION,
        author=ISSUER,
        invariant=1,
    )
    title, *paragraphs = notice_lines(plan)
    story: list[Flowable] = [_paragraph(title, _TITLE)]
    story += [_paragraph(line, _TEXT) for line in paragraphs]
    for number, tasks in plan.attachments():
        heading = attachment_lines(plan, number)
        story += _attachment(heading, _measured(grid(tasks)), document.height - 2 * _FRAME_PADDING)
    document.build(story, onFirstPage=_number_page, onLaterPages=_number_page)
    return packed.getvalue()


def _attachment(heading: Sequence[str], table: _Measured, room: float) -> Iterator[Flowable]:
    label, title = heading
    room -= table.heights[0]
    starts = table.breaks(room - _TEXT.leading - _TITLE.leading, room)
    for start, end in pairwise(starts):
        yield PageBreak()
        if start == 1:
            yield _paragraph(label, _TEXT)
            yield _paragraph(title, _TITLE)
        yield table.page(start, end)


def _measured(drawn: Grid) -> _Measured:
    heights = [0.0] * drawn.rows
    for cell in sorted(drawn.cells, key=lambda cell: cell.row_span):
        missing = _height(cell) - sum(heights[cell.row : cell.last_row + 1])
        heights[cell.last_row] += max(missing, 0.0)
    return _Measured(drawn, tuple(heights))


def _height(cell: GridCell) -> float:
    width = sum(_WIDTHS[cell.column : cell.last_column + 1]) - 2 * _PADDING
    unlimited = 10_000.0
    lines = (paragraph.wrap(width, unlimited)[1] for paragraph in _paragraphs(cell))
    return sum(lines) + 2 * _PADDING


def _paragraphs(cell: GridCell) -> list[Paragraph]:
    return [_paragraph(line, _SMALL) for line in cell.lines]


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text, quote=False), style)


def _number_page(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawCentredString(landscape(A4)[0] / 2, _FOOT, f"— {document.page} —")
