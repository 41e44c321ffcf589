"""The lines of a text, each with its place, and the pieces a line is cut into."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from remit.model import Passage

_LINE: Final = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_SPACE: Final = re.compile(r"\s+")
_FOLD: Final = str.maketrans(
    "（），：；！？［］｛｝〔〕【】．％＝０１２３４５６７８９",
    "(),:;!?[]{}[][].%=0123456789",
)
_SEPARATORS: Final = "、,;"


def fold(text: str) -> str:
    """Return the text with full-width punctuation and digits as half-width ones.

    One character for one, so offsets into the result are offsets into `text`.

    >>> fold("应急局（安委办），１２")
    '应急局(安委办),12'
    """
    return text.translate(_FOLD)


def mend(text: str) -> str:
    """Return a name or heading without line breaks and padding (`吴 伟` is `吴伟`)."""
    return _SPACE.sub("", text)


def is_balanced(text: str) -> bool:
    """Tell whether every bracket that opens in a folded text closes in it."""
    opened = sum(text.count(bracket) for bracket in "([{")
    return opened <= sum(text.count(bracket) for bracket in ")]}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it.

    `source[start:start + len(raw)] == raw`; `text` is the same, folded, for matching.
    `number` counts lines from 1. A line made by `join` holds the line ends between its
    parts.
    """

    raw: str
    start: int
    number: int
    text: str = field(init=False)

    def __post_init__(self) -> None:
        """Fold once."""
        object.__setattr__(self, "text", fold(self.raw))

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.raw)

    def passage(self, start: int = 0, end: int | None = None) -> Passage:
        """Return the passage of `raw[start:end]`."""
        exact = self.raw[start:end]
        line = self.number + len(_LINE_END.findall(self.raw, 0, start))
        return Passage(self.start + start, self.start + start + len(exact), line, exact)


def lines_of(source: str) -> list[Line]:
    """Return the lines that hold anything but white space, in order."""
    found = []
    number = 1
    for match in _LINE.finditer(source):
        part = match.group()
        if part[0] in "\r\n":
            number += 1
            continue
        stripped = part.strip()
        if stripped:
            start = match.start() + len(part) - len(part.lstrip())
            found.append(Line(stripped, start, number))
    return found


def join(first: Line, second: Line, source: str) -> Line:
    """Return one line reaching from the first to the end of the second."""
    return Line(source[first.start : second.end], first.start, first.number)


def pieces(text: str) -> list[tuple[int, int]]:
    """Cut a folded cell at `、` `,` `;` outside brackets, and at spaces between names.

    Returns the (start, end) offsets of the pieces, in order, without empty ones. A space
    beside a single character is padding (`吴 伟`), not a separator.

    >>> [
    ...     ("区住建局、高新区(A、B) 吴 伟")[start:end]
    ...     for start, end in pieces("区住建局、高新区(A、B) 吴 伟")
    ... ]
    ['区住建局', '高新区(A、B)', '吴 伟']
    """
    cuts = [-1]
    depth = 0
    for position, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth = max(0, depth - 1)
        elif character in _SEPARATORS and depth == 0:
            cuts.append(position)
    cuts.append(len(text))
    return [span for before, after in pairwise(cuts) for span in _words(text, before + 1, after)]


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at spaces, keeping together padded names and names with spaced brackets."""
    words: list[tuple[int, int]] = []
    for match in re.compile(r"\S+").finditer(text, start, end):
        if words and not _separate(text[slice(*words[-1])], match.group()):
            words[-1] = (words[-1][0], match.end())
        else:
            words.append(match.span())
    return words


def _separate(before: str, after: str) -> bool:
    """Two words are two names unless a bracket or a single character ties them."""
    if after[0] in "([{" or not is_balanced(before):
        return False
    padded = len(before) == 1 or (len(before) == 2 and len(after) == 1)
    return not padded
