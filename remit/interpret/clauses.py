"""Where the clauses of a text begin and end, and what stands in quotation marks."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Final

CLAUSE: Final = re.compile(r"[，。；：！？,;:!?\n]")
"""What ends a clause."""

SENTENCE: Final = re.compile(r"[。；！？;!?\n]")
"""What ends a sentence, or a part of one that stands for itself."""

LONGEST: Final = 300
"""How far a clause is followed to either side; what goes on further is no clause."""

_QUOTED: Final = re.compile(r"“[^”“]*”|‘[^’‘]*’|《[^》《]*》|「[^」「]*」|\"[^\"]*\"|『[^』『]*』")


class Spans:
    """Spans of a text, none of which overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Take the spans in any order."""
        self._spans = sorted(spans)

    def add(self, start: int, end: int) -> None:
        """Add a span that meets none of them."""
        insort(self._spans, (start, end))

    def meet(self, start: int, end: int) -> bool:
        """Tell whether any of them shares a character with `start` to `end`.

        >>> Spans([(2, 4)]).meet(3, 9), Spans([(2, 4)]).meet(4, 9)
        (True, False)
        """
        index = bisect_left(self._spans, (start + 1, 0))
        before = index > 0 and self._spans[index - 1][1] > start
        return before or (index < len(self._spans) and self._spans[index][0] < end)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the spans in quotation marks or title marks, the marks included."""
    return [match.span() for match in _QUOTED.finditer(text)]


def quoted(text: str) -> Spans:
    """Return what stands in quotation marks or title marks, to ask what shares a part of it."""
    return Spans(quotations(text))


def clause_start(text: str, position: int, ends: re.Pattern[str] = CLAUSE) -> int:
    """Return where the clause begins that goes on at a position.

    >>> clause_start("新建，改建公园", 5)
    3
    """
    earliest = max(0, position - LONGEST)
    start = position
    while start > earliest and not ends.match(text[start - 1]):
        start -= 1
    return start


def clause_end(text: str, position: int, ends: re.Pattern[str] = CLAUSE) -> int:
    """Return where the clause ends that goes on at a position."""
    end = ends.search(text, position, position + LONGEST)
    return end.start() if end else min(len(text), position + LONGEST)
