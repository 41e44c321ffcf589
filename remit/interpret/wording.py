"""A task's words in one line, and the way back from them to the source.

A source breaks a text into lines where its cell ends; recognisers read on across the break.
"""

import re
from dataclasses import dataclass
from typing import Final

from remit.model import Passage

_BREAK: Final = re.compile(r"(?<!\s)\s*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class Wording:
    """The `text` of a passage without its line breaks, and where each of its characters stands."""

    text: str
    passage: Passage
    offsets: tuple[int, ...]

    def part(self, start: int, end: int) -> Passage:
        """Return the passage of `text[start:end]`, which must not be empty.

        It quotes the source exactly, with the line breaks that stand within it.
        """
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        before, exact = self.passage.exact[:first], self.passage.exact[first:last]
        breaks = len(re.findall(r"\r\n|\r|\n", before))
        begin = self.passage.start
        return Passage(
            begin + first, begin + last, self.passage.line + breaks, exact, self.passage.place
        )


def wording(passage: Passage) -> Wording:
    r"""Return the words of a passage.

    >>> words = wording(Passage(10, 16, 3, "新建\n公园。"))
    >>> words.text, words.part(1, 4)
    ('新建公园。', Passage(start=11, end=15, line=3, exact='建\n公园', place=''))
    """
    kept: list[int] = []
    position = 0
    for match in _BREAK.finditer(passage.exact):
        kept.extend(range(position, match.start()))
        position = match.end()
    kept.extend(range(position, len(passage.exact)))
    return Wording("".join(passage.exact[i] for i in kept), passage, tuple(kept))
