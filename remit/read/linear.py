"""Reads tables that were written out one cell a line, whole or with repeats dropped.

The layout (family F of published plans): a line `附件N`, a title, the header cells, then
for each row its cells in the order of the columns. Goals stand as a number and a name;
a goal may have named sub-goals. Tasks are numbered `(1)` …, or, in unnumbered tables,
are the lines that read as sentences. What follows a task and looks like a name is a duty
cell of its row.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from remit.model import Cell, Heading, Passage, Row, Section
from remit.read.lines import Line, is_balanced, join, mend, pieces
from remit.read.names import kind_of

_ATTACHMENT: Final = re.compile(r"附\s*(?:件|表)\s*([0-9一二三四五六七八九十]*)\s*[::]?")
_COLUMN: Final = re.compile(
    r"序号|编号|名称|目标|标准|内容|任务|事项|措施|举措|领导|责任人|牵头|配合|协同|责任|单位|部门|"
    r"时限|时间|进度|备注|说明|要求|类别"
)
_DUTY_COLUMN: Final = re.compile(r"领导|责任人|牵头|配合|协同|责任|单位|部门")
_TASK: Final = re.compile(r"[((]\s*(\d{1,3})\s*[))]\s*")
_NUMBER: Final = re.compile(r"\d{1,3}")
_SENTENCE: Final = re.compile(r"[。;;!]$")
_SECOND_NAME: Final = re.compile(r"[((〔\[]\D*[))〕\]]")
_LONGEST_COLUMN: Final = 10
_LONGEST_NAME: Final = 25
"""Characters of a heading or header cell; longer lines are text."""
_SHORTEST_HEADING: Final = 4
"""Shorter lines after a heading are the rest of its name (交通畅行 / 工程)."""


@dataclass(slots=True)
class _Table:
    """Where a table stands among the lines: its heading lines and its body."""

    number: str
    title: Line | None
    columns: tuple[str, ...]
    header: tuple[str, ...]
    body: list[Line]


@dataclass(slots=True)
class _Rows:
    """The rows found so far, and the lines that found no place."""

    rows: list[Row] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)


def read_tables(
    lines: Sequence[Line], source: str
) -> tuple[int, tuple[Section, ...], tuple[Passage, ...]]:
    """Find and read every table.

    Returns the index of the line where the first table begins (`len(lines)` when there
    is none), the sections that hold at least one task, and the lines left unread.
    """
    starts = list(_starts(lines))
    sections, unread = [], []
    first = starts[0] if starts else len(lines)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        table = _table(lines[start:end], len(sections) + 1)
        numbered = any(_TASK.match(line.text) for line in table.body)
        read = _numbered_rows if numbered else _unnumbered_rows
        found = read(_joined(_without_repeated_header(table), source), source)
        if found.rows:
            title = table.title
            sections.append(
                Section(
                    number=table.number,
                    title=mend(title.text) if title else None,
                    title_passage=title.passage() if title else None,
                    columns=table.columns,
                    numbered_tasks=numbered,
                    rows=tuple(found.rows),
                )
            )
        unread.extend(found.unread)
    return first, tuple(sections), tuple(unread)


# --- finding tables -----------------------------------------------------------


def _starts(lines: Sequence[Line]) -> Iterator[int]:
    """Yield where tables begin: at `附件N`, or at a header that no such line precedes."""
    covered = -1
    for index, line in enumerate(lines):
        if _ATTACHMENT.fullmatch(line.text):
            header = next((i for i in range(index + 1, index + 5) if _header(lines, i)), None)
            if header is not None:
                covered = header + len(_header(lines, header))
                yield index
        elif index >= covered and _opens_table(lines, index):
            covered = index + len(_header(lines, index))
            yield index


def _opens_table(lines: Sequence[Line], index: int) -> bool:
    header = _header(lines, index)
    words = [mend(line.text) for line in header]
    return len(words) >= 3 and words[0] in ("序号", "编号") and any(map(_DUTY_COLUMN.search, words))


def _header(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """Return the run of header cells at `index`: at least two, or none."""
    end = index
    while end < len(lines) and _is_column(lines, end):
        end += 1
    return lines[index:end] if end - index >= 2 else ()


def _is_column(lines: Sequence[Line], index: int) -> bool:
    """A header cell names a column, or is a part (区政府) of the one that follows."""
    word = mend(lines[index].text)
    if len(word) > _LONGEST_COLUMN or not re.fullmatch(r"[\w、/((·))]+", word) or word.isdigit():
        return False
    if _COLUMN.search(word):
        return _COLUMN.sub("", word) != word and not kind_of(word)
    return kind_of(word) is not None and _continues_header(lines, index)


def _continues_header(lines: Sequence[Line], index: int) -> bool:
    around = [mend(line.text) for line in lines[max(0, index - 1) : index + 2]]
    return len(around) == 3 and all(
        len(word) <= _LONGEST_COLUMN and _COLUMN.search(word) for word in (around[0], around[2])
    )


def _table(lines: Sequence[Line], ordinal: int) -> _Table:
    match = _ATTACHMENT.fullmatch(lines[0].text)
    start = next(i for i in range(len(lines)) if _header(lines, i))
    header = _header(lines, start)
    titles = lines[1:start] if match else ()
    columns: list[str] = []
    for line in header:
        word = mend(line.text)
        if columns and not _COLUMN.search(columns[-1]):
            columns[-1] += word
        else:
            columns.append(word)
    return _Table(
        number=str(ordinal),
        title=titles[0] if titles else None,
        columns=tuple(columns),
        header=tuple(line.text for line in header),
        body=list(lines[start + len(header) :]),
    )


def _without_repeated_header(table: _Table) -> list[Line]:
    """Drop the header where it stands again at the top of a page."""
    size = len(table.header)
    kept: list[Line] = []
    index = 0
    while index < len(table.body):
        if tuple(line.text for line in table.body[index : index + size]) == table.header:
            index += size
        else:
            kept.append(table.body[index])
            index += 1
    return kept


def _joined(lines: Iterable[Line], source: str) -> list[Line]:
    """Put names broken over two lines together: `高新园` / `(邹区镇)`, `高新园(邹区` / `镇)`."""
    joined: list[Line] = []
    for line in lines:
        previous = joined[-1] if joined else None
        if previous is not None and len(previous.text) <= _LONGEST_NAME:
            second_name = _SECOND_NAME.fullmatch(line.text) and kind_of(previous.text)
            if second_name or not is_balanced(previous.text):
                joined[-1] = join(previous, line, source)
                continue
        joined.append(line)
    return joined


# --- tables with numbered tasks -----------------------------------------------


def _numbered_rows(lines: Sequence[Line], source: str) -> _Rows:
    """Read a table whose tasks are numbered; between two tasks stand cells, then headings."""
    found = _Rows()
    marks = [(i, mark) for i, line in enumerate(lines) if (mark := _TASK.match(line.text))]
    headings = lines[: marks[0][0]]
    goal: Heading | None = None
    subgoals: list[Heading] = []
    for position, (index, mark) in enumerate(marks):
        last = position + 1 == len(marks)
        end = len(lines) if last else marks[position + 1][0]
        number, names = _split_headings(headings)
        if names and (number is not None or goal is None):
            goal, subgoals = _heading(number, names[0], 1), []
            names = names[1:]
        if names:
            subgoals.append(_heading(None, [line for name in names for line in name], 2))
        path = tuple(h for h in (goal, subgoals[-1] if subgoals else None) if h)
        task, rest = _task_text(lines[index:end], source)
        passage = task.passage(mark.end())
        size = len(rest) if last else _number_of_cells(rest, subgoals)
        cells = _cells(rest[:size], found)
        found.rows.append(Row(mark.group(1), mend_text(passage.exact), passage, path, cells))
        headings = rest[size:]
    return found


def _split_headings(lines: Sequence[Line]) -> tuple[Line | None, list[list[Line]]]:
    """Return the goal's number, if one stands there, and the names, each with its lines.

    A line too short to be a heading goes on with the name above it.
    """
    number = next((line for line in lines if _NUMBER.fullmatch(line.text)), None)
    names: list[list[Line]] = []
    for line in lines[lines.index(number) + 1 :] if number else lines:
        if names and (len(mend(line.text)) < _SHORTEST_HEADING):
            names[-1].append(line)
        else:
            names.append([line])
    return number, names


def _number_of_cells(lines: Sequence[Line], subgoals: Sequence[Heading]) -> int:
    """Return how many of the lines after a task are its cells; headings follow.

    Headings begin at a number on its own line. Without one, only the very last line can
    be a heading (a sub-goal), and is, when it is no name or is made like the sub-goals
    before it.
    """
    for index, line in enumerate(lines):
        if _NUMBER.fullmatch(line.text):
            return index
    if lines and _is_heading(lines[-1], subgoals):
        return len(lines) - 1
    return len(lines)


def _is_heading(line: Line, siblings: Sequence[Heading]) -> bool:
    name = mend(line.text)
    if _cells_of(line) is None:
        return True
    return any(len(name) == len(h.name) and name[0] == h.name[0] for h in siblings)


def _task_text(lines: Sequence[Line], source: str) -> tuple[Line, list[Line]]:
    """Return the task's line, with the lines its text goes on in, and the lines after it."""
    task = lines[0]
    for index, line in enumerate(lines[1:], start=1):
        goes_on = not _SENTENCE.search(task.text) and _SENTENCE.search(line.text)
        if not goes_on or _cells_of(line) is not None:
            return task, list(lines[index:])
        task = join(task, line, source)
    return task, []


def mend_text(text: str) -> str:
    """Return a task's text without the line breaks inside it."""
    return re.sub(r"\s*[\r\n]+\s*", "", text).strip()


# --- tables without task numbers ----------------------------------------------


def _unnumbered_rows(lines: Sequence[Line], source: str) -> _Rows:
    """Read a table whose rows are a (numbered) name and, below it, sentences with cells."""
    found = _Rows()
    names: list[tuple[Line | None, list[Line]]] = []
    rows: list[tuple[int, Line, list[Line]]] = []
    number: Line | None = None
    naming = False
    for line in lines:
        if _NUMBER.fullmatch(line.text):
            number, naming = line, False
        elif _is_text(line):
            rows.append((len(names) - 1, line, []))
            naming = False
        elif naming:
            names[-1][1].append(line)
        elif number is None and rows and _cells_of(line) is not None:
            rows[-1][2].append(line)
        else:
            names.append((number, [line]))
            number, naming = None, True
    headings = _restored([_heading(*name, 1) for name in names])
    for index, line, cells in rows:
        path = () if index < 0 else (headings[index],)
        found.rows.append(Row(None, line.text, line.passage(), path, _cells(cells, found)))
    return found


def _is_text(line: Line) -> bool:
    return bool(_SENTENCE.search(line.text)) or len(line.text) > _LONGEST_NAME


def _restored(headings: list[Heading]) -> list[Heading]:
    """Put back what dropping repeated lines took from the headings of one table.

    Numbers: the headings before the first numbered one get theirs when they count up to
    it exactly. Names: an ending that stands on a line of its own in one name, and that
    every name up to there has, is put back to the later names that lack it.
    """
    known = next((i for i, h in enumerate(headings) if h.number is not None), None)
    if known is not None and headings[known].number == str(known + 1):
        for index in range(known):
            headings[index] = replace(
                headings[index], number=str(index + 1), restored_number=True
            )
    broken = next((i for i, h in enumerate(headings) if len(h.passages) > 1), None)
    if broken is None:
        return headings
    ending = mend(headings[broken].passages[-1].exact)
    if not all(h.name.endswith(ending) for h in headings[: broken + 1]):
        return headings
    for index, heading in enumerate(headings[broken + 1 :], start=broken + 1):
        if not heading.name.endswith(ending):
            headings[index] = replace(heading, name=heading.name + ending, restored_name=ending)
    return headings


# --- shared -------------------------------------------------------------------


def _heading(number: Line | None, names: Sequence[Line], level: int) -> Heading:
    return Heading(
        number=number.text if number else None,
        name="".join(mend(line.text) for line in names),
        level=level,
        passages=tuple(line.passage() for line in names),
    )


def _cells_of(line: Line) -> list[Cell] | None:
    """Return the names in a cell line, None when any part of it is no name."""
    cells = []
    for start, end in pieces(line):
        passage = line.passage(start, end)
        kind = kind_of(passage.exact)
        if kind is None:
            return None
        cells.append(Cell(mend(passage.exact), kind, passage))
    return cells or None


def _cells(lines: Iterable[Line], found: _Rows) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for line in lines:
        names = _cells_of(line)
        if names is None:
            found.unread.append(line.passage())
        else:
            cells.extend(names)
    return tuple(cells)
