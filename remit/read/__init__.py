"""Reading: from a plan file to rows with cells, each with its place in the source."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath
from typing import Final

from remit.errors import UnreadableSource
from remit.model import PERSONS, Document, Passage, Role, Row, Section, Source
from remit.read.cells import without_heads
from remit.read.columns import names_heads
from remit.read.drawn import plain
from remit.read.formats import STANDARD_INPUT, Given, content_of, documents, plan_files
from remit.read.framed import framed_blocks
from remit.read.grids import GridRows, grid_rows
from remit.read.headed import is_heading, under_headings
from remit.read.legend import first_leading, first_leads, leading_alone, responsible_leads
from remit.read.lines import Line, fold, mend
from remit.read.names import names_in
from remit.read.notice import read_notice
from remit.read.openings import opening_rows, rows_below_titles
from remit.read.progress import Progress, quietly
from remit.read.prose import prose_rows
from remit.read.rendering import Rendering, joined, rendered
from remit.read.rows import read_rows
from remit.read.run_on import run_on_table
from remit.read.tables import body_of, is_attachment, table_at, table_starts
from remit.read.together import refuse_several_plans
from remit.read.turned import upright

_MOST_HEADINGS: Final = 3
"""Lines of headings above a table: whose tasks, in which field, of what kind."""

__all__ = ["STANDARD_INPUT", "Given", "Progress", "plan_files", "quietly", "read"]


def read(given: Given, progress: Progress = quietly) -> tuple[Document, str]:
    """Read a plan: a file, a folder or zip of several, `-` for standard input, or a few of these.

    Returns what it shows, and its text (`text[start:end]` fits): the file's own, or, of
    files that are no plain text, of tables with frames and of several files, Remit's
    rendering of them. Raises
    UnreadableSource, naming file and place, for what cannot be read or holds no task, and for
    several files that are plans of their own.
    """
    files = documents(given)
    read_files = [_rendering(data, name, progress) for name, data in files]
    refuse_several_plans([(name, r) for (name, _), (r, _) in zip(files, read_files, strict=True)])
    rendering = joined([rendering for rendering, _ in read_files])
    text = rendering.text
    sections, unread, first, damaged = _sections(rendering)
    if not sections:
        last = rendering.lines[-1].number if rendering.lines else 1
        raise UnreadableSource(
            f"{'、'.join(name for name, _ in files)}：第 1 至 {last} 行没有找到任务；"
            f"需要有任务表（表头如“工作标准、牵头单位、配合单位”）或写明责任单位的任务（如“…（牵头单位：X）”）。"
            f" / no task in lines 1 to {last}; a table with a header (工作标准, 牵头单位 …) or"
            f" paragraphs that name who answers, such as “…（牵头单位：X）”, are needed."
        )
    before = [line for line in rendering.lines if line.start < first]
    notice = read_notice(before, text)
    names = any(names_in(line) for line in before if mend(line.raw) != notice.issuer)
    source = Source(
        file_name="、".join(PurePath(name).name for name, _ in files),
        sha256=hashlib.sha256(b"".join(data for _, data in files)).hexdigest(),
        encoding="、".join(dict.fromkeys(kind for _, kind in read_files)),
        length=len(text),
    )
    return Document(source, notice, sections, damaged, unread, names), text


def _rendering(data: bytes, name: str, progress: Progress) -> tuple[Rendering, str]:
    """Return a file's rendering and its format or encoding."""
    content, kind = content_of(data, name, progress)
    blocks = framed_blocks(content) if isinstance(content, str) else content
    return (plain(str(content)) if blocks is None else rendered(blocks)), kind


def _sections(
    rendering: Rendering,
) -> tuple[tuple[Section, ...], tuple[Passage, ...], int, bool]:
    """Read every table and list.

    Returns them in order, what stayed unread, where the first begins, and whether
    repeated lines were dropped.
    """
    found: list[tuple[int, Section]] = []
    unread: list[Passage] = []
    loose: list[Line] = []
    before: GridRows | None = None
    above: list[Passage] = []
    end = 0
    for table in rendering.tables:
        above = _headings_above(rendering.lines, end, table.start) or above
        end = table.start
        boxes = upright(table.boxes)
        if boxes is None:
            before = grid_rows(table.boxes, table.rows, table.columns, before)
        else:
            before = grid_rows(boxes, table.columns, table.rows, before)
        unread.extend(before.unread)
        if before.rows:
            title = _line_above(rendering.lines, table.start)
            rows = [_headed(row, above) for row in before.rows]
            found.append((table.start, _section(rows, before.roles, title, before.columns)))
        else:
            loose.extend(table.lines)
    if loose:
        lines = sorted([*rendering.lines, *loose], key=lambda line: line.start)
        rendering = replace(rendering, lines=lines)
    linear = list(_linear_sections(rendering, unread))
    found.extend(linear)
    if not linear:
        found.extend(_prose_sections(rendering, unread))
    found = found or list(_last_resorts(rendering))
    found.sort(key=lambda pair: pair[0])
    numbers = _numbers([section.number for _, section in found])
    sections = tuple(
        replace(section, number=number) for number, (_, section) in zip(numbers, found, strict=True)
    )
    if first_leads(fold(rendering.text)):
        sections = tuple(
            replace(section, rows=tuple(map(first_leading, section.rows))) for section in sections
        )
    elif responsible_leads(fold(rendering.text)):
        sections = tuple(
            replace(section, rows=tuple(map(leading_alone, section.rows))) for section in sections
        )
    first = found[0][0] if found else 0
    damaged = bool(linear) and _repeats_dropped([section for _, section in linear])
    return sections, tuple(unread), first, damaged


def _headings_above(lines: Sequence[Line], after: int, before: int) -> list[Passage]:
    """Return the last lines between two tables: headings of the second may be among them."""
    between = [line for line in lines if after <= line.start < before][-_MOST_HEADINGS:]
    return [line.passage() for line in between if is_heading(line.text)]


def _headed(row: Row, above: Sequence[Passage]) -> Row:
    """Return a row of a table with what the headings over it say of its tasks."""
    own = [heading.passages[0] for heading in row.headings if heading.passages]
    return under_headings(row, [*above, *own])


def _numbers(printed: Sequence[str]) -> list[str]:
    """Keep printed attachment numbers where they tell all apart; else count."""
    if all(printed) and len(set(printed)) == len(printed):
        return list(printed)
    return [str(number) for number in range(1, len(printed) + 1)]


def _linear_sections(rendering: Rendering, unread: list[Passage]) -> list[tuple[int, Section]]:
    """Read the tables that were written out one cell a line."""
    lines = rendering.lines
    found: list[tuple[int, Section]] = []
    starts = list(table_starts(lines))
    duties: tuple[frozenset[Role], ...] = ()
    for start, end in pairwise([*starts, len(lines)]):
        table = table_at(lines[start:end], len(found) + 1)
        duties = table.duties or duties  # a second header may be dropped as repeated
        read = read_rows(table, body_of(table, rendering.text), rendering.text, duties)
        unread.extend(read.unread)
        if read.rows:
            roles = frozenset(role for each in duties for role in each)
            rows = [_headed(row, ()) for row in read.rows]
            if any(map(names_heads, table.columns)):
                rows = [replace(row, cells=tuple(without_heads(row.cells))) for row in rows]
            section = _section(rows, roles, table.title, table.columns, table.number)
            found.append((lines[start].start, section))
    return found


def _section(
    rows: Sequence[Row],
    roles: frozenset[Role],
    title: Line | None,
    columns: tuple[str, ...] = (),
    number: str = "",
) -> Section:
    return Section(
        number=number,
        title=mend(title.raw) if title else None,
        title_passage=title.passage() if title else None,
        columns=columns,
        numbered_tasks=any(row.number for row in rows),
        rows=tuple(rows),
        roles=roles,
    )


def _prose_sections(rendering: Rendering, unread: list[Passage]) -> Iterator[tuple[int, Section]]:
    """Read what is written in paragraphs, an attachment at a time."""
    lines = rendering.lines
    cuts = [i for i, line in enumerate(lines) if is_attachment(line.text)]
    for start, end in pairwise([0, *cuts, len(lines)]):
        part = lines[start:end]
        rows = prose_rows(part, rendering.text, unread)
        if not rows:
            continue
        rows += rows_below_titles(part, rows)
        rows.sort(key=lambda row: row.passage.start)
        title = part[1] if start in cuts and len(part) > 1 else None
        yield part[0].start, _section(rows, _roles_of(rows), title)


def _last_resorts(rendering: Rendering) -> Iterator[tuple[int, Section]]:
    """Read what shows its tasks in none of the usual ways: cells run together, or sentences."""
    run_on = run_on_table(rendering.lines, rendering.text)
    if run_on is not None:
        roles = frozenset(role for _, own in run_on.kinds for role in own)
        rows = [_headed(row, ()) for row in run_on.rows]
        yield run_on.start, _section(rows, roles, None, run_on.columns)
    elif rows := opening_rows(rendering.lines):
        yield rows[0].passage.start, _section(rows, _roles_of(rows), None)


def _roles_of(rows: Sequence[Row]) -> frozenset[Role]:
    return frozenset(cell.role for row in rows for cell in row.cells if cell.role is not None)


def _line_above(lines: Sequence[Line], start: int) -> Line | None:
    """Return the line that stands right above a table, which is its title."""
    above = [line for line in lines if line.end <= start and not line.text.startswith("(")]
    return above[-1] if above and not above[-1].text.endswith(("。", ":")) else None


def _repeats_dropped(sections: Sequence[Section]) -> bool:
    """No duty cell occurs twice, though a row shows no leader or no unit.

    Judged by the cells alone: a footer that stands twice makes no table whole.
    """
    rows = [row for section in sections for row in section.rows]
    cells = Counter(cell.passage.exact for row in rows for cell in row.cells)
    if any(count > 1 for count in cells.values()):
        return False
    for section in sections:
        for row in section.rows:
            led = [cell for cell in row.cells if cell.kind in PERSONS]
            supervised = bool(led) or Role.SUPERVISES not in section.roles
            if not supervised or len(led) == len(row.cells):
                return True
    return False
