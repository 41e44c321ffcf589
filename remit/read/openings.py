"""Reads sentences that say first who answers, then what is to be done.

Family M of published plans: `由县发改局牵头，县财政局配合，在9月底前完成供地；…` and
`一、市公安局负责打击制售假冒商品；`. Such a sentence may stand below a numbered title, which is
then the goal; who answers may be set off by a stop: `(一)市公安局。负责打击…`. Many sentences
that set no task begin like that, so only a text that shows its tasks in no other way is read
so, and only where it sets two or more.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from remit.model import AgentKind, Cell, Heading, Passage, Role, Row
from remit.read.dates import is_deadline
from remit.read.duties import read_duties, settled
from remit.read.enumeration import numbering
from remit.read.leaders import refined
from remit.read.lines import Line, mend, unbroken
from remit.read.listed import Named
from remit.read.names import kind_of, name_spans

_FEWEST: Final = 2
_CLAUSE: Final = re.compile(r"(?:[^;。]{2,30}。(?=负责))?[^;。]+")
_BY: Final = re.compile(r"(?:^|(?<=[,:]))由")
_ANSWERS: Final = re.compile(
    r"(?P<who>[^,;。]{2,60}?)(?:主要|具体|共同|分别|牵头)?(?P<verb>负责)(?!人|同志|制|任)"
)
_ANSWERS_APART: Final = re.compile(r"(?P<who>[^,;。]{2,30})[。:](?=负责)")
_TITLE: Final = re.compile(r"[^。;,:!?]{2,40}")
_TIME: Final = re.compile(r"(?:要|应|须|需)?(?:在|于|力争)?(?P<time>[^,]{1,16}?[前内底末日]+)")
_SHORTEST: Final = 4
"""Characters of a task."""


def opening_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the tasks of such sentences in order, none if there are fewer than two."""
    rows: list[Row] = []
    title: Line | None = None
    for line in lines:
        own = list(_rows(line))
        level, number, begin = numbering(line.text)
        if title is not None and level <= numbering(title.text)[0]:
            title = None
        if title is not None:
            own = [_under(title, row, first=number is None and row is own[0]) for row in own]
        if number is not None and not own and _TITLE.fullmatch(line.text, begin):
            title = line
        rows += own
    return rows if len(rows) >= _FEWEST else []


def _under(title: Line, row: Row, *, first: bool) -> Row:
    """Put a row below its title, whose number the first sentence has that has none itself."""
    _, number, begin = numbering(title.text)
    passage = title.passage(begin)
    heading = Heading(number, mend(passage.exact), 1, (passage,))
    return replace(row, number=number if first else row.number, headings=(heading,))


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
        answers = _ANSWERS_APART.match(text, start, end) or _ANSWERS.match(text, start, end)
        if answers is None:
            return None
        spans = [(start + a, start + b) for a, b in name_spans(answers.group("who"))]
        named = [Named(*span, frozenset({Role.LEADS})) for span in spans]
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
