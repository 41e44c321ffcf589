"""Where plans come from: a file, a folder, a zip of several, standard input."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from remit.read.decisions import FILE as DECISIONS
from remit.read.decoding import MAX_BYTES
from remit.read.formats.archive import MAGIC, Archive
from remit.read.formats.border import refused, too_large
from remit.read.formats.choosing import ENDINGS, EXCEL_PART, WORD_PART
from remit.read.gazetteer import FILE as GAZETTEER
from remit.read.rosters import FILE as ROSTERS

MAX_FILES: Final = 50
"""Files of one plan: its notice and its attachments are about three."""

MAX_TOGETHER: Final = 60_000_000
"""Bytes of the files of one plan."""

STANDARD_INPUT: Final = "-"

Given: TypeAlias = Path | tuple[Path, ...]
"""What forms a plan: a file, a folder, a zip, `-` for standard input, or several of these."""


def documents(given: Given) -> list[tuple[str, bytes]]:
    """Return the plan files of a plan in the order given, each with the name it has in messages.

    A folder gives its plan files (not those of folders in it), or those named `plan.*`
    alone where it has any, a zip its members, both in the order of their names; "-" is
    standard input. Raises UnreadableSource when there is none, or one that cannot
    be opened.
    """
    if isinstance(given, tuple):
        return _some((file for path in given for file in documents(path)), str(given[0]))
    path = given
    if str(path) == STANDARD_INPUT:
        data = _within_limit(sys.stdin.buffer.read, STANDARD_INPUT)
        return _opened(STANDARD_INPUT, data)
    if path.is_dir():
        return _some(((str(file), _content(file)) for file in plan_files(path)), str(path))
    return _opened(str(path), _content(path))


def plan_files(folder: Path) -> list[Path]:
    """Return the plan files of a folder by name: those named `plan.*` alone where it has any."""
    try:
        files = sorted(file for file in folder.iterdir() if file.is_file() and _is_plan(file.name))
    except OSError as error:
        raise _unopened(folder, error) from None
    return [file for file in files if file.stem == "plan"] or files


def _opened(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """Return the file itself, or what a zip of several holds."""
    if not data.startswith(MAGIC) or Path(name).suffix.lower() in ENDINGS:
        return [(name, data)]
    archive = Archive(data, name)
    if WORD_PART in archive.members or EXCEL_PART in archive.members:
        return [(name, data)]
    members = sorted(member for member in archive.members if not member.endswith("/"))
    nested = next((member for member in members if member.lower().endswith(".zip")), None)
    if nested is not None:
        raise refused(
            name,
            f"zip {nested} 是压缩包里的压缩包；请解压后再试。",
            f"zip {nested} is a zip inside a zip; unpack it first.",
        )
    plans = [m for m in members if "__MACOSX" not in m and _is_plan(PurePosixPath(m).name)]
    return _some(((f"{name}/{member}", archive.read(member, MAX_BYTES)) for member in plans), name)


def _is_plan(name: str) -> bool:
    """Tell whether a name is that of a plan file: no hidden or lock file, no side table."""
    return (
        name not in (DECISIONS, GAZETTEER, ROSTERS)
        and not name.startswith((".", "~$"))
        and Path(name).suffix.lower() in ENDINGS
    )


def _some(files: Iterable[tuple[str, bytes]], name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    room = MAX_TOGETHER
    for file, content in files:
        room -= len(content)
        if len(found) == MAX_FILES or room < 0:
            raise too_large(
                name,
                file,
                f"合在一起多于 {MAX_FILES} 个文件或 {MAX_TOGETHER / 1e6:.0f} MB",
                f"more than {MAX_FILES} files or {MAX_TOGETHER / 1e6:.0f} MB together",
            )
        found.append((file, content))
    if not found:
        raise refused(
            name,
            f"里面没有计划文件（{'、'.join(sorted(ENDINGS))}）；请检查路径。",
            f"holds no plan file ({', '.join(sorted(ENDINGS))}); check the path.",
        )
    return found


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return _within_limit(opened.read, str(path))
    except OSError as error:
        raise _unopened(path, error) from None


def _within_limit(read: Callable[[int], bytes], name: str) -> bytes:
    data = read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large(
            name,
            f"第 {MAX_BYTES} 字节 byte {MAX_BYTES}",
            f"超过 {MAX_BYTES / 1e6:.0f} MB 的上限",
            f"over the limit of {MAX_BYTES / 1e6:.0f} MB",
        )
    if not data:
        raise refused(
            name,
            "文件是空的（0 字节）；请换成写有计划的文件。",
            "is empty (0 bytes); give the file with the plan.",
        )
    return data


def _unopened(path: Path, error: OSError) -> Exception:
    if isinstance(error, FileNotFoundError):
        return refused(
            str(path), "没有这个文件；请检查路径。", "there is no such file; check the path."
        )
    return refused(
        str(path),
        f"无法打开（{error.strerror}）；请检查权限。",
        f"cannot be opened ({error.strerror}); check its permissions.",
    )
