"""From bytes to text: finds the encoding, refuses what is no text, and says where."""

import codecs
import hashlib
from pathlib import Path
from typing import Final

from remit.errors import UnreadableSource
from remit.model import Source

MAX_BYTES: Final = 20_000_000
"""A plan of 300 tasks is about 0.2 MB; ten thousand tasks stay below this."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OFFICE_FILES: Final = {
    b"PK\x03\x04": "Word/Excel (zip)",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "Word/Excel 97",
}
_TEXT_CONTROLS: Final = frozenset("\t\n\r\f\v\x85")


def load(path: Path) -> tuple[str, Source]:
    """Return the text of a plan file and what is known of the file.

    Knows UTF-8, UTF-16 (with or without a byte-order mark) and GB18030 (so GBK and
    GB2312). Raises UnreadableSource for a missing file, a folder, an empty or too large
    file, and for anything that is no text.
    """
    raw = _bytes_of(path)
    text, encoding = _decode(raw, path)
    if not text.strip():
        raise UnreadableSource(
            f"{path}：第 1 行起没有任何文字；请换成计划的文本。"
            f" / from line 1 on there is nothing but white space; give the text of a plan."
        )
    return text, Source(path.name, hashlib.sha256(raw).hexdigest(), encoding, len(text))


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableSource(
            f"{path}：这是文件夹；请写出其中的计划文件，如 {path / 'plan.txt'}。"
            f" / is a folder; name the plan file in it, such as {path / 'plan.txt'}."
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableSource(
                f"{path}：文件有 {size / 1e6:.0f} MB，超过 {MAX_BYTES / 1e6:.0f} MB 的上限"
                f"（第 {MAX_BYTES} 字节处）；请只留下计划正文和附表。"
                f" / holds {size / 1e6:.0f} MB, over the limit of {MAX_BYTES / 1e6:.0f} MB"
                f" (at byte {MAX_BYTES}); keep only the plan and its tables."
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource(
            f"{path}：没有这个文件；请检查路径。 / there is no such file; check the path."
        ) from None
    except OSError as error:
        raise UnreadableSource(
            f"{path}：无法打开（{error.strerror}）；请检查权限。"
            f" / cannot be opened ({error.strerror}); check its permissions."
        ) from None
    if not raw:
        raise UnreadableSource(
            f"{path}：文件是空的（0 字节）；请换成计划的文本。"
            f" / is empty (0 bytes); give the text of a plan."
        )
    return raw


def _decode(raw: bytes, path: Path) -> tuple[str, str]:
    for magic, kind in _OFFICE_FILES.items():
        if raw.startswith(magic):
            raise UnreadableSource(
                f"{path}：第 0 字节起是 {kind} 文件，不是纯文本；请另存为文本文件（.txt）。"
                f" / is a {kind} file from byte 0 on, not plain text; save it as text (.txt)."
            )
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw.removeprefix(mark), encoding, path, len(mark)), encoding
    for encoding in _candidates(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _odd_character(text) is None:
            return text, encoding
    offset = _first_bad_byte(raw)
    line = raw.count(b"\n", 0, offset) + 1
    raise UnreadableSource(
        f"{path}：第 {offset} 字节（第 {line} 行）起不是文字；"
        f"能读的编码是 UTF-8、UTF-16 和 GB18030。"
        f" / is no text from byte {offset} (line {line}) on;"
        f" the encodings read are UTF-8, UTF-16 and GB18030."
    )


def _candidates(raw: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows itself by the zero byte of its line ends."""
    if b"\n\x00" in raw[:65536] and len(raw) % 2 == 0:
        return ("utf-16-le", "utf-16-be")
    if b"\x00\n" in raw[:65536] and len(raw) % 2 == 0:
        return ("utf-16-be", "utf-16-le")
    return ("utf-8", "gb18030")


def _strictly(raw: bytes, encoding: str, path: Path, skipped: int) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"{path}：第 {skipped + error.start} 字节不是有效的 {encoding}；请重新保存该文件。"
            f" / byte {skipped + error.start} is not valid {encoding}; save the file again."
        ) from None
    odd = _odd_character(text)
    if odd is not None:
        line = text.count("\n", 0, odd) + 1
        raise UnreadableSource(
            f"{path}：第 {line} 行含有控制字符 U+{ord(text[odd]):04X}，不像文字；请重新导出文本。"
            f" / line {line} holds the control character U+{ord(text[odd]):04X}, which no text"
            f" has; export the text again."
        )
    return text


def _odd_character(text: str) -> int | None:
    """Return the position of the first character that no readable text holds."""
    for position, character in enumerate(text):
        if character < " " and character not in _TEXT_CONTROLS:
            return position
        if "\ue000" <= character <= "\uf8ff" or character in "\ufffe\uffff":
            return position
    return None


def _first_bad_byte(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    odd = _odd_character(raw.decode("utf-8"))
    return len(raw.decode("utf-8")[:odd].encode())
