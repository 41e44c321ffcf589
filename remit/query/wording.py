"""The words of questions as concepts, so that 主抓 and 牵头 ask the same.

`queries/words.csv` says which words (Chinese and English) stand for which concept, and how
much a concept tells (its weight). A word may stand for several: 负责 is said of leads and of
supervising leaders. Words of no concept and weight 0 carry no meaning of their own.
"""

import csv
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from remit.assets import asset

UNKNOWN_WEIGHT: Final = 1.0
"""How much a word tells that stands in no list: it may be the very point."""

_LATIN: Final = r"[a-z][a-z'-]*"
_NOTHING: Final = r"[\s?？。，,.！!：:；;、“”\"'‘’（）()]+"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question: its text, what it may mean, how much it tells.

    A word in no list means itself (its own text). A slot of a template, or a name found in
    a question, means its kind in braces: `{unit}`.
    """

    text: str
    meanings: frozenset[str]
    weight: float = UNKNOWN_WEIGHT
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    meanings: dict[str, frozenset[str]]
    weights: dict[str, float]
    pattern: re.Pattern[str]


@cache
def _words() -> _Words:
    meanings: dict[str, set[str]] = {}
    weights: dict[str, float] = {}
    with (asset("queries") / "words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split():
                concepts = meanings.setdefault(word, set())
                if row["concept"]:
                    concepts.add(row["concept"])
                weights[word] = max(weights.get(word, 0.0), float(row["weight"]))
    settled = {word: frozenset(concepts) for word, concepts in meanings.items()}
    chinese = [word for word in sorted(settled, key=len, reverse=True) if not word.isascii()]
    pattern = (
        f"(?P<latin>{_LATIN})|(?P<chinese>{'|'.join(map(re.escape, chinese))})"
        f"|(?P<nothing>{_NOTHING})|(?P<other>(?s:.))"
    )
    return _Words(settled, weights, re.compile(pattern))


def is_a_word(text: str) -> bool:
    """Tell whether a text is a word of the list, and so no name of anything."""
    return text in _words().meanings


def tokens(text: str) -> list[Token]:
    """Return the telling pieces of a text (in lower case), in order.

    Latin words are whole words; in Chinese the longest word of the list wins, and what is
    in no list stays together as one piece.

    >>> [(token.text, sorted(token.meanings)) for token in tokens("哪些任务由谁主抓")]
    [('任务', ['task']), ('谁', ['who']), ('主抓', ['lead'])]
    """
    return [token for token in _pieces(text) if token.weight]


def _pieces(text: str) -> Iterator[Token]:
    unknown = ""
    for match in _words().pattern.finditer(text):
        if match.lastgroup == "other" or (unknown and _may_end_a_word(match[0])):
            unknown += match[0]
            continue
        if unknown:
            yield _token(unknown)
            unknown = ""
        if match.lastgroup != "nothing":
            yield _token(match[0])
    if unknown:
        yield _token(unknown)


def _may_end_a_word(text: str) -> bool:
    """Tell whether a word of the list is, after unknown characters, rather a part of theirs.

    类 asks for a kind, and ends 垃圾分类.
    """
    known = _words()
    if len(text) > 1 or not known.weights.get(text):
        return False
    return "who" not in known.meanings[text]


def _token(word: str) -> Token:
    known = _words()
    if word not in known.meanings:
        return Token(word, frozenset({word}))
    return Token(word, known.meanings[word], known.weights[word], is_known=True)


def likeness(one: Sequence[Token], other: Sequence[Token]) -> float:
    """Return how much two token lists say the same, 0 to 1 (Dice, by weight, and by order).

    Nine tenths for the words in common, one tenth for standing in the same order.
    """
    total = sum(token.weight for token in (*one, *other))
    if not total:
        return 0.0
    pairs = _pairs(one, other)
    common = sum(one[i].weight + other[j].weight for i, j in pairs)
    return 0.9 * common / total + 0.1 * _in_order([j for _, j in pairs])


def _pairs(one: Sequence[Token], other: Sequence[Token]) -> list[tuple[int, int]]:
    """Return which tokens mean the same, each used once, in the order of `one`.

    The same words go before words of the same meaning, and what keeps the order before what
    does not.
    """
    pairs: dict[int, int] = {}
    for same in (_same_word, _same_meaning):
        last = -1
        for i, token in enumerate(one):
            if i in pairs:
                last = pairs[i]
                continue
            fitting = [
                j
                for j, candidate in enumerate(other)
                if j not in pairs.values() and same(token, candidate)
            ]
            if fitting:
                last = pairs[i] = next((j for j in fitting if j > last), fitting[0])
    return sorted(pairs.items())


def _same_word(one: Token, other: Token) -> bool:
    return one.text == other.text


def _same_meaning(one: Token, other: Token) -> bool:
    return bool(one.meanings & other.meanings)


def _in_order(places: Sequence[int]) -> float:
    """Return the share of neighbours that stand in the same order."""
    if len(places) < 2:
        return 1.0 if places else 0.0
    steps = list(itertools.pairwise(places))
    return sum(before < after for before, after in steps) / len(steps)
