"""Reads a gazetteer: the names of places and projects an office knows, beside its plan.

A CSV file (UTF-8 or GB18030) with the header `name,kind,alias`, the columns in any order:

    name,kind,alias
    青柳老码头,site,老码头、柳码头

`kind` is a kind of place or project (`remit.model.NameKind`, or its Chinese label), `alias`
may be empty or left out; several are parted by 、 or ;.
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
    """Return the entries of the gazetteer beside a plan file, or in a plan folder; () without one.

    Raises UnreadableSource, with the row, for a gazetteer that is not as it should be.
    """
    path = beside(plan, FILE)
    if path is None:
        return ()
    rows = rows_of(path, "name,kind,alias", ("name", "kind"))
    return tuple(_entry(cells, path, line) for line, cells in rows)


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
