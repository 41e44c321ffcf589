"""From bytes to text: finds the encoding, refuses what is no text, and says where."""

import codecs
import re
from typing import Final

from remit.errors import UnreadableSource

MAX_BYTES: Final = 20_000_000
"""A plan of 300 tasks is about 0.2 MB; ten thousand tasks stay below this."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ODD: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffe\uffff]")


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file's bytes, without a byte-order mark, and the encoding.

    Knows UTF-8, UTF-16 (with or without a mark) and GB18030 (so GBK and GB2312). Raises
    UnreadableSource, naming `name` and the place, for anything that is no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw.removeprefix(mark), encoding, name, len(mark)), encoding
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
        f"{name}：第 {offset} 字节（第 {line} 行）起不是文字；"
        f"能读的编码是 UTF-8、UTF-16、GB18030 和 Big5。"
        f" / is no text from byte {offset} (line {line}) on;"
        f" the encodings read are UTF-8, UTF-16, GB18030 and Big5."
    )


def _candidates(raw: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows itself by the zero byte of its line ends."""
    if b"\n\x00" in raw[:65536] and len(raw) % 2 == 0:
        return ("utf-16-le", "utf-16-be")
    if b"\x00\n" in raw[:65536] and len(raw) % 2 == 0:
        return ("utf-16-be", "utf-16-le")
    return ("utf-8", "gb18030")


def _strictly(raw: bytes, encoding: str, name: str, skipped: int) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"{name}：第 {skipped + error.start} 字节不是有效的 {encoding}；请重新保存该文件。"
            f" / byte {skipped + error.start} is not valid {encoding}; save the file again."
        ) from None
    odd = _odd_character(text)
    if odd is not None:
        line = text.count("\n", 0, odd) + 1
        raise UnreadableSource(
            f"{name}：第 {line} 行含有控制字符 U+{ord(text[odd]):04X}，不像文字；请重新导出文本。"
            f" / line {line} holds the control character U+{ord(text[odd]):04X}, which no text"
            f" has; export the text again."
        )
    return text


def _odd_character(text: str) -> int | None:
    """Return the position of the first character that no readable text holds."""
    match = _ODD.search(text)
    return match.start() if match else None


def _first_bad_byte(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    odd = _odd_character(raw.decode("utf-8"))
    return len(raw.decode("utf-8")[:odd].encode())
