"""How like a text is to the typical duties of each kind of organ.

A text is the set of its pieces, runs of two to four characters. The likeness of a text to a
duty is the cosine of the two sets, each piece weighted by how few kinds of organ have it
among their duties: log(kinds / kinds that have it). To a kind of organ, it is the mean over
the duties that the text is most like, so that one chance likeness tells little.
"""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

_LENGTHS: Final = (2, 3, 4)
_RUN: Final = re.compile(r"[\u3400-\u9fffA-Za-z]+")
_NEAREST: Final = 8
_COMMON: Final = 0.1  # what a piece still weighs that every kind has
_TELLING: Final = 3  # a shared piece this long is a word, not an accident


def pieces(text: str) -> set[str]:
    """Return the runs of two to four characters of a text, figures and signs left out.

    >>> sorted(pieces("建2所学校"))
    ['学校', '所学', '所学校']
    """
    return {
        run[start : start + length]
        for run in _RUN.findall(text)
        for length in _LENGTHS
        for start in range(len(run) - length + 1)
    }


class Likeness:
    """The duties of all kinds of organ, found by their pieces."""

    def __init__(self, duties: Mapping[str, Sequence[str]]) -> None:
        """Take the duties of each kind."""
        self._duties = [(kind, duty) for kind, own in duties.items() for duty in own]
        cut = {duty: pieces(duty) for _, duty in self._duties}
        having = Counter(
            chain.from_iterable(set().union(*map(cut.__getitem__, own)) for own in duties.values())
        )
        self._weight = {
            piece: _COMMON + math.log(len(duties) / count) for piece, count in having.items()
        }
        self._lengths = [self._length(cut[duty]) for _, duty in self._duties]
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        for number, (_, duty) in enumerate(self._duties):
            for piece in cut[duty]:
                self._at[piece].append(number)

    def of_kinds(self, text: str) -> dict[str, float]:
        """Return how like a text is to each kind, 0 to 1; kinds it is not like are missing."""
        alike: defaultdict[str, list[float]] = defaultdict(list)
        for number, likeness in self._of_duties(pieces(text)).items():
            alike[self._duties[number][0]].append(likeness)
        return {kind: sum(heapq.nlargest(_NEAREST, own)) / _NEAREST for kind, own in alike.items()}

    def nearest(self, text: str, kind: str) -> str | None:
        """Return the duty of a kind that a text is most like, if they share a word of length."""
        found = pieces(text)
        telling = {piece for piece in found if len(piece) >= _TELLING}
        own = {
            self._duties[number][1]: likeness
            for number, likeness in self._of_duties(found).items()
            if self._duties[number][0] == kind
        }
        shared = [duty for duty in own if not telling.isdisjoint(pieces(duty))]
        return max(shared, key=lambda duty: own[duty], default=None)

    def _of_duties(self, found: Iterable[str]) -> dict[int, float]:
        known = self._weight.keys() & found
        shared: defaultdict[int, float] = defaultdict(float)
        for piece in known:
            weight = self._weight[piece] ** 2
            for number in self._at[piece]:
                shared[number] += weight
        length = self._length(known)
        return {number: same / length / self._lengths[number] for number, same in shared.items()}

    def _length(self, found: Iterable[str]) -> float:
        return math.sqrt(sum(self._weight[piece] ** 2 for piece in found)) or 1.0
