"""Reads a gazetteer: the names of places and projects an office knows, beside its plan.

A CSV file (UTF-8 or GB18030) with the header `name,kind`, and if wished `alias` and `note`, the
columns in any order:

    name,kind,alias,note
    青柳老码头,site,老码头、柳码头,2024年更名

`kind` is a kind of place or project (`remit.model.NameKind`, or its Chinese label); several
aliases are parted by 、 or ;. A name or alias stands for one thing only.
"""

import re
from pathlib import Path
from typing import Final

from remit.model import Entry, NameKind
from remit.read.side_tables import beside, refused, rows_of
from remit.words import NAME_KINDS

FILE: Final = "gazetteer.csv"
"""Its name, in the folder of the plan."""

_KINDS: Final = {kind.value: kind for kind in NameKind} | {
    words.zh: kind for kind, words in NAME_KINDS.items()
}
_PARTED: Final = re.compile(r"[、;；]")


def gazetteer_beside(plan: Path) -> tuple[Entry, ...]:
    """Return the entries of the gazetteer beside a plan file or in its folder; () without one."""
    path = beside(plan, FILE)
    return read_gazetteer(path) if path else ()


def read_gazetteer(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a gazetteer; raises UnreadableSource, with the line, for a bad one."""
    entries: list[Entry] = []
    lines: dict[str, int] = {}
    for line, cells in rows_of(path, "name,kind,alias,note", ("name", "kind")):
        entry = _entry(cells, path, line)
        for name in (entry.name, *entry.aliases):
            before = lines.setdefault(name, line)
            if before != line:
                raise refused(
                    path,
                    line,
                    f"“{name}”在第 {before} 行已经有了；一个名称只能指一样东西，请并成一行",
                    f"“{name}” stands in line {before} already; a name is one thing: join them",
                )
        entries.append(entry)
    return tuple(entries)


def _entry(cells: dict[str, str], path: Path, line: int) -> Entry:
    name, kind = cells.get("name", ""), _KINDS.get(cells.get("kind", ""))
    if not name:
        raise refused(path, line, "name 一栏为空，请写明名称", "name is empty; give the name")
    if kind is None:
        known = "、".join(kind.value for kind in NameKind)
        raise refused(
            path,
            line,
            f"kind“{cells.get('kind', '')}”不认识，请用：{known}",
            f"kind “{cells.get('kind', '')}” is not known; use one of: {known}",
        )
    aliases = tuple(part.strip() for part in _PARTED.split(cells.get("alias", "")) if part.strip())
    return Entry(name, kind, aliases)
