"""Reads a gazetteer: the names of places and projects an office knows, beside its plan.

A CSV file (UTF-8 or GB18030) with the header `name,kind,alias`, the columns in any order:

    name,kind,alias
    青柳老码头,site,老码头、柳码头

`kind` is a kind of place or project (`remit.model.NameKind`, or its Chinese label), `alias`
may be empty or left out; several are parted by 、 or ;.
"""

import csv
import io
import re
from pathlib import Path
from typing import Final

from remit.errors import UnreadableSource
from remit.model import Entry, NameKind
from remit.read.decoding import decode
from remit.words import NAME_KINDS

FILE: Final = "gazetteer.csv"
"""Its name, in the folder of the plan."""

_KINDS: Final = {kind.value: kind for kind in NameKind} | {
    words.zh: kind for kind, words in NAME_KINDS.items()
}
_PARTED: Final = re.compile(r"[、;；]")
_LARGEST: Final = 10_000_000


def gazetteer_beside(plan: Path) -> tuple[Entry, ...]:
    """Return the entries of the gazetteer beside a plan file, or in a plan folder; () without one.

    Raises UnreadableSource, with the row, for a gazetteer that is not as it should be.
    """
    path = (plan if plan.is_dir() else plan.parent) / FILE
    try:
        if not path.is_file():
            return ()
        if path.stat().st_size > _LARGEST:
            raise _refused(path, 1, "文件太大，请拆分", "the file is too large; split it")
        raw = path.read_bytes()
    except OSError as error:
        raise _refused(path, 1, "无法读取", f"cannot be read: {error.strerror}") from None
    text, _ = decode(raw, str(path))
    return _entries(text, path)


def _entries(text: str, path: Path) -> tuple[Entry, ...]:
    rows = csv.DictReader(io.StringIO(text))
    try:
        if not {"name", "kind"} <= {(field or "").strip() for field in rows.fieldnames or ()}:
            raise _refused(
                path, 1, "第一行应为 name,kind,alias", "the first row should be name,kind,alias"
            )
        return tuple(_entry(row, path, rows.line_num) for row in rows if any(row.values()))
    except csv.Error as error:
        line = rows.line_num
        raise _refused(path, line, "不是有效的 CSV", f"is not valid CSV ({error})") from None


def _entry(row: dict[str, str], path: Path, line: int) -> Entry:
    cells = {(key or "").strip(): value.strip() for key, value in row.items() if value and key}
    name, kind = cells.get("name", ""), _KINDS.get(cells.get("kind", ""))
    if not name:
        raise _refused(path, line, "name 一栏为空，请写明名称", "name is empty; give the name")
    if kind is None:
        known = "、".join(kind.value for kind in NameKind)
        raise _refused(
            path,
            line,
            f"kind“{cells.get('kind', '')}”不认识，请用：{known}",
            f"kind “{cells.get('kind', '')}” is not known; use one of: {known}",
        )
    aliases = tuple(part.strip() for part in _PARTED.split(cells.get("alias", "")) if part.strip())
    return Entry(name, kind, aliases)


def _refused(path: Path, line: int, zh: str, en: str) -> UnreadableSource:
    return UnreadableSource(f"{path}：第 {line} 行：{zh}。 / line {line}: {en}.")
