"""From bytes to text, in the encodings that offices and their web pages use."""

from typing import Final

from remit.read.decoding import decode

_SAME: Final = {"gb2312": "gb18030", "gbk": "gb18030", "utf8": "utf-8", "big5-hkscs": "big5"}
_BELIEVED: Final = ("utf-8", "gb18030", "big5")
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_COMMON_SHARE: Final = 0.9
_SAMPLE: Final = 20_000
"""Characters that are looked at to tell Big5 from GB18030."""


def decoded(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """Return the text of file `name` and its encoding.

    Knows UTF-8, UTF-16, GB18030 and Big5. `declared` is what the file says of itself; it
    is believed when the bytes agree. Raises UnreadableSource for what is no text.
    """
    encoding = _SAME.get(declared.lower(), declared.lower()) if declared else ""
    if encoding in _BELIEVED and not data.startswith(_MARKS):
        text = _strictly(data, encoding)
        if text is not None and "\x00" not in text:
            return text, encoding
    if b"\x00" not in data and _strictly(data, "utf-8") is None:
        text = _strictly(data, "big5")
        if text is not None and _is_traditional(data, text):
            return text, "big5"
    return decode(data, name)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_traditional(data: bytes, text: str) -> bool:
    """Tell whether the bytes make common characters in Big5, and none in GB18030.

    Both encodings use the same bytes, so nearly all Chinese text decodes in both: in the
    wrong one it is a heap of rare characters.
    """
    simplified = _strictly(data, "gb18030") or ""
    return (
        _common_share(text, "big5", 0xA4, 0xC6)
        >= _COMMON_SHARE
        > _common_share(simplified, "gb2312", 0xB0, 0xD7)
    )


def _common_share(text: str, charset: str, first: int, last: int) -> float:
    """Return which share of the Chinese characters a charset lists as common ones."""
    characters = [c for c in text[:_SAMPLE] if "\u3400" <= c <= "\u9fff"]
    codes = [c.encode(charset, "ignore") for c in characters]
    return sum(bool(code) and first <= code[0] <= last for code in codes) / max(1, len(codes))
