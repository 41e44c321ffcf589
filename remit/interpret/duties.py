"""Whose typical duties the words of a text are like, and whose typical supports.

A text is the set of its pieces, runs of one to three characters. Each piece p has a rarity
r(p) = log(kinds / kinds that have it) + 0.1 among the typical duties of organs and the words of
their duties (`ontology/typical-duties.csv`, `ontology/duty-words.csv`); a text has the length
√Σ r(p)² of those known. A multinomial logistic regression on these figures, r(p) / length, was
fitted to the duties by `scripts/fit_duties.py`: p(k) ∝ exp(b(k) + Σ r(p) · w(p, k) / length).
`ontology/duty-weights.csv.gz` holds, for each piece, its rarity and its weights `kind:r·w`; the
row of the empty piece holds b. Pieces that hardly tell are left out, of the length as well.
`ontology/support-weights.csv.gz` is the like for those duties of which it is written who would
support: each organ that does has the duty as an example.
"""

import csv
import gzip
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from remit.assets import asset
from remit.organkinds import typical_duties, typical_supports

COLUMNS: Final = ("piece", "rarity", "weights")
LENGTHS: Final = (1, 2, 3)
DUTY_WEIGHTS: Final = "duty-weights.csv.gz"
SUPPORT_WEIGHTS: Final = "support-weights.csv.gz"
BIAS: Final = ""
"""The piece of the row with what speaks for each kind before any word."""

_LEARNED: Final = (2, 3, 4)
_WORD: Final = 2  # characters: one alone tells nothing
_RUN: Final = re.compile(r"[\u3400-\u9fffA-Za-z]+")
_TELLING: Final = 3  # a shared piece this long is a word, not an accident
_RARE: Final = 2.0  # nor are these everybody's: at most one kind in seven has them


def pieces(text: str, lengths: Sequence[int] = _LEARNED) -> set[str]:
    """Return the runs of some lengths of a text, figures and signs left out.

    >>> sorted(pieces("建2所学校"))
    ['学校', '所学', '所学校']
    """
    return {
        run[start : start + length]
        for run in _RUN.findall(text)
        for length in lengths
        for start in range(len(run) - length + 1)
    }


class DutyWeights:
    """What each piece of words says of each kind of organ."""

    def __init__(
        self, rows: Iterable[tuple[str, str, str]], examples: Mapping[str, Sequence[str]]
    ) -> None:
        """Take the rows of a table of weights, parsed when asked for, and what it was fitted to."""
        self._examples = examples
        self._cuts: dict[str, list[tuple[str, set[str]]]] = {}
        self._rows = {piece: (rarity, weights) for piece, rarity, weights in rows}
        self._bias = dict(_parsed(self._rows[BIAS][1]))
        self._rarest = rarity(1, len(self._bias))

    def shares(self, text: str) -> dict[str, float]:
        """Return the share of each kind of organ that has duties; they sum to 1.

        A text of which no word is known gives all the same.
        """
        if not self.knows(text):
            return dict.fromkeys(self._bias, 1 / len(self._bias))
        found = sorted(self._rows.keys() & pieces(text, LENGTHS))  # sums in one order
        known = [self._rows[piece] for piece in found]
        length = math.sqrt(sum(float(rarity) ** 2 for rarity, _ in known))
        scores: defaultdict[str, float] = defaultdict(float, self._bias)
        for _, weights in known:
            for kind, weight in _parsed(weights):
                scores[kind] += weight / length
        top = max(scores.values())
        parts = {kind: math.exp(score - top) for kind, score in scores.items()}
        whole = sum(parts.values())
        return {kind: part / whole for kind, part in parts.items()}

    def knows(self, text: str) -> bool:
        """Tell whether any word of a text, of two characters or more, is known."""
        return any(len(p) >= _WORD and p in self._rows for p in pieces(text, LENGTHS))

    def nearest(self, text: str, kind: str) -> str | None:
        """Return the example of a kind that a text is most like, if they share a word of length.

        Likeness is the sum of the squared rarities of what both have, per root of the
        example's pieces.
        """
        found = pieces(text, LENGTHS)
        best, most = None, 0.0
        for duty, own in self._cut(kind):
            shared = own & found
            if any(len(p) >= _TELLING and self._rarity(p) >= _RARE for p in shared):
                rarities = math.fsum(self._rarity(piece) ** 2 for piece in shared)
                alike = rarities / math.sqrt(len(own))
                if alike > most:
                    best, most = duty, alike
        return best

    def _cut(self, kind: str) -> list[tuple[str, set[str]]]:
        if kind not in self._cuts:
            examples = self._examples.get(kind, ())
            self._cuts[kind] = [(each, pieces(each, LENGTHS)) for each in examples]
        return self._cuts[kind]

    def _rarity(self, piece: str) -> float:
        """What has no row stood in one example alone: it is as rare as can be."""
        return float(self._rows[piece][0]) if piece in self._rows else self._rarest


def rarity(having: int, kinds: int) -> float:
    """Return the rarity of a piece that so many of the kinds have."""
    return 0.1 + math.log(kinds / having)


def _parsed(weights: str) -> Iterator[tuple[str, float]]:
    for each in weights.split():
        kind, _, weight = each.partition(":")
        yield kind, float(weight)


@cache
def default_duty_weights() -> DutyWeights:
    """Return what ships with Remit of who leads."""
    return DutyWeights(_rows(DUTY_WEIGHTS), typical_duties())


@cache
def default_support_weights() -> DutyWeights:
    """Return what ships with Remit of who supports."""
    return DutyWeights(_rows(SUPPORT_WEIGHTS), typical_supports())


def _rows(file_name: str) -> Iterator[tuple[str, str, str]]:
    with gzip.open(asset("ontology", file_name), "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from ((piece, rarity, weights) for piece, rarity, weights in rows)
