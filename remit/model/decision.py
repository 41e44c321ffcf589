"""What a person decided about something Remit was not sure of."""

from dataclasses import dataclass
from datetime import date

from remit.model.passage import Bilingual


@dataclass(frozen=True, slots=True)
class Decision:
    """One filled-in line of a review file: which question, how decided, by whom, on what day.

    `passage` is what the question quoted, so that a decision on words that have changed
    since can be told; `file` and `line` say where the decision stands.
    """

    question: str
    value: str
    reviewer: str
    day: date | None
    passage: str
    file: str
    line: int

    @property
    def because(self) -> Bilingual:
        """Who decided, and when."""
        zh, en = (f"，{self.day}", f" on {self.day}") if self.day else ("", "")
        return Bilingual(
            f"由审定人 {self.reviewer} 审定{zh}。", f"Decided by the reviewer {self.reviewer}{en}."
        )


@dataclass(frozen=True, slots=True)
class Unfit:
    """A decision that does not fit the plan as it is now, and why."""

    decision: Decision
    why: Bilingual
