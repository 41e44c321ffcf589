"""The cells of a table in the text, each with the rows and columns it covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from remit.model import Passage
from remit.read.lines import fold, mend


@dataclass(frozen=True, slots=True)
class Box:
    """A table cell in the text: what it says, where, and which rows and columns it covers."""

    passage: Passage
    row: int
    column: int
    row_span: int
    column_span: int


Covering: TypeAlias = dict[tuple[int, int], Box]
"""By row and column, the box that covers the place."""


def covering_boxes(boxes: Iterable[Box]) -> Covering:
    """Return the box that covers each place."""
    return {
        (row, column): box
        for box in boxes
        for row in range(box.row, box.row + box.row_span)
        for column in range(box.column, box.column + box.column_span)
    }


def words_of(box: Box | None) -> str:
    """Return what a cell says, mended and folded; nothing where there is none."""
    return mend(fold(box.passage.exact)) if box else ""
