"""Whom a heading names for all the tasks below it, and by when they are due.

`一、张伟副县长牵头的工作（共12项）` and `责任领导：张伟` name a leader, `（一）县发改局牵头的工作`
a lead, `一、9月底前完成的工作` a time. What a heading says holds for every task below that
says nothing of the kind itself; the cells it gives are inherited.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from remit.model import BODIES, PERSONS, AgentKind, Cell, Passage, Role, Row
from remit.read.dates import is_deadline
from remit.read.duties import closing_duties, read_duties, settled
from remit.read.enumeration import numbering
from remit.read.labels import roles_of_label, starts_with_label
from remit.read.leaders import refined
from remit.read.lines import fold, mend, part
from remit.read.names import kind_of, name_spans

_PORTFOLIO: Final = re.compile(
    r"(?:由)?(?P<who>[\u4e00-\u9fff·\s、,()]{2,60}?)"
    r"(?P<verb>(?:总|共同|主要|统筹|分工)?(?:牵头|负责)|牵头负责|领衔|主抓|分管|主管|包抓|包联|包保|"
    r"挂帅|领办|督办|联系|协调)?"
    r"(?:抓?落?实)?(?:以下|下列|如下)?的?(?:重点)?(?:工作|事项|任务|项目|领域|方面|目标|范围|件)?(?:任务)?"
    r"(?:\([^()]*\))?:?"
)
_POST: Final = re.compile(r"[省市县区州镇乡]长|主任|书记|常委|秘书长|专员|助理|领导|主席|同志")
_COUNT: Final = re.compile(r"\((?:共|计)?\d+[项件个条]\)")
_DUTIES_OF: Final = re.compile(
    r"(?:的|承担的?)?"
    r"(?:(?:主要|具体|工作|重点|岗位){0,3}(?:职责|任务|责任|分工|职能|事项|目标|清单)){1,3}(?:分工|任务)?(?:是|为|如下|包括)?$"
)
"""What a heading may say behind the bodies whose duties stand below: 县公安局主要工作任务."""
_BRACKETED: Final = re.compile(r"\[(?P<who>[^\[\]]+)\]")
_ROLE_BEHIND: Final = re.compile(r"\((?P<role>[\u4e00-\u9fff]{2,8})\)$")
_DUE: Final = re.compile(
    r"(?P<time>.{2,20}?)(?:应|需|须|要)?(?:前|底)?完成的?(?:重点)?(?:工作|任务|事项|项目|目标)+:?"
)


@dataclass(frozen=True, slots=True)
class Headed:
    """What a heading says: those it names, and the time."""

    cells: tuple[Cell, ...] = ()
    deadline: Passage | None = None

    def __bool__(self) -> bool:
        """Tell whether it says anything."""
        return bool(self.cells) or self.deadline is not None


def is_heading(text: str) -> bool:
    """Tell whether a folded line over a table may speak for its tasks; a signature does not."""
    return numbering(text)[1] is not None or starts_with_label(text)


def headed(heading: Passage) -> Headed:
    """Return what a heading says for the tasks below it; its number is no part of that."""
    folded = fold(heading.exact)
    passage = part(heading, numbering(folded)[2], len(heading.exact))
    words = _COUNT.sub(lambda count: " " * len(count.group()), fold(passage.exact)).rstrip()
    due = _DUE.fullmatch(words)
    if due is not None and is_deadline(due.group("time")):
        end = due.end("time") + words[due.end("time") :].startswith(("前", "底"))
        return Headed(deadline=part(passage, due.start("time"), end))
    closing = closing_duties(words)
    if starts_with_label(words) or (closing is not None and closing[0] == 0):
        return _labelled(passage, words)
    return Headed(tuple(_portfolio(passage, words)))


def bodies_named(heading: Passage) -> tuple[Cell, ...]:
    """Return the bodies that are all a heading says, as the leads of what stands below.

    It may say that these are their duties, and what they are: `县公安局主要工作任务`,
    `县公安局(配合单位)`.
    """
    folded = fold(heading.exact)
    start = numbering(folded)[2]
    if bracketed := _BRACKETED.fullmatch(folded[start:]):
        start += bracketed.start("who")
        folded = folded[: start + len(bracketed.group("who"))]
    words = without_duties(_COUNT.sub("", folded[start:]).rstrip(": 。"))
    role = Role.LEADS
    said = _ROLE_BEHIND.search(words)
    if said is not None and (roles := roles_of_label(said.group("role"))):
        role = Role.SUPPORTS if roles == {Role.SUPPORTS} else role
        words = words[: said.start()]
    places = [part(heading, start + a, start + b) for a, b in name_spans(words)]
    kinds = [kind_of(place.exact) for place in places]
    return tuple(
        Cell(mend(place.exact), kind, place, role, True)
        for place, kind in zip(places, kinds, strict=True)
        if kind and set(kinds) <= {*BODIES}
    )


def without_duties(words: str) -> str:
    """Return folded words without what says that they name whose duties these are.

    >>> without_duties("县公安局主要工作任务"), without_duties("县公安局")
    ('县公安局', '县公安局')
    """
    return _DUTIES_OF.sub("", words)


def under_headings(row: Row, headings: Iterable[Passage]) -> Row:
    """Return the row with what headings say, outermost first, where it says nothing itself."""
    own = {cell.role for cell in row.cells}
    above: dict[Role | None, list[Cell]] = {}
    deadline = row.deadline
    for said in map(headed, headings):
        above |= {
            role: [cell for cell in said.cells if cell.role is role]
            for role in {cell.role for cell in said.cells} - own
        }
        deadline = row.deadline or said.deadline or deadline
    cells = (*(cell for cells in above.values() for cell in cells), *row.cells)
    return replace(row, cells=cells, deadline=deadline)


def _labelled(passage: Passage, words: str) -> Headed:
    """Read `责任领导:张伟`; only what says nothing but that, without the count behind it."""
    duties = read_duties(words)
    if duties is None:
        return Headed()
    cells = []
    for named, role, rule in settled(duties.named):
        place = part(passage, named.start, named.end)
        kind = kind_of(mend(place.exact)) or (
            AgentKind.LEADER if role is Role.SUPERVISES else AgentKind.UNIT
        )
        cells.append(Cell(mend(place.exact), kind, place, role, True, rule))
    due = None if duties.deadline is None else part(passage, *duties.deadline)
    return Headed(tuple(refined(cells, passage)), due)


def _portfolio(passage: Passage, words: str) -> list[Cell]:
    """Return whom a heading names: leaders, or lead units.

    A heading of names with posts names leaders, also without a verb; units need one
    (X牵头的工作).
    """
    match = _PORTFOLIO.fullmatch(words)
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
    if said and all(kind_of(cell.name) in PERSONS for cell in persons):
        return persons
    units = [(cell, kind_of(cell.name)) for cell in cells]
    if match.group("verb") is None or not all(kind for _, kind in units):
        return []
    return [replace(cell, kind=kind, role=Role.LEADS) for cell, kind in units if kind]
