"""Reads plans written as numbered paragraphs: role lines, role brackets, role headings.

Families A to E, J, K and M of published plans. A task is a numbered paragraph, or the part
of one up to a role bracket, that says who answers for it: in a bracket (`(牵头单位:X)`,
`(X牵头,Y配合)`, `(X)`), in labels behind the text, or in role lines below. A heading may
name the leader (`一、P副市长牵头的工作`) or the lead for all tasks below it; those are
inherited, and say so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from remit.model import AgentKind, Cell, Heading, Passage, Role, Row
from remit.read.duties import Duties, Named, first_label, read_duties, settled, starts_with_label
from remit.read.lines import Line, fold, mend, part
from remit.read.names import kind_of, name_spans, without_post

_NUMBERINGS: Final = (
    re.compile(r"第[一二三四五六七八九十百]+(?:部分|章|类|方面)[、:\s]?"),
    re.compile(r"([一二三四五六七八九十百]+)\s*[、..]"),
    re.compile(r"\(\s*([一二三四五六七八九十百]+)\s*\)、?"),
    re.compile(r"(\d{1,3})\s*(?:[、﹒]|\.(?!\d)|\.(?=20\d\d年))"),
    re.compile(r"\(\s*(\d{1,3})\s*\)、?"),
    re.compile(r"([①-⑳㉑-㊿])"),
)
_PORTFOLIO: Final = re.compile(
    r"(?P<who>[\u4e00-\u9fff·\s、()（）]{2,60}?)(?P<verb>牵头负责|牵头|主抓|负责|分管|包抓)"
    r"(?:抓?落?实)?的?(?:重点)?(?:工作|事项|任务|项目)(?:任务)?(?:\(.*\))?:?"
)
_CONTENT: Final = re.compile(
    r"\W*(?:目标任务|年度目标|主要内容|工作内容|工作目标|工作任务|具体内容|建设内容|任务目标|实施内容)\W*:"
)
_ANOTHER: Final = re.compile(
    r"[。;,\s]*(?:[一二三四五六七八九十]+[是、]|\((?:\d{1,2}|[一二三四五六七八九十]+)\)|\d{1,2}[.、]|[①-⑳])"
)
_POST: Final = re.compile(r"[省市县区州镇乡]长|主任|书记|常委|秘书长|专员|助理|领导")
_NO_TASK: Final = re.compile(r"^(?:附件|附:|注:|备注|来源|发布|联系|抄送|主送)")
_FIRST_TASK_LEVEL: Final = 3
"""Numberings from here on (1. (1) ①) number tasks more often than headings."""
_SHORTEST_CLAUSE: Final = 4
"""Characters between two role brackets that make the words between them a task."""


@dataclass(slots=True)
class _Item:
    """A paragraph that may become a task or a heading."""

    level: int
    number: str | None
    text: tuple[int, int]
    line: Line
    cells: list[Cell] = field(default_factory=list)
    deadline: Passage | None = None
    has_duties: bool = False
    """Whether anything says who answers for it, and be it nobody."""


def prose_rows(lines: Sequence[Line], source: str, *, first_leads: bool = False) -> list[Row]:
    """Return the tasks of a text that is written in paragraphs, in order.

    `first_leads` tells that the paper says the first unit of a list leads.

    Paragraphs in which nothing says who answers are headings, when tasks stand below
    them, or no tasks at all; between two tasks of one list they are tasks without
    legible duties.
    """
    items = list(_items(lines, source))
    if first_leads:
        for item in items:
            item.cells = _first_leading(item.cells)
    return list(_rows(items, source))


def _first_leading(cells: list[Cell]) -> list[Cell]:
    """Without a word for the lead, the first unit leads and the others support."""
    units = [i for i, cell in enumerate(cells) if cell.role is not Role.SUPERVISES]
    if len({cells[i].role for i in units}) != 1:
        return cells
    roles = dict.fromkeys(units, Role.SUPPORTS) | {units[0]: Role.LEADS}
    return [replace(cell, role=roles.get(i, cell.role)) for i, cell in enumerate(cells)]


# --- paragraphs ---------------------------------------------------------------


def _items(lines: Sequence[Line], source: str) -> Iterator[_Item]:
    current: _Item | None = None
    for line in lines:
        if _NO_TASK.match(line.text):
            continue
        if current is not None and _belongs_to_duties(line.text):
            _attach(current, line, 0, line.text)
            continue
        level, number, start = _numbering(line)
        if level is None and current is not None and _goes_on(current, line, source):
            text_end = _text_end(line.text, 0)
            current.text = (current.text[0], line.start + text_end)
            _attach(current, line, text_end, line.text[text_end:])
            continue
        for item in _split(line, start, level, number):
            if current is not None:
                yield current
            current = item
    if current is not None:
        yield current


def _belongs_to_duties(text: str) -> bool:
    """Role lines below a task, and a role bracket on a line of its own."""
    if starts_with_label(text):
        return True
    first = next(_brackets(text, 0), None)
    return first is not None and first[0] == 0 and not text[first[1] :].strip("。; ")


def _goes_on(item: _Item, line: Line, source: str) -> bool:
    """An unnumbered paragraph goes on with a task, but not with a heading above it."""
    if item.has_duties:
        return False
    if _CONTENT.match(line.text):
        return True
    return item.level >= _FIRST_TASK_LEVEL or source[item.text[1] - 1] in "。；;"


def _numbering(line: Line) -> tuple[int | None, str | None, int]:
    # A full-width stop is never a decimal point; folded it would look like one.
    text = line.text if "．" not in line.raw[:4] else line.text.replace(".", "、", 1)
    for level, pattern in enumerate(_NUMBERINGS):
        match = pattern.match(text)
        if match:
            number = match.group(1) if pattern.groups else match.group().strip("、:\u3000 ")
            return level, number, match.end()
    return None, None, 0


def _split(line: Line, start: int, level: int | None, number: str | None) -> Iterator[_Item]:
    """Yield a line's items: one, or one for each role bracket with words of its own."""
    text = line.text
    begin = start
    rank = len(_NUMBERINGS) if level is None else level
    item: _Item | None = None
    label = first_label(text[start:], in_bracket=False)
    end = len(text) if label is None else start + label
    for open_, close, duties in _brackets(text[:end], start):
        if item is not None and not _is_another(text[begin:open_], number):
            _add(item, line, open_ + 1, duties)
            item.text = (item.text[0], line.start + open_)
        else:
            if item is not None:
                yield item
            item = _Item(rank, number, _span(line, begin, open_), line)
            _add(item, line, open_ + 1, duties)
        begin = close
    if label is not None:
        if item is None:
            item = _Item(rank, number, _span(line, begin, end), line)
        _attach(item, line, end, text[end:])
    elif item is None:
        item = _Item(rank, number, _span(line, begin, len(text)), line)
    yield item


def _is_another(words: str, number: str | None) -> bool:
    """Between two role brackets stands another task if it says so, or nothing is numbered."""
    if _ANOTHER.match(words):
        return True
    return number is None and len(words) >= _SHORTEST_CLAUSE


def _brackets(text: str, start: int) -> Iterator[tuple[int, int, Duties]]:
    """Yield (start, end, duties) of the outermost brackets that say who does what."""
    depth, opened = 0, 0
    for position in range(start, len(text)):
        if text[position] in "([":
            opened = position if depth == 0 else opened
            depth += 1
        elif text[position] in ")]" and depth:
            depth -= 1
            if depth == 0:
                duties = _duties_in(text, opened, position)
                if duties is not None:
                    yield opened, position + 1, duties
    if depth and (duties := _duties_in(text, opened, len(text))) is not None:
        yield opened, len(text), duties


def _duties_in(text: str, opened: int, closed: int) -> Duties | None:
    duties = read_duties(text[opened + 1 : closed])
    if duties is None or not duties.named:
        return None
    said = any(n.roles for n in duties.named)
    after, before = text[closed + 1 :].lstrip(" "), text[:opened].rstrip(" ")
    if not after.strip("。;, ") or first_label(text[opened + 1 : closed]) is not None:
        return duties
    closes = after[0] in "。;([" or before.endswith(("。", ";"))
    return duties if said and closes else None


def _text_end(text: str, start: int) -> int:
    """Return where the words of a paragraph end and its duties begin."""
    bracket = next((open_ for open_, _, _ in _brackets(text, start)), None)
    label = first_label(text[start:])
    ends = [end for end in (bracket, None if label is None else start + label) if end is not None]
    return min(ends, default=len(text))


def _span(line: Line, start: int, end: int) -> tuple[int, int]:
    return line.start + start, line.start + end


# --- duties -------------------------------------------------------------------


def _attach(item: _Item, line: Line, start: int, text: str) -> None:
    """Read duties from `text`, which begins at `start` of the line, into the item."""
    opened = len(text) - len(text.lstrip("([ "))
    duties = read_duties(text[opened:].rstrip(")]。; ") if opened else text)
    if duties is not None:
        _add(item, line, start + opened, duties)


def _add(item: _Item, line: Line, start: int, duties: Duties) -> None:
    item.has_duties = True
    led = any(cell.role is Role.LEADS for cell in item.cells)
    for named, role in settled(duties.named, led=led):
        item.cells.append(_cell(line, start, named, role))
    if duties.deadline is not None and item.deadline is None:
        item.deadline = line.passage(*(start + offset for offset in duties.deadline))


def _cell(line: Line, start: int, named: Named, role: Role) -> Cell:
    passage = without_post(line.passage(start + named.start, start + named.end))
    name = mend(passage.exact)
    kind = kind_of(name) or (AgentKind.LEADER if role is Role.SUPERVISES else AgentKind.UNIT)
    return Cell(name, kind, passage, role)


# --- rows ---------------------------------------------------------------------


def _rows(items: Sequence[_Item], source: str) -> Iterator[Row]:
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


def _heading(item: _Item, source: str) -> Heading:
    passage = _passage(item, source)
    return Heading(item.number, mend(passage.exact).rstrip("。:"), 1, (passage,))


def _portfolio(item: _Item, source: str) -> Iterator[Cell]:
    """Yield whom a heading names for all tasks below it: a leader, or a lead unit."""
    passage = _passage(item, source)
    match = _PORTFOLIO.fullmatch(passage.exact.strip())
    if match is None:
        return
    names = fold(match.group("who"))
    for start, end in name_spans(names):
        place = without_post(part(passage, match.start("who") + start, match.start("who") + end))
        kind = kind_of(place.exact)
        if kind is None and _POST.search(place.exact):
            kind = AgentKind.LEADER
        if kind is not None:
            persons = kind in (AgentKind.LEADER, AgentKind.LEADER_GROUP)
            role = Role.SUPERVISES if persons else Role.LEADS
            yield Cell(mend(place.exact), kind, place, role, inherited=True)


def _row(item: _Item, source: str, headings: tuple[Heading, ...], inherited: list[Cell]) -> Row:
    passage = _passage(item, source)
    own = {cell.role for cell in item.cells}
    from_above = [cell for cell in inherited if cell.role not in own]
    if any(cell.role is Role.LEADS for cell in from_above):
        item.cells = [_as_support(cell) for cell in item.cells]
    levels = tuple(replace(h, level=level) for level, h in enumerate(headings, start=1))
    return Row(
        number=item.number,
        text=re.sub(r"\s*[\r\n]+\s*", "", passage.exact).strip(),
        passage=passage,
        headings=levels,
        cells=(*from_above, *item.cells),
        deadline=item.deadline,
    )


def _as_support(cell: Cell) -> Cell:
    return replace(cell, role=Role.SUPPORTS) if cell.role is Role.TAKES_PART else cell


def _passage(item: _Item, source: str) -> Passage:
    start, end = item.text
    while start < end and source[start].isspace():
        start += 1
    while start < end and (source[end - 1].isspace()):
        end -= 1
    return Passage(start, end, item.line.number, source[start:end])
