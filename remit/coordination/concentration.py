"""How unevenly something is spread over units."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concentration:
    """Gini (0: all alike), Herfindahl-Hirschman (1/n to 1), share of the five largest.

    All are None where there is nothing to spread.
    """

    gini: float | None
    hhi: float | None
    top5: float | None


def concentration(figures: Sequence[float]) -> Concentration:
    """Return how concentrated figures are, one a unit, none negative.

    Formula:
        gini = Σ (2i − n − 1) x_i / (n Σ x), x ascending, i from 1;
        hhi = Σ (x / Σ x)²; top5 = the sum of the five largest / Σ x.

    Reference:
        C. Gini, Variabilità e mutabilità, 1912; A. O. Hirschman, "The paternity of an
        index", American Economic Review 54(5), 1964.

    Picture:
        load  a ████████   b ██   c ██
        a alone carries 8 of 12: gini 0.33, hhi 0.5

    Example:
        >>> concentration([8, 2, 2])
        Concentration(gini=0.3333333333333333, hhi=0.5, top5=1.0)
    """
    total = sum(figures)
    if not total:
        return Concentration(None, None, None)
    ascending = sorted(figures)
    n = len(ascending)
    weighted = sum((2 * i - n - 1) * x for i, x in enumerate(ascending, start=1))
    return Concentration(
        weighted / (n * total),
        sum((x / total) ** 2 for x in ascending),
        sum(ascending[-5:]) / total,
    )
