"""How many others a unit works with, and how evenly."""

import math
from dataclasses import dataclass

from remit.coordination.projection import Participation
from remit.coordination.shared_work import shared_graph


@dataclass(frozen=True, slots=True)
class Partners:
    """A unit's partners, the sum of its Newman weights, and its effective partners.

    `effective` is None for a unit without partners.
    """

    unit: str
    partners: int
    strength: float
    effective: float | None


def partners(found: Participation) -> list[Partners]:
    """Return the partners of every unit, most first, then by the key.

    Ten partners of which one takes nearly all the common work count as hardly more than one
    *effective* partner; ten that share it evenly count as ten.

    Formula:
        partners(u) = |{v : shared(u, v) > 0}|; strength(u) = Σ newman(u, v) over v, which
        is the number of tasks that u does not do alone;
        effective(u) = exp(−Σ p ln p), p = newman(u, v) / strength(u).

    Reference:
        M. E. J. Newman 2001 (strength); M. O. Hill, "Diversity and evenness", Ecology
        54(2), 1973 (the number of order 1).

    Picture:
        a ══ b   half of a's common work      2 partners, 2 effective
        a ══ c   the other half
        d ══ a   all of d's common work       1 partner, 1 effective

    Example:
        >>> from remit.coordination.projection import from_duties
        >>> from remit.model import Role
        >>> tasks = {"1": "ab", "2": "ac"}.items()
        >>> plan = from_duties((t, u, Role.TAKES_PART) for t, units in tasks for u in units)
        >>> [(p.unit, p.partners, p.strength, round(p.effective, 3)) for p in partners(plan)]
        [('a', 2, 2.0, 2.0), ('b', 1, 1.0, 1.0), ('c', 1, 1.0, 1.0)]
    """
    graph = shared_graph(found)
    rows = []
    for unit in found.units:
        weights = [tie["newman"] for tie in graph[unit].values()]
        strength = math.fsum(weights)
        spread = -math.fsum(w / strength * math.log(w / strength) for w in weights)
        rows.append(Partners(unit, len(weights), strength, math.exp(spread) if weights else None))
    return sorted(rows, key=lambda p: (-p.partners, -round(p.strength, 9), p.unit))
