"""Headings that name bodies, whose duties stand below them: `（一）县公安局主要任务：` / `1、…`.

Family K of published plans: the bodies lead every task below. A line of helpers behind the
last of these speaks for all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from remit.model import Role, RoleRule
from remit.read.grouping import end_below
from remit.read.headed import Headed, bodies_named
from remit.read.items import Item, passage_of


def headings_of_bodies(items: Sequence[Item], source: str) -> dict[int, Headed]:
    """Return the headings that name bodies and say nothing else, over tasks without a lead.

    Two at least below one heading, every one of them such: else a name may be a title.
    """
    found: dict[tuple[int | None, int], dict[int, Headed]] = defaultdict(dict)
    others: set[tuple[int | None, int]] = set()
    path: list[int] = []
    for index, item in enumerate(items):
        while path and items[path[-1]].level >= item.level:
            path.pop()
        beside = (path[-1] if path else None, item.level)
        path.append(index)
        below = items[index + 1 : end_below(items, index)]
        if not below:
            continue
        leads = () if item.has_duties else bodies_named(passage_of(item, source))
        led = any(cell.role is Role.LEADS for other in below for cell in other.cells)
        if not leads or led:
            others.add(beside)
        else:
            alone = tuple(replace(lead, rule=RoleRule.ALONE) for lead in leads)
            found[beside][index] = Headed(alone)
    return {
        index: said
        for beside, own in found.items()
        if len(own) > 1 and beside not in others
        for index, said in own.items()
    }


def give_help(items: Sequence[Item], headings: Iterable[int]) -> None:
    """Give all tasks of a body those who help it, if only a line below the last names them."""
    for index in headings:
        *others, last = items[index + 1 : end_below(items, index)]
        below = all(
            cell.role is Role.SUPPORTS and cell.passage.start > last.line.end for cell in last.cells
        )
        if last.cells and below and not any(item.has_duties for item in others):
            for item in others:
                item.cells = [replace(cell, inherited=True) for cell in last.cells]
                item.has_duties = True
