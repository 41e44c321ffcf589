"""By what an account can be divided."""

from enum import StrEnum


class Grouping(StrEnum):
    """Outermost goal, portfolio of a supervising leader, kind of organ, or place named."""

    GOAL = "goal"
    LEADER = "leader"
    ORGAN = "organ"
    PLACE = "place"
