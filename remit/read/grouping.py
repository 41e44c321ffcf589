"""Puts together the paragraphs that are one task.

Offices write a task as a title over numbered steps, the last of which the duties of all
follow; or say below the last step who answers for "this work" (此项工作由X牵头).
"""

from collections.abc import Container, Sequence
from dataclasses import replace

from remit.read.items import Item


def grouped(items: Sequence[Item], *, whole: Container[int] = ()) -> list[Item]:
    """Return the items, steps without duties but for the last made one with their title.

    Only where every title of the same kind stands over such steps, or has duties itself. Items
    at the places in `whole` are headings, over tasks of their own.
    """
    ends: dict[int, int] = {}
    refuted: set[int] = set()
    with_duties: dict[int, int] = {}
    for index, item in enumerate(items):
        if index in whole:
            continue
        end = end_below(items, index)
        steps = items[index + 1 : end]
        if item.has_duties or item.number is None:
            with_duties[item.level] = with_duties.get(item.level, 0) + item.has_duties
        elif any(step.has_duties for step in steps[:-1]):
            refuted.add(item.level)
        elif len(steps) > 1 and steps[-1].has_duties and len({s.level for s in steps}) == 1:
            ends[index] = end - 1
    levels = [items[index].level for index in ends]
    sure = {
        level for level in levels if levels.count(level) + with_duties.get(level, 0) > 1
    } - refuted
    ends = {index: end for index, end in ends.items() if items[index].level in sure}
    return _with_merged(items, ends | _closed(items))


def _closed(items: Sequence[Item]) -> dict[int, int]:
    """Return where lists begin and end whose last step says who answers for "this work".

    With the title above it, if there is one, such a list is one task.
    """
    found: dict[int, int] = {}
    for end in (index for index, item in enumerate(items) if item.closes):
        start = end
        while start and items[start - 1].number and items[start - 1].level >= items[end].level:
            start -= 1
        if start == end or any(item.has_duties for item in items[start:end]):
            continue
        title = items[start - 1] if start else None
        titled = title is not None and title.number is not None and not title.has_duties
        found[start - 1 if titled else start] = end
    return found


def end_below(items: Sequence[Item], index: int) -> int:
    """Return where the items below this one, of deeper levels, end."""
    end = index + 1
    while end < len(items) and items[end].level > items[index].level:
        end += 1
    return end


def _with_merged(items: Sequence[Item], ends: dict[int, int]) -> list[Item]:
    """Make each item of `ends` one with those up to the end given, whose duties it takes."""
    found: list[Item] = []
    done = -1
    for index, item in enumerate(items):
        if index <= done:
            continue
        if index not in ends:
            found.append(item)
            continue
        done = ends[index]
        last = items[done]
        found.append(
            replace(
                item,
                text=(item.text[0], last.text[1]),
                cells=last.cells,
                deadline=last.deadline,
                has_duties=True,
            )
        )
    return found
