"""Understands a question in plain words, without any model: templates and names.

Every question of the library says in its header how people put it (`#+ ask:`), with slots
for its parameters. A question asked is compared with all of them: names that stand in the
graph fill the slots, the other words are compared by what they mean (`remit.query.wording`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import combinations
from typing import Final

from pyoxigraph import Literal

from remit.errors import BadQuery
from remit.model import Bilingual, Evidence
from remit.query.catalogue import ParameterKind, Question, catalogue, question
from remit.query.engines import Engine
from remit.query.names import CLASSES, Names, folded, names_of, nothing_called
from remit.query.parameters import years
from remit.query.spotting import Found, names_in, runs, words_of_no_list
from remit.query.wording import Token, likeness, tokens

SEARCH: Final = "find_tasks_by_word"
UNDERSTOOD: Final = 0.62
"""The least likeness that counts as understood; what is below is only suggested."""

_PLAINLY_MEANT: Final = 0.8
"""The likeness below which a bare word is a search only if it is found."""

NAME_WEIGHT: Final = 2.0
"""How much a name tells that a template has no slot for."""

_NAME_AS_WORD: Final = 0.06  # where a name fits as itself, that is what is meant
_SUGGESTIONS: Final = 3
_WORTH_SUGGESTING: Final = 0.3
_ALWAYS_WORTH_ASKING: Final = ("rank_unit_pairs", "list_tasks_of_unit", "list_findings")
_SLOT: Final = re.compile(r"\{(\w+)\}")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?:\s?年)?(?![\d年月.-])")
_LIKE_A_LEADER: Final = re.compile(r"\S?副?[省市区县州旗镇乡]长|\S?(?:书记|常委)")
_LIKE_A_UNIT: Final = re.compile(r"\S{2,}(?:局|委|办|部|院|会|街道|镇|乡|中心|集团|公司|分局|联)")
_SHORTEST_MISSPELT: Final = 3
_NEARLY: Final = 0.6  # likeness of spellings (difflib) from which one is meant for the other


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


def understand(asked: str, engine: Engine, evidence: Evidence) -> Understood:
    """Return the question of the library that comes nearest to the words.

    Raises BadQuery with the nearest names for a unit the graph does not know, and with the
    nearest questions when none is near enough.
    """
    text = _without_its_year(folded_words(asked), engine, evidence)
    names = {kind: names_of(kind, engine, evidence) for kind in CLASSES}
    found = list(names_in(text, names))
    ranked = _ranked(text, found)
    taken = "".join(value for each in ranked[:1] for value in each.values.values())
    is_search = bool(ranked) and ranked[0].question.name == SEARCH
    left = []
    for word in words_of_no_list(text, found):
        kind = _meant_for(word.text, names)
        if kind and (word.text not in taken or is_search):
            raise nothing_called(word.text, kind, names[kind])
        if word.text not in taken and word.text not in _words_of_templates():
            left.append(word.text)
    if left or not ranked or ranked[0].likeness < UNDERSTOOD:
        raise _not_understood(asked, left, ranked)
    if _finds_nothing(ranked[0], engine, evidence):
        raise _not_understood(asked, list(ranked[0].values.values()), ranked[1:])
    return ranked[0]


def _without_its_year(text: str, engine: Engine, evidence: Evidence) -> str:
    """Return a question without the year, which says nothing where all plans are of that year.

    Raises BadQuery for any other: no question of the library takes a year, and to leave it out
    would be to answer another question.
    """
    asked = {int(year) for year in _YEAR.findall(text)}
    if not asked or asked == (known := set(years(engine, evidence))):
        return _YEAR.sub("", text)
    has = "、".join(map(str, sorted(known))) or "—"
    raise BadQuery(
        f"这里的方案是 {has} 年的，问题不能按年份挑选：请用 --store 指定某年的结果文件夹；"
        f"两年相比用 remit compare 方案A 方案B。 / The plans here are of {has}, and a question "
        "can not pick a year: name the folder of that year with --store; to compare years, use "
        "remit compare PLAN_A PLAN_B."
    )


def _finds_nothing(understood: Understood, engine: Engine, evidence: Evidence) -> bool:
    """Tell whether it is a search, by little more than its word, for what stands nowhere."""
    asked = understood.question
    if asked.name != SEARCH or understood.likeness >= _PLAINLY_MEANT:
        return False
    terms = {name: Literal(text) for name, text in understood.values.items()}
    return not engine.select(asked.text, terms, evidence).rows


def _meant_for(word: str, names: Mapping[ParameterKind, Names]) -> ParameterKind | None:
    """Return the kind of name that an unknown word is, by its looks, a misspelling of."""
    if _LIKE_A_UNIT.fullmatch(word):
        return ParameterKind.UNIT
    if _LIKE_A_LEADER.fullmatch(word):
        return ParameterKind.LEADER
    if len(word) < _SHORTEST_MISSPELT:
        return None
    for kind in (ParameterKind.UNIT, ParameterKind.LEADER):
        if get_close_matches(word, names[kind].things, n=1, cutoff=_NEARLY):
            return kind
    return None


def _ranked(text: str, found: list[Found]) -> list[Understood]:
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


@cache
def _words_of_templates() -> frozenset[str]:
    """Return the words that somebody may say because a template does."""
    return frozenset(token.text for template in _templates() for token in template.tokens)


def _with_slots(text: str) -> Iterator[Token]:
    for index, piece in enumerate(_SLOT.split(text.casefold())):
        if index % 2:
            yield _slot()
        else:
            yield from tokens(piece)


def _slot() -> Token:
    return Token("{}", frozenset({"{}"}))


def _readings(text: str, found: list[Found], template: _Template) -> Iterator[Understood]:
    """Yield the ways to fill the slots of a template, in the order of the words."""
    fillers = found
    if any(kind is ParameterKind.TEXT for _, kind in template.slots):
        words = {*words_of_no_list(text, found), *runs(text, found)}
        fillers = sorted({*found, *words}, key=lambda each: (each.start, each.end))
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


def _said(text: str, found: list[Found], chosen: tuple[Found, ...]) -> Iterator[Token]:
    """Yield the tokens of the question: chosen names as slots, others as what they are."""
    start = 0
    for name in sorted({*found, *chosen}, key=lambda each: (each.start, -each.end)):
        if name.start < start:  # a part of what was chosen
            continue
        yield from tokens(text[start : name.start])
        if name in chosen:
            yield _slot()
        else:
            yield Token(name.text, frozenset({name.text}), NAME_WEIGHT)
        start = name.end
    yield from tokens(text[start:])


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


def _not_understood(asked: str, left: list[str], ranked: list[Understood]) -> BadQuery:
    near = [
        in_words(each.question, each.values)
        for each in ranked[:_SUGGESTIONS]
        if each.likeness > _WORTH_SUGGESTING
    ]
    near = near or [example(question(name)) for name in _ALWAYS_WORTH_ASKING]
    zh, en = "；".join(words.zh for words in near), "; ".join(words.en for words in near)
    which_zh = f"，不懂的是“{'、'.join(left)}”" if left else ""
    which_en = f"; the words not understood: {', '.join(left)}" if left else ""
    return BadQuery(
        f"没有听懂“{asked}”{which_zh}。可以这样问：{zh}。全部问题见 remit queries。 / "
        f"{asked!r} was not understood{which_en}. Ask for example: {en}. "
        "`remit queries` lists all."
    )
