"""Tables that a plain text draws with frames: `│` between cells, `─` between rows.

A cell may take several lines, and a rule that stops short of a column lets that column's
cell reach over the rows on both its sides: it is merged. Such a text is brought into
paragraphs and grids as other formats are, since the words of a cell stand apart in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from remit.read.blocks import Block, Grid, GridCell, Paragraph

_FRAME: Final = re.compile(r"^[ \t\u3000]*(?:[\u2500-\u257f]{3}|\+[-=]{2,}\+)", re.MULTILINE)
_BORDER: Final = re.compile(r"[|｜│┃║├┤┼┌┐└┘┬┴┠┨╂┏┓┗┛┯┷╔╗╚╝╠╣╬╦╩]")
_ASCII_BORDER: Final = re.compile(r"[|+]")
_RULE: Final = re.compile(r"[─━═┄┅┈┉\-=┬┴┼┯┷╦╩]+")
_MOST_COLUMNS: Final = 1_000
_LINE_END: Final = re.compile(r"\r\n|[\n\r]")
_NUMBER: Final = re.compile(r"\d{1,3}")


def framed_blocks(text: str) -> list[Block] | None:
    """Return the paragraphs and framed tables of a text, None when no table has a frame."""
    if not _FRAME.search(text):
        return None
    blocks: list[Block] = []
    run: list[tuple[int, str]] = []
    for number, line in enumerate([*_LINE_END.split(text), ""], start=1):
        if _drawn(line):
            run.append((number, line.strip()))
            continue
        if run:
            blocks += _table(run)
            run = []
        if line.strip():
            blocks.append(Paragraph(line.strip(), f"line={number}"))
    return blocks


def _drawn(line: str) -> bool:
    return len(_segments(line.strip())) > 1 or _FRAME.match(line) is not None


def _segments(line: str) -> list[str]:
    """Return what stands between the borders of a line; none when it has no two of them."""
    border = _ASCII_BORDER if line.startswith("+") else _BORDER
    found = border.split(line, maxsplit=_MOST_COLUMNS)
    if len(found) < 3 or found[0].strip() or found[-1].strip():
        return []
    return found[1:-1]


@dataclass(slots=True)
class _Cell:
    """A cell that grows line by line; `last` is the last row it reaches."""

    row: int
    last: int
    place: str
    parts: list[str] = field(default_factory=list)


def _table(run: Sequence[tuple[int, str]]) -> Iterator[Block]:
    lines = [(number, _segments(line)) for number, line in run]
    columns = max((len(segments) for _, segments in lines), default=0)
    if columns < 2 or not any(map(_is_rule, (s for _, own in lines for s in own))):
        yield from (Paragraph(line, f"line={number}") for number, line in run)
        return
    done: list[tuple[int, _Cell]] = []
    open_: dict[int, _Cell] = {}
    row = 0
    for number, segments in lines:
        ruled = [column for column, words in enumerate(segments) if _is_rule(words)]
        counted = bool(segments) and _NUMBER.fullmatch(segments[0].strip()) is not None
        first = open_.get(0)
        if ruled or (counted and first is not None and any(first.parts)):
            row += bool(done or any(any(cell.parts) for cell in open_.values()))
            closed = [column for column in (ruled or range(columns)) if column in open_]
            done += [(column, open_.pop(column)) for column in closed]
        for column, words in enumerate(segments):
            if column in ruled:
                continue
            cell = open_.setdefault(column, _Cell(row, row, f"line={number}"))
            cell.last = row
            if words.strip():
                cell.parts.append(words.strip())
    done += open_.items()
    rows = 1 + max(cell.last for _, cell in done)
    cells = [
        GridCell("\n".join(cell.parts), cell.place, cell.row, column, cell.last - cell.row + 1)
        for column, cell in done
    ]
    yield Grid(rows, columns, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _is_rule(words: str) -> bool:
    return _RULE.fullmatch(words) is not None
