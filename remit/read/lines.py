"""The lines of a text, each with its place, and the pieces a line is cut into."""

import re
from dataclasses import dataclass
from typing import Final

from remit.model import Passage

_LINE: Final = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_SPACE: Final = re.compile(r"\s+")
_OPENING: Final = "(([〔{"
_CLOSING: Final = "))]〕}"
_SEPARATORS: Final = "、,,;;"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it: `source[start:start + len(text)] == text`.

    `number` counts lines from 1. A line made by joining broken ones (`join`) holds the
    line ends between its parts.
    """

    text: str
    start: int
    number: int

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.text)

    def passage(self, start: int = 0, end: int | None = None) -> Passage:
        """Return the passage of `text[start:end]`."""
        exact = self.text[start:end]
        line = self.number + len(re.findall(r"\r\n|\r|\n", self.text[:start]))
        return Passage(self.start + start, self.start + start + len(exact), line, exact)


def lines_of(text: str) -> list[Line]:
    """Return the lines that hold anything but white space, in order."""
    found = []
    number = 1
    for match in _LINE.finditer(text):
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


def mend(text: str) -> str:
    """Return a name or heading without line breaks and padding (`吴 伟` is `吴伟`)."""
    return _SPACE.sub("", text)


def is_balanced(text: str) -> bool:
    """Tell whether every bracket that opens in `text` closes in it."""
    return sum(text.count(c) for c in _OPENING) <= sum(text.count(c) for c in _CLOSING)


def pieces(line: Line) -> list[tuple[int, int]]:
    """Cut a cell line at `、` `,` `;` outside brackets, and at spaces between whole names.

    Returns (start, end) offsets into the line's text, in order, without empty pieces. A
    space between single characters is padding (`吴 伟`), not a separator.
    """
    cuts = [-1]
    depth = 0
    for position, character in enumerate(line.text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _SEPARATORS and depth == 0:
            cuts.append(position)
    cuts.append(len(line.text))
    spans = []
    for before, after in zip(cuts, cuts[1:], strict=False):
        spans.extend(_words(line.text, before + 1, after))
    return spans


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    if not words:
        return []
    joined = [words[0]]
    for word in words[1:]:
        whole = word[1] - word[0] > 1 and joined[-1][1] - joined[-1][0] > 1
        starts_bracket = text[word[0]] in _OPENING
        if whole and not starts_bracket and is_balanced(text[slice(*joined[-1])]):
            joined.append(word)
        else:
            joined[-1] = (joined[-1][0], word[1])
    return joined
