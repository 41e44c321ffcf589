"""Finds units by whatever name somebody gives: printed, an alias, or the organ's usual name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from remit.interpret.organs import OrganName, read_name
from remit.read.lines import fold, mend

_ALIKE: Final = 0.5
"""The least likeness of names that are suggested (difflib's ratio, 0 to 1)."""


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as it is looked up: a key of the caller's own, and every name it has."""

    key: str
    names: tuple[str, ...]


def units_called(wanted: str, units: Iterable[NamedUnit]) -> tuple[str, ...]:
    """Return the keys of the units a name stands for; several when it does not say which.

    A printed name goes before the kind of organ a name tells: `住建委` and `住建` find 区住建局.

    >>> units = [
    ...     NamedUnit("1", ("区住建局",)),
    ...     NamedUnit("2", ("区教体局",)),
    ...     NamedUnit("3", ("五星街道",)),
    ... ]
    >>> (
    ...     units_called("住建委", units),
    ...     units_called("体育局", units),
    ...     units_called("西林街道", units),
    ... )
    (('1',), ('2',), ())
    """
    known = list(units)
    plain = _plain(wanted)
    exact = tuple(unit.key for unit in known if plain in map(_plain, unit.names))
    if exact:
        return exact
    asked = _read(wanted)
    if not asked.is_synonym:
        return ()
    same: dict[str, bool] = {}
    for unit in known:
        read = [read_name(name) for name in unit.names]
        kinds = {kind for name in read for kind in name.all_kinds}
        fits = not asked.prefix or asked.prefix in {name.prefix for name in read}
        if fits and kinds.issuperset(asked.kinds) and any(name.is_synonym for name in read):
            same[unit.key] = kinds == set(asked.kinds)
    alone = tuple(key for key, whole in same.items() if whole)
    return alone or tuple(same)


def nearest_names(wanted: str, names: Sequence[str], limit: int = 5) -> tuple[str, ...]:
    """Return the names most like one that is not among them: of its kind first, then in spelling.

    >>> nearest_names("区财正局", ["区教育局", "区财政局", "五星街道"], 1)
    ('区财政局',)
    """
    kinds = set(_read(wanted).kinds)
    of_kind = [name for name in names if kinds & set(read_name(name).all_kinds)]
    alike = get_close_matches(_plain(wanted), names, n=limit, cutoff=_ALIKE)
    return tuple(dict.fromkeys([*of_kind, *alike]))[:limit]


def _read(wanted: str) -> OrganName:
    """Read a name, or the bare field of one: 住建 is 住建局."""
    found = read_name(wanted)
    return found if found.kinds else read_name(f"{wanted}局")


def _plain(name: str) -> str:
    return mend(fold(name))
