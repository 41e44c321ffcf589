"""Reading: from a plan file to rows with cells, each with its place in the source."""

from collections import Counter
from pathlib import Path

from remit.errors import UnreadableSource
from remit.model import AgentKind, Document, Section
from remit.read.decoding import load
from remit.read.linear import read_tables
from remit.read.lines import lines_of
from remit.read.notice import read_notice

__all__ = ["read"]


def read(path: Path) -> tuple[Document, str]:
    """Read a plan file; return what it shows, and its text (`text[start:end]` fits).

    Raises UnreadableSource, naming file and place, when the file is no text or holds no
    table with tasks.
    """
    text, source = load(path)
    lines = lines_of(text)
    first_table, sections, unread = read_tables(lines, text)
    if not sections:
        raise UnreadableSource(
            f"{path}:第 1 至 {lines[-1].number} 行没有找到任务表;需要有表头(如“序号、工作标准、"
            f"牵头单位、配合单位”)和任务行(如“(1)…”)。"
            f" / no task table in lines 1 to {lines[-1].number}; a header (序号, 牵头单位 …) and"
            f" task rows such as “(1)…” are needed."
        )
    counts = Counter(line.text for line in lines)
    repeats = any(count > 1 for count in counts.values())
    return (
        Document(
            source=source,
            notice=read_notice(lines[:first_table], text),
            sections=sections,
            repeats_dropped=not repeats and _misses_cells(sections),
            unread=unread,
        ),
        text,
    )


def _misses_cells(sections: tuple[Section, ...]) -> bool:
    """Tell whether a row shows no leader or no unit, which no complete row does."""
    for section in sections:
        for row in section.rows:
            leaders = [c for c in row.cells if c.kind in (AgentKind.LEADER, AgentKind.LEADER_GROUP)]
            if not leaders or len(leaders) == len(row.cells):
                return True
    return False
