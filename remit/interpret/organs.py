"""From a printed name to the kinds of organ it is, and the place and level it belongs to.

`区发展和改革局`, `发改委` and `市发改经信局` are read as a prefix (place and level), a body, and
the kinds of organ that body is. How names, stems and endings of `ontology/organs.ttl` are
matched is told at the head of that file. A name that fits nothing has no kind: it is not
guessed at.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from remit.organkinds import OrganKind, organ_scheme
from remit.read.lines import fold, mend

_HAN: Final = r"[\u3400-\u9fff]"
_PLACE_OR_LEVEL: Final = (
    rf"(?:{_HAN}{{1,12}}?(?:自治[区州县旗]|新城|[省市县区州盟旗])|[省市县区州盟旗]|国家)"
)
_PREFIX: Final = re.compile(
    rf"(?:{_PLACE_OR_LEVEL}(?:级|直属?)?(?:委|人民政府|政府|党工委|管委会)?){{1,3}}"
)
_BARE_PLACE: Final = re.compile(rf"(?![省市县区州盟旗]){_HAN}{{2,4}}(?<![镇乡道村])")
_SECOND_NAME: Final = re.compile(r"\(([^()]*)\)$")
_OF_BRANCH: Final = re.compile(rf"(.+?局)({_HAN}{{2,8}}?)(分局|支局)")
_JOINTS: Final = "和与及、"


@dataclass(frozen=True, slots=True)
class OrganName:
    """A printed name, read.

    `prefix` is the place and level it begins with (`区`, `常州市钟楼区`, `钟楼`, `市委`), `body`
    the rest, `kinds` the ids of the kinds of organ that body is, none when it is not known.
    `second` is the name in brackets behind it, read in the same way. `is_synonym` tells that
    the body is written as a name of these kinds themselves, with no proper name in it, so
    that other such names of one government may stand for the same body.
    """

    prefix: str
    body: str
    kinds: tuple[str, ...] = ()
    is_synonym: bool = False
    second: "OrganName | None" = None

    @property
    def all_kinds(self) -> tuple[str, ...]:
        """The kinds of the body and of its second name, each once."""
        return tuple(dict.fromkeys((*self.kinds, *(self.second.kinds if self.second else ()))))


def organs_of(name: str, place: str | None = None) -> tuple[str, ...]:
    """Return the ids of the kinds of organ a name stands for, in brackets or before them.

    >>> organs_of("区发改委"), organs_of("县教体局"), organs_of("五星街道"), organs_of("某某")
    (('DevelopmentReform',), ('Education', 'Sports'), ('SubdistrictOffice',), ())
    """
    return read_name(name, place).all_kinds


@lru_cache(maxsize=10_000)
def read_name(name: str, place: str | None = None) -> OrganName:
    """Read a printed name; `place` is the plan's jurisdiction (`常州市钟楼区`), if known."""
    core, second = split_second_name(name)
    found = _read(core, bare_places(place))
    return replace(found, second=read_name(second, place)) if second else found


def split_second_name(name: str) -> tuple[str, str]:
    """Return a name without padding and without its second name, and that name or "".

    >>> split_second_name("应急管理局（安委办）")
    ('应急管理局', '安委办')
    """
    core = mend(fold(name))
    second = _SECOND_NAME.search(core)
    return (core[: second.start()], second.group(1)) if second and second.start() else (core, "")


@cache
def bare_places(place: str | None) -> frozenset[str]:
    """Return the names a jurisdiction's parts go by without their level.

    >>> sorted(bare_places("常州市钟楼区"))
    ['常州', '钟楼']
    """
    parts = re.split(r"(?<=.[省市盟])(?=.)|(?<=..州)(?=[^市])", place) if place else []
    return frozenset(part[:-1] for part in parts if len(part) > 2)


def _read(core: str, places: frozenset[str]) -> OrganName:
    for cut in _cuts(core, places):
        kinds, is_synonym = _body(core[cut:])
        if kinds and (cut == 0 or core[cut:] not in _index().endings):
            return OrganName(core[:cut], core[cut:], kinds, is_synonym)
    branch = _framed(core) or _branch(core, places)
    if branch:
        return branch
    for cut in range(2, min(5, len(core) - 1)):
        kinds, is_synonym = _body(core[cut:])
        if kinds and core[cut:] not in _index().endings and _is_bare_place(core[:cut]):
            return OrganName(core[:cut], core[cut:], kinds, is_synonym)
    for start in range(1, len(core)):
        kinds = _index().endings.get(core[start:], ())
        if kinds:
            cut = max((c for c in _cuts(core, places) if c < start), default=0)
            return OrganName(core[:cut], core[cut:], kinds)
    cut = max((c for c in _cuts(core, places) if c < len(core) - 1), default=0)
    return OrganName(core[:cut], core[cut:])


def _cuts(core: str, places: frozenset[str]) -> Iterator[int]:
    """Yield where a prefix of place and level may end, the shortest first."""
    for cut in range(len(core)):
        prefix = core[:cut]
        if not prefix or prefix in places or _PREFIX.fullmatch(prefix):
            yield cut


def _body(body: str) -> tuple[tuple[str, ...], bool]:
    """Return the kinds of a name without prefix: listed in full, or stems and an ending.

    工商部门 is the 工商局 of its time, and no body that took over from it.
    """
    field = body.removesuffix("部门")
    for name in (body,) if field == body else (body, f"{field}局", f"{field}部"):
        kinds, is_synonym = _index().exact(name)
        if kinds:
            return kinds, is_synonym
    for ending in organ_scheme().endings:
        kinds = _composed(body.removesuffix(ending)) if body.endswith(ending) else ()
        if kinds:
            return kinds, True
    return (), False


def _composed(stems: str) -> tuple[str, ...]:
    """Return the kinds of stems one after another, of as few stems as will do.

    A stem of one character alone tells nothing (农, 文).

    >>> _composed("发改经信"), _composed("科技和经信"), _composed("农")
    (('DevelopmentReform', 'Industry'), ('ScienceTechnology', 'Industry'), ())
    """
    by_stem = _index().stems
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(stems) + 1):
        for start in sorted(best):
            part = stems[start:end].lstrip(_JOINTS) if start else stems[start:end]
            if part in by_stem:
                found = (*best[start], part)
                if end not in best or len(found) < len(best[end]):
                    best[end] = found
    parts = best.get(len(stems), ())
    if not parts or (len(parts) == 1 and len(parts[0]) == 1):
        return ()
    return tuple(dict.fromkeys(kind for part in parts for kind in by_stem[part]))


def _branch(core: str, places: frozenset[str]) -> OrganName | None:
    """Read a branch that names its bureau first: 常州市公安局钟楼分局, 环保拱墅分局."""
    match = _OF_BRANCH.fullmatch(core)
    if match:
        upper = _read(match.group(1), places)
        if upper.is_synonym:
            return OrganName(match.group(2), upper.body + match.group(3), upper.kinds, True)
    if core.endswith("分局"):
        for end in range(len(core) - 4, 1, -1):
            kinds = _index().stems.get(core[:end], ())
            if kinds:
                return OrganName(core[end:-2], core[:end] + "分局", kinds, True)
    return None


def _framed(core: str) -> OrganName | None:
    """Read a name with a proper name inside: 人行常州中心支行."""
    for before, after, kinds in _index().frames:
        inner = len(core) - len(before) - len(after)
        if inner > 0 and core.startswith(before) and core.endswith(after):
            return OrganName(core[len(before) : len(before) + inner], before + after, kinds)
    return None


def _is_bare_place(prefix: str) -> bool:
    """Tell whether a few characters may be a place without its level: they are no field."""
    inside = {prefix[i:j] for i in range(len(prefix)) for j in range(i + 2, len(prefix) + 1)}
    return bool(_BARE_PLACE.fullmatch(prefix)) and inside.isdisjoint(_index().stems)


@dataclass(frozen=True, slots=True)
class _Index:
    """The names of all kinds, looked up by their words."""

    names: dict[str, tuple[str, ...]]
    also: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]
    frames: tuple[tuple[str, str, tuple[str, ...]], ...]
    one_per_government: frozenset[str]

    def exact(self, body: str) -> tuple[tuple[str, ...], bool]:
        kinds = self.names.get(body, ())
        if kinds:
            kinds = tuple(dict.fromkeys((*kinds, *self.also.get(body, ()))))
            return kinds, self.one_per_government.issuperset(kinds)
        return self.also.get(body, ()), False


@cache
def _index() -> _Index:
    kinds = organ_scheme().kinds.values()

    def by_word(field: str) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for kind in kinds:
            for word in getattr(kind, field):
                found[word].append(kind.id)
        return {word: tuple(ids) for word, ids in found.items()}

    return _Index(
        names=by_word("names"),
        also=by_word("also"),
        stems=by_word("stems"),
        endings=by_word("endings"),
        frames=tuple(_frames(*kinds)),
        one_per_government=frozenset(kind.id for kind in kinds if kind.one_per_government),
    )


def _frames(*kinds: OrganKind) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for kind in kinds:
        for before, after in kind.frames:
            yield before, after, (kind.id,)
