"""The names by which things are asked for: as printed, as folded, and in pinyin.

A unit may be given by any name the graph has for it, by the short name its IRI ends in,
by a usual name of its kind of organ (住建委 for 区住建局), and in letters: `fagaiju`, `fagai`
or `fgj` for 发改局.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from remit.errors import BadQuery
from remit.graph.vocabulary import PREFIXES, iri
from remit.interpret.lookup import NamedUnit, units_called
from remit.model import Evidence
from remit.query.catalogue import KINDS, ParameterKind
from remit.query.engines import Engine
from remit.query.table import text_of

CLASSES: Final = {
    ParameterKind.UNIT: ("rm:Unit",),
    ParameterKind.LEADER: ("rm:Leader",),
    ParameterKind.GROUP: ("rm:UnitGroup", "rm:LeaderGroup"),
    ParameterKind.AGENT: ("rm:Unit", "rm:Leader", "rm:UnitGroup", "rm:LeaderGroup"),
    ParameterKind.TASK: ("rm:Task",),
    ParameterKind.GOAL: ("rm:Goal",),
    ParameterKind.PLACE: ("rm:Place",),
    ParameterKind.PROJECT: ("rm:Project",),
    ParameterKind.INDICATOR: ("rm:Indicator",),
}
"""The classes of the things a kind of parameter can stand for; other kinds are values."""

_PROPERTIES: Final = {
    ParameterKind.TASK: ("rm:number",),
    ParameterKind.GOAL: ("rdfs:label", "rm:number"),
}
_LABELS: Final = ("rdfs:label", "skos:altLabel")
_LETTERS: Final = re.compile(r"[a-z]+")
_NUMBER_IN_BRACKETS: Final = re.compile(r"\([\d.]+\)")
_LEVEL: Final = re.compile(r"^[省市区县旗州]")  # 区发改局 is 发改局 to its own people
_NEAREST: Final = 5


def folded(name: str) -> str:
    """Return a name without what printing changes: spaces, widths, case, brackets round a number.

    >>> folded("吴 伟"), folded("高新区（邹区镇）"), folded("(31)")
    ('吴伟', '高新区(邹区镇)', '31')
    """
    plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return plain[1:-1] if _NUMBER_IN_BRACKETS.fullmatch(plain) else plain


@cache
def pinyin(name: str) -> tuple[str, str]:
    """Return a Chinese name in letters: all of it, and its initials.

    >>> pinyin("发改局")
    ('fagaiju', 'fgj')
    """
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name)), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))


@dataclass(frozen=True, slots=True)
class Names:
    """The folded names of the things of one kind, each with the IRIs it may stand for."""

    kind: ParameterKind
    things: dict[str, frozenset[str]]

    def find(self, name: str) -> list[str]:
        """Return the IRIs a name stands for, sorted: one, or several it can not decide between."""
        key = folded(name)
        if key in self.things:
            return sorted(self.things[key])
        if _LETTERS.fullmatch(key):
            return sorted(self._by_letters(key))
        return self._by_organ(name)

    def nearest(self, name: str) -> list[str]:
        """Return the names most like one that stands for nothing."""
        return get_close_matches(folded(name), self.things, n=_NEAREST, cutoff=0.3)

    def _by_organ(self, name: str) -> list[str]:
        """Return the units that a usual name of their kind of organ stands for."""
        if self.kind not in (ParameterKind.UNIT, ParameterKind.AGENT):
            return []
        called: dict[str, list[str]] = defaultdict(list)
        for each, things in self.things.items():
            for thing in things:
                called[thing].append(each)
        return sorted(units_called(name, (NamedUnit(k, tuple(n)) for k, n in called.items())))

    def _by_letters(self, letters: str) -> Collection[str]:
        """Return the things whose pinyin is, else whose pinyin begins with, these letters."""
        whole: set[str] = set()
        begun: set[str] = set()
        for name, things in self.things.items():
            for spelt in (name, _LEVEL.sub("", name)):
                full, initials = pinyin(spelt)
                if letters in (full, initials):
                    whole |= things
                elif full.startswith(letters):
                    begun |= things
        return whole or begun


def names_of(kind: ParameterKind, engine: Engine, evidence: Evidence) -> Names:
    """Return all names of a kind that stand in the graph, asked of its engine.

    A printed name wins over the last part of an IRI; with tasks and goals it is the other
    way round, because a number printed in one table may be printed in another too.
    """
    own: dict[str, set[str]] = defaultdict(set)
    printed: dict[str, set[str]] = defaultdict(set)
    for row in engine.select(_query(kind), {}, evidence).rows:
        thing, name = text_of(row[0]), text_of(row[1])
        printed[folded(name)].add(thing)
        for short in (*_ends(thing), *_beside_bracket(name, thing)):
            own[folded(short)].add(thing)
    first = own if kind in (ParameterKind.TASK, ParameterKind.GOAL) else printed
    merged = {**own, **printed, **first}
    return Names(kind, {name: frozenset(things) for name, things in merged.items()})


def nothing_called(name: str, kind: ParameterKind, names: Names) -> BadQuery:
    """Return the error for a name that stands for nothing, with the nearest names."""
    called, near = KINDS[kind], names.nearest(name)
    zh, en = "相近的有", "near it:"
    if not near:
        near, zh, en = list(names.things)[:_NEAREST], "有的是", "it has, for example,"
    zh = f"，{zh}：{'、'.join(near)}" if near else ""
    en = f"; {en} {', '.join(near)}" if near else ""
    return BadQuery(
        f"图谱里没有叫“{name}”的{called.zh}{zh}。 / "
        f"The graph has no {called.en} called {name!r}{en}."
    )


def _ends(thing: str) -> Iterator[str]:
    """Yield the short names in an IRI: `31` and, among several plans, `zhonglou-2025/31`."""
    parts = thing.rsplit("/", 3)
    yield parts[-1]
    if parts[-2] in ("task", "goal"):
        yield f"{parts[-3]}/{parts[-1]}"


def _beside_bracket(name: str, thing: str) -> tuple[str, ...]:
    """Return both names of a unit that has a second one in brackets: 应急管理局(安委办)."""
    before, bracket, within = folded(name).partition("(")
    is_double = bracket and within.endswith(")") and "/unit/" in thing
    return (before, within[:-1]) if is_double else ()


def _query(kind: ParameterKind) -> str:
    classes = " ".join(f"<{iri(name)}>" for name in CLASSES[kind])
    properties = " ".join(f"<{iri(name)}>" for name in _PROPERTIES.get(kind, _LABELS))
    return (
        f"SELECT DISTINCT ?thing ?name WHERE {{ VALUES ?class {{ {classes} }} "
        f"VALUES ?property {{ {properties} }} "
        f"?thing <{PREFIXES['rdf']}type> ?class ; ?property ?name }} ORDER BY ?thing ?name"
    )
