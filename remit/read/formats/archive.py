"""Zip files, checked before anything in them is unpacked."""

import io
import zipfile
import zlib
from typing import Final

from remit.read.formats.border import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED,
    SMALL_PART,
    damaged,
    refused,
    too_large,
)

MAGIC: Final = b"PK\x03\x04"
EMPTY_MAGIC: Final = b"PK\x05\x06"

_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_ENCRYPTED: Final = 0x1
_NAME_IS_UTF8: Final = 0x800
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class Archive:
    """An opened zip: its members by name, each read whole and never past its stated size."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the zip `data` of file `name`.

        Raises UnreadableSource for one that is damaged, encrypted or too large, or has a
        member outside its own folder.
        """
        self.name = name
        if data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
            raise too_large(
                name, "zip", f"多于 {MAX_MEMBERS} 个文件", f"more than {MAX_MEMBERS} files"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise damaged(name, "zip", "目录 directory") from None
        self.members = {_readable_name(info): info for info in self._zip.infolist()}
        self._check()

    def _check(self) -> None:
        total = 0
        for member, info in self.members.items():
            total += info.file_size
            place = f"zip {member}"
            if info.flag_bits & _ENCRYPTED:
                raise refused(
                    self.name,
                    f"{place} 有密码；请去掉密码后另存一份。",
                    f"{place} is encrypted; save a copy without the password.",
                )
            if _escapes(member):
                raise refused(
                    self.name,
                    f"{place} 指向压缩包之外；请重新压缩计划文件。",
                    f"{place} points outside the zip; pack the plan files anew.",
                )
            ratio = info.file_size / max(1, info.compress_size)
            if info.file_size > SMALL_PART and ratio > MAX_RATIO:
                raise too_large(
                    self.name,
                    place,
                    f"解压后大 {ratio:.0f} 倍，超过 {MAX_RATIO} 倍的上限",
                    f"grows {ratio:.0f} times when unpacked, over the limit of {MAX_RATIO}",
                )
        if total > MAX_UNPACKED:
            raise too_large(
                self.name,
                "zip",
                f"解压后有 {total / 1e6:.0f} MB，超过 {MAX_UNPACKED / 1e6:.0f} MB 的上限",
                f"holds {total / 1e6:.0f} MB unpacked, over the limit of"
                f" {MAX_UNPACKED / 1e6:.0f} MB",
            )

    def read(self, member: str, limit: int) -> bytes:
        """Return a member's bytes. Raises UnreadableSource when damaged or over `limit` bytes."""
        place = f"zip {member}"
        info = self.members.get(member)
        if info is None:
            raise damaged(self.name, "zip", f"没有 no {member}")
        try:
            with self._zip.open(info) as opened:
                content = opened.read(limit + 1)
        except _BROKEN:
            raise damaged(self.name, "zip", member) from None
        if len(content) > limit:
            raise too_large(
                self.name,
                place,
                f"解压后超过 {limit / 1e6:.0f} MB 的上限",
                f"is over the limit of {limit / 1e6:.0f} MB unpacked",
            )
        return content


def _readable_name(info: zipfile.ZipInfo) -> str:
    """Return the member's name; Chinese Windows writes it in GBK without saying so."""
    if info.flag_bits & _NAME_IS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _escapes(member: str) -> bool:
    parts = member.replace("\\", "/").split("/")
    return ".." in parts or member.startswith(("/", "\\")) or ":" in parts[0]
