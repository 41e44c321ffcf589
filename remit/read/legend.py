"""Sentences of a paper that say how its lists are to be read: the first listed leads.

Only units whose role no word of their own settles follow such a sentence: what is written
to lead (X牵头) or to support keeps its role.
"""

import re
from dataclasses import replace
from typing import Final

from remit.model import Cell, Role, RoleRule, Row

_FIRST: Final = re.compile(
    r"(?:排|列)(?:在|名|于)?第?[一首]位|第一(?:个|位|责任)?(?:单位|部门)?[^。]{0,6}为?牵头|首位(?:单位|部门)?[^。]{0,4}牵头|"
    r"(?:排|列)[^。]{0,4}(?:最前|首位|第一)"
)
_NO_LEAD: Final = re.compile(
    r"(?:无|没有|未明确|未注明)牵头(?:单位|部门)[^。]{0,12}责任(?:单位|部门)[^。]{0,8}牵头"
)


def first_leads(text: str) -> bool:
    """Tell whether a folded text says that the first unit of a list leads.

    >>> first_leads("列第一位的为牵头单位。"), first_leads("排名不分先后。")
    (True, False)
    """
    return any("牵头" in text[m.start() : m.end() + 20] for m in _FIRST.finditer(text))


def responsible_leads(text: str) -> bool:
    """Tell whether a folded text says that where no lead is named, 责任单位 is the lead.

    >>> responsible_leads("无牵头单位的,责任单位即为牵头单位。")
    True
    """
    return _NO_LEAD.search(text) is not None


def leading_alone(row: Row) -> Row:
    """Return the row with its units leading, if no lead is named and no role is known."""
    units = [cell for cell in row.cells if cell.role is not Role.SUPERVISES]
    if any(cell.role is not Role.TAKES_PART for cell in units):
        return row
    cells = [
        replace(cell, role=Role.LEADS, rule=RoleRule.ALONE) if cell in units else cell
        for cell in row.cells
    ]
    return replace(row, cells=tuple(cells))


def first_leading(row: Row) -> Row:
    """Return the row with its first unit leading and the others supporting it."""
    units = [cell for cell in row.cells if cell.role is not Role.SUPERVISES]
    if not units or not all(map(_is_open, units)):
        return row
    cells = [_ranked(cell, first=cell is units[0]) if cell in units else cell for cell in row.cells]
    return replace(row, cells=tuple(cells))


def _is_open(cell: Cell) -> bool:
    return cell.role is Role.TAKES_PART or cell.rule is RoleRule.ALONE


def _ranked(cell: Cell, *, first: bool) -> Cell:
    role, rule = (
        (Role.LEADS, RoleRule.FIRST_LISTED) if first else (Role.SUPPORTS, RoleRule.AFTER_FIRST)
    )
    return replace(cell, role=role, rule=rule)
