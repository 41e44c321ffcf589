"""The places and projects that a plan's tasks name: one name, one thing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from remit.interpret.lexicon import any_of
from remit.interpret.names import Name, names
from remit.interpret.names.common import is_generic
from remit.interpret.organs import bare_places
from remit.interpret.wording import wording
from remit.model import Agent, Entry, Mention, Named, NameKind, Task, UnitType
from remit.read.lines import simplified

_NOT_IN_KEY: Final = re.compile(r"[^\w.+-]+")
_COMPANY: Final = re.compile(r"^[区市县省]|(?:有限)?(?:集团|公司){1,3}$")
_SHORTEST: Final = 2
_PLACE: Final = re.compile(r"(?:[\u4e00-\u9fff]{2,6}?[省市县区旗州盟])+")
_AUTONOMOUS: Final = re.compile(r"自治$")
_MARKS: Final = re.compile(r"[\s“”‘’\"'《》]")


def own_places(*said: str) -> tuple[str, ...]:
    """Return the bare names of the area a plan is of, told by how its issuer or title begins.

    >>> own_places("常州市钟楼区2025年责任分解表", "内蒙古自治区-2025")
    ('内蒙古', '常州', '钟楼')
    """
    begins = filter(None, (_PLACE.match(words) for words in said))
    bare = (_AUTONOMOUS.sub("", place) for each in begins for place in bare_places(each.group()))
    return tuple(sorted(set(bare)))


def named_in(
    tasks: Iterable[Task], gazetteer: Sequence[Entry], agents: Iterable[Agent], own: tuple[str, ...]
) -> tuple[tuple[Named, ...], tuple[Mention, ...]]:
    """Return the things that tasks name, by first mention, and where each is named.

    A place and a project of one name are two things; otherwise the kind most of a name's
    mentions suggest is its kind, and a gazetteer's goes before. The companies among the
    plan's `agents` are known by their names, with 集团 or without. `own` are the bare names of
    the plan's own area (钟楼).
    """
    known = _Gazetteer([*_companies(agents), *gazetteer])
    kinds: dict[tuple[str, bool], Counter[NameKind]] = {}
    found: list[tuple[tuple[str, bool], Task, Name]] = []
    for task in tasks:
        words = wording(task.passage)
        for name in names(words.text, known.names(words.text), own):
            printed = simplified(_MARKS.sub("", words.text[name.start : name.end]))
            entry = known.entry(printed)
            identity = (entry.name if entry else printed, name.kind.is_place)
            kinds.setdefault(identity, Counter())[name.kind] += 1
            found.append((identity, task, name))
    keys = _keys(kinds)
    things = [
        _named(identity, keys[identity], counts, known.entry(identity[0]))
        for identity, counts in kinds.items()
    ]
    mentions = [
        Mention(task.id, keys[identity], wording(task.passage).part(name.start, name.end))
        for identity, task, name in found
    ]
    return tuple(things), tuple(mentions)


def _companies(agents: Iterable[Agent]) -> Iterator[Entry]:
    for agent in agents:
        short = _COMPANY.sub("", agent.name)
        if (
            agent.unit_type is UnitType.COMPANY
            and len(short) >= _SHORTEST
            and not is_generic(short)
        ):
            yield Entry(short, NameKind.COMPANY, (agent.name,) if agent.name != short else ())


class _Gazetteer:
    """The entries of a gazetteer by all their names."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {name: each for each in entries for name in (each.name, *each.aliases)}
        self._pattern = re.compile(any_of([*self._entries])) if self._entries else None

    def entry(self, name: str) -> Entry | None:
        return self._entries.get(name)

    def names(self, text: str) -> Iterator[Name]:
        for match in self._pattern.finditer(text) if self._pattern else ():
            yield Name(match.start(), match.end(), self._entries[match.group()].kind)


def _named(
    identity: tuple[str, bool], key: str, counts: Counter[NameKind], entry: Entry | None
) -> Named:
    name, is_place = identity
    if entry is not None and entry.kind.is_place == is_place:
        return Named(key, name, entry.kind, entry.aliases, listed=True)
    return Named(key, name, counts.most_common(1)[0][0])


def _keys(identities: Iterable[tuple[str, bool]]) -> dict[tuple[str, bool], str]:
    """Return the last part of each thing's IRI; the second to want one gets a number."""
    keys: dict[tuple[str, bool], str] = {}
    used: set[str] = set()
    for name, is_place in identities:
        wanted = _NOT_IN_KEY.sub("-", name).strip("-.") or "-"
        key, count = wanted, 1
        while key in used:
            count += 1
            key = f"{wanted}_{count}"
        used.add(key)
        keys[name, is_place] = key
    return keys
