"""Targets of one task in two years: which belong together, and which of the two demands more.

Two targets belong together when they measure one indicator (`ontology/measure-words.csv` has
its other names), say the same of it (to build, to rise) and count in the same unit. Of
several with one indicator, equal figures belong together, then the first to the first. What is
then left belongs together where its words are alike and the task has no better.

A higher figure demands more, but where it is a ceiling (不超过, 以内, 前20名): there the lower
one does. A floor and a ceiling can not be ranked, nor can a figure and mere words.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from remit.comparison.facts import Direction, TargetChange
from remit.interpret.targets.same_measure import comparable, measured
from remit.model import Comparator, Target

_CEILINGS: Final = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
_ALIKE: Final = 0.5


def target_changes(before: Sequence[Target], after: Sequence[Target]) -> Iterator[TargetChange]:
    """Yield the targets of a task that changed their figure, in the order of the later plan."""
    for one, other in together(before, after):
        if _figure(one) != _figure(other):
            yield TargetChange(one, other, direction(one, other))


def together(before: Sequence[Target], after: Sequence[Target]) -> list[tuple[Target, Target]]:
    """Return the targets of two years that belong together, each in one pair at most."""
    found: list[tuple[Target, Target]] = []
    left = list(before)
    open_ones: list[Target] = []
    for other in sorted(after, key=lambda t: not any(_equal(one, t) for one in before)):
        alike = [one for one in left if _same(one, other)]
        one = next((t for t in alike if _equal(t, other)), next(iter(alike), None))
        if one is None:
            open_ones.append(other)
        else:
            left.remove(one)
            found.append((one, other))
    ranked = sorted(
        (
            (-_alike(one, other), i, j)
            for i, one in enumerate(left)
            for j, other in enumerate(open_ones)
            if comparable(one, other)
        ),
    )
    used: tuple[set[int], set[int]] = set(), set()
    for unlike, i, j in ranked:
        if -unlike >= _ALIKE and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((left[i], open_ones[j]))
    place = {target.id: k for k, target in enumerate(after)}
    return sorted(found, key=lambda pair: place[pair[1].id])


def direction(one: Target, other: Target) -> Direction:
    """Return whether the later of two targets demands more, less, or can not be ranked."""
    if one.value is None or other.value is None:
        return Direction.OTHER
    ceilings = [target.comparator in _CEILINGS for target in (one, other)]
    if ceilings[0] is not ceilings[1] or not comparable(one, other):
        return Direction.OTHER
    lows = other.value - one.value
    highs = (other.upper or other.value) - (one.upper or one.value)
    if ceilings[0]:
        lows, highs = -lows, -highs
    if min(lows, highs) >= 0 and max(lows, highs) > 0:
        return Direction.RAISED
    if max(lows, highs) <= 0 and min(lows, highs) < 0:
        return Direction.LOWERED
    return Direction.OTHER


def _figure(target: Target) -> tuple[object, ...]:
    reference = target.reference if target.value is None else None
    ceiling = target.comparator in _CEILINGS
    return target.value, target.upper, ceiling, reference


def _equal(one: Target, other: Target) -> bool:
    return _same(one, other) and _figure(one) == _figure(other)


def _same(one: Target, other: Target) -> bool:
    return measured(one) == measured(other) and comparable(one, other)


def _alike(one: Target, other: Target) -> float:
    """Return the share of pairs of characters that two measures have in common (Dice)."""
    a, b = (
        {target.measure[k : k + 2] for k in range(len(target.measure) - 1)}
        for target in (one, other)
    )
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0
