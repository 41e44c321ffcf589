"""Numbers of a spreadsheet as it shows them: whole, decimal, per cent, date, time.

Only the simple formats are followed (ECMA-376 part 1, section 18.8.30): the number of
decimals, thousands, per cent, and the letters of dates. Of a format with several sections
the first is taken. What is not understood is shown as the plain number.
"""

import re
from datetime import datetime, timedelta
from typing import Final

BUILT_IN: Final = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "14": "yyyy/m/d",
    "18": "h:mm",
    "19": "h:mm:ss",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "yyyy/m/d h:mm",
    "27": 'yyyy"年"m"月"',
    "28": 'm"月"d"日"',
    "29": 'm"月"d"日"',
    "30": "m-d-yy",
    "31": 'yyyy"年"m"月"d"日"',
    "32": 'h"时"mm"分"',
    "33": 'h"时"mm"分"ss"秒"',
    "57": 'yyyy"年"m"月"',
    "58": 'm"月"d"日"',
}
"""The formats that a file names by number only, as a Chinese Excel shows them."""

_LONGEST_FORMAT: Final = 200
_PIECE: Final = re.compile(r'"([^"]*)"|\\(.)|\[[^\[\]]*\]|_.|\*.|([ymdhs]+)|([^ymdhs])')
_DECIMALS: Final = re.compile(r"[0#?][0#?,]*(?:\.([0#?]+))?")
_LAST_DAY: Final = 2_958_465
"""31 December 9999, counted from 1900."""


def shown(value: str, code: str, counts_from_1904: bool) -> str:
    """Return a cell's number as its format shows it. Raises ValueError for no number.

    >>> shown("0.125", "0.0%", False), shown("45723", 'm"月"d"日"', False)
    ('12.5%', '3月7日')
    """
    number = float(value)
    code = code.split(";", maxsplit=1)[0][:_LONGEST_FORMAT]
    bare = re.sub(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.|\*.', "", code).lower()
    if re.search(r"[ymdhs]", bare) and bare != "general":
        return _date(number, code, counts_from_1904) or _plain(number)
    decimals = _DECIMALS.search(bare)
    if decimals is None or "e+" in bare or "/" in bare or "general" in bare:
        return _plain(number)
    places = len(decimals[1] or "")
    per_cent = "%" if "%" in bare else ""
    comma = "," if "#,##" in bare else ""
    before, after = _literals(code)
    figure = f"{number * 100 if per_cent else number:{comma}.{places}f}"
    return f"{before}{figure}{per_cent}{after}"


def _literals(code: str) -> tuple[str, str]:
    """Return the quoted words before and after the figures: 第0"年" shows a unit."""
    words = [(mark.start(), mark[1] or mark[2]) for mark in re.finditer(_QUOTED, code)]
    first = re.search(r"[0#?]", re.sub(_QUOTED, lambda mark: "x" * len(mark[0]), code))
    start = first.start() if first else 0
    before = "".join(word for place, word in words if place < start)
    return before, "".join(word for place, word in words if place >= start)


_QUOTED: Final = re.compile(r'"([^"]*)"|\\(.)')


def _plain(number: float) -> str:
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(number)
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.11g}"


def _date(number: float, code: str, counts_from_1904: bool) -> str | None:
    if counts_from_1904:
        number += 1462
    if not 0 <= number <= _LAST_DAY:
        return None
    # Excel believes in 29 February 1900; days before it are one lower.
    start = datetime(1899, 12, 30 if number >= 60 else 31)  # noqa: DTZ001 (a day has no zone)
    moment = start + timedelta(seconds=round(number * 86_400))
    pieces: list[str] = []
    after_hours = False
    marks = list(_PIECE.finditer(code.replace("AM/PM", "")))
    for place, mark in enumerate(marks):
        if mark[3] is None:
            pieces.append(mark[1] or mark[2] or mark[4] or "")
            continue
        letters = mark[3].lower()
        following = next((m[3] for m in marks[place + 1 :] if m[3]), "")
        if letters[0] == "m" and (after_hours or following[:1] == "s"):
            pieces.append(f"{moment.minute:0{min(len(letters), 2)}d}")
        else:
            pieces.append(_part(moment, letters))
        after_hours = letters[0] == "h"
    return "".join(pieces).strip()


def _part(moment: datetime, letters: str) -> str:
    if letters[0] == "y":
        return f"{moment.year % 100:02d}" if len(letters) < 3 else str(moment.year)
    if letters[0] == "d" and len(letters) > 2:
        return "一二三四五六日"[moment.weekday()]
    value = {"m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}
    return f"{value[letters[0]]:0{min(len(letters), 2)}d}"
