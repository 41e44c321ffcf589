"""Reads sentences that say first who answers, then what is to be done.

Family M of published plans: `由县发改局牵头，县财政局配合，在9月底前完成供地；…` and
`一、市公安局负责打击制售假冒商品；`. Such a sentence may stand below a numbered title, which is
then the goal; who answers may be set off by a mark: `(一)市公安局：打击…`. Many sentences
that set no task begin like that, so only a text that shows its tasks in no other way is read
so, and only where it sets two or more.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from remit.model import AgentKind, Cell, Heading, Passage, Role, Row
from remit.read.dates import is_deadline
from remit.read.duties import read_duties, settled
from remit.read.enumeration import numbering
from remit.read.leaders import refined
from remit.read.lines import Line, mend, unbroken
from remit.read.listed import Named, listed
from remit.read.names import begins_with_verb, kind_of, name_spans

_FEWEST: Final = 2
_CLAUSE: Final = re.compile(r"[^;。]+")
_BY: Final = re.compile(r"(?:^|(?<=[,:]))由")
_ANSWERS: Final = re.compile(
    r"(?P<who>[^,;。]{2,60}?)(?:主要|具体|共同|分别|牵头)?(?P<verb>负责)(?!人|同志|制|任)"
)
_APART: Final = re.compile(r"(?P<who>[^,;。:]{2,60})[。:](?!$)")
"""Who answers, set off by a mark at the beginning of a paragraph."""
_TITLE: Final = re.compile(r"[^。;,:!?]{2,40}")
_TIME: Final = re.compile(r"(?:要|应|须|需)?(?:在|于|力争)?(?P<time>[^,]{1,16}?[前内底末日]+)")
_DOING: Final = re.compile("负责|组织|做好|制定|指导|督促|协调|协助|承担|拟订|管理|提供|牵头|配合")
_LETTER: Final = re.compile(r"[\u4e00-\u9fff]")
_FEWEST_LETTERS: Final = 6
_BODIES: Final = (AgentKind.UNIT, AgentKind.UNIT_GROUP)
_SHORTEST: Final = 4
"""Characters of a task."""


def opening_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the tasks of such sentences in order, none if there are fewer than two."""
    found: list[tuple[Line | None, Row]] = []
    title: Line | None = None
    apart = {line.start: row for line in lines if (row := _set_apart(line)) is not None}
    sure = len(apart) >= _FEWEST  # one alone may be whom a letter is sent to
    for line in lines:
        own = [apart[line.start]] if sure and line.start in apart else list(_rows(line))
        level, number, begin = numbering(line.text)
        if title is not None and level <= numbering(title.text)[0]:
            title = None
        found += ((title, row) for row in own)
        if number is not None and not own and _TITLE.fullmatch(line.text, begin):
            title = line
    if len(found) < _FEWEST:
        return []
    below = Counter(title for title, _ in found)
    return [_under(title, row, alone=below[title] == 1) if title else row for title, row in found]


def _under(title: Line, row: Row, *, alone: bool) -> Row:
    """Put a row below its title, whose number it has if it is the only one and has none."""
    _, number, begin = numbering(title.text)
    passage = title.passage(begin)
    heading = Heading(number, mend(passage.exact), 1, (passage,))
    own = row.number or (number if alone else None)
    return replace(row, number=own, headings=(heading,))


def _set_apart(line: Line) -> Row | None:
    """Read a paragraph that begins with the bodies that answer for all of it, and a mark."""
    _, number, begin = numbering(line.text)
    answers = _APART.match(line.text, begin)
    if answers is None:
        return None
    spans = [(begin + a, begin + b) for a, b in name_spans(answers.group("who"))]
    if any(kind_of(line.text[slice(*span)]) not in _BODIES for span in spans):
        return None
    words = line.text[answers.end() :].lstrip()
    doing = _DOING.match(words) is not None or begins_with_verb(words)
    if len(_LETTER.findall(words)) < _FEWEST_LETTERS or not (number or doing):
        return None  # a telephone number, whom a letter is sent to
    task = line.passage(answers.end())
    cells = [_cell(line.passage(*span), Role.LEADS) for span in spans]
    return Row(number, unbroken(task.exact), task, (), tuple(cells))


def _rows(line: Line) -> Iterator[Row]:
    _, number, begin = numbering(line.text)
    clauses = list(_CLAUSE.finditer(line.text, begin))
    for clause in clauses:
        starts = [match.end() for match in _BY.finditer(clause.group())]
        for start in starts or [0]:
            row = _row(line, clause.start() + start, clause.end())
            if row is not None:
                own = number if len(clauses) == 1 else None
                yield Row(own, row.text, row.passage, (), row.cells, row.deadline)
                break


def _row(line: Line, start: int, end: int) -> Row | None:
    """Read one clause: those who answer, the time, the task, and who helps."""
    text = line.text
    named, start = _spoken(text, start, end)
    if not named:
        answers = _ANSWERS.match(text, start, end)
        if answers is None:
            return None
        named = list(listed(text, *answers.span("who"), frozenset({Role.LEADS})).named)
        start = answers.end()
    deadline = None
    time = _TIME.match(text, start, end)
    if time is not None and is_deadline(time.group("time")):
        deadline, start = line.passage(*time.span("time")), time.end()
    last = text.rfind(",", start, end)
    helpers, rest = _spoken(text, last + 1, end + 1) if last > start else ([], 0)
    if helpers and rest >= end:
        named, end = [*named, *helpers], last
    known = all(kind_of(text[name.start : name.end]) for name in named)
    task = line.passage(start, end)
    if not known or len(mend(task.exact)) < _SHORTEST or mend(task.exact)[0] in "的人,":
        return None
    cells = [_cell(line.passage(n.start, n.end), role) for n, role, _ in settled(named)]
    persons_apart = tuple(refined(cells, line.passage()))
    return Row(None, unbroken(task.exact), task, (), persons_apart, deadline)


def _spoken(text: str, start: int, end: int) -> tuple[list[Named], int]:
    """Return who is said to do what in the pieces from `start` on, and where these end."""
    found: list[Named] = []
    while start < end:
        stop = text.find(",", start, end)
        stop = end if stop < 0 else stop
        duties = read_duties(text[start:stop])
        if duties is None or not duties.named or not all(n.roles for n in duties.named):
            break
        if not all(kind_of(text[start + n.start : start + n.end]) for n in duties.named):
            break
        found += (replace(n, start=n.start + start, end=n.end + start) for n in duties.named)
        start = stop + 1
    return found, start


def _cell(passage: Passage, role: Role) -> Cell:
    name = mend(passage.exact)
    return Cell(name, kind_of(name) or AgentKind.UNIT, passage, role)
