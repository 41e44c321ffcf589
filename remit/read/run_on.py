"""Tables whose cells run together: `序号主要内容分管领导牵头单位1新建学校。张伟区教育局2…`.

Copies of Word files and previews of libraries print them so (family I of published plans).
The header is a run of titles behind 序号; rows begin at numbers that count up; the names that
follow a sentence, or stand at a row's end, are its duty cells. Names are cut apart by what
they look like: known kinds of organ, titles and family names, and names met again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from remit.model import AgentKind, Cell, Role, RoleRule, Row
from remit.organkinds import organ_scheme
from remit.read.columns import Column, Kinds, column_of
from remit.read.lines import Line, mend
from remit.read.names import begins_with_verb, kind_of

_TITLES: Final = re.compile(
    r"序号(?P<titles>[\u4e00-\u9fff\d、()]{4,80}?)(?=合计|总计|\s*(?<!\d)1(?=[\u4e00-\u9fff]))"
)
_TITLE_END: Final = re.compile(
    r".{1,20}?(?:名称|内容|领导|单位|部门|时限|时间|备注|标准|目标|任务|措施|事项|要求|进展|"
    r"业主|总?投资|阶段|性质|年限|规模)"
)
_MARK: Final = re.compile(r"(?<!\s)\s*\d{1,2}[、,]\s*(?=\))|(?<!\s)\s*\n\d{1,2}、")
"""Counters of pages that previews print within cells."""
_LONGEST_NAME: Final = 20
_LONGEST_LIST: Final = 160
_LONGEST_TEXT: Final = 100_000
"""Characters of a name, of a row's names, and of a text that is read so."""
_SCRAP: Final = re.compile(r".[局办厅]|[局厅委办处\W].*")
"""What cutting leaves of a longer name."""
_BARE: Final = re.compile(
    r"政府|人民政府|办公室|委员会|管委会|街道|镇|乡|公司|有限公司|集团|中心|领导小组|指挥部|"
    r"组织部|宣传部|统战部|园区|新区|开发区|度假区|示范区|经信|分局|支队|大队|分公司|供电公司"
)
"""Endings of names that are none alone, unless the list begins with them."""
_BOUND: Final = "。;!)%”0123456789"
_PERSONS: Final = (AgentKind.LEADER, AgentKind.LEADER_GROUP)


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
        titles = _TITLE_END.findall(header.group("titles")) if header else []
        kinds = [column_of(title) for title in titles]
        found = {kind for kind, _ in kinds}
        if header is None or not {Column.DUTY} <= found or len(titles) < 2:
            continue
        if "".join(titles) != header.group("titles"):
            continue
        last = lines[-1]
        if last.end - line.start > _LONGEST_TEXT:
            return None
        whole = Line(source[line.start : last.end], line.start, line.number, line.place)
        reader = _Reader(whole, header.group("titles"), kinds)
        rows = tuple(reader.rows(header.end()))
        if len(rows) > 1:
            return RunOn(line.start, tuple(titles), kinds, rows)
    return None


class _Reader:
    """Reads one table from the text that begins with it."""

    def __init__(self, line: Line, header: str, kinds: Kinds) -> None:
        self.line = line
        again = re.compile("序号" + re.escape(header))
        # what stands between cells becomes spaces, so that offsets stay
        blank = _MARK.sub(lambda mark: " " * len(mark.group()), line.text)
        first = again.search(blank)
        start = first.end() if first else 0
        self.text = blank[:start] + again.sub(lambda m: " " * len(m.group()), blank[start:])
        self.met: Counter[str] = Counter()
        duties = [roles for kind, roles in kinds if kind is Column.DUTY]
        leader = frozenset({Role.SUPERVISES})
        self.units = [roles for roles in duties if roles != leader]
        self.leaders = leader in duties
        self.leaders_first = duties[0] == leader
        columns = [kind for kind, _ in kinds]
        between = columns[: columns.index(Column.DUTY)]
        self.others = Column.OTHER in between
        """Whether a column that is no duty stands before the duties: an owner may stand there."""

    def rows(self, start: int) -> Iterator[Row]:
        """Cut at numbers that count up behind names; read each row twice, to know names met."""
        spans = list(self._row_spans(start))
        for _ in range(2):
            met: Counter[str] = Counter()
            for _, begin, end in spans:
                for _, _, names in self._tasks(begin, end):
                    met.update(self.text[a:b] for a, b in names)
            self.met = met
        for number, begin, end in spans:
            for position, (a, b, names) in enumerate(self._tasks(begin, end)):
                yield self._row(number if position == 0 else None, a, b, names)

    def _row_spans(self, start: int) -> Iterator[tuple[str, int, int]]:
        """Yield each row's number, and where what it says begins and ends."""
        text = self.text
        first = re.compile(r"1(?=[\u4e00-\u9fff])").search(text, start)
        at, number = (first.start(), 1) if first else (len(text), 0)
        while at < len(text):
            begin = at + len(str(number))
            mark = re.compile(rf"(?<![\d.]){number + 1}(?=[\u4e00-\u9fff“])")
            following = next(
                (m.start() for m in mark.finditer(text, begin) if self._tail(begin, m.start())),
                len(text),
            )
            yield str(number), begin, following
            at, number = following, number + 1

    def _tasks(self, start: int, end: int) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
        """Yield each task of a row: where its words begin and end, and the names behind them."""
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
        if name[1] >= end or kind_of(words) not in _PERSONS:
            return True
        return begins_with_verb(self.text[name[1] : end]) or self.met[words] > 0

    def _tail(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the names a row ends with: the most that stand behind a sentence or a figure."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        for begin in range(max(start + 1, end - _LONGEST_LIST), end - 1):
            if self.text[begin - 1] in _BOUND:
                names = self._names(begin, end, self._ways(begin, end))
                if self._is_list(names):
                    return names
        return []

    def _is_list(self, names: Sequence[tuple[int, int]]) -> bool:
        """Tell whether names are all of a row's: where leaders come first, one does; a body."""
        kinds = [kind_of(self.text[a:b]) for a, b in names]
        bodies = [kind for kind in kinds if kind not in _PERSONS]
        led = not (self.leaders and self.leaders_first) or kinds[:1] != bodies[:1]
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
        words = mend(self.text[open_:close].strip("、,;"))
        kind = kind_of(words)
        if kind is None or re.match(r"[()、\d]", words) or "各" in words[1:]:
            return None
        person = kind in _PERSONS
        seen = 0.3 * min(3, self.met[words])
        if person:
            placed = (first or after_person) if self.leaders_first else True
            lone = 1.0 if first or not after_person else 0.05
            return (lone + 0.01 * len(words) + seen, True) if self.leaders and placed else None
        late = after_person and not first and not self.leaders_first
        if late or (not first and _BARE.fullmatch(words)) or _SCRAP.fullmatch(words):
            return None
        if kind is AgentKind.UNIT_GROUP:
            return 1.5 - 0.05 * len(words) + seen, False
        known = words.lstrip("省市区县州") in _organ_names()
        return (2.0 if known else 0.2) + seen, False

    def _row(self, number: str | None, start: int, end: int, names: list[tuple[int, int]]) -> Row:
        a, b = _trimmed(self.text, start, end)
        passage = self.line.passage(a, b)
        cells = [self._cell(*name) for name in names]
        units = [i for i, cell in enumerate(cells) if cell.kind not in _PERSONS]
        for position, index in enumerate(units):
            cells[index] = self._with_role(cells[index], first=position == 0)
        return Row(number, mend(passage.exact), passage, (), tuple(cells))

    def _cell(self, start: int, end: int) -> Cell:
        name = mend(self.text[start:end])  # without the marks of pages within it
        kind = kind_of(name) or AgentKind.UNIT
        passage = self.line.passage(start, end)
        return Cell(name, kind, passage, Role.SUPERVISES if kind in _PERSONS else None)

    def _with_role(self, cell: Cell, *, first: bool) -> Cell:
        """One column of bodies gives all its role; of two, the first body is in the first."""
        if not self.units or self.others or (len(self.units) > 1 and not first):
            return replace(cell, role=Role.TAKES_PART)
        roles = self.units[0]
        if len(roles) == 1:
            return replace(cell, role=next(iter(roles)))
        return replace(cell, role=Role.LEADS, rule=RoleRule.ALONE)


@cache
def _organ_names() -> frozenset[str]:
    """Return what organs are called, without the level before."""
    scheme = organ_scheme()
    return frozenset(
        name
        for kind in scheme.kinds.values()
        for name in (
            *kind.names,
            *kind.also,
            *(stem + ending for stem in kind.stems for ending in scheme.endings),
        )
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "、,;"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "、,;"):
        end -= 1
    return start, end
