"""Puts the lines of a text together to paragraphs, and cuts lines that hold several.

What a mark at the start, a label without words, a bracket or a counter of pages shows broken
is put together.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from remit.read.brackets import duty_spans
from remit.read.dates import is_deadline
from remit.read.enumeration import numbering, page_counters, run_together
from remit.read.labels import is_only_label, role_labels, starts_with_label
from remit.read.lines import Line, is_balanced, join, line_of, pieces
from remit.read.names import kind_of

_MOST_LINES: Final = 8
"""Lines over which a bracket may reach."""
_LAST_NARROW: Final = 0x2000
_SLACK: Final = 12
"""Columns by which lines of one width differ: a Chinese character has two, marks one or two."""
_NARROWEST: Final = 24
_WIDEST: Final = 100
_FEWEST: Final = 3
"""Lines that must be broken for a text to have been."""
_OTHERS: Final = re.compile("等(?:有关|相关)?(?:单位|部门)?$")
_CLOSING: Final = "。;:!?"
_NEVER_FIRST: Final = ":;,、。.﹒"


def paragraphs(lines: Iterable[Line], source: str) -> Iterator[Line]:
    """Yield each paragraph as a line of its own, in order."""
    for line in _whole(_unwrapped(list(lines), source), source):
        for start, end in run_together(line.text, duty_spans(line.text)):
            yield line_of(line.passage(start, end))


def _unwrapped(lines: Sequence[Line], source: str) -> Iterator[Line]:
    """Put lines together that a copy broke at a fixed width, if it so broke most of its text."""
    widths = [sum(1 + (ord(letter) > _LAST_NARROW) for letter in line.raw) for line in lines]
    widest = max(widths, default=0)
    full = [widest - width <= _SLACK for width in widths]
    broken = {
        index
        for index, (line, below) in enumerate(pairwise(lines))
        if full[index]
        and line.text[-1] not in _CLOSING
        and not _ends_with_duties(line.text, below.text)
        and _may_go_on(below.text)
        and not source[line.end : below.start].strip()  # else a table stands between
    }
    if (
        not _NARROWEST <= widest <= _WIDEST
        or len(broken) < _FEWEST
        or len(broken) * 3 < len(lines)
        or len(broken) * 2 < sum(full)
    ):
        yield from lines
        return
    first: Line | None = None
    for index, line in enumerate(lines):
        first = first or line
        if index not in broken:
            yield line if first is line else join(first, line, source)
            first = None


def _ends_with_duties(text: str, below: str) -> bool:
    """Tell whether a line ends with who answers, and so is whole."""
    if not any(end == len(text) for _, end in duty_spans(text)):
        return False
    last = text[pieces(text)[-1][0] :].rpartition(":")[2]
    return text[-1] in ")]" or (kind_of(last) is not None and bool(duty_spans(below)))


def _may_go_on(text: str) -> bool:
    return numbering(text)[1] is None and not starts_with_label(text)


def _whole(lines: Iterable[Line], source: str) -> Iterator[Line]:
    """Put lines together that a mark at the start, or a label without words, shows broken.

    So are those over which a bracket reaches.
    """
    before: Line | None = None
    closed = list(_with_brackets_closed(list(lines), source))
    counters = page_counters([line.text for line in closed])
    for index, line in enumerate(closed):
        broken = index in counters or (line.text[0] in _NEVER_FIRST and len(line.text) > 1)
        if before is not None and (
            broken
            or (is_only_label(before.text) and not starts_with_label(line.text))
            or _goes_on_below(before.text, line.text)
        ):
            before = join(before, line, source)
            continue
        if before is not None:
            yield before
        before = line
    if before is not None:
        yield before


def _with_brackets_closed(lines: Sequence[Line], source: str) -> Iterator[Line]:
    """Put the lines together over which a bracket reaches: `(责任单位:区财` / `政局)`."""
    index = 0
    while index < len(lines):
        end = index + 1
        if not is_balanced(lines[index].text):
            for below in range(index + 1, min(index + _MOST_LINES, len(lines))):
                if numbering(lines[below].text)[1] is not None:
                    break
                if is_balanced("".join(line.text for line in lines[index : below + 1])):
                    end = below + 1
                    break
        yield lines[index] if end == index + 1 else join(lines[index], lines[end - 1], source)
        index = end


def _goes_on_below(text: str, below: str) -> bool:
    """Tell whether a role line's list goes on in the line below: `…、园区党工` / `委、各镇`."""
    listed = starts_with_label(text) or (
        text.endswith("、") and next(role_labels(text), None) is not None
    )
    if not listed or not _may_go_on(below):
        return False
    rest = [_OTHERS.sub("", below[start:end]) for start, end in pieces(below)]
    if not rest or not all(map(kind_of, rest[1:])):
        return False
    if text.endswith(("、", ",")):
        return kind_of(rest[0]) is not None
    last = text[pieces(text)[-1][0] :].rpartition(":")[2]
    open_ = kind_of(last) is None and not is_deadline(last)
    return open_ and kind_of(last + rest[0]) is not None
