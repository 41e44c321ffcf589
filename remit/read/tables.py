"""Finds the tables in a text that was written out one cell a line.

A table begins at a line `附件N` with a title and a header below it, or at a header that
no such line precedes. Its header is a run of cells that name columns.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from remit.model import Role
from remit.read.columns import NO_COLUMN, Column, Kinds, column_of, columns_of
from remit.read.labels import roles_of_label
from remit.read.lines import Line, is_balanced, join, mend
from remit.read.names import LONGEST_NAME, kind_of, names_in
from remit.read.notice import date_of

_ATTACHMENT: Final = re.compile(r"附\s*(?:件|表)\s*+([0-9一二三四五六七八九十]*+)\s*+:?")
_COLUMN: Final = re.compile(
    r"序号|编号|名称|目标|标准|内容|任务|事项|项目|实事|措施|举措|领导|牵头|配合|协同|"
    r"责任(?:人|主体|分工|$)|单位|部门|"
    r"问题|总投资|投资额|资金|时限|时间|进度|备注|说明|要求|类别|情况|进展|状态|结果|分值|来源"
)
_COLUMN_END: Final = re.compile(rf"(?:{_COLUMN.pattern})$")
_MAY_BE_WORDS: Final = (Column.TASK, Column.OTHER)
_UNKNOWN: Final = re.compile(r"[\u4e00-\u9fff]+(?:\([\u4e00-\u9fff/%]{1,4}\))?")
"""A column's name of no known word, perhaps with a unit: 总投资(万元)."""
_REST_OF_COLUMN: Final = re.compile(r"单位|部门|领导|时间|时限|\(.{1,6}\)")
_HALF_COLUMNS: Final = ("完成", "办结", "落实")
"""First halves of columns' names that name none themselves: 完成 / 时间."""
_DUTY_COLUMN: Final = re.compile(r"领导|责任人|牵头|配合|协同|责任|单位|部门")
_SECOND_NAME: Final = re.compile(r"[(\[]\D*[)\]]")
_HEADING: Final = re.compile(r"[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)")
_LONGEST_COLUMN: Final = 12
_SHORTEST_COLUMN: Final = 2
_FEWEST_COLUMNS: Final = 3
_AFTER_TABLE: Final = re.compile(
    r"(?:抄送|主送|印发|主题词|报送)[:机]|.{2,30}\d{4}年\d{1,2}月\d{1,2}日印发"
)
_PAGE: Final = re.compile(r"[-—–―]+\s*\d+\s*[-—–―]+|第\s*\d+\s*页.*")


@dataclass(slots=True)
class Table:
    """A table among the lines: its number in the notice, title, columns and body.

    `header` holds the header cells as printed, `columns` with broken ones joined.
    """

    number: str
    title: Line | None
    columns: tuple[str, ...]
    header: tuple[str, ...]
    body: list[Line]

    @property
    def kinds(self) -> Kinds:
        """What each column holds; without a word for the task, the first unknown one has it."""
        kinds = columns_of(self.columns)
        if not any(kind is Column.TASK for kind, _ in kinds):
            unknown = (i for i, (kind, _) in enumerate(kinds) if kind is Column.OTHER)
            for index in [*unknown][:1]:
                kinds[index] = (Column.TASK, frozenset())
        return kinds

    @property
    def duties(self) -> tuple[frozenset[Role], ...]:
        """The roles each duty column has a place for, in the order of the columns."""
        return tuple(roles for kind, roles in self.kinds if kind is Column.DUTY)

    @property
    def text_columns(self) -> int:
        """How many columns hold text: one for the task, or one more for the goal."""
        return sum(kind is Column.TASK for kind, _ in self.kinds)

    @property
    def has_other_columns(self) -> bool:
        """Whether some column holds neither text nor duties: progress, figures, remarks."""
        return any(kind is Column.OTHER for kind, _ in self.kinds)

    @property
    def ends_in_others(self) -> bool:
        """Whether the last column names bodies that do not answer for the task (评分部门)."""
        kind, _ = self.kinds[-1] if self.columns else (Column.TASK, None)
        return kind is Column.OTHER and self.columns[-1].endswith(("单位", "部门", "科室"))


def table_starts(lines: Sequence[Line]) -> Iterator[int]:
    """Yield where tables begin: at `附件N`, or at a header that no such line precedes.

    A header that is the same as the one before it stands at the top of a page, and
    begins no table.
    """
    covered, header = -1, [""]
    for index, line in enumerate(lines):
        start = None
        if is_attachment(line.text):
            start = _header_below(lines, index)
        elif index >= covered and _opens_table(lines, index):
            start = index
        if start is None:
            continue
        found = [cell.text for cell in _header(lines, start)]
        covered = start + len(found)
        if start != index or found != header:
            yield index
        header = found


def _header_below(lines: Sequence[Line], index: int) -> int | None:
    """Return where the header of the attachment that begins at `index` stands, if it has one."""
    for below in range(index + 1, min(index + 5, len(lines))):
        if is_attachment(lines[below].text):
            return None
        if _header(lines, below):
            return below
    return None


def is_attachment(text: str) -> bool:
    """Tell whether a folded line only says that an attachment begins (附件2)."""
    return _ATTACHMENT.fullmatch(text) is not None


def _opens_table(lines: Sequence[Line], index: int) -> bool:
    header = _header(lines, index)
    words = [mend(line.text) for line in header]
    if len(words) < _FEWEST_COLUMNS or not any(map(_DUTY_COLUMN.search, words)):
        return False
    kinds = {column_of(word)[0] for word in words}
    return words[0] in ("序号", "编号") or {Column.DUTY, Column.TASK} <= kinds


def _header(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """Return the run of header cells at `index`: at least two, or none."""
    end = index
    while end < len(lines) and (
        _is_column(lines, end) or (end > index and _is_unknown_column(lines, end))
    ):
        end += 1
    kinds = [column_of(mend(line.text))[0] for line in lines[index:end]]
    while Column.DUTY in kinds[:-1] and kinds[-1] in _MAY_BE_WORDS and _is_words(lines[end - 1]):
        kinds.pop()
        end -= 1
    return lines[index:end] if end - index >= 2 else ()


def _is_words(line: Line) -> bool:
    """Tell whether a cell behind the columns of duties is of the first row: 项目建设, no column."""
    word = mend(line.text)
    return _COLUMN.search(word) is not None and _COLUMN_END.search(word) is None


def _is_column(lines: Sequence[Line], index: int) -> bool:
    """A header cell names a column, or is a part (区政府) of the one that follows."""
    word = mend(lines[index].text)
    if (
        len(word) > _LONGEST_COLUMN
        or _HEADING.match(word)
        or not re.fullmatch(r"[\w、/(·)—-]+", word)
        or word.isdigit()
    ):
        return False
    below = mend(lines[index + 1].text) if index + 1 < len(lines) else ""
    if word in _HALF_COLUMNS and _REST_OF_COLUMN.fullmatch(below):
        return True
    if index and _REST_OF_COLUMN.fullmatch(word) and mend(lines[index - 1].text) in _HALF_COLUMNS:
        return True
    if index and _REST_OF_COLUMN.fullmatch(word) and _COLUMN.search(mend(lines[index - 1].text)):
        return True
    if _COLUMN.search(word):
        whole = _COLUMN.fullmatch(word) is not None or bool(roles_of_label(word))
        named = kind_of(word) is not None and not whole  # 任务, 时限 look like persons
        return not named and not NO_COLUMN.search(word)
    return kind_of(word) is not None and _continues_header(lines, index)


def _is_unknown_column(lines: Sequence[Line], index: int) -> bool:
    """A short word between two columns names one too (序号 / 民生实事 / 责任单位)."""
    word = mend(lines[index].text)
    short = len(word) <= _LONGEST_COLUMN and _UNKNOWN.fullmatch(word) is not None
    return short and index + 1 < len(lines) and _is_column(lines, index + 1)


def _continues_header(lines: Sequence[Line], index: int) -> bool:
    around = [mend(line.text) for line in lines[max(0, index - 1) : index + 2]]
    return len(around) == 3 and all(
        len(word) <= _LONGEST_COLUMN and _COLUMN.search(word) for word in (around[0], around[2])
    )


def table_at(lines: Sequence[Line], ordinal: int) -> Table:
    """Return the table whose lines these are; `ordinal` counts the tables of the notice."""
    match = _ATTACHMENT.fullmatch(lines[0].text)
    start = next((i for i in range(len(lines)) if _header(lines, i)), len(lines))
    header = _header(lines, start)
    titles = lines[1:start] if match else ()
    columns: list[str] = []
    for line in header:
        word = mend(line.text)
        if columns and (_is_half(columns[-1]) or _REST_OF_COLUMN.fullmatch(word)):
            columns[-1] += word
        else:
            columns.append(word)
    columns = _without_parent(columns)
    return Table(
        number=(match.group(1) if match else "") or str(ordinal),
        title=titles[0] if titles else None,
        columns=tuple(columns),
        header=tuple(line.text for line in header),
        body=list(lines[start + len(header) :][: _end(lines[start + len(header) :])]),
    )


def _without_parent(columns: list[str]) -> list[str]:
    """Leave out a title over two columns of a nested header: 责任单位 over 牵头 and 配合."""
    kinds = columns_of(columns)
    for index in range(len(columns) - 2):
        over, *under = [roles for _, roles in kinds[index : index + 3]]
        bare = columns[index + 1] == "牵头" and columns[index + 2] in (
            "配合",
            "协办",
            "协助",
            "参与",
        )
        if bare and len(over) > 1 and under == [{Role.LEADS}, {Role.SUPPORTS}]:
            return columns[:index] + columns[index + 1 :]
    return columns


def _is_half(column: str) -> bool:
    """Tell whether a header cell is the first part of a broken one (区政府 / 分管领导)."""
    if _COLUMN.search(column):
        return False
    return len(column) <= _SHORTEST_COLUMN or kind_of(column) is not None


def body_of(table: Table, source: str) -> list[Line]:
    """Return the lines of the rows, with broken names put together.

    Page marks, repeated headers and what follows the table are left out.
    """
    return _with_broken_names_joined(_without_repeated_header(table), source)


def _end(lines: Sequence[Line]) -> int:
    """Return where a table's lines end: at the next attachment, a signature, a colophon."""
    for index, line in enumerate(lines):
        below = lines[index + 1].text.removesuffix("印发") if index + 1 < len(lines) else ""
        signed = date_of(below) is not None
        if is_attachment(line.text) or _AFTER_TABLE.match(line.text) or signed:
            return index
    return len(lines)


def _without_repeated_header(table: Table) -> list[Line]:
    """Drop the header where it stands again at the top of a page, and page marks."""
    size = len(table.header)
    kept: list[Line] = []
    index = 0
    while index < len(table.body):
        if tuple(line.text for line in table.body[index : index + size]) == table.header:
            index += size
        elif _PAGE.fullmatch(table.body[index].text):
            index += 1
        else:
            kept.append(table.body[index])
            index += 1
    return kept


def _closes(text: str) -> bool:
    """Tell whether a line closes a bracket that it does not open."""
    return is_balanced(text) and text.count(")") + text.count("]") > text.count("(") + text.count(
        "["
    )


def _with_broken_names_joined(lines: Iterable[Line], source: str) -> list[Line]:
    """Put names broken over two lines together: `高新园` / `(邹区镇)`, `高新园(邹区` / `镇)`."""
    joined: list[Line] = []
    for line in lines:
        previous = joined[-1] if joined else None
        if previous is not None and previous.text.endswith("、") and names_in(previous):
            joined[-1] = join(previous, line, source)
            continue
        if previous is not None and len(previous.text) <= LONGEST_NAME:
            second_name = _SECOND_NAME.fullmatch(line.text) and kind_of(previous.text)
            if second_name or (not is_balanced(previous.text) and _closes(line.text)):
                joined[-1] = join(previous, line, source)
                continue
        joined.append(line)
    return joined
