"""The headings between the rows of a table that was written out one cell a line."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from remit.model import Heading
from remit.read.cells import cells_in
from remit.read.dates import is_deadline
from remit.read.enumeration import numbering
from remit.read.lines import Line, ends_sentence, fold, mend
from remit.read.names import LONGEST_NAME

NUMBER: Final = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")
"""The number of a row or goal, on a line of its own."""
NUMBERED_NAME: Final = re.compile(r"([一二三四五六七八九十]{1,3}|\d{1,2})[、.](?!\d)\s*")
BULLET: Final = re.compile(r"[—–]{1,2}\s{0,4}(?=[\u4e00-\u9fff\d])")
"""What stands before each task of a list without numbers: ——新建学校2所。"""
_DOCUMENT: Final = re.compile(r"[^\[\]()]{1,12}[\[(](?:19|20)\d\d[\])]第?\d{1,4}号?(?:文件?)?")
_SHORTEST_HEADING: Final = 4
"""Shorter lines after a heading are the rest of its name (交通畅行 / 工程)."""


def heading_of(number: Line | None, names: Sequence[Line], level: int) -> Heading:
    """Return a heading whose name stands on one or more lines."""
    name = "".join(mend(line.raw) for line in names)
    return Heading(
        number=number.text if number else None,
        name=name,
        level=level,
        passages=tuple(line.passage() for line in names),
    )


def under(path: tuple[Heading, ...], line: Line) -> tuple[Heading, ...]:
    """Put a heading below those of a higher numbering: (一) below 一、."""
    level = numbering(line.text)[0]
    kept = [h for h in path if numbering(fold(h.passages[0].exact))[0] < level]
    return (*kept, heading_of(None, [line], len(kept) + 1))


def split_headings(lines: Sequence[Line]) -> tuple[Line | None, list[list[Line]]]:
    """Return the goal's number, if one stands there, and the names, each with its lines.

    A line too short to be a heading goes on with the name above it.
    """
    number = next((line for line in lines if NUMBER.fullmatch(line.text)), None)
    names: list[list[Line]] = []
    for line in lines[lines.index(number) + 1 :] if number else lines:
        if names and len(mend(line.text)) < _SHORTEST_HEADING:
            names[-1].append(line)
        else:
            names.append([line])
    return number, names


def number_of_cells(lines: Sequence[Line], subgoals: Sequence[Heading]) -> int:
    """Return how many of the lines after a task are its cells; headings follow.

    Headings begin at a number on its own line. Without one, only the very last line can
    be a heading (a sub-goal), and is, when it is no name or is made like the sub-goals
    before it.
    """
    for index, line in enumerate(lines):
        if NUMBER.fullmatch(line.text):
            return index
    if lines and _is_heading(lines[-1], subgoals):
        return len(lines) - 1
    return len(lines)


def _is_heading(line: Line, siblings: Sequence[Heading]) -> bool:
    name = mend(line.text)
    if is_deadline(name):
        return False
    if cells_in(line) is None:
        return True
    return any(len(name) == len(h.name) and name[0] == h.name[0] for h in siblings)


def opens_section(line: Line, following: Line | None) -> bool:
    """A title right before a row's number: 一、经济发展, or any short line that is no name.

    Or a numbered sentence right before a list with bullets.
    """
    if following is not None and BULLET.match(following.text):
        return BULLET.match(line.text) is None and NUMBERED_NAME.match(line.text) is not None
    if following is None or not NUMBER.fullmatch(following.text) or is_text(line):
        return False
    if _DOCUMENT.fullmatch(line.text):
        return False  # the paper that a task comes from
    numbered = NUMBERED_NAME.match(line.text) is not None
    return numbered or (cells_in(line) is None and not is_deadline(line.text))


def restored(headings: list[Heading]) -> list[Heading]:
    """Put back what dropping repeated lines took from the headings of one table.

    Numbers: the headings before the first numbered one get theirs when they count up to
    it exactly. Names: an ending that stands on a line of its own in one name, and that
    every name up to there has, is put back to the later names that lack it.
    """
    known = next((i for i, h in enumerate(headings) if h.number is not None), None)
    if known is not None and headings[known].number == str(known + 1):
        for index in range(known):
            headings[index] = replace(headings[index], number=str(index + 1), restored_number=True)
    broken = next((i for i, h in enumerate(headings) if len(h.passages) > 1), None)
    if broken is None:
        return headings
    ending = mend(headings[broken].passages[-1].exact)
    if not all(h.name.endswith(ending) for h in headings[: broken + 1]):
        return headings
    for index, heading in enumerate(headings[broken + 1 :], start=broken + 1):
        if not heading.name.endswith(ending):
            headings[index] = replace(heading, name=heading.name + ending, restored_name=ending)
    return headings


def is_text(line: Line) -> bool:
    """Tell whether a line is a sentence, or too long for a name and no list of names."""
    if ends_sentence(line.text):
        return True
    return len(line.text) > LONGEST_NAME and cells_in(line) is None
