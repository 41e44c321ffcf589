"""Role lines below a list that name its items by number: `第1、3项由张伟副区长牵头负责`.

The list itself may stand in one paragraph: `主要内容：(1)…。(2)…。` A line below it that names
no number (`由张伟副区长牵头负责`) speaks for all of its items that no other line names. Only a
text with at least one line that names numbers is read so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from remit.read.duties import closing_duties, read_duties
from remit.read.enumeration import UNNUMBERED, numbering, parts_of_list
from remit.read.items import Item, attach
from remit.read.lines import Line, line_of

_NUMBER: Final = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_NAMED: Final = re.compile(
    rf"第(?P<numbers>{_NUMBER}(?:[、,和及至~—-]第?{_NUMBER}){{0,30}})[项条](?:工作|任务)?[,:]?(?=由|[^由]{{2,60}}(?:负责|牵头))"
)
_RANGE: Final = re.compile(r"(\d{1,3})[至~—-]第?(\d{1,3})")
_LONGEST_RANGE: Final = 50


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A line below a list, the numbers of the items it speaks of, and where its roles begin.

    No numbers: all items that no other line speaks of.
    """

    line: Line
    numbers: frozenset[str]
    start: int


def without_role_lines(lines: Sequence[Line]) -> tuple[list[Line], list[RoleLine]]:
    """Return the lines with lists cut into their items, and the role lines taken out."""
    named = [_numbers(line) for line in lines]
    if not any(named):
        return list(lines), []
    kept: list[Line] = []
    roles: list[RoleLine] = []
    below = False  # whether the lines before are a list and its role lines
    for line, said in zip(lines, named, strict=True):
        closing = closing_duties(line.text) if below and said is None else None
        numbered = numbering(line.text)[0] != UNNUMBERED
        if said is not None:
            roles.append(said)
        elif closing is not None and closing[0] == 0 and not numbered:
            roles.append(RoleLine(line, frozenset(), 0))
        else:
            label, *parts = parts_of_list(line.text)
            below = numbered or bool(parts)
            if not (parts and line.text.endswith(":", *label)):
                parts.insert(0, label)
            kept += [line_of(line.passage(*span)) for span in parts]
    return kept, roles


def give_roles(items: Sequence[Item], roles: Iterable[RoleLine]) -> None:
    """Give the items of each list what the role lines below it say."""
    for said in sorted(roles, key=lambda each: not each.numbers):
        for item in _list_above(items, said.line):
            if item.number in said.numbers or not (said.numbers or item.has_duties):
                attach(item, said.line, said.start, said.line.text[said.start :])


def _numbers(line: Line) -> RoleLine | None:
    match = _NAMED.match(line.text)
    duties = read_duties(line.text[match.end() :]) if match else None
    if match is None or duties is None or not all(named.roles for named in duties.named):
        return None
    numbers = set(re.findall(_NUMBER, match.group("numbers")))
    for first, last in _RANGE.findall(match.group("numbers")):
        numbers |= {str(n) for n in range(int(first), min(int(last), int(first) + _LONGEST_RANGE))}
    return RoleLine(line, frozenset(numbers), match.end())


def _list_above(items: Sequence[Item], line: Line) -> list[Item]:
    """Return the items of the list that ends above a line: back to its first."""
    found: list[Item] = []
    for item in reversed([item for item in items if item.line.start < line.start]):
        if item.number is None or (found and item.level != found[0].level):
            break
        found.append(item)
        if item.number in ("1", "一"):
            break
    return found
