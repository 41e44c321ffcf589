"""What the words of a task say: the figures it is to reach, and by when.

The words stand in the source, each with its passage. How they are understood, which word
is the unit, what is measured, which indicator that is, is a recogniser's judgement.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from remit.model.passage import Passage


class Comparator(StrEnum):
    """The relation in which the result must stand to the value of a target."""

    EQUAL = "equal"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"
    ABOUT = "about"
    BETWEEN = "between"


class Change(StrEnum):
    """What a figure says of its measure, so that only like figures are added or compared.

    A level to reach (达到5%, 前20名), a change of what is (增长5%), or an amount to deliver
    (新建公园5座).
    """

    LEVEL = "level"
    DELIVERED = "delivered"
    INCREASE = "increase"
    DECREASE = "decrease"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something in a task is to be done: the words, and the last day they allow.

    `day` is None where the words name no day of the calendar (汛前), or no year and the
    plan has none.
    """

    task: str
    passage: Passage
    day: date | None

    @property
    def words(self) -> str:
        """The words of the deadline, in one line."""
        return "".join(self.passage.exact.split())


@dataclass(frozen=True, slots=True)
class Indicator:
    """What targets measure, the same for all plans. `key` is the last part of its IRI."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Target:
    """A figure or degree a task is to reach. `id` is unique in the plan ("30/2").

        `passage` holds the words of the figure (增长5%左右), `measure` those of what is measured.
        `value` is the whole number meant: 19000 for 1.9万, of which `multiplier` keeps the 万; it
        is None for a target relative to something else, which `reference` names (经济增长) or
    which is a tendency (稳中提质). With the comparator BETWEEN, `value` is the lower end and
        `upper` the upper. `unit` is as printed, None where the words give none (破百亿).
        `indicator` is the key of the indicator, `ambition` the word that says how firmly (力争).
    """

    id: str
    task: str
    passage: Passage
    measure: str
    indicator: str
    comparator: Comparator | None
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    multiplier: str | None
    change: Change
    ambition: str | None
    reference: str | None
    deadline: Deadline | None

    @property
    def words(self) -> str:
        """The words of the figure, in one line."""
        return "".join(self.passage.exact.split())


@dataclass(frozen=True, slots=True)
class Comparison:
    """Targets of two attachments, by id, that measure one thing; several on a side add up.

    Unless `sure`, they only may measure one thing.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    sure: bool
