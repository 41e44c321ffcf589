"""Reads plans written as numbered paragraphs: role lines, role brackets, role headings.

Families A to E, J, K and M of published plans. A task is a numbered paragraph, or the part
of one up to a role bracket, that says who answers for it: in a bracket (`(牵头单位:X)`,
`(X牵头,Y配合)`, `(X)`), in labels behind the text, or in role lines below. A heading may
name the leader (`一、P副市长牵头的工作`) or the lead for all tasks below it; those are
inherited, and say so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from remit.model import AgentKind, Cell, Heading, Passage, Role, Row
from remit.read.grouping import grouped
from remit.read.items import Item, items_of, passage_of
from remit.read.leaders import refined
from remit.read.lines import Line, fold, mend, part, unbroken
from remit.read.names import kind_of, name_spans

_PORTFOLIO: Final = re.compile(
    r"(?:由)?(?P<who>[\u4e00-\u9fff·\s、,()]{2,60}?)"
    r"(?P<verb>牵头负责|共同牵头|牵头|主抓|负责|分管|包抓|联系)?"
    r"(?:抓?落?实)?的?(?:重点)?(?:工作|事项|任务|项目)?(?:任务)?(?:\([^()]*\))?:?"
)
_POST: Final = re.compile(r"[省市县区州镇乡]长|主任|书记|常委|秘书长|专员|助理|领导|主席")
_PERSONS: Final = (AgentKind.LEADER, AgentKind.LEADER_GROUP)
_COUNT: Final = re.compile(r"\((?:共|计)?\d+[项件个条]\)")


def prose_rows(lines: Sequence[Line], source: str, unread: list[Passage]) -> list[Row]:
    """Return the tasks of a text that is written in paragraphs, in order.

    Names that stand before any task are added to `unread`.

    Paragraphs in which nothing says who answers are headings, when tasks stand below
    them, or no tasks at all; between two tasks of one list they are tasks without
    legible duties.
    """
    items = list(items_of(lines, source))
    for item in items:
        if item.text[0] == item.text[1]:
            unread.extend(cell.passage for cell in item.cells)
    worded = [item for item in items if item.text[0] < item.text[1]]
    return list(_rows(grouped(worded), source))


# --- rows ---------------------------------------------------------------------


def _rows(items: Sequence[Item], source: str) -> Iterator[Row]:
    path: list[tuple[int, Heading, tuple[Cell, ...]]] = []
    last = max((i for i, item in enumerate(items) if item.has_duties), default=-1)
    started: set[tuple[int, ...]] = set()
    for index, item in enumerate(items):
        while path and path[-1][0] >= item.level:
            path.pop()
        place = tuple(id(heading) for _, heading, _ in path)
        inherited = [cell for _, _, cells in path for cell in cells]
        if not item.has_duties:
            named = tuple(_portfolio(item, source))
            below = index + 1 < len(items) and items[index + 1].level > item.level
            answered = bool(inherited) and item.number is not None
            if named or below or not (answered or (*place, item.level) in started):
                path.append((item.level, _heading(item, source), named))
                continue
            if index > last and not answered:
                continue
        started.add((*place, item.level))
        yield _row(item, source, tuple(heading for _, heading, _ in path), inherited)


def _heading(item: Item, source: str) -> Heading:
    passage = passage_of(item, source)
    return Heading(item.number, mend(passage.exact).rstrip("。:"), 1, (passage,))


def _portfolio(item: Item, source: str) -> list[Cell]:
    """Return whom a heading names for all tasks below it: leaders, or lead units.

    A heading of names with posts names leaders, also without a verb; units need one
    (X牵头的工作).
    """
    passage = passage_of(item, source)
    words = _COUNT.sub(lambda count: " " * len(count.group()), fold(passage.exact))
    match = _PORTFOLIO.fullmatch(words.rstrip())
    if match is None:
        return []
    cells: list[Cell] = []
    for start, end in name_spans(match.group("who")):
        place = part(passage, match.start("who") + start, match.start("who") + end)
        name = mend(place.exact)
        together = kind_of(name) is AgentKind.LEADER_GROUP
        kind = AgentKind.LEADER_GROUP if together else AgentKind.LEADER
        cells.append(Cell(name, kind, place, Role.SUPERVISES, True))
    persons = refined(cells, passage)
    said = match.group("verb") is not None or _POST.search(words) is not None
    if said and all(kind_of(cell.name) in _PERSONS for cell in persons):
        return persons
    units = [(cell, kind_of(cell.name)) for cell in cells]
    if match.group("verb") is None or not all(kind for _, kind in units):
        return []
    return [replace(cell, kind=kind, role=Role.LEADS) for cell, kind in units if kind]


def _row(item: Item, source: str, headings: tuple[Heading, ...], inherited: list[Cell]) -> Row:
    passage = passage_of(item, source)
    own = {cell.role for cell in item.cells}
    from_above = [cell for cell in inherited if cell.role not in own]
    if any(cell.role is Role.LEADS for cell in from_above):
        item.cells = [_as_support(cell) for cell in item.cells]
    levels = tuple(replace(h, level=level) for level, h in enumerate(headings, start=1))
    return Row(
        number=item.number,
        text=unbroken(passage.exact),
        passage=passage,
        headings=levels,
        cells=(*from_above, *item.cells),
        deadline=item.deadline,
    )


def _as_support(cell: Cell) -> Cell:
    return replace(cell, role=Role.SUPPORTS) if cell.role is Role.TAKES_PART else cell
