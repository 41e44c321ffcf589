"""Tables whose cells run together: `序号主要内容分管领导牵头单位1新建学校。张伟区教育局2…`.

Copies of Word files and previews of libraries print them so (family I of published plans).
The header is a run of titles behind 序号; rows begin at numbers that count up, with titles of
sections between them; the names that follow a sentence, or stand at a row's end or before the
gap that columns without duties leave, are its duty cells. Names are cut apart by what they
look like: known kinds of organ, titles and family names, and names met again. Where the names
of one cell are set off by marks, those without one between them stand in two cells.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from remit.model import PERSONS, AgentKind, Cell, Heading, Role, Row
from remit.organkinds import organ_names
from remit.read.columns import Column, Kinds, columns_of
from remit.read.dates import is_deadline
from remit.read.duties import open_role
from remit.read.lines import Line, mend
from remit.read.listed import without_others
from remit.read.names import begins_with_verb, kind_of
from remit.read.run_on_names import LEVELS, Looks, Place

_TITLES: Final = re.compile(
    r"序号(?P<titles>[\u4e00-\u9fff\d、() ]{4,80}?)"
    r"(?=合计|总计|$|[一二三四五六七八九十]、|\([一二三四五六七八九十]\)"
    r"|\s*(?<!\d)1(?= ?[\u4e00-\u9fff“]))"
)
_TITLE_END: Final = re.compile(
    r"备注|说明|.{1,20}?(?:名称|内容|领导|单位|部门|时限|时间|备注|标准|目标|任务|措施|事项|要求|进展|"
    r"业主|总?投资|阶段|性质|年限|规模|计划(?!进度)|进度(?!要求))"
)
_MARK: Final = re.compile(
    r"(?<!\s)\s*\d{1,2}[、,]\s*(?=\))|(?<!\s)\s*\n\d{1,2}、|[-—]\s?\d{1,3}\s?[-—]"
)
"""Counters of pages that previews print within cells."""
_SECTION: Final = re.compile(
    r"(?:(?P<number>[一二三四五六七八九十]{1,3})、|\((?P<other>[一二三四五六七八九十]{1,3})\))"
    r"(?P<title>[\u4e00-\u9fff、]{2,30}?)\s*+(?=\d{1,3} ?[\u4e00-\u9fff“])"
)
"""The title of a section, before the number of its first row."""
_REMARK: Final = re.compile("备注|说明")
_GAP: Final = re.compile(r"\s{2,}|\n")
_LONGEST_NAME: Final = 20
_LONGEST_TIME: Final = 20
_LONGEST_LIST: Final = 160
_LONGEST_TEXT: Final = 100_000
"""Characters of a name, of a row's names, and of a text that is read so."""
_BOUND: Final = ("。;!", LEVELS, ")%”0123456789")
"""Where words may end and names begin, the surest first; at a level a known organ must follow."""


@dataclass(frozen=True, slots=True)
class RunOn:
    """The rows of such a table, its columns' titles and their kinds, and where it begins."""

    start: int
    columns: tuple[str, ...]
    kinds: Kinds
    rows: tuple[Row, ...]


def run_on_table(lines: Sequence[Line], source: str) -> RunOn | None:
    """Return the first such table, None if there is none; `source` is all of the text."""
    for line in lines:
        header = _TITLES.search(line.text)
        words = header.group("titles").replace(" ", "") if header else ""
        titles = _TITLE_END.findall(words)
        kinds = columns_of(titles)
        found = {kind for kind, _ in kinds}
        if header is None or not {Column.DUTY} <= found or len(titles) < 2:
            continue
        if "".join(titles) != words:
            continue
        last = lines[-1]
        if last.end - line.start > _LONGEST_TEXT:
            return None
        whole = Line(source[line.start : last.end], line.start, line.number, line.place)
        for remarks in (True, False):
            reader = _Reader(whole, header, kinds, remarks=remarks)
            rows = tuple(reader.rows(header.end()))
            if reader.numbered > 1 and rows:
                return RunOn(line.start, tuple(titles), kinds, rows)
            if not all(map(_REMARK.fullmatch, _behind_duties(titles, kinds))):
                break
    return None


def _behind_duties(titles: Sequence[str], kinds: Kinds) -> list[str]:
    """Return the titles of the columns behind the last one of duties."""
    last = max(index for index, (kind, _) in enumerate(kinds) if kind is Column.DUTY)
    return list(titles[last + 1 :])


class _Reader:
    """Reads one table from the text that begins with it."""

    def __init__(
        self, line: Line, header: re.Match[str], kinds: Kinds, *, remarks: bool = True
    ) -> None:
        """Take the text, its header, what that says; and whether columns of remarks are filled."""
        self.line = line
        again = re.compile("序号" + re.escape(header.group("titles")))
        # what stands between cells becomes spaces, so that offsets stay
        blank = _MARK.sub(lambda mark: " " * len(mark.group()), line.text)
        self.text = again.sub(lambda m: " " * len(m.group()), blank)
        self.numbered = 0
        """How many numbers of rows were found."""
        self.met: Counter[str] = Counter()
        duties = [roles for kind, roles in kinds if kind is Column.DUTY]
        leader = frozenset({Role.SUPERVISES})
        self.units = [roles for roles in duties if roles != leader]
        self.looks = Looks(leader in duties, duties[0] == leader)
        columns = [kind for kind, _ in kinds]
        between = columns[: columns.index(Column.DUTY)]
        self.others = Column.OTHER in between
        """Whether a column that is no duty stands before the duties: an owner may stand there."""
        last_duty = max(i for i, kind in enumerate(columns) if kind is Column.DUTY)
        self.followed = remarks and Column.OTHER in columns[last_duty:]
        self.time_behind = Column.DEADLINE in columns[last_duty:]
        self.time_between = Column.DEADLINE in between
        """Whether such a column stands behind them: a row goes on after its names."""
        self.sections = [s for s in _SECTION.finditer(self.text) if s.end() >= header.end()]
        for section in self.sections:
            a, b = section.span()
            self.text = self.text[:a] + " " * (b - a) + self.text[b:]
        self.listed = False
        """Whether marks stand between the names of one cell."""

    def rows(self, start: int) -> Iterator[Row]:
        """Cut at numbers that count up behind names; read each row twice, to know names met."""
        spans = list(self._row_spans(start))
        self.numbered = len(spans)
        tails = (self.text[self.text.rfind("。", begin, end) + 1 : end] for _, begin, end in spans)
        self.looks.marked = any("、" in tail for tail in tails)
        for _ in range(3):
            rows = [
                (number, list(self._tasks(begin, self._time_from(begin, end))), end)
                for number, begin, end in spans
            ]
            lists = [names for _, tasks, _ in rows for _, _, names in tasks]
            self.met = Counter(self.text[a:b] for names in lists for a, b in names)
            self.listed = any(self._marked(*two) for names in lists for two in pairwise(names))
            self.looks.marked = self.listed
            self.looks.only = len(self.units) == 1 and not self.looks.leaders
        for number, tasks, end in rows:
            for position, (a, b, names) in enumerate(tasks):
                time = (names[-1][1], end) if position == len(tasks) - 1 else (end, end)
                yield self._row(number if position == 0 else None, a, b, names, time)

    def _row_spans(self, start: int) -> Iterator[tuple[str, int, int]]:
        """Yield each row's number, and where what it says begins and ends."""
        text = self.text
        first = re.compile(r"\s*(\d{1,3})(?= ?[\u4e00-\u9fff“])").match(text, start)
        first = first or re.compile(r"(1)(?=[\u4e00-\u9fff])").search(text, start)
        at, number = (first.start(1), int(first.group(1))) if first else (len(text), 0)
        while at < len(text):
            begin = at + len(str(number))
            mark = re.compile(rf"(?<![\d.]){number + 1}(?= ?[\u4e00-\u9fff“])")
            following = next(
                (m.start() for m in mark.finditer(text, begin) if self._ends_at(begin, m.start())),
                len(text),
            )
            end, again = self._next_section(begin, following)
            yield str(number), begin, end
            at, number = (again, 1) if again is not None else (following, number + 1)

    def _next_section(self, begin: int, end: int) -> tuple[int, int | None]:
        """Return where a row ends before `end`, and where rows are counted from 1 again.

        They are behind the title of a section that names follow; None where none is before `end`.
        """
        for section in self.sections:
            inside = begin < section.start() and section.end() < end
            again = inside and re.compile(r"1(?= ?[\u4e00-\u9fff“])").match(
                self.text, section.end()
            )
            if again and self._ends_at(begin, section.start()):
                return section.start(), section.end()
        return end, None

    def _ends_at(self, begin: int, end: int) -> bool:
        """Tell whether a row may end there: behind names, or, if it goes on after them, a line."""
        if self.followed:
            return self.text[end - 1] == "\n" and bool(self._before_gap(begin, end))
        return bool(self._tail(begin, self._time_from(begin, end)))

    def _time_from(self, begin: int, end: int) -> int:
        """Return where the time that a row ends with begins, or its end if it ends with none."""
        starts = range(max(begin, end - _LONGEST_TIME), end) if self.time_behind else ()
        return next((at for at in starts if is_deadline(self.text[at:end].strip())), end)

    def _before_gap(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the names before the first gap that any stand before."""
        gaps = (gap.start() for gap in _GAP.finditer(self.text, start, end))
        return next((names for gap in gaps if (names := self._tail(start, gap))), [])

    def _tasks(self, start: int, end: int) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
        """Yield each task of a row: where its words begin and end, and the names behind them."""
        if self.followed and (names := self._before_gap(start, end)):
            yield start, names[0][0], names
            return
        begin = start
        for stop in re.finditer("。", self.text[start:end]):
            at = start + stop.end()
            if at >= begin and (names := self._run(at, end)):
                yield begin, at, names
                begin = names[-1][1]
        if begin == start and (names := self._tail(start, end)):
            yield start, names[0][0], names

    def _run(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the names that follow a sentence: as far as they go."""
        while start < end and self.text[start].isspace():
            start += 1
        best = self._ways(start, end)
        for close in sorted(best, reverse=True):
            names = self._names(start, close, best)
            if self._is_list(names) and self._ends_there(names[-1], end):
                return names
        return []

    def _ends_there(self, name: tuple[int, int], end: int) -> bool:
        """Tell whether a last name ends where it seems to: 张伟推进… could be 张伟推."""
        words = self.text[slice(*name)]
        if name[1] >= end or kind_of(words) not in PERSONS:
            return True
        return begins_with_verb(self.text[name[1] : end]) or self.met[words] > 0

    def _tail(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the names a row ends with: the most that stand behind a sentence or a figure."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        first = max(start + 1, end - _LONGEST_LIST)
        for bound in _BOUND:
            for begin in range(first, end - 1):
                at = begin if bound is LEVELS else begin - 1
                if self.text[at] not in bound or (bound is LEVELS and not self._organ_at(begin)):
                    continue
                names = self._names(begin, end, self._ways(begin, end))
                if self._is_list(names) and (bound is not LEVELS or self._is_organ(names[0])):
                    return names
        return []

    def _organ_at(self, begin: int) -> bool:
        """Tell whether a level and an organ of it may begin there."""
        ends = range(begin + 2, begin + 1 + _LONGEST_NAME)
        return any(self._is_organ((begin, end)) for end in ends)

    def _is_organ(self, name: tuple[int, int]) -> bool:
        """Tell whether a name is a level and what an organ of it is called: 市科技局."""
        return self.text[name[0] + 1 : name[1]] in organ_names()

    def _marked(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Tell whether a mark stands between two names."""
        return any(mark in "、,;" for mark in self.text[one[1] : other[0]])

    def _is_list(self, names: Sequence[tuple[int, int]]) -> bool:
        """Tell whether names are all of a row's: where leaders come first, one does; a body."""
        kinds = [kind_of(self.text[a:b]) for a, b in names]
        bodies = [kind for kind in kinds if kind not in PERSONS]
        led = not (self.looks.leaders and self.looks.leaders_first) or kinds[:1] != bodies[:1]
        return bool(bodies) and led

    def _ways(self, start: int, end: int) -> dict[int, tuple[float, int, bool]]:
        """Return the best cut into names of the text from `start` up to each place it can reach.

        That is its worth, where its last name begins, and whether that is a person.
        """
        best: dict[int, tuple[float, int, bool]] = {start: (0.0, start, True)}
        reached = [start]
        for open_ in range(start, min(end, start + _LONGEST_LIST)):
            if open_ not in best:
                if open_ > reached[-1]:
                    break
                continue
            worth, _, after_person = best[open_]
            for close in range(open_ + 2, min(end, open_ + _LONGEST_NAME) + 1):
                own = self._worth(open_, close, first=open_ == start, after_person=after_person)
                if own is None:
                    continue
                total, person = worth + own[0], own[1]
                if close not in best or best[close][0] < total:
                    best[close] = (total, open_, person)
                    reached.append(max(close, reached[-1]))
        return best

    def _names(
        self, start: int, end: int, best: dict[int, tuple[float, int, bool]]
    ) -> list[tuple[int, int]]:
        names: list[tuple[int, int]] = []
        at = end
        while at in best and at > start:
            names.append((best[at][1], at))
            at = best[at][1]
        return [_trimmed(self.text, *name) for name in reversed(names)] if at == start else []

    def _worth(
        self, open_: int, close: int, *, first: bool, after_person: bool
    ) -> tuple[float, bool] | None:
        """Return how well a name looks there, and whether it is a person's; None if not at all."""
        words = without_others(mend(self.text[open_:close].strip("、,;")))
        apart = first or self.text[open_ - 1] in "、,; \n"
        return self.looks.worth(words, self.met[words], Place(first, apart, after_person))

    def _row(
        self,
        number: str | None,
        start: int,
        end: int,
        names: list[tuple[int, int]],
        time: tuple[int, int],
    ) -> Row:
        a, b = _trimmed(self.text, start, end)
        due = _trimmed(self.text, *time)
        if self.time_between:
            starts = range(max(a, b - _LONGEST_TIME), b)
            at = next((at for at in starts if is_deadline(self.text[at:b])), b)
            due, b = (at, b), at
        deadline = self.line.passage(*due) if is_deadline(self.text[slice(*due)]) else None
        passage = self.line.passage(a, b)
        cells = [self._cell(*name) for name in names]
        units = [i for i, cell in enumerate(cells) if cell.kind not in PERSONS]
        columns = self._columns([names[index] for index in units])
        for index, column in zip(units, columns, strict=True):
            cells[index] = self._with_role(cells[index], column)
        headings = self._headings(start)
        return Row(number, mend(passage.exact), passage, headings, tuple(cells), deadline)

    def _headings(self, start: int) -> tuple[Heading, ...]:
        """Return the title of the section a row stands in."""
        above = [section for section in self.sections if section.end() <= start]
        if not above:
            return ()
        passage = self.line.passage(*above[-1].span("title"))
        return (
            Heading(
                above[-1].group("number") or above[-1].group("other"),
                mend(passage.exact),
                1,
                (passage,),
            ),
        )

    def _columns(self, names: Sequence[tuple[int, int]]) -> list[int | None]:
        """Return which of the columns of bodies each name stands in, None where that is unknown.

        All stand in the only one. The first name stands in the first; where marks set off the
        names of one cell, so do those it is listed with, and as many lists as columns are the
        cells of these.
        """
        if len(self.units) == 1:
            return [0] * len(names)
        lists = [0] * len(names)
        for index, (one, other) in enumerate(pairwise(names), start=1):
            together = self.listed and self._marked(one, other)
            lists[index] = lists[index - 1] + (not together)
        if self.listed and lists and lists[-1] < len(self.units):
            return [*lists]
        return [own if own == 0 else None for own in lists]

    def _cell(self, start: int, end: int) -> Cell:
        letters = zip(self.text[start:end], self.line.raw[start:end], strict=True)
        name = mend("".join(raw for shown, raw in letters if not shown.isspace()))  # without marks
        name = without_others(name)
        kind = kind_of(name) or AgentKind.UNIT
        passage = self.line.passage(start, end)
        return Cell(name, kind, passage, Role.SUPERVISES if kind in PERSONS else None)

    def _with_role(self, cell: Cell, column: int | None) -> Cell:
        """Return the name of a body with the role that its column gives."""
        if not self.units or self.others or column is None:
            return replace(cell, role=Role.TAKES_PART)
        roles = self.units[column]
        if len(roles) == 1:
            return replace(cell, role=next(iter(roles)))
        open_, rule = open_role(led=column > 0)
        return replace(cell, role=open_, rule=rule)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "、,;"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "、,;"):
        end -= 1
    return start, end
