"""Numbers as Chinese documents write them: digits, Chinese numerals, and scales such as 万.

Full-width digits are taken as digits by whoever calls (one character for one).
"""

from decimal import Decimal
from typing import Final

_DIGITS: Final = {"〇": 0, "两": 2} | {c: i for i, c in enumerate("零一二三四五六七八九")}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_SCALES: Final = {"十": 10**1, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in map(ord, "０１２３４５６７８９．％")}

DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,9})?(?![0-9])"
"""Pattern of a number in digits."""

NUMERALS: Final = r"[〇零一二两三四五六七八九十百千]{1,9}"
"""Pattern of a number in Chinese numerals, below 10,000."""

SCALE: Final = r"[十百千]?万亿|[十百千]?[万亿]|[百千](?![瓦克帕卡米分赫])"
"""Pattern of the scale behind a number: 万, 亿, 千万; 千 of 千瓦 is no scale."""


def number(text: str) -> Decimal:
    """Return the value of a number in digits or Chinese numerals.

    >>> number("1,300"), number("5.5"), number("二十三"), number("两百零四"), number("十")
    (Decimal('1300'), Decimal('5.5'), Decimal('23'), Decimal('204'), Decimal('10'))
    """
    if text[0].isdigit() and text[0].isascii():
        return Decimal(text.replace(",", ""))
    total, pending = 0, 0
    for character in text:
        if character in _TENS:
            total += max(pending, 1) * _TENS[character]
            pending = 0
        else:
            pending = _DIGITS[character]
    return Decimal(total + pending)


def scale(text: str) -> Decimal:
    """Return what a scale multiplies by; 1 for none.

    >>> scale("万"), scale("千万"), scale("万亿"), scale("")
    (Decimal('10000'), Decimal('10000000'), Decimal('1000000000000'), Decimal('1'))
    """
    value = 1
    for character in text:
        value *= _SCALES[character]
    return Decimal(value)


def digits_of(text: str) -> str:
    """Return the text with full-width digits and signs as plain ones, character for character.

    >>> digits_of("增长５．５％")
    '增长5.5%'
    """
    return text.translate(_FULL_WIDTH)
