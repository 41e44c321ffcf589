"""By what an account can be divided."""

from enum import StrEnum


class Grouping(StrEnum):
    """Outermost goal, portfolio of a supervising leader, or kind of organ."""

    GOAL = "goal"
    LEADER = "leader"
    ORGAN = "organ"
