"""Which role a unit has where the layout does not say.

The columns of a row come in the order supervising leader, lead, support; the names stand
one below the other, the borders between the columns are not written. What follows:

| row | name | role | how known |
| --- | --- | --- | --- |
| any | a person | supervises | stated: persons stand in the leader column only |
| any | all leaders together (全体区长) | supervises | inferred 0.80 |
| whole | first unit | leads | stated: the lead column comes first and is never empty |
| whole | every further one | supports | inferred 0.95: there may be a second lead |
| whole, two lines of units, a line a cell | second line | supports | stated: the columns' order |
| damaged | group, subdistrict, town | supports | inferred 0.95: they seldom lead |
| damaged | first unit, leader legible | leads | inferred 0.90: the row begins here |
| damaged | after another unit | supports | inferred 0.95: the lead comes first |
| damaged | first unit, leader lost | supports | inferred 0.50: its lead may be lost too |

The probabilities of units are how often that was so in complete plans damaged in this way
(`bench/reconstruction.py`), rounded down; that of all leaders together is a judgement. In a
damaged plan the words of the tasks tell more than the place in the row: there
`remit.interpret.candidates` tells the roles of damaged rows anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from remit.model import (
    PERSONS,
    AgentKind,
    Bilingual,
    Cell,
    Evidence,
    Role,
    RoleRule,
    UnitType,
)

_TERRITORY: Final = (UnitType.SUBDISTRICT, UnitType.TOWN)


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role, how it is known, how surely, and why (None when its words say it)."""

    role: Role
    evidence: Evidence | None
    confidence: float | None
    because: Bilingual | None = None


_SUPERVISES: Final = KnownRole(Role.SUPERVISES, Evidence.STATED, 1.0)
_LEADS: Final = KnownRole(Role.LEADS, Evidence.STATED, 1.0)
_SUPPORTS: Final = KnownRole(Role.SUPPORTS, Evidence.STATED, 1.0)
_UNKNOWN: Final = KnownRole(Role.TAKES_PART, None, None)


def _inferred(role: Role, confidence: float, zh: str, en: str) -> KnownRole:
    return KnownRole(role, Evidence.INFERRED, confidence, Bilingual(zh, en))


_LEADERS_TOGETHER: Final = _inferred(
    Role.SUPERVISES,
    0.80,
    "领导的合称，推断写在“分管领导”一列。",
    "All leaders together: inferred to stand in the column of supervising leaders.",
)
_FURTHER_IN_WHOLE_ROW: Final = _inferred(
    Role.SUPPORTS,
    0.95,
    "本行完整，首个单位牵头；其后的单位推断为配合，但两列的分界原文未标出。",
    "The row is whole and its first unit leads; the units after it are inferred to support,"
    " but the border between the two columns is not marked.",
)
_SELDOM_LEADS: Final = _inferred(
    Role.SUPPORTS,
    0.95,
    "本行有缺失；集合单位和街道、镇通常是配合单位。",
    "Parts of the row are lost; groups, subdistricts and towns usually support.",
)
_BEGINS_ROW: Final = _inferred(
    Role.LEADS,
    0.90,
    "本行有缺失；它紧接在分管领导之后，推断为牵头单位。",
    "Parts of the row are lost; it follows the supervising leader, so it is inferred to lead.",
)
_AFTER_ANOTHER: Final = _inferred(
    Role.SUPPORTS,
    0.95,
    "本行有缺失；牵头列在前，它排在另一单位之后，推断为配合单位。",
    "Parts of the row are lost; the lead column comes first and it follows another unit,"
    " so it is inferred to support.",
)
_LEADER_LOST: Final = _inferred(
    Role.SUPPORTS,
    0.50,
    "本行分管领导已缺失，牵头单位可能一并缺失；勉强推断为配合单位。",
    "The row's leader is lost and its lead may be lost too; weakly inferred to support.",
)


_RULES: Final = {
    RoleRule.ALONE: Bilingual(
        "原文只写“责任单位”之类的字样，没有另写牵头单位，按通例即为牵头。",
        "The source has words such as 责任单位 and names no lead beside them: by custom they"
        " mean the lead.",
    ),
    RoleRule.BESIDE_LEAD: Bilingual(
        "原文另有牵头单位，“责任单位”之类的字样按通例即为配合。",
        "The source names a lead beside words such as 责任单位: by custom they mean support.",
    ),
    RoleRule.FIRST_LISTED: Bilingual(
        "原文规定列在首位的单位牵头，本任务中它列在首位。",
        "The paper says that the unit listed first leads, and here it is listed first.",
    ),
    RoleRule.AFTER_FIRST: Bilingual(
        "原文规定列在首位的单位牵头，它列在首位之后，因而配合。",
        "The paper says that the unit listed first leads; this one is listed after it.",
    ),
    RoleRule.UNSTARRED: Bilingual(
        "同一处的牵头单位已经标出（★或“牵头”字样），它没有标出，因而配合。",
        "The lead in the same list is marked (★ or 牵头) and this unit is not, so it supports.",
    ),
}


def _written(cell: Cell) -> KnownRole:
    """What the layout shows: a column, a label or a verb; names alone only take part."""
    if cell.role is None or cell.role is Role.TAKES_PART:
        return _UNKNOWN
    because = None if cell.rule is None else _RULES[cell.rule]
    return KnownRole(cell.role, Evidence.STATED, 1.0, because)


def roles(
    cells: Sequence[Cell],
    unit_types: Sequence[UnitType | None],
    *,
    whole: bool,
    in_column_order: bool,
    line_is_cell: bool = False,
) -> list[KnownRole]:
    """Return the role of each cell of one row, in the same order.

    `unit_types` runs beside `cells` (None for what is no unit); `whole` tells that the
    row can have lost nothing; `in_column_order` that the table has a lead column with a
    support column after it, without which units' roles stay unknown; `line_is_cell` that
    the table writes all names of a cell on one line.
    """
    lines = dict.fromkeys(c.passage.line for c in cells if c.kind not in PERSONS)
    by_line = whole and in_column_order and line_is_cell and len(lines) <= 2
    found: list[KnownRole] = []
    leader_seen = unit_seen = False
    for cell, unit_type in zip(cells, unit_types, strict=True):
        if cell.role is not None:
            found.append(_written(cell))
            continue
        if cell.kind in PERSONS:
            leader_seen = True
            found.append(_SUPERVISES if cell.kind is AgentKind.LEADER else _LEADERS_TOGETHER)
            continue
        if by_line:
            found.append(_LEADS if cell.passage.line == next(iter(lines)) else _SUPPORTS)
        elif not in_column_order:
            found.append(_UNKNOWN)
        elif whole:
            found.append(_FURTHER_IN_WHOLE_ROW if unit_seen else _LEADS)
        elif cell.kind is AgentKind.UNIT_GROUP or unit_type in _TERRITORY:
            found.append(_SELDOM_LEADS)
        elif unit_seen:
            found.append(_AFTER_ANOTHER)
        else:
            found.append(_BEGINS_ROW if leader_seen else _LEADER_LOST)
        unit_seen = True
    return found
