"""What puts the odds of a likeliest answer right, fitted on answers held out (Platt 1999).

A logit is too sure where all evidence agrees and too shy where it has little. The log odds of the
first are stretched and shifted; the others share what is left as before.
"""

import math
from collections.abc import Mapping
from typing import Final, NamedTuple


class Odds(NamedTuple):
    """What puts the odds of the first right: log odds → offset + slope · log odds."""

    offset: float = 0.0
    slope: float = 1.0

    def put_right(self, shares: Mapping[str, float], telling: float = 1.0) -> dict[str, float]:
        """Return shares, which sum to 1, with the first's put right as far as its evidence tells.

        Wholly at `telling` 1, not at all at 0, nor where there is no other.
        """
        first = max(shares, key=lambda key: shares[key])
        others = sum(share for key, share in shares.items() if key != first)
        if not others:
            return dict(shares)
        told = math.log(shares[first] / others)
        odds = math.exp(told + telling * (self.offset + self.slope * told - told))
        return {
            key: odds / (1 + odds) if key == first else share / others / (1 + odds)
            for key, share in shares.items()
        }


AS_TOLD: Final = Odds()
