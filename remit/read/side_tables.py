"""Reads the small CSV tables an office keeps beside its plans: gazetteers, rosters."""

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from remit.errors import UnreadableSource
from remit.read.decoding import decode

_LARGEST: Final = 10_000_000
_SURPLUS: Final = None  # the key of a row's cells that no column has


def beside(plan: Path, name: str) -> Path | None:
    """Return the path of a table in a plan's folder, None when there is none."""
    path = (plan if plan.is_dir() else plan.parent) / name
    try:
        return path if path.is_file() else None
    except OSError as error:
        raise refused(path, 1, "无法读取", f"cannot be read: {error.strerror}") from None


def rows_of(
    path: Path, header: str, needed: Collection[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row that is not empty: its line, and its filled cells by column.

    `header` is the first row as it should be (`name,kind,alias`), in any order; only the
    `needed` columns must be there. Raises UnreadableSource, with the line, for a table that
    is no such CSV (UTF-8 or GB18030).
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise refused(path, 1, "文件太大，请拆分", "the file is too large; split it")
        raw = path.read_bytes()
    except OSError as error:
        raise refused(path, 1, "无法读取", f"cannot be read: {error.strerror}") from None
    text, _ = decode(raw, str(path))
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if not {(field or "").strip() for field in rows.fieldnames or ()}.issuperset(needed):
            raise refused(path, 1, f"第一行应为 {header}", f"the first row should be {header}")
        for row in rows:
            if any(row.get(_SURPLUS, ())):
                raise refused(
                    path,
                    rows.line_num,
                    f"比第一行多出一栏（{'、'.join(row[_SURPLUS])}）；文字里有逗号时请加上双引号",
                    f"more cells than the first row ({', '.join(row[_SURPLUS])});"
                    " put words with a comma in double quotes",
                )
            cells = {key.strip(): cell.strip() for key, cell in row.items() if key and cell}
            if any(cells.values()):
                yield rows.line_num, cells
    except csv.Error as error:
        raise refused(
            path,
            rows.reader.line_num,
            "不是有效的 CSV，请检查双引号是否成对",
            f"is not valid CSV ({error}); see that double quotes come in pairs",
        ) from None


def refused(path: Path | str, line: int, zh: str, en: str) -> UnreadableSource:
    """Return the error that names the file, the line, what is wrong and what to do."""
    return UnreadableSource(f"{path}：第 {line} 行：{zh}。 / line {line}: {en}.")
