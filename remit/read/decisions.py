"""Reads decisions: a review file that people filled in, beside the plan.

A CSV file (UTF-8 or GB18030) as `remit review` writes it; needed are the columns `id`,
`passage`, `decision` and `reviewer`; `date` (2030-01-31) may be left empty. Lines whose
`decision` is empty are still open.
"""

import re
from datetime import date
from pathlib import Path
from typing import Final

from remit.model import Decision
from remit.read.side_tables import beside, refused, rows_of

FILE: Final = "decisions.csv"
"""Its name, in the folder of the plan."""

HEADER: Final = (
    "id,kind,question,question_en,passage,place,now,confidence,allowed,decision,reviewer,date,note"
)
_NEEDED: Final = ("id", "passage", "decision", "reviewer")
_DAY: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


def decisions_beside(plan: Path) -> tuple[Decision, ...]:
    """Return the decisions beside a plan file or in a plan folder; () without such a file."""
    path = beside(plan, FILE)
    return read_decisions(path) if path else ()


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file; raises UnreadableSource, with the line, for a bad one."""
    found: dict[str, Decision] = {}
    for line, cells in rows_of(path, HEADER, _NEEDED):
        if not cells.get("decision"):
            continue
        for column in ("id", "reviewer"):
            if not cells.get(column):
                raise refused(
                    path, line, f"{column} 为空，请写明", f"{column} is empty; fill it in"
                )
        question = cells["id"]
        if question in found:
            first = found[question].line
            raise refused(
                path,
                line,
                f"“{question}”在第 {first} 行已有决定，请只留一行",
                f"“{question}” is decided in line {first} already; keep one of them",
            )
        found[question] = Decision(
            question=question,
            value=cells["decision"],
            reviewer=cells["reviewer"],
            day=_day(path, line, cells.get("date", "")),
            passage=cells.get("passage", ""),
            file=path.name,
            line=line,
        )
    return tuple(found.values())


def _day(path: Path, line: int, text: str) -> date | None:
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        if match:
            year, month, day = map(int, match.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise refused(
        path,
        line,
        f"date“{text}”不是日期，请写成 2030-01-31",
        f"date “{text}” is no date; write 2030-01-31",
    )
