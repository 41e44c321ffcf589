"""Reading: from a plan file to rows with cells, each with its place in the source."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from remit.errors import UnreadableSource
from remit.model import AgentKind, Document, Passage, Row, Section
from remit.read.decoding import load
from remit.read.lines import Line, lines_of, mend
from remit.read.notice import read_notice
from remit.read.rows import has_numbered_tasks, numbered_rows, unnumbered_rows
from remit.read.tables import (
    Table,
    table_at,
    table_starts,
    with_broken_names_joined,
    without_repeated_header,
)

__all__ = ["read"]


def read(path: Path) -> tuple[Document, str]:
    """Read a plan file; return what it shows, and its text (`text[start:end]` fits).

    Raises UnreadableSource, naming file and place, when the file is no text or holds no
    table with tasks.
    """
    text, source = load(path)
    lines = lines_of(text)
    starts = list(table_starts(lines))
    sections, unread = _sections(lines, starts, text)
    if not sections:
        raise UnreadableSource(
            f"{path}：第 1 至 {lines[-1].number} 行没有找到任务表；需要有表头（如“序号、工作标准、"
            f"牵头单位、配合单位”）和任务行（如“(1)…”）。"
            f" / no task table in lines 1 to {lines[-1].number}; a header (序号, 牵头单位 …) and"
            f" task rows such as “(1)…” are needed."
        )
    counts = Counter(line.text for line in lines)
    repeats = any(count > 1 for count in counts.values())
    return (
        Document(
            source=source,
            notice=read_notice(lines[: starts[0]], text),
            sections=sections,
            repeats_dropped=not repeats and _misses_cells(sections),
            unread=unread,
        ),
        text,
    )


def _sections(
    lines: Sequence[Line], starts: Sequence[int], text: str
) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
    """Read the tables that begin at `starts`; leave out those without a task."""
    sections: list[Section] = []
    unread: list[Passage] = []
    for start, end in pairwise([*starts, len(lines)]):
        table = table_at(lines[start:end], len(sections) + 1)
        body = with_broken_names_joined(without_repeated_header(table), text)
        numbered = has_numbered_tasks(body)
        found = numbered_rows(body, text) if numbered else unnumbered_rows(body)
        unread.extend(found.unread)
        if found.rows:
            sections.append(_section(table, numbered=numbered, rows=found.rows))
    return tuple(sections), tuple(unread)


def _section(table: Table, *, numbered: bool, rows: Sequence[Row]) -> Section:
    title = table.title
    return Section(
        number=table.number,
        title=mend(title.raw) if title else None,
        title_passage=title.passage() if title else None,
        columns=table.columns,
        numbered_tasks=numbered,
        rows=tuple(rows),
    )


def _misses_cells(sections: tuple[Section, ...]) -> bool:
    """Tell whether a row shows no leader or no unit, which no complete row does."""
    for section in sections:
        for row in section.rows:
            leaders = [c for c in row.cells if c.kind in (AgentKind.LEADER, AgentKind.LEADER_GROUP)]
            if not leaders or len(leaders) == len(row.cells):
                return True
    return False
