"""What is let in: the limits on files from outside, and the one form of a refusal.

Every limit is applied before, or while, a file is taken apart, never after. They are
chosen so that a plan of some thousand tasks passes and no file costs more than 2 seconds
or 300 MB before it is refused.
"""

from collections.abc import Iterable
from typing import Final

from remit.errors import UnreadableSource
from remit.read.blocks import Block, Paragraph

MAX_MEMBERS: Final = 5_000
"""Files in a zip. A Word file has about 20, a picture each more."""

MAX_UNPACKED: Final = 200_000_000
"""Bytes of all files in a zip together, unpacked: mostly pictures, which are never read."""

MAX_PART: Final = 64_000_000
"""Bytes of one XML part, unpacked. The text of 3,000 tasks with its formatting is about 50 MB."""

MAX_RATIO: Final = 200
"""Unpacked to packed bytes of a member larger than `SMALL_PART`; office files reach about 60."""

SMALL_PART: Final = 10_000_000

MAX_NODES: Final = 600_000
"""Tags and attributes held in memory at a time: of a paragraph, a row, or a whole web page."""

MAX_ROWS: Final = 100_000
"""Rows, lines or paragraphs of a file; 10,000 tasks written one cell a line are 60,000."""

MAX_CELLS: Final = 200_000
"""Cells of a file: 10,000 tasks of 20 columns."""

MAX_COLUMNS: Final = 1_000
"""Columns of one table that hold anything."""

MAX_CHARACTERS: Final = 4_000_000
"""Characters that a file shows; those of 10,000 tasks are about 2 million."""

MAX_LINE: Final = 1_000_000
"""Characters of one line, paragraph or cell, the commas of a CSV row among them."""

MAX_DEPTH: Final = 200
"""Elements inside one another. The parsers give up at 256 and keep quiet about it."""

MAX_NESTED_TABLES: Final = 20
"""Tables inside one another."""

MAX_PAGES: Final = 3_000
"""Pages of a PDF."""

MAX_PAGE_BYTES: Final = 1_000_000
"""Bytes of drawing instructions for one page of a PDF, unpacked; a full table takes 0.2 MB."""

MAX_PAGE_OBJECTS: Final = 40_000
"""Characters, lines and boxes on one page of a PDF; a page set solid holds about 5,000."""


def refused(name: str, zh: str, en: str) -> UnreadableSource:
    """Return the error that file `name` is refused with: place and remedy, zh and en."""
    return UnreadableSource(f"{name}：{zh} / {en}")


def damaged(name: str, kind: str, place: str) -> UnreadableSource:
    """Return the error for a file whose format is broken at `place`."""
    return refused(
        name,
        f"这个 {kind} 文件已损坏（{place}）；请用原来的软件打开后另存一份再试。",
        f"this {kind} file is damaged ({place}); open it where it was made and save it again.",
    )


def too_large(name: str, place: str, zh: str, en: str) -> UnreadableSource:
    """Return the error for a file that passes a limit at `place`; `zh` and `en` say which."""
    return refused(
        name,
        f"{place}：{zh}；请只留下计划正文和附表。",
        f"{place}: {en}; keep only the plan and its tables.",
    )


def too_many_lines(name: str, place: str) -> UnreadableSource:
    """Return the error for a file of more than MAX_ROWS rows, lines or paragraphs."""
    return too_large(
        name, place, f"多于 {MAX_ROWS} 行或段", f"more than {MAX_ROWS} lines or paragraphs"
    )


def too_many_cells(name: str, place: str) -> UnreadableSource:
    """Return the error for a table of more than MAX_COLUMNS columns or MAX_CELLS cells."""
    return too_large(
        name,
        place,
        f"多于 {MAX_COLUMNS} 列或 {MAX_CELLS} 格",
        f"more than {MAX_COLUMNS} columns or {MAX_CELLS} cells",
    )


def too_many_characters(name: str, place: str) -> UnreadableSource:
    """Return the error for more than MAX_CHARACTERS, or MAX_LINE characters in one line."""
    return too_large(
        name,
        place,
        f"多于 {MAX_CHARACTERS} 个字符，或一行一格中多于 {MAX_LINE} 个",
        f"more than {MAX_CHARACTERS} characters, or {MAX_LINE} in one line or cell",
    )


def within_limits(blocks: Iterable[Block], name: str) -> list[Block]:
    """Return the blocks of a file. Raises UnreadableSource as soon as they are too many."""
    kept: list[Block] = []
    lines = cells = characters = 0
    for block in blocks:
        kept.append(block)
        if isinstance(block, Paragraph):
            place = block.place
            lines += 1
            longest = len(block.text)
            characters += longest
        else:
            place = block.cells[-1].place if block.cells else ""
            lines += block.rows
            cells += len(block.cells)
            lengths = [len(cell.text) for cell in block.cells]
            longest = max(lengths, default=0)
            characters += sum(lengths)
        if lines > MAX_ROWS:
            raise too_many_lines(name, place)
        if cells > MAX_CELLS:
            raise too_many_cells(name, place)
        if longest > MAX_LINE or characters > MAX_CHARACTERS:
            raise too_many_characters(name, place)
    return kept
