"""Reads rosters: who the members of committees and other groups are, beside the plan.

A CSV file (UTF-8 or GB18030) with the header `group,member`, and if wished `valid-from`
(2025, 2025-03 or 2025-03-07) and `note`, the columns in any order:

    group,member,valid-from,note
    区安委会各成员单位,区应急管理局,2024-05,主任单位
"""

import re
from datetime import date
from pathlib import Path
from typing import Final

from remit.model import RosterLine
from remit.read.side_tables import beside, refused, rows_of

FILE: Final = "rosters.csv"
"""Its name, in the folder of the plan."""

_NEEDED: Final = ("group", "member")
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def rosters_beside(plan: Path) -> tuple[RosterLine, ...]:
    """Return the lines of the rosters beside a plan file or in a plan folder; () without one."""
    path = beside(plan, FILE)
    return read_rosters(path) if path else ()


def read_rosters(path: Path) -> tuple[RosterLine, ...]:
    """Return the lines of a roster file; raises UnreadableSource, with the line, for a bad one."""
    rows = rows_of(path, "group,member,valid-from,note", _NEEDED)
    return tuple(_line(path, line, cells) for line, cells in rows)


def _line(path: Path, line: int, cells: dict[str, str]) -> RosterLine:
    for column in _NEEDED:
        if not cells.get(column):
            raise refused(path, line, f"{column} 为空，请写明", f"{column} is empty; fill it in")
    return RosterLine(
        group=cells["group"],
        member=cells["member"],
        path=path,
        line=line,
        valid_from=_day(path, line, cells.get("valid-from", "")),
        note=cells.get("note", ""),
    )


def _day(path: Path, line: int, text: str) -> date | None:
    """Return the first day of what is written: a year, a month or a day."""
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        if match:
            year, month, day = (int(part or 1) for part in match.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise refused(
        path,
        line,
        f"valid-from“{text}”不是日期，请写成 2025、2025-03 或 2025-03-07",
        f"valid-from “{text}” is no date; write 2025, 2025-03 or 2025-03-07",
    )
