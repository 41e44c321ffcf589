"""What each body does, said below the task that names them all.

`责任单位:甲局、乙局。` and below it `甲局:落实用地计划…。`, `乙局:公布供应计划…。`: each such
line is a task of its own, which the body before the colon leads.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from remit.model import BODIES, Cell, Role
from remit.read.enumeration import UNNUMBERED
from remit.read.items import Item
from remit.read.lines import ends_sentence, fold, mend
from remit.read.names import kind_of, name_spans

_SAYS: Final = re.compile(r"(?P<who>[^,;。:]{2,60}):\s{0,4}(?P<what>[^\s\d](?s:.){7,})")
_REPORT: Final = re.compile(
    "已|目前|截至|截止|正在|联系|电话|地址|今年|去年|上半年|下半年|[本上][年季月]|[一二三四]季度|存在"
)
"""How a line begins that says what has been done, or whom to call."""


def with_what_each_does(items: Sequence[Item], source: str) -> list[Item]:
    """Return the items, those made tasks that say what a body does which a task names.

    Lines beside such a one, with other bodies, are taken with it. What a line breaks off in
    goes on in the next.
    """
    named = {cell.name for item in items for cell in item.cells}
    if not named:
        return list(items)
    found: list[Item] = []
    pairs = [
        (item, _told(item, source) if _is_finished(item, source) else None)
        for item in _joined(items, source)
    ]
    for said, run in groupby(pairs, key=lambda pair: pair[1] is not None):
        own = list(run)
        told = [task for _, task in own if task is not None]
        known = any(cell.name in named for task in told for cell in task.cells)
        found += told if said and known else [item for item, _ in own]
    return found


def _joined(items: Sequence[Item], source: str) -> Iterator[Item]:
    before: Item | None = None
    for item in items:
        loose = item.level == UNNUMBERED and not item.has_duties
        open_ = before is not None and not _is_finished(before, source)
        if before is not None and loose and open_ and _told(before, source):
            before = replace(before, text=(before.text[0], item.text[1]))
            continue
        if before is not None:
            yield before
        before = item
    if before is not None:
        yield before


def _is_finished(item: Item, source: str) -> bool:
    return ends_sentence(fold(source[item.text[1] - 1]))


def _told(item: Item, source: str) -> Item | None:
    """Return a paragraph that says what bodies do as their task, None if it is no such."""
    match = _SAYS.match(fold(source[slice(*item.text)]))
    if match is None or item.level != UNNUMBERED or item.has_duties:
        return None
    if _REPORT.match(match.group("what")):
        return None
    places = [item.line.passage(start, end) for start, end in name_spans(match.group("who"))]
    kinds = [kind_of(place.exact) for place in places]
    cells = [
        Cell(mend(place.exact), kind, place, Role.LEADS)
        for place, kind in zip(places, kinds, strict=True)
        if kind in BODIES
    ]
    if len(cells) < len(places):
        return None
    text = (item.text[0] + match.start("what"), item.text[1])
    return replace(item, text=text, cells=cells, has_duties=True)
