"""Reads plans written as numbered paragraphs: role lines, role brackets, role headings.

Families A to E, J, K and M of published plans. A task is a numbered paragraph, or the part
of one up to a role bracket, that says who answers for it: in a bracket (`(牵头单位:X)`,
`(X牵头,Y配合)`, `(X)`), in labels behind the text, or in role lines below. A heading may
name the leader, the lead or the time for all tasks below it (`remit.read.headed`); those are
inherited, and say so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from remit.model import Cell, Heading, Passage, Role, Row
from remit.read.bodies import give_help, headings_of_bodies, lists_cut, says_what_to_do, take_apart
from remit.read.by_number import give_roles, without_role_lines
from remit.read.each_does import with_what_each_does
from remit.read.grouping import end_below, grouped
from remit.read.headed import Headed, bodies_named, headed
from remit.read.items import Item, items_of, passage_of
from remit.read.lines import Line, ends_sentence, fold, mend, unbroken

_FIRST: Final = ("1", "一")


def prose_rows(lines: Sequence[Line], source: str, unread: list[Passage]) -> list[Row]:
    """Return the tasks of a text that is written in paragraphs, in order.

    Names that stand before any task are added to `unread`.

    Paragraphs in which nothing says who answers are headings, when tasks stand below
    them, or no tasks at all; between two tasks of one list they are tasks without
    legible duties.
    """
    lines, role_lines = without_role_lines(lines)
    items = list(items_of(lists_cut(lines), source))
    give_roles(items, role_lines)
    for item in items:
        if item.text[0] == item.text[1]:
            unread.extend(cell.passage for cell in item.cells)
    worded = [item for item in items if item.text[0] < item.text[1]]
    _raise_headings(worded, source)
    worded = with_what_each_does(worded, source)
    bodies = headings_of_bodies(worded, source)
    give_help(worded, bodies)
    take_apart(worded, bodies, source)
    leading = {id(worded[index]): said for index, said in bodies.items()}
    return list(_rows(grouped(worded, whole=bodies), leading, source))


def _raise_headings(items: Sequence[Item], source: str) -> None:
    """Put unnumbered lines that name who answers above the list that begins below them.

    Those are names of leaders and role lines; of bodies alone (`县教育局：`), where a list begins
    or a sentence follows.
    """
    for item, below in pairwise(items):
        if item.number is not None or item.has_duties:
            continue
        passage = passage_of(item, source)
        begins = below.number in _FIRST or (
            below.number is None and ends_sentence(fold(passage_of(below, source).exact))
        )
        bodies = bool(bodies_named(passage)) if begins else False
        if bodies or (below.number is not None and headed(passage).cells):
            item.level = below.level - 1


# --- rows ---------------------------------------------------------------------


def _rows(items: Sequence[Item], bodies: Mapping[int, Headed], source: str) -> Iterator[Row]:
    """Yield the tasks; `bodies` are the headings that name bodies, by the id of their item."""
    path: list[tuple[int, Heading, Headed]] = []
    last = max((i for i, item in enumerate(items) if item.has_duties), default=-1)
    started: set[tuple[int, ...]] = set()
    over = _titles_with_leads(items, source)
    for index, item in enumerate(items):
        while path and path[-1][0] >= item.level:
            path.pop()
        place = tuple(id(heading) for _, heading, _ in path)
        above = [said for _, _, said in path]
        if index in over or _speaks_for_those_below(items, index):
            said = Headed(tuple(replace(c, inherited=True) for c in item.cells), item.deadline)
            path.append((item.level, _heading(item, source), said))
            continue
        if not item.has_duties:
            named = bodies.get(id(item)) or headed(passage_of(item, source))
            below = index + 1 < len(items) and items[index + 1].level > item.level
            first = index > 0 and id(items[index - 1]) in bodies
            led = any(said in bodies.values() for said in above[-1:])
            more = led and (*place, item.level) in started
            more = more and says_what_to_do(passage_of(item, source))
            listed = first or more or item.number is not None
            answered = any(said.cells for said in above) and listed
            if named or below or not (answered or (*place, item.level) in started):
                path.append((item.level, _heading(item, source), named))
                continue
            if index > last and not answered:
                continue
        started.add((*place, item.level))
        yield _row(item, source, tuple(heading for _, heading, _ in path), above)


def _speaks_for_those_below(items: Sequence[Item], index: int) -> bool:
    """Tell whether an item that names leaders or a time alone stands over tasks with units."""
    item = items[index]
    if not item.has_duties or any(cell.role is not Role.SUPERVISES for cell in item.cells):
        return False
    below = items[index + 1 : end_below(items, index)]
    return bool(below) and all(
        any(cell.role is not Role.SUPERVISES for cell in other.cells) for other in below
    )


def _titles_with_leads(items: Sequence[Item], source: str) -> set[int]:
    """Return which titles name the leads of all that stands below: `一、农业（牵头单位：X）`.

    Those over a task that names others, but no lead; and the titles beside them.
    """
    found: dict[int, bool] = {}
    for index, item in enumerate(items):
        below = items[index + 1 : end_below(items, index)]
        led = [any(cell.role is Role.LEADS for cell in each.cells) for each in (item, *below)]
        ended = source[item.text[1] - 1] in "。；;"
        if below and led[0] and not any(led[1:]) and not ended and all(b.number for b in below):
            found[index] = any(each.has_duties for each in below)
    levels = {items[index].level for index, sure in found.items() if sure}
    return {index for index in found if items[index].level in levels}


def _heading(item: Item, source: str) -> Heading:
    title = replace(item, text=(item.text[0], min(item.text[1], item.line.end)))
    passage = passage_of(title, source)  # without what a line below it says: 总体要求:…
    return Heading(item.number, mend(passage.exact).rstrip("。:："), 1, (passage,))


def _row(item: Item, source: str, headings: tuple[Heading, ...], above: Sequence[Headed]) -> Row:
    passage = passage_of(item, source)
    own = {cell.role for cell in item.cells}
    from_above = [cell for said in above for cell in said.cells if cell.role not in own]
    if any(cell.role is Role.LEADS for cell in from_above):
        item.cells = [_as_support(cell) for cell in item.cells]
    levels = tuple(replace(h, level=level) for level, h in enumerate(headings, start=1))
    due = next((said.deadline for said in reversed(above) if said.deadline), None)
    return Row(
        number=item.number,
        text=unbroken(passage.exact),
        passage=passage,
        headings=levels,
        cells=(*from_above, *item.cells),
        deadline=item.deadline or due,
    )


def _as_support(cell: Cell) -> Cell:
    return replace(cell, role=Role.SUPPORTS) if cell.role is Role.TAKES_PART else cell
