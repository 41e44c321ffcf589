"""Tables that are written a row a line, their cells set off by spaces or tabs (`1 修路 县交通局`).

A header of such words begins a table; its rows begin with a number, or, where the header has
none, have as many cells as it. What stands before the cells of the last columns is the task.
A row may be broken over lines. Names on a line of their own below a row belong to it, but
nothing says in which column: they are left over.
"""

import re
from collections.abc import Sequence
from typing import Final

from remit.read.boxes import Box
from remit.read.brackets import duty_spans
from remit.read.cells import cells_in
from remit.read.columns import LONGEST_COLUMN, Column, Kinds, column_of
from remit.read.enumeration import numbering
from remit.read.likeness import likeness, looks
from remit.read.lines import Line, ends_sentence, join, mend
from remit.read.names import LONGEST_NAME, kind_of
from remit.read.rendering import Table

_BAR: Final = re.compile(r"[|｜│┃║]")
_WORD: Final = re.compile(r"\S+")
_TAB_CELL: Final = re.compile(r"[^\t\r\n]+|(?<=\t)(?=\t)")
"""What stands between tabs, and be it nothing."""
_SECTION: Final = re.compile(r"[一二三四五六七八九十]{1,3}|\([一二三四五六七八九十]{1,3}\)")
_TITLE: Final = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:任务|内容|事项|目标|措施|举措|项目|名称|要求|指标|标准|单位|部门|科室|领导|主体|"
    r"时限|时间|期限|备注|投资额?|资金|规模|产值)(?:\([\u4e00-\u9fff/]{1,4}\))?"
)
_FEWEST_COLUMNS: Final = 3
_NEVER_FIRST: Final = "(、,;)"
_MOST_LINES: Final = 3
"""Lines over which a row may be broken."""

_Words = list[tuple[int, int]]


class Spaced:
    """Collects such tables from the lines of a text."""

    def __init__(self, source: str, tables: list[Table]) -> None:
        self._source = source
        self._tables = tables
        self._table: Table | None = None
        self._kinds: Kinds = []
        self._after = 0
        self._numbered = True

    def takes(self, lines: Sequence[Line], index: int) -> int:
        """Add the line to a table, if it is a header or a row of one.

        Returns how many lines, from this one on, are taken so.
        """
        line = lines[index]
        words = _words(line)
        if self._heads(lines, index, words):
            return 1
        if self._table is None:
            return 0
        if _is_section(line, words):
            if index + 1 < len(lines) and _header(lines[index + 1]) is not None:
                self._table = None  # the title of the next table
                return 0
            _add(self._table, line, [(0, words[0][0], words[-1][1])])
            return 1
        if not self._numbered:
            if self._suits(line, words):
                self._row(self._table, line, words)
                return 1
        elif line.text[slice(*words[0])].isdigit():
            size = self._size(lines, index)
            if size:
                whole = join(line, lines[index + size - 1], self._source)
                self._row(self._table, whole, _words(whole))
                return size
        elif self._table.rows > 1 and cells_in(line) is not None:
            _add(self._table, line, [(self._last_duty(), 0, len(line.raw))])
            return 1
        self._table = None
        return 0

    def _heads(self, lines: Sequence[Line], index: int, words: _Words) -> bool:
        """Begin a table, if the line is the header of one."""
        line = lines[index]
        titles = _titles(line.text, words)
        header = _header(line)
        if _BAR.search(line.text):
            return False
        if header is not None:
            self._begin(line, titles[header:])
            return True
        if _are_columns(line.text, titles, numbered=False) and _are_titles(line.text, titles):
            before = self._kinds, self._after
            self._kinds, self._after = _kinds(line, titles)
            below = lines[index + 1 : index + 3]
            if len(below) > 1 and all(self._suits(row, _words(row)) for row in below):
                self._begin(line, titles)
                return True
            self._kinds, self._after = before
        return False

    def _begin(self, line: Line, words: _Words) -> None:
        self._kinds, self._after = _kinds(line, words)
        self._numbered = self._kinds[0][0] is Column.NUMBER
        self._table = Table(line.start, 0, len(words))
        self._tables.append(self._table)
        _add(self._table, line, [(column, *word) for column, word in enumerate(words)])

    def _suits(self, line: Line, words: _Words) -> bool:
        """Tell whether a line has a cell for each column that can stand there."""
        if len(words) != len(self._kinds):
            return False
        cells = zip(words, self._kinds, strict=True)
        suits = [
            looks(mend(line.text[slice(*word)]), kind, roles)
            for word, (kind, roles) in cells
            if kind is not Column.OTHER and word[0] < word[1]
        ]
        return min(suits, default=-1) >= 0 and sum(suits) > len(suits)

    def _size(self, lines: Sequence[Line], index: int) -> int:
        """Return over how many lines a row that begins with a number reaches; 0: it is none."""
        words = _words(lines[index])
        kinds = self._kinds[self._after :]
        if "\t" in lines[index].raw:
            return self._size_by_tabs(lines, index)
        if not kinds or kinds[-1][0] is Column.OTHER:
            return len(words) >= _FEWEST_COLUMNS
        for size in range(1, _MOST_LINES + 1):
            last, *below = lines[index + size - 1 : index + size + 1]
            if size > 1 and _opens(last.text):
                break
            whole = join(lines[index], last, self._source)
            if self._is_whole(whole, _words(whole)):
                if below and below[0].text[0] in _NEVER_FIRST:
                    return size + 1
                stacked = size > 1 and below and cells_in(below[0]) is not None
                return 1 if stacked else size
            if not below:
                break
        return len(words) >= _FEWEST_COLUMNS

    def _size_by_tabs(self, lines: Sequence[Line], index: int) -> int:
        """Return over how many lines a row with tabs reaches, where a cell holds line ends."""
        for size in range(2, _MOST_LINES + 1):
            last = lines[index + size - 1 : index + size]
            if not last or "\t" not in last[0].raw or _opens(last[0].text):
                break
            whole = _words(join(lines[index], last[0], self._source))
            if len(whole) == len(self._kinds):
                return size
        return len(_words(lines[index])) >= _FEWEST_COLUMNS

    def _is_whole(self, line: Line, words: _Words) -> bool:
        """Tell whether a row has a cell for each of the last columns."""
        kinds = self._kinds[self._after :]
        last = [mend(line.text[slice(*word)]) for word in words[-len(kinds) :]]
        enough = len(words) >= len(kinds) + 2
        return enough and min(looks(w, *kind) for w, kind in zip(last, kinds, strict=True)) > 0

    def _last_duty(self) -> int:
        return max(i for i, (kind, _) in enumerate(self._kinds) if kind is Column.DUTY)

    def _row(self, table: Table, line: Line, words: _Words) -> None:
        if len(words) == table.columns or "\t" in line.raw:
            placed = [(column, *word) for column, word in enumerate(words[: table.columns])]
            _add(table, line, placed)
            return
        end = table.columns - self._ends_empty(line.text, words)
        last = min(end - self._after, len(words) - 2)
        cells = words[len(words) - last :] if last else []
        first = end - len(cells)
        below = len(words) - last
        if cells and self._kinds[first:][:1] and self._only_duty(first):
            while below > 2 and kind_of(line.text[slice(*words[below - 1])]):
                below -= 1  # several names of one cell, set off by spaces
            cells[0] = (words[below][0], cells[0][1])
        _add(
            table,
            line,
            [
                (0, *words[0]),
                (self._after - 1, words[1][0], words[below - 1][1]),
                *((first + column, *word) for column, word in enumerate(cells)),
            ],
        )

    def _only_duty(self, column: int) -> bool:
        duties = [i for i, (kind, _) in enumerate(self._kinds) if kind is Column.DUTY]
        return duties == [column]

    def _ends_empty(self, text: str, words: _Words) -> bool:
        """Tell whether the last words suit the last columns better but for one (no remark)."""
        last = [mend(text[slice(*word)]) for word in words[2 - len(words) :]]
        kinds = self._kinds[self._after :]
        size = len(kinds) - 1
        if not 0 < size <= len(last):
            return False
        without = sum(likeness(last[-size:], kinds[:-1]))
        return without > sum(likeness(last[-size - 1 :], kinds[-len(last[-size - 1 :]) :]))


def _words(line: Line) -> _Words:
    cells = _TAB_CELL if "\t" in line.raw else _WORD
    words: _Words = []
    for match in cells.finditer(line.text):
        start, end = match.span()
        between = line.text[words[-1][1] : start] if words else ""
        broken = "\n" in between and (cells is _WORD) == (line.text[start] in _NEVER_FIRST)
        if broken and "\t" not in between:
            words[-1] = (words[-1][0], end)
        else:
            words.append((start, end))
    return words


def _kinds(line: Line, words: _Words) -> tuple[Kinds, int]:
    """Return what the columns hold, and the first behind the tasks."""
    kinds = [column_of(mend(line.text[slice(*word)])) for word in words]
    task = max(i for i, (kind, _) in enumerate(kinds) if kind is Column.TASK)
    return kinds, task + 1


def _titles(text: str, words: _Words) -> _Words:
    """Put the single characters of spaced titles together: 工 作 任 务, but 序号 apart."""
    found: _Words = []
    for word in words:
        single = word[1] - word[0] == 1
        before = text[slice(*found[-1])] if found else ""
        open_ = single and bool(before) and (len(before) == 1 or " " in before)
        if open_ and column_of(mend(before))[0] is not Column.NUMBER:
            found[-1] = (found[-1][0], word[1])
        else:
            found.append(word)
    return found


def _add(table: Table, line: Line, cells: list[tuple[int, int, int]]) -> None:
    """Add a row: the column of each cell, and where it starts and ends in the line."""
    table.lines.append(line)
    for column, start, end in cells:
        table.boxes.append(Box(line.passage(start, end), table.rows, column, 1, 1))
    table.rows += 1


def _header(line: Line) -> int | None:
    """Return with which word of a line a header begins that has a number, None without one."""
    titles = _titles(line.text, _words(line))
    starts = range(len(titles) - 2)
    return next((i for i in starts if _are_columns(line.text, titles[i:])), None)


def _are_columns(text: str, words: Sequence[tuple[int, int]], *, numbered: bool = True) -> bool:
    """Tell whether words are a header with a task and someone who answers, and a number."""
    if len(words) < _FEWEST_COLUMNS or any(end - start > LONGEST_COLUMN for start, end in words):
        return False
    kinds = [column_of(mend(text[slice(*word)]))[0] for word in words]
    return (kinds[0] is Column.NUMBER) == numbered and {Column.TASK, Column.DUTY} <= set(kinds)


def _are_titles(text: str, words: _Words) -> bool:
    """Tell whether all words are what columns are called, and no words of a row could be."""
    return all(_TITLE.fullmatch(mend(text[slice(*word)])) for word in words)


def _is_section(line: Line, words: _Words) -> bool:
    """Tell whether a line can be a title over rows of a table: `一、稳增长`, `一 稳增长`."""
    short = len(line.text) <= LONGEST_NAME + LONGEST_COLUMN and not ends_sentence(line.text)
    if not short or duty_spans(line.text):
        return False
    if len(words) == 1:
        return numbering(line.text)[1] is not None
    return len(words) == 2 and _SECTION.fullmatch(line.text[slice(*words[0])]) is not None


def _opens(text: str) -> bool:
    """Tell whether a line begins something of its own: a row, a section, a sentence."""
    first = text.split(maxsplit=1)[0]
    return first.isdigit() or numbering(text)[1] is not None or ends_sentence(text)
