"""Understands a question in plain words, without any model: templates and names.

Every question of the library says in its header how people put it (`#+ ask:`), with slots
for its parameters. A question asked is compared with all of them: names that stand in the
graph fill the slots, the other words are compared by what they mean (`remit.query.wording`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Final

from remit.errors import BadQuery
from remit.model import Bilingual, Evidence
from remit.organkinds import organ_scheme
from remit.query.catalogue import ParameterKind, Question, catalogue, question
from remit.query.engines import Engine
from remit.query.names import CLASSES, Names, folded, names_of, nothing_called
from remit.query.wording import Token, is_a_word, likeness, tokens

UNDERSTOOD: Final = 0.62
"""The least likeness that counts as understood; what is below is only suggested."""

NOTHING: Final = (
    "没有找到：采信的依据里没有写明。不等于没有分工。 / "
    "Nothing found at this level of evidence. That is not to say that there is nothing."
)
"""What to say where the answer has no rows."""

NAME_WEIGHT: Final = 2.0
"""How much a name tells that a template has no slot for."""

_NAME_AS_WORD: Final = 0.02  # where a name fits as itself, that is what is meant
_SUGGESTIONS: Final = 3
_WORTH_SUGGESTING: Final = 0.3
_ALWAYS_WORTH_ASKING: Final = ("rank_unit_pairs", "list_tasks_of_unit", "list_findings")
_SHORTEST_NAME: Final = 2
_SLOT: Final = re.compile(r"\{(\w+)\}")
_DIGITS: Final = r"\s*[(]?(\d+(?:-\d+)?(?:\.\d+)?)"
_NUMBERED: Final = {
    ParameterKind.TASK: re.compile(rf"(?:任务|tasks? |第){_DIGITS}"),
    ParameterKind.GOAL: re.compile(rf"(?:目标|goals? ){_DIGITS}"),
}
_LIKE_A_UNIT: Final = re.compile(r"\S{2,}(?:局|委|办|部|院|会|街道|镇|乡|中心|集团|公司|分局|联)")
_QUOTED: Final = re.compile(r"[“\"「『]([^”\"」』]+)[”\"」』]")
_IN_LETTERS: Final = re.compile(r"[a-z]{2,}")
_ONLY_NUMBERS: Final = re.compile(r"[\d.\-/]+")
_SPELT: Final = (ParameterKind.UNIT, ParameterKind.LEADER)
"""The kinds of names that are taken in letters, too; places in letters are words like others."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question of the library with the values found for its parameters."""

    question: Question
    values: Mapping[str, str]
    likeness: float


@dataclass(frozen=True, slots=True)
class _Template:
    question: Question
    slots: tuple[tuple[str, ParameterKind], ...]
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in the question: where it starts and ends, and as what it can be taken."""

    start: int
    end: int
    text: str
    kinds: frozenset[ParameterKind]


def understand(asked: str, engine: Engine, evidence: Evidence) -> Understood:
    """Return the question of the library that comes nearest to the words.

    Raises BadQuery with the nearest names for a unit the graph does not know, and with the
    nearest questions when none is near enough.
    """
    text = folded_words(asked)
    names = {kind: names_of(kind, engine, evidence) for kind in CLASSES}
    found = list(_found(text, names))
    ranked = _ranked(text, found)
    taken = {value for each in ranked[:1] for value in each.values.values()}
    for word in _words_of_no_list(text, found):
        if word.text not in taken and _LIKE_A_UNIT.fullmatch(word.text):
            raise nothing_called(word.text, ParameterKind.UNIT, names[ParameterKind.UNIT])
    if not ranked or ranked[0].likeness < UNDERSTOOD:
        raise _not_understood(asked, ranked)
    return ranked[0]


def _ranked(text: str, found: list[_Found]) -> list[Understood]:
    """Return every question that the words could be, each once, the likest first."""
    best: dict[str, Understood] = {}
    for template in _templates():
        for understood in _readings(text, found, template):
            known = best.get(understood.question.name)
            if known is None or understood.likeness > known.likeness:
                best[understood.question.name] = understood
    return sorted(best.values(), key=lambda each: -each.likeness)


def folded_words(asked: str) -> str:
    """Return a question in the form in which names are compared, but with its spaces.

    >>> folded_words("Which tasks does  发改局（安委办） lead？")
    'which tasks does 发改局(安委办) lead?'
    """
    return " ".join(folded(word) for word in asked.split())


@cache
def _templates() -> tuple[_Template, ...]:
    found = []
    for asked in catalogue():
        kinds = {parameter.name: parameter.kind for parameter in asked.parameters}
        for words in asked.asks:
            for text in (words.zh, words.en):
                slots = tuple((name, kinds[name]) for name in _SLOT.findall(text))
                found.append(_Template(asked, slots, tuple(_with_slots(text))))
    return tuple(found)


def _with_slots(text: str) -> Iterator[Token]:
    for index, piece in enumerate(_SLOT.split(text.casefold())):
        if index % 2:
            yield _slot()
        else:
            yield from tokens(piece)


def _slot() -> Token:
    return Token("{}", frozenset({"{}"}))


def _readings(text: str, found: list[_Found], template: _Template) -> Iterator[Understood]:
    """Yield the ways to fill the slots of a template, in the order of the words."""
    fillers = found
    if any(kind is ParameterKind.TEXT for _, kind in template.slots):
        fillers = sorted({*found, *_words_of_no_list(text, found)}, key=lambda each: each.start)
    for chosen in combinations(fillers, len(template.slots)):
        if all(
            kind is ParameterKind.TEXT or kind in name.kinds
            for (_, kind), name in zip(template.slots, chosen, strict=True)
        ):
            values = {
                slot: name.text for (slot, _), name in zip(template.slots, chosen, strict=True)
            }
            said = list(_said(text, found, chosen))
            alike = likeness(said, template.tokens)
            if any(
                kind is ParameterKind.TEXT and name.kinds
                for (_, kind), name in zip(template.slots, chosen, strict=True)
            ):
                alike -= _NAME_AS_WORD
            yield Understood(template.question, values, alike)


def _said(text: str, found: list[_Found], chosen: tuple[_Found, ...]) -> Iterator[Token]:
    """Yield the tokens of the question: chosen names as slots, others as what they are."""
    start = 0
    for name in sorted({*found, *chosen}, key=lambda each: each.start):
        yield from tokens(text[start : name.start])
        if name in chosen:
            yield _slot()
        else:
            yield Token(name.text, frozenset({name.text}), NAME_WEIGHT)
        start = name.end
    yield from tokens(text[start:])


def _found(text: str, names: Mapping[ParameterKind, Names]) -> Iterator[_Found]:
    """Yield the names in a question, the longest at each place, in order."""
    kinds: dict[str, set[ParameterKind]] = {}
    for kind, known in names.items():
        for name in known.things:
            if len(name) >= _SHORTEST_NAME and not _is_no_name(name):
                kinds.setdefault(name, set()).add(kind)
    quoted = {match.start(): match for match in _QUOTED.finditer(text)}
    lengths = sorted(set(map(len, kinds)), reverse=True)
    start = 0
    while start < len(text):
        found = (
            _number(text, start, names)
            or _quote(quoted.get(start), kinds)
            or next((f for size in lengths if (f := _printed(text, start, size, kinds))), None)
            or _spelt(text, start, names)
            or _by_organ(text, start, names)
        )
        if found:
            yield found
        start = found.end if found else start + 1


def _is_no_name(text: str) -> bool:
    return is_a_word(text) or _ONLY_NUMBERS.fullmatch(text) is not None


def _number(text: str, start: int, names: Mapping[ParameterKind, Names]) -> _Found | None:
    for kind, pattern in _NUMBERED.items():
        if (match := pattern.match(text, start)) and names[kind].find(match[1]):
            return _Found(match.start(1), match.end(1), match[1], frozenset({kind}))
    return None


def _quote(match: re.Match[str] | None, kinds: Mapping[str, set[ParameterKind]]) -> _Found | None:
    if match is None:
        return None
    return _Found(match.start(), match.end(), match[1], frozenset(kinds.get(match[1], ())))


def _printed(
    text: str, start: int, size: int, kinds: Mapping[str, set[ParameterKind]]
) -> _Found | None:
    name = text[start : start + size]
    if len(name) < size or name not in kinds:
        return None
    return _Found(start, start + size, name, frozenset(kinds[name]))


def _spelt(text: str, start: int, names: Mapping[ParameterKind, Names]) -> _Found | None:
    """Find a name in letters, `fgj`, that is no ordinary word."""
    if start and text[start - 1].isascii() and text[start - 1].isalpha():
        return None
    match = _IN_LETTERS.match(text, start)
    if match is None or is_a_word(match[0]):
        return None
    kinds = frozenset(kind for kind in _SPELT if names[kind].find(match[0]))
    return _Found(start, match.end(), match[0], kinds) if kinds else None


def _by_organ(text: str, start: int, names: Mapping[ParameterKind, Names]) -> _Found | None:
    """Find a unit by a usual name of its kind of organ: 住建委 for 区住建局."""
    usual = _organ_names()
    for size in range(min(max(map(len, usual)), len(text) - start), 1, -1):
        name = text[start : start + size]
        if name in usual and names[ParameterKind.UNIT].find(name):
            kinds = frozenset({ParameterKind.UNIT, ParameterKind.AGENT})
            return _Found(start, start + size, name, kinds)
    return None


@cache
def _organ_names() -> frozenset[str]:
    """Return what bodies of every kind are usually called."""
    scheme = organ_scheme()
    return frozenset(
        name
        for kind in scheme.kinds.values()
        for name in (*kind.names, *(s + e for s in kind.stems for e in scheme.endings))
    )


def _words_of_no_list(text: str, found: list[_Found]) -> Iterator[_Found]:
    """Yield what stands in no list of words and is no name: what a search is for."""
    start = 0
    for name in [*found, _Found(len(text), len(text), "", frozenset())]:
        place = start
        for token in tokens(text[start : name.start]):
            place = text.index(token.text, place)
            if not token.is_known:
                yield _Found(place, place + len(token.text), token.text, frozenset())
            place += len(token.text)
        start = name.end


def example(asked: Question) -> Bilingual:
    """Return how a question may be put, the examples of its parameters in the slots."""
    return in_words(asked, {parameter.name: parameter.example for parameter in asked.parameters})


def in_words(asked: Question, values: Mapping[str, str]) -> Bilingual:
    """Return a question with these values in the way of putting it that has slots for them."""
    fitting = (words for words in asked.asks if set(_SLOT.findall(words.zh)) == set(values))
    words = next(fitting, asked.asks[0])
    return Bilingual(
        *(_SLOT.sub(lambda slot: values.get(slot[1], "…"), text) for text in (words.zh, words.en))
    )


def _not_understood(asked: str, ranked: list[Understood]) -> BadQuery:
    near = [each.question for each in ranked[:_SUGGESTIONS] if each.likeness > _WORTH_SUGGESTING]
    near = near or [question(name) for name in _ALWAYS_WORTH_ASKING]
    zh = "；".join(example(each).zh for each in near)
    en = "; ".join(example(each).en for each in near)
    return BadQuery(
        f"没有听懂“{asked}”。可以这样问：{zh}。全部问题见 remit queries。 / "
        f"{asked!r} was not understood. Ask for example: {en}. `remit queries` lists all."
    )
