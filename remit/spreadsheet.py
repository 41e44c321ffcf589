"""Text that a spreadsheet opens as text."""

from typing import Final

_FORMULA_STARTS: Final = tuple("=+-@\t\r＝＋－＠")


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: `=1+1` becomes `'=1+1`.

    >>> guarded("=1+1"), guarded("区发改局")
    ("'=1+1", '区发改局')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
