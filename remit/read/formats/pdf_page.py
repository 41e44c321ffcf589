"""One page of a PDF: its ruled tables and the lines of text outside them.

pdfplumber finds the ruling lines. A cell is the smallest ruled box, so a merged cell is a
larger box; a character belongs to the cell its middle lies in.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

Character: TypeAlias = dict[str, Any]
"""What pdfplumber says of a character: text, size, x0, x1, top, bottom."""

_PADDING: Final = 8.0
"""Points between a text and the edge of its cell; Word leaves 5.4."""

_SENTENCE_ENDS: Final = ("。", "；", "！", ";", ".")

TOLERANCE: Final = 3.0
"""Points that two ends of one ruling line may differ by."""


class Box(NamedTuple):
    """A rectangle in points from the top left of the page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text, or a cell with its lines, and its box; `size` is that of its type.

    `unfinished` is a cell whose last line is full and ends no sentence.
    """

    text: str
    box: Box
    size: float = 0.0
    unfinished: bool = False


def tables_and_lines(
    characters: Sequence[Character], tables: Iterable[Sequence[Box]]
) -> tuple[list[list[Piece]], list[Piece]]:
    """Return the cells of each table with their text, and the lines outside all tables.

    A box around a text, and a column of such boxes, is no table.
    """
    outside = list(characters)
    found = []
    for boxes in tables:
        if len({box.x0 for box in boxes}) < 2 or len(boxes) < 3:
            continue
        cells, outside = _filled(boxes, outside)
        found.append(cells)
    return found, lines_of(outside)


def _filled(
    boxes: Sequence[Box], characters: Iterable[Character]
) -> tuple[list[Piece], list[Character]]:
    """Return the cells with their text, and the characters that lie in none."""
    columns = clusters(edge for box in boxes for edge in (box.x0, box.x1))
    rows = clusters(edge for box in boxes for edge in (box.top, box.bottom))
    taken: dict[tuple[int, int], int] = {}
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.x1 - box.x0) * (box.bottom - box.top)):
        fields = [
            (row, column)
            for row in range(position(rows, box.top), position(rows, box.bottom))
            for column in range(position(columns, box.x0), position(columns, box.x1))
        ]
        if fields and taken.keys().isdisjoint(fields):
            taken.update(dict.fromkeys(fields, len(kept)))
            kept.append(box)
    inside: list[list[Character]] = [[] for _ in kept]
    outside: list[Character] = []
    for character in characters:
        row = bisect_right(rows, (character["top"] + character["bottom"]) / 2) - 1
        column = bisect_right(columns, _seen_at(character)) - 1
        cell = taken.get((row, column))
        (outside if cell is None else inside[cell]).append(character)
    cells = [_cell(box, lines_of(found)) for box, found in zip(kept, inside, strict=True)]
    cells.sort(key=lambda cell: (cell.box.top, cell.box.x0))
    return cells, outside


def _seen_at(character: Character) -> float:
    """Return where across the page a character is seen: its middle, of a stop its left part.

    Chinese stops are drawn in the left half of their box and may hang over a cell's edge.
    """
    share = 4 if character["text"] in "。，、；：）》”" else 2
    return float(character["x0"] + (character["x1"] - character["x0"]) / share)


def _cell(box: Box, lines: Sequence[Piece]) -> Piece:
    if not lines:
        return Piece("", box)
    last = lines[-1]
    full = box.x1 - last.box.x1 < last.size + _PADDING
    unfinished = full and not last.text.endswith(_SENTENCE_ENDS)
    return Piece("\n".join(line.text for line in lines), box, last.size, unfinished)


def overprinted(characters: Sequence[Character]) -> int:
    """Return how many characters are printed over the one before them on their line.

    Printing the same character twice, to make it bold, does not count.
    """
    count = 0
    for line in _grouped(characters):
        line.sort(key=lambda c: c["x0"])
        for left, right in pairwise(line):
            covers = left["x1"] - right["x0"] > 0.6 * min(left["size"], right["size"])
            solid = not (left["text"].isspace() or right["text"].isspace())
            count += covers and solid and left["text"] != right["text"]
    return count


def clusters(edges: Iterable[float]) -> list[float]:
    """Return the distinct edges in order, those closer than TOLERANCE taken as one."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > TOLERANCE:
            found.append(edge)
    return found


def position(edges: Sequence[float], edge: float) -> int:
    """Return which of the clustered edges this one is."""
    return bisect_right(edges, edge) - 1


def lines_of(characters: Iterable[Character]) -> list[Piece]:
    """Return characters as lines from top to bottom, the empty ones left out."""
    return [piece for line in _grouped(characters) if (piece := _line(line)) is not None]


def _grouped(characters: Iterable[Character]) -> list[list[Character]]:
    ordered = sorted(characters, key=lambda c: c["top"] + c["bottom"])
    lines: list[list[Character]] = []
    middle = 0.0
    for character in ordered:
        own = (character["top"] + character["bottom"]) / 2
        if not lines or own - middle > (character["bottom"] - character["top"]) / 2:
            lines.append([])
            middle = own
        lines[-1].append(character)
    return lines


def _line(characters: list[Character]) -> Piece | None:
    characters.sort(key=lambda c: c["x0"])
    text = ""
    previous: Character | None = None
    for character in characters:
        own = character["text"]
        if previous is not None:
            gap = character["x0"] - previous["x1"]
            size = character["size"]
            if own == previous["text"] and character["x0"] - previous["x0"] < size / 4:
                continue  # bold made by printing twice
            words = text[-1:].isascii() and own.isascii()
            if gap > size * (0.2 if words else 0.8) and own != " " and text[-1:] != " ":
                text += " "
        text += own
        previous = character
    text = text.replace("\x00", "").strip()
    if not text:
        return None
    box = Box(
        min(c["x0"] for c in characters),
        min(c["top"] for c in characters),
        max(c["x1"] for c in characters),
        max(c["bottom"] for c in characters),
    )
    return Piece(text, box, max(c["size"] for c in characters))
