"""Reads sentences that say first who answers, then what is to be done.

Family M of published plans: `由县发改局牵头，县财政局配合，在9月底前完成供地；…` and
`一、市公安局负责打击制售假冒商品；`. Such a sentence may stand below a numbered title, which is
then the goal; who answers may be set off by a mark: `(一)市公安局：打击…`, `市公安局职责：打击…`.
Among such paragraphs others need no word for it: `市农业局加大推广力度`. Many sentences
that set no task begin like that, so only a text that shows its tasks in no other way is read
so, or what stands below a title that announces duties; and only where it sets two or more.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Final

from remit.model import AgentKind, Cell, Heading, Passage, Role, Row
from remit.read.bodies import DOING, are_bodies, set_apart
from remit.read.dates import is_deadline
from remit.read.duties import bodies_behind, read_duties, settled
from remit.read.enumeration import numbering
from remit.read.leaders import refined
from remit.read.lines import Line, ends_sentence, line_of, mend, unbroken
from remit.read.listed import Named, listed, without_others
from remit.read.names import begins_with_verb, kind_of

_FEWEST: Final = 2
_CLAUSE: Final = re.compile(r"[^;。]+")
_POINT: Final = re.compile(r"(?:^|(?<=[:;。,]))[一二三四五六七八九十]是")
_SENTENCE: Final = re.compile(r"[^。]+。?")
_BY: Final = re.compile(r"(?:^|(?<=[,:]))由")
_ANSWERS: Final = re.compile(
    r"(?P<who>[^,;。]{2,60}?)(?:(?:作为|为|是)[^,;。]{0,12}(?:单位|部门|主体),)?"
    r"(?:主要|具体|共同|分别|牵头)?(?P<verb>负责)(?!人|同志|制(?![定订作])|任(?!务))"
)
_ANOTHER: Final = re.compile(r"(?<=,)" + _ANSWERS.pattern)
_BODY_IN_A_ROW: Final = re.compile(r"[省市区县州][\u4e00-\u9fff]{2,8}")
"""Among sentences of bodies, who answers in one more, though the name tells no kind of body."""
_NEXT_APART: Final = re.compile(r"(?<=[。;])(?=[^,;。:]{2,60}:)")
_MUST: Final = re.compile(r"(?:必须|应当?|须|需要?|要|将)(?!求)")
_HOW: Final = re.compile(
    r"根据|按照|依据|依照|依法|结合|会同|对|在|把|以|利用|通过|充分|全面|不断|统筹|定期|及时|严格|认真|"
    r"积极|切实|继续|进一步|主动|承担|主要|具体|严厉|集中|广泛"
)
"""How a paragraph may go on behind the bodies that it begins with, before the verb."""
_IN_CAPACITY: Final = re.compile(r"(?:作为|为|是)[^,;。]{0,12}(?:单位|部门|主体),")
_NEVER_IN_NAMES: Final = re.compile("要|应当|必须|负责|落实|加强|做好|开展|推进|抓好|组织实施")
_HELPING: Final = re.compile("配合|协助|协同|参与")
"""Bodies that a paragraph begins with lead nothing when it goes on so."""
_FOR_ALL: Final = re.compile("(?:部门|单位)$")
"""How groups end that are everybody: 各有关部门."""
_OTHERS: Final = re.compile(r"[^,。;]{0,12}(?:其[他它]|各|有关|相关)|[^,。;]{2,30}(?:负责|牵头)")
"""How a sentence begins that speaks of somebody else than the one before."""
_ANNOUNCES: Final = re.compile(r"[^。;,:!?]{0,20}(?:职责|分工|责任)[^。;,:!?]{0,6}:?")
_TITLE: Final = re.compile(r"[^。;,:!?]{2,40}")
_ARTICLE: Final = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}条")
"""How the paragraphs of a law begin, which sets duties but no tasks of a plan."""
_NO_WORK: Final = re.compile("地址|电话|联系人|感谢|你好|您|贵[局单]|来信|意见|无异议")
"""What stands behind a body's name in lists of addresses, letters and opinions."""
_TIME: Final = re.compile(r"(?:要|应|须|需)?(?:在|于|力争)?(?P<time>[^,]{1,16}?[前内底末日]+)")
_LONGEST_LIST: Final = 60
_ENOUGH: Final = 200
"""Characters in which bodies set off by a mark, and that something follows, must show."""
_SHORTEST: Final = 4
"""Characters of a task."""


def rows_below_titles(lines: Sequence[Line], known: Sequence[Row]) -> list[Row]:
    """Return such tasks below titles that announce duties (部门职责), where `known` has none.

    For texts that show other tasks in other ways.
    """
    taken = {line for row in known for line in (row.passage.line, *_lines_of(row.cells))}
    found: list[Row] = []
    for index, line in enumerate(lines):
        level, number, begin = numbering(line.text)
        if number is None or not _ANNOUNCES.fullmatch(line.text, begin):
            continue
        deeper = (numbering(other.text)[0] > level for other in lines[index + 1 :])
        below = lines[index + 1 : index + 1 + sum(takewhile(bool, deeper))]
        if not any(other.number in taken for other in below):
            rows = opening_rows([line, *below])
            taken |= {row.passage.line for row in rows}
            found += rows
    return found


def _lines_of(cells: Sequence[Cell]) -> Iterator[int]:
    return (cell.passage.line for cell in cells)


def opening_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the tasks of such sentences in order, none if there are fewer than two."""
    lines = [each for line in lines if not _ARTICLE.match(line.text) for each in _cut_apart(line)]
    found: list[tuple[Line | None, Row]] = []
    title: Line | None = None
    for line, own in zip(lines, _rows_of_all(lines), strict=True):
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


def _cut_apart(line: Line) -> Iterator[Line]:
    """Cut a line where, behind a stop, bodies are set off by a mark: `…。县公安局职责：…`."""
    cuts = [
        cut.start()
        for cut in _NEXT_APART.finditer(line.text)
        if _set_apart(line_of(line.passage(cut.start(), cut.start() + _ENOUGH))) is not None
    ]
    for start, end in pairwise([0, *cuts, len(line.text)]):
        yield line_of(line.passage(start, end))


def _rows_of_all(lines: Sequence[Line]) -> list[list[Row]]:
    """Return the tasks of each line; those beside others need no word for who answers."""
    apart = _set_apart_of_all(lines)
    found = [
        [row] if row is not None else list(_rows(line))
        for line, row in zip(lines, apart, strict=True)
    ]
    found = [
        own or _sentences(line) or _answered_behind(line)
        for line, own in zip(lines, found, strict=True)
    ]
    begun = [_begun(line) if not own else None for line, own in zip(lines, found, strict=True)]
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and (found[end] or begun[end] is not None):
            end += 1
        told = sum(each is not None and each.must for each in begun[start:end])
        if sum(map(bool, found[start:end])) >= _FEWEST or told > _FEWEST:
            for index in range(start, end):
                paragraph = begun[index]
                found[index] = [paragraph.row] if paragraph is not None else found[index]
        start = end + 1
    return found


def _set_apart_of_all(lines: Sequence[Line]) -> list[Row | None]:
    """Return the task of each line that sets bodies off; none of a single one.

    One may be whom a letter is sent to. Beside others, or in three sentences, the words need not
    tell that they are a task.
    """
    found = [_set_apart(line) for line in lines]
    if sum(row is not None for row in found) < _FEWEST:
        found = [_set_apart(line, among_others=ends_sentence(line.text)) for line in lines]
        if sum(row is not None for row in found) <= _FEWEST:
            return [None] * len(found)
    for index, line in enumerate(lines):
        if found[index] is None and any(found[max(0, index - 1) : index + 2]):
            found[index] = _set_apart(line, among_others=True)
    return found


def _sentences(line: Line) -> list[Row]:
    """Read three and more sentences, or points (一是…;二是…), all of which begin with bodies."""
    begin = numbering(line.text)[2]
    points = list(_POINT.finditer(line.text))
    ends = [point.start() for point in points[1:]]
    spans = [
        (point.end(), end) for point, end in zip(points, [*ends, len(line.text)], strict=False)
    ]
    spans = spans or [match.span() for match in _SENTENCE.finditer(line.text, begin)]
    sentences = [line_of(line.passage(*span)) for span in spans]
    found = [_begun(sentence) for sentence in sentences] if len(sentences) > _FEWEST else []
    return [begun.row for begun in found if begun is not None] if all(found) else []


def _answered_behind(line: Line) -> list[Row]:
    """Read a numbered paragraph behind whose full stop bare bodies stand."""
    number = numbering(line.text)[1]
    behind = bodies_behind(line.text) if number is not None else None
    if behind is None:
        return []
    task = _words_of(line, numbering(line.text)[2], behind[0])
    cells = [
        _cell(line.passage(named.start, named.end), role)
        for named, role, _ in settled(behind[1].named)
    ]
    return [Row(number, unbroken(task.exact), task, (), tuple(cells))]


@dataclass(frozen=True, slots=True)
class _Begun:
    """The task of a paragraph that begins with bodies, and whether it says that they must."""

    row: Row
    must: bool


def _begun(line: Line) -> _Begun | None:
    """Read a paragraph that begins with bodies and goes on with what they do."""
    text = line.text
    _, number, begin = numbering(text)
    first = _CLAUSE.search(text, begin)
    stop = min(first.end() if first else begin, begin + _LONGEST_LIST)
    for end in range(stop, begin + 1, -1):
        capacity = _IN_CAPACITY.match(text, end)
        start = capacity.end() if capacity else end
        must = _MUST.match(text, start)
        start = must.end() if must else start
        doing = begins_with_verb(text[start:]) or DOING.match(text, start)
        if not (must or doing or _HOW.match(text, start)) or _HELPING.match(text, start):
            continue
        named = listed(text, begin, end, frozenset({Role.LEADS})).named
        words = _words(text, named)
        if not are_bodies(text, named) or without_others(f"-{text[named[-1].end : end]}") != "-":
            continue
        if any(map(_NEVER_IN_NAMES.search, words)):
            continue
        if any(_FOR_ALL.search(each) and kind_of(each) is AgentKind.UNIT_GROUP for each in words):
            return None  # what all are told: 各有关部门要密切配合
        task = line.passage(start)
        cells = [_cell(line.passage(n.start, n.end), role) for n, role, _ in settled(named)]
        return _Begun(Row(number, unbroken(task.exact), task, (), tuple(cells)), must is not None)
    return None


def _under(title: Line, row: Row, *, alone: bool) -> Row:
    """Put a row below its title, whose number it has if it is the only one and has none."""
    _, number, begin = numbering(title.text)
    passage = title.passage(begin)
    heading = Heading(number, mend(passage.exact), 1, (passage,))
    own = row.number or (number if alone else None)
    return replace(row, number=own, headings=(heading,))


def _set_apart(line: Line, *, among_others: bool = False) -> Row | None:
    """Read a paragraph that begins with the bodies that answer for all of it, and a mark."""
    apart = set_apart(line.passage(), among_others=among_others)
    if apart is None or _NO_WORK.search(apart.task.exact):
        return None
    number = numbering(line.text)[1]
    return Row(number, unbroken(apart.task.exact), apart.task, (), apart.cells)


def _rows(line: Line) -> Iterator[Row]:
    _, number, begin = numbering(line.text)
    clauses = [part for clause in _CLAUSE.finditer(line.text, begin) for part in _parts(clause)]
    rows = [_row_in(line, *clause) for clause in clauses]
    many = sum(row is not None for row in rows) > _FEWEST
    if rows and rows[0] is not None and not any(rows[1:]):
        whole = line.passage(rows[0].passage.start - line.start)
        if _ends_with_its_line(rows[0], clauses[0][1], line):
            yield replace(rows[0], number=number, text=unbroken(whole.exact), passage=whole)
            return
    for clause, known in zip(clauses, rows, strict=True):
        row = known or (_unknown_in_a_row(line, *clause) if many else None)
        if row is not None:
            own = number if len(clauses) == 1 else None
            yield Row(own, row.text, row.passage, (), row.cells, row.deadline)


def _parts(clause: re.Match[str]) -> list[tuple[int, int]]:
    """Cut a clause before each body but the first that is said to be responsible: X负责…,Y负责…."""
    text = clause.string
    starts = [
        other.start("who")
        for other in _ANOTHER.finditer(text, *clause.span())
        if are_bodies(text, _leads(text, other))
    ]
    first = _ANSWERS.match(text, *clause.span())
    if first is None or not are_bodies(text, _leads(text, first)):
        return [clause.span()]
    return list(pairwise([clause.start(), *starts, clause.end()]))


def _ends_with_its_line(row: Row, end: int, line: Line) -> bool:
    """Tell whether the sentences behind a paragraph's first go on with its task."""
    rest = line.text[end + 1 :]
    helped = row.passage.end < line.start + end
    return bool(rest.strip()) and not helped and _OTHERS.match(rest) is None


def _row_in(line: Line, begin: int, end: int) -> Row | None:
    starts = [match.end() for match in _BY.finditer(line.text[begin:end])]
    tried = (_row(line, begin + start, end) for start in starts or [0])
    return next((row for row in tried if row is not None), None)


def _unknown_in_a_row(line: Line, begin: int, end: int) -> Row | None:
    """Read `区煤管负责…` among sentences of the same form about bodies."""
    answers = _ANSWERS.match(line.text, begin, end)
    if answers is None or _BODY_IN_A_ROW.fullmatch(answers.group("who")) is None:
        return None
    task = line.passage(answers.end(), end)
    cell = _cell(line.passage(*answers.span("who")), Role.LEADS)
    return Row(None, unbroken(task.exact), task, (), (cell,))


def _row(line: Line, start: int, end: int) -> Row | None:
    """Read one clause: those who answer, the time, the task, and who helps."""
    text = line.text
    answers = _ANSWERS.match(text, start, end)
    bodies = _leads(text, answers) if answers and text[answers.end() : end][:1] not in ",:" else []
    if answers is not None and are_bodies(text, bodies):
        named, start = bodies, answers.end()
    else:
        named, start = _spoken(text, start, end)
        if not named:
            if answers is None:
                return None
            named, start = _leads(text, answers), answers.end()
    deadline = None
    time = _TIME.match(text, start, end)
    if time is not None and is_deadline(time.group("time")):
        deadline, start = line.passage(*time.span("time")), time.end()
    last = text.rfind(",", start, end)
    helpers, rest = _spoken(text, last + 1, end + 1) if last > start else ([], 0)
    if helpers and rest >= end:
        named, end = [*named, *helpers], last
    known = are_bodies(text, named) or all(map(kind_of, _words(text, named)))
    task = _words_of(line, start, end)
    if not known or len(mend(task.exact)) < _SHORTEST or mend(task.exact)[0] in "的人,":
        return None
    cells = [_cell(line.passage(n.start, n.end), role) for n, role, _ in settled(named)]
    persons_apart = tuple(refined(cells, line.passage()))
    return Row(None, unbroken(task.exact), task, (), persons_apart, deadline)


def _words_of(line: Line, start: int, end: int) -> Passage:
    """Return the words of a task without the mark that sets off what follows."""
    return line.passage(start, start + len(line.text[start:end].rstrip(",、—– ")))


def _leads(text: str, answers: re.Match[str]) -> list[Named]:
    return list(listed(text, *answers.span("who"), frozenset({Role.LEADS})).named)


def _words(text: str, named: Iterable[Named]) -> list[str]:
    return [text[name.start : name.end] for name in named]


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
