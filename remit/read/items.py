"""Cuts a text into paragraphs, each with its number, its words and who answers for it.

Who answers stands in a bracket (`(牵头单位:X)`, `(X牵头,Y配合)`, `(X)`), in labels or a
sentence behind the words, or in role lines below them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from remit.model import AgentKind, Cell, Passage, Role, RoleRule
from remit.read.brackets import duty_spans, role_brackets
from remit.read.columns import NO_DUTY
from remit.read.duties import closing_duties, open_role, read_duties, settled
from remit.read.enumeration import (
    FIRST_TASK_LEVEL,
    UNNUMBERED,
    numbering,
)
from remit.read.headed import bodies_named, headed
from remit.read.labels import BEFORE_LABELS, first_label, leads_only, starts_with_label
from remit.read.leaders import refined
from remit.read.lines import Line, ends_sentence, fold, line_of, mend, part
from remit.read.listed import THIS_WORK, Duties, Named
from remit.read.names import kind_of
from remit.read.paragraphs import paragraphs

_CONTENT: Final = re.compile(
    r"\W*(?:目标任务|年度目标|主要内容|工作内容|工作目标|工作任务|具体内容|建设内容|任务目标|实施内容)\W*:"
)
_BLOCK: Final = re.compile(r"[\u4e00-\u9fff]{0,6}名称:")
"""How each block of a list of forms begins: 工程名称:…."""
_SAID: Final = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:内容|目标|任务|措施|举措|要求|安排|计划|进度|进展|情况|成效|说明|备注|依据|"
    r"来源|责任人|联系人|协调人|电话|资金|投资|规模|地点|性质|类别):"
)
"""A label of something else than who answers, before words about the task."""
_BETWEEN: Final = "。;,、 \t"
_POINT: Final = re.compile(r"(?:^|(?<=[:;。,]))\s*[一二三四五六七八九十]{1,2}是")
"""Where a point of running prose begins: 一是 …；二是 …"""
_ANOTHER: Final = re.compile(
    r"[。;,\s]*(?:[一二三四五六七八九十]+[是、]|\((?:\d{1,2}|[一二三四五六七八九十]+)\)|\d{1,2}[.、]|[①-⑳])"
)
_NO_TASK: Final = re.compile(r"^(?:附件|附:|注:|备注|来源|发布|联系|抄送|主送)")
_LED_BY: Final = re.compile(r"(?<=[:。;,])由(?P<who>[^。;,:]{2,25}?)牵头")
_BULLETS: Final = "-—–－•·●○■□◆◇▪"
_TASK_LEVELS: Final = range(FIRST_TASK_LEVEL, UNNUMBERED)
_SHORTEST_CLAUSE: Final = 4
"""Characters between two role brackets that make the words between them a task."""


@dataclass(slots=True)
class Item:
    """A paragraph that may become a task or a heading."""

    level: int
    number: str | None
    text: tuple[int, int]
    line: Line
    cells: list[Cell] = field(default_factory=list)
    deadline: Passage | None = None
    gives_way: bool = False
    """Whether the deadline is only the time of the work, should another be said."""
    part_level: int | None = None
    """How its parts are numbered, where its role lines are: (一)责任领导:… (五)资金筹措:…"""
    has_duties: bool = False
    """Whether anything says who answers for it, and be it nobody."""
    closes: bool = False
    """Whether a line below it says who answers for "this work": for all steps of a list."""


def items_of(lines: Iterable[Line], source: str) -> Iterator[Item]:
    """Yield the paragraphs in order; role lines belong to the one above them."""
    current: Item | None = None
    leads_below = UNNUMBERED  # the level of a heading below which role lines stand before tasks
    found = list(paragraphs(lines, source))
    above = _titles_above(found, _names_leaders) | _titles_above(found, _brackets_bodies)
    over = {line.start for line, below in pairwise(found) if _stands_over(line, below)}
    for line in found:
        if _NO_TASK.match(line.text) or (current is None and _is_rest(line.text)):
            continue
        if current is not None and starts_with_label(line.text):
            headless = not current.has_duties and headed(passage_of(current, source)).cells
            leads_below = current.level if headless else leads_below
        if line.start in above or (leads_below < UNNUMBERED and starts_with_label(line.text)):
            yield from _done(current)
            current = Item(UNNUMBERED, None, _span(line, 0, len(line.text)), line)
            continue
        if current is not None and line.start not in over and _takes_up(current, line, source):
            continue
        for item in _split(line):
            yield from _done(current)
            current = item
            leads_below = leads_below if leads_below < item.level else UNNUMBERED
    yield from _done(current)


def _done(item: Item | None) -> Iterator[Item]:
    return iter(() if item is None else (item,))


def _stands_over(line: Line, below: Line) -> bool:
    """Tell whether a numbered role line heads a list: (一)责任领导:王芳, with 1. below it."""
    level, number, begin = numbering(line.text)
    deeper = level < numbering(below.text)[0] < UNNUMBERED
    return number is not None and deeper and starts_with_label(line.text[begin:])


def _titles_above(lines: Sequence[Line], names: Callable[[Line], bool]) -> set[int]:
    """Return where lines begin that name who answers for all tasks below them.

    Such a line stands before the first task and behind none but as the title of the next, and
    there are more tasks than such lines.
    """
    titles = {i for i, line in enumerate(lines) if names(line)}
    tasks = [i for i, line in enumerate(lines) if numbering(line.text)[0] in _TASK_LEVELS]
    before_tasks = all(index + 1 in tasks for index in titles)
    if not before_tasks or not 1 < len(titles) < len(tasks) or min(titles) > min(tasks):
        return set()
    return {lines[index].start for index in titles}


def _names_leaders(line: Line) -> bool:
    return leads_only(line.text)


def _brackets_bodies(line: Line) -> bool:
    return line.text.startswith("[") and bool(bodies_named(line.passage()))


@dataclass(frozen=True, slots=True)
class Said:
    """A passage of a task's words, and what a bracket or labels behind them said."""

    text: Passage
    cells: list[Cell]
    deadline: Passage | None


def duties_behind(passage: Passage) -> Said | None:
    """Return what the words of a table cell say themselves of who answers, None if nothing."""
    items = list(_split(line_of(passage)))
    if len(items) != 1 or not items[0].has_duties:
        return None
    start, end = (offset - passage.start for offset in items[0].text)
    return Said(part(passage, start, end), items[0].cells, items[0].deadline)


def _said(text: str) -> re.Match[str] | None:
    """Match the label of something else that a line begins with, be it padded: 责 任 人:…."""
    head, colon, _ = text.partition(":")
    return _SAID.match(mend(head) + colon)


def _is_rest(text: str) -> bool:
    """Tell whether a first line is what is left of a task on the page before."""
    label = _said(text)
    return label is not None and NO_DUTY.search(label.group()[:-1]) is not None


def _takes_up(item: Item, line: Line, source: str) -> bool:
    """Add a line to the item above it, if it belongs there."""
    level, _, numbered = numbering(line.text)
    if _belongs_to_duties(line.text):
        item.closes |= not item.has_duties and THIS_WORK.match(line.text.lstrip("(")) is not None
        attach(item, line, 0, line.text)
    elif _is_part(item, level) and starts_with_label(line.text[numbered:]):
        item.part_level = level
        attach(item, line, numbered, line.text[numbered:])
    elif item.part_level is not None and item.part_level <= level < UNNUMBERED:
        return True
    elif _is_said_of(item, line):
        if not item.has_duties and not NO_DUTY.search(mend(line.text.partition(":")[0])):
            item.text = (item.text[0], line.end)
        _lead_told(item, line.text)
    elif numbering(line.text)[0] == UNNUMBERED and _goes_on(item, line, source):
        text_end = _text_end(line.text, 0)
        item.text = (item.text[0], line.start + text_end)
        attach(item, line, text_end, line.text[text_end:])
    else:
        return False
    return True


def _is_part(item: Item, level: int) -> bool:
    """Tell whether a number of this level may number a part of an item: what says who answers."""
    loose = item.number is None and level >= FIRST_TASK_LEVEL
    return level < UNNUMBERED and (loose or level > item.level)


def _belongs_to_duties(text: str) -> bool:
    """Role lines below a task, and a role bracket on a line of its own."""
    if starts_with_label(text):
        return True
    closing = closing_duties(text)
    if closing is not None and closing[0] == 0 and numbering(text)[0] == UNNUMBERED:
        return True
    first = next(role_brackets(text, 0), None)
    return first is not None and first[0] == 0 and not text[first[1] :].strip("。; ")


def _is_said_of(item: Item, line: Line) -> bool:
    """A line `主要内容:…`, `主要责任人:…` belongs to the task above it.

    Unless tasks have no numbers and begin with that label themselves.
    """
    if line.text.endswith(":") and bodies_named(line.passage()):
        return False  # 县公安局工作任务: stands over what this body does
    label = _said(line.text)
    begins = item.number is None and item.line.text.startswith(label.group()) if label else True
    return not begins and not duty_spans(line.text)


def _goes_on(item: Item, line: Line, source: str) -> bool:
    """An unnumbered paragraph goes on with a task, but not with a heading above it."""
    if item.has_duties or (line.text.endswith(":") and kind_of(line.text.rstrip(":"))):
        return False
    titled = headed(line.passage()).cells
    if ends_sentence(fold(source[item.text[1] - 1])) and (titled or bodies_named(line.passage())):
        return False  # a title over what these bodies do
    if _CONTENT.match(line.text):
        return True
    if _BLOCK.match(line.text):
        return False
    if item.number is None and (len(duty_spans(line.text)) > 1 or not duty_spans(line.text)):
        return source[item.text[1] - 1] in ",，、"
    return item.level >= FIRST_TASK_LEVEL or source[item.text[1] - 1] in "。；;,，、"


def _split(line: Line) -> Iterator[Item]:
    """Yield the items of a paragraph: one, or one for each role bracket with words of its own."""
    text = line.text
    rank, number, begin = numbering(_with_stop(line))
    item: Item | None = None
    opened = 0  # where the role bracket before begins
    label = first_label(text[begin:], in_bracket=False)
    end = len(text) if label is None else begin + label
    for open_, close, duties in role_brackets(text[:end], begin):
        words = text[begin:open_]
        said = item is not None and _is_another(words, number)
        sentence = item is not None and _is_sentence(text[:opened], words)
        if item is not None and not (said or sentence):
            _add(item, line, open_ + 1, duties, own_clause=bool(words.strip(_BETWEEN)))
            item.text = (item.text[0], line.start + open_)
        else:
            if item is not None:
                yield item
            point = _POINT.search(words) if number is None else None
            begin += point.end() if point else len(words) - len(words.lstrip(_BETWEEN))
            own = None if sentence and not said else number
            item = Item(rank, own, _span(line, begin, open_), line)
            _add(item, line, open_ + 1, duties)
        begin, opened = close, open_
    if label is not None and end == begin and number is not None:
        item = Item(rank, number, _span(line, begin, len(text)), line)  # a heading
    elif label is not None:
        if item is None:
            closing = closing_duties(text[begin:end])  # a sentence before the label of a time
            stop = begin + closing[0] if closing and closing[0] else end
            item = Item(rank, number, _span(line, begin, stop), line)
            if closing is not None and stop < end:
                _add(item, line, begin, closing[1])
        attach(item, line, end, text[end:])
    elif item is None:
        closing = _closing(text[begin:])
        item = Item(rank, number, _span(line, begin, begin + closing[0] if closing else end), line)
        if closing is not None:
            _add(item, line, begin, closing[1])
    yield item


def _closing(words: str) -> tuple[int, Duties] | None:
    """Return where the words of a paragraph end and its duties begin, without label or bracket.

    None if that is where it begins: such a heading says of no words of its own who answers.
    """
    closing = closing_duties(words)
    return closing if closing is not None and closing[0] > 0 else None


def _with_stop(line: Line) -> str:
    """A full-width stop is never a decimal point; folded it would look like one."""
    return line.text.replace(".", "、", 1) if "．" in line.raw[:4] else line.text


def _is_another(words: str, number: str | None) -> bool:
    """Between two role brackets stands another task if it says so, or nothing is numbered."""
    if _ANOTHER.match(words):
        return True
    return number is None and len(words) >= _SHORTEST_CLAUSE


def _is_sentence(before: str, words: str) -> bool:
    """Tell whether the words between two role brackets are sentences of their own.

    `甲。(X负责)乙。(Y负责)` and `甲(X)。乙(Y)。` set two tasks under one number.
    """
    stopped = before.rstrip(" ").endswith(("。", "!")) or words.startswith("。")
    return stopped and len(words.strip(_BETWEEN)) >= _SHORTEST_CLAUSE


def _text_end(text: str, start: int) -> int:
    """Return where the words of a paragraph end and its duties begin."""
    bracket = next((open_ for open_, _, _ in role_brackets(text, start)), None)
    label = first_label(text[start:])
    ends = [end for end in (bracket, None if label is None else start + label) if end is not None]
    return min(ends, default=len(text))


def _span(line: Line, start: int, end: int) -> tuple[int, int]:
    return line.start + start, line.start + end


# --- duties -------------------------------------------------------------------


def attach(item: Item, line: Line, start: int, text: str) -> None:
    """Read duties from `text`, which begins at `start` of the line, into the item."""
    opened = len(text) - len(text.lstrip("(" + BEFORE_LABELS))
    duties = read_duties(text[opened:].rstrip(")]。; ") if opened else text)
    if duties is not None:
        _add(item, line, start + opened, duties)


def _add(item: Item, line: Line, start: int, duties: Duties, *, own_clause: bool = False) -> None:
    """Add duties; those of an `own_clause` of the task are settled by themselves."""
    item.has_duties |= duties.answered
    before = [] if own_clause else item.cells
    led = any(cell.role is Role.LEADS and cell.rule is None for cell in before)
    own = refined(
        [
            replace(_cell(line, start, named, role), rule=rule)
            for named, role, rule in settled(duties.named, led=led)
        ],
        line.passage(),
    )
    if any(cell.role is Role.LEADS and cell.rule is None for cell in own):
        before = [_beside_lead(cell) for cell in before]
    item.cells = [*(item.cells if own_clause else before), *own]
    if duties.deadline is not None and (item.deadline is None or item.gives_way):
        item.gives_way = duties.gives_way
        item.deadline = line.passage(*(start + offset for offset in duties.deadline))


def _lead_told(item: Item, text: str) -> None:
    """Let a remark below decide which of several that answer leads: 工作要求:由县发改局牵头."""
    told = _LED_BY.search(text)
    who = mend(told.group("who")) if told else ""
    if any(fold(cell.name) == who and cell.rule is RoleRule.ALONE for cell in item.cells):
        item.cells = [
            replace(cell, rule=None) if fold(cell.name) == who else _beside_lead(cell)
            for cell in item.cells
        ]


def _beside_lead(cell: Cell) -> Cell:
    """A lead that is one only for want of another supports when another follows."""
    if cell.rule is not RoleRule.ALONE:
        return cell
    role, rule = open_role(led=True)
    return replace(cell, role=role, rule=rule)


def _cell(line: Line, start: int, named: Named, role: Role) -> Cell:
    passage = line.passage(start + named.start, start + named.end)
    name = mend(passage.exact)
    kind = kind_of(name) or (AgentKind.LEADER if role is Role.SUPERVISES else AgentKind.UNIT)
    return Cell(name, kind, passage, role)


def passage_of(item: Item, source: str) -> Passage:
    """Return the passage of an item's words, without a bullet and the white space around them."""
    start, end = item.text
    while start < end and (source[start].isspace() or source[start] in _BULLETS):
        start += 1
    while start < end and (source[end - 1].isspace() or source[end - 1] in ",，、"):
        end -= 1
    return Passage(start, end, item.line.number, source[start:end])
