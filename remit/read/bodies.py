"""Bodies whose duties follow them: below a heading, or behind a mark in a paragraph.

Family K of published plans: `(一)县公安局主要任务:` / `1、…`, `(二)县教育局:负责…`. The bodies
lead every task below, or what the paragraph says. A line of helpers behind the last task of a
heading speaks for all of them.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from remit.model import BODIES, AgentKind, Cell, Passage, Role, RoleRule
from remit.read.enumeration import numbering, parts_of_list
from remit.read.grouping import end_below
from remit.read.headed import Headed, bodies_named, headed, without_duties
from remit.read.items import Item, passage_of
from remit.read.lines import Line, fold, line_of, mend, part
from remit.read.listed import Named, listed, without_others
from remit.read.names import begins_with_verb, is_field, kind_of

_APART: Final = re.compile(r"[—–●■◆▪\s]{0,4}(?P<who>[^,;。:—–]{2,60})[。:](?!$)")
"""Who answers, set off by a mark at the beginning of a paragraph."""
DOING: Final = re.compile("负责|组织|做好|制定|指导|督促|协调|协助|承担|拟订|管理|提供|牵头|配合")
_LETTER: Final = re.compile(r"[\u4e00-\u9fff]")
_KINDS: Final = re.compile(
    r"学校|大学|学院|医院|中学|小学|幼儿园|公司|集团|银行|中心|图书馆|文化馆|博物馆|纪念馆|科技馆|景区|"
    r"风景区|卫生院|福利院|园区|新区|企业"
)
"""What a heading speaks of, rather than to."""
_FEWEST_PARTS: Final = 2
"""A name and one point are no list."""
_FEWEST_LETTERS: Final = 6


_BY_FIELD: Final = re.compile("部门|..等(?:有关|相关)?部门")
"""What ends a list of organs that are called by their fields."""


def are_bodies(text: str, named: Sequence[Named]) -> bool:
    """Tell whether all that are named are bodies, and be it by their field: 教育、卫生等部门."""
    words = [text[name.start : name.end] for name in named]
    fields = bool(words) and _BY_FIELD.match(text, named[-1].end - len("部门")) is not None
    return bool(words) and all(
        kind_of(each) in BODIES or (fields and is_field(each.lstrip("省市区县州镇乡")))
        for each in words
    )


@dataclass(frozen=True, slots=True)
class SetApart:
    """The bodies that a paragraph begins with, and the rest of it, which they answer for."""

    cells: tuple[Cell, ...]
    task: Passage


def set_apart(paragraph: Passage, *, among_others: bool = False) -> SetApart | None:
    """Return the bodies a paragraph sets off by a mark, and their task, None if it does not.

    Words that could be a telephone number or an address are no task, unless `among_others`.
    """
    text = fold(paragraph.exact)
    _, number, begin = numbering(text)
    answers = _APART.match(text, begin)
    if answers is None:
        return None
    who, first = without_duties(answers.group("who")), answers.start("who")
    named = listed(text, first, first + len(who), frozenset({Role.LEADS})).named
    rest = text[named[-1].end : first + len(who)] if named else ""
    if not are_bodies(text, named) or without_others(f"-{rest}") != "-":
        return None
    words = text[answers.end() :].lstrip()
    told = who != answers.group("who")
    doing = told or among_others or DOING.match(words) is not None or begins_with_verb(words)
    if len(_LETTER.findall(words)) < _FEWEST_LETTERS or not (number or doing):
        return None  # a telephone number, whom a letter is sent to
    places = [part(paragraph, name.start, name.end) for name in named]
    cells = tuple(
        Cell(mend(place.exact), kind_of(place.exact) or AgentKind.UNIT, place, Role.LEADS)
        for place in places
    )
    return SetApart(cells, part(paragraph, answers.end(), len(text)))


def says_what_to_do(paragraph: Passage) -> bool:
    """Tell whether a paragraph begins with a verb of tasks: 负责…, 推进…."""
    words = fold(paragraph.exact)
    return DOING.match(words) is not None or begins_with_verb(words)


def lists_cut(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, a list that counts up within the line below a body's name cut apart.

    Or behind that name: `县公安局负责的工作:(1)…;(2)…`.
    """
    above: Line | None = None
    for line in lines:
        parts = parts_of_list(line.text)
        below = above is not None and len(parts) > 1 and bodies_named(above.passage())
        if below or (len(parts) > _FEWEST_PARTS and _leads(line.passage(*parts[0]))):
            yield from (line_of(line.passage(*span)) for span in parts)
        else:
            yield line
        above = line


def _leads(title: Passage) -> bool:
    led = any(cell.role is Role.LEADS for cell in headed(title).cells)
    return led or bool(bodies_named(title))


def headings_of_bodies(items: Sequence[Item], source: str) -> dict[int, Headed]:
    """Return the headings that name bodies and say nothing else, over tasks without a lead.

    Two at least below one heading, every one of them such: else a name may be a title. Where
    mere names stand below, it is a list of those who belong to a body.
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
        leads = () if any(_KINDS.fullmatch(lead.name) for lead in leads) else leads
        led = any(cell.role is Role.LEADS for other in below for cell in other.cells)
        names = any(kind_of(passage_of(other, source).exact.rstrip("。；;")) for other in below)
        if not leads or led or names:
            others.add(beside)
        else:
            found[beside][index] = Headed(tuple(map(_alone, leads)))
    return {
        index: said
        for beside, own in found.items()
        if len(own) > 1 and beside not in others
        for index, said in own.items()
    }


def _alone(cell: Cell) -> Cell:
    return replace(cell, rule=RoleRule.ALONE) if cell.role is Role.LEADS else cell


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


def take_apart(items: Sequence[Item], headings: Container[int], source: str) -> None:
    """Read paragraphs that set bodies off beside headings of bodies, or below one of a group."""
    path: list[int] = []
    beside: dict[int | None, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        while path and items[path[-1]].level >= item.level:
            path.pop()
        beside[path[-1] if path else None].append(index)
        path.append(index)
    for above, own in beside.items():
        if above in headings or any(index in headings for index in own):
            for item in (items[index] for index in own if index not in headings):
                apart = None if item.has_duties else set_apart(passage_of(item, source))
                if apart is not None:
                    item.text = (apart.task.start, apart.task.end)
                    item.cells = list(apart.cells)
                    item.has_duties = True
