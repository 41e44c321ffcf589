"""Which leader a task is for, by the units that led where the leader was seen.

A government's leaders divide its organs among them, and each keeps a portfolio of related
ones. Of a leader whose name survives at some tasks we know who probably led there; of
another task, who probably leads it. The ratio told is how much oftener the leader has such
units than the plan as a whole:

    r(L, t) = Σ_u q_t(u) · R(L, u)
    R(L, u) = (e(L, u) + s · b(u) · F(L, u)) / (E(L) + s) / b(u)

q_t(u): the probability that u leads t; e(L, u): its sum over the tasks where L is seen, E(L)
the same over all units; b(u): its mean over the plan; F(L, u): the like ratio of portfolios
(`organkinds.usual_portfolios`) instead of units, which tells of units not seen with L yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from remit.organkinds import usual_portfolios

Shares = Mapping[str, float]
"""Agent → probability that it leads a task; they sum to 1, or there are none."""

_SMOOTHING: Final = 0.5
_UNSEEN: Final = 0.1  # what a name counts in the plan beside its tasks
_OTHER: Final = "other"


class Portfolios:
    """What is known of the leaders of a plan so far."""

    def __init__(
        self,
        leads: Sequence[Shares],
        kinds: Mapping[str, Iterable[str]],
        usual: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Take who probably leads each task of the plan, and the kinds of organ of each unit.

        `usual` are the portfolios of each kind of organ, by default those that ship with Remit.
        """
        usual = usual_portfolios() if usual is None else usual
        self._of = {
            unit: tuple(dict.fromkeys(p for kind in own for p in usual.get(kind, ()))) or (_OTHER,)
            for unit, own in kinds.items()
        }
        units = dict.fromkeys(kinds, _UNSEEN)
        for shares in leads:
            for unit, share in shares.items():
                units[unit] += share
        whole = sum(units.values())
        self._base = {unit: count / whole for unit, count in units.items()}
        self._fields = self._by_field(self._base)
        self._led: defaultdict[str, defaultdict[str, float]] = defaultdict(
            lambda: defaultdict(float)
        )

    def see(self, leader: str, shares: Shares) -> None:
        """Take note that a leader has a task that these units probably lead.

        Units that the plan does not have tell nothing.
        """
        for unit, share in shares.items():
            if unit in self._of:
                self._led[leader][unit] += share

    def ratio(self, leader: str, shares: Shares) -> float:
        """Return how much oftener the leader has such a task than the plan has (1: as often)."""
        led = self._led[leader]
        seen = sum(led.values())
        fields = self._by_field(led)
        ratio = 0.0
        for unit, share in shares.items():
            own = self._of[unit]
            field = sum(_smoothed(fields[f], seen, self._fields[f], 1.0) for f in own) / len(own)
            ratio += share * _smoothed(led.get(unit, 0.0), seen, self._base[unit], field)
        return ratio

    def _by_field(self, units: Mapping[str, float]) -> defaultdict[str, float]:
        found: defaultdict[str, float] = defaultdict(float)
        for unit, amount in units.items():
            for field in self._of[unit]:
                found[field] += amount / len(self._of[unit])
        return found


def _smoothed(count: float, of: float, base: float, expected: float) -> float:
    """Return the ratio of a share to its base, drawn towards what is expected of it."""
    return (count + _SMOOTHING * base * expected) / (of + _SMOOTHING) / base
