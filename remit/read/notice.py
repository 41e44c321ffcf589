"""What stands before the tables: title, recipients, issuer, date, publication."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from remit.model import Notice, Passage
from remit.read.lines import Line, join, mend

_TITLE_END: Final = re.compile(r"的?(?:通知|意见|方案|决定|公告|通告)$")
_RECIPIENTS: Final = re.compile(r"(?!附件|附:)[^。、,各]*[、,各][^。]*:$")
_LONGEST_RECIPIENTS: Final = 500
_DATE: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_HAN_DATE: Final = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_HAN_DIGITS: Final = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_OPEN: Final = re.compile(r"\(?此件(?:主动)?公开(?:发布)?\)?")
_ISSUER: Final = re.compile(r".{2,30}(?:政府|办公室|委员会|管委会|办事处|办|委|局|厅)")
_LONGEST_TITLE: Final = 3
"""Lines: a long title is broken over two or three."""


def read_notice(lines: Sequence[Line], source: str) -> Notice:
    """Return the notice's own facts from the lines before its first table."""
    recipients = next((i for i, line in enumerate(lines) if _is_recipients(line.text)), None)
    title = _title(lines[:recipients] if recipients is not None else lines, source)
    dated = next((i for i in reversed(range(len(lines))) if date_of(lines[i].text)), None)
    issuer = lines[dated - 1] if dated else None
    if issuer is not None and not _ISSUER.fullmatch(mend(issuer.text)):
        issuer = None
    return Notice(
        title=mend(title.exact) if title else None,
        title_passage=title,
        issuer=mend(issuer.raw) if issuer else None,
        issuer_passage=issuer.passage() if issuer else None,
        issued=date_of(lines[dated].text) if dated is not None else None,
        issued_passage=lines[dated].passage() if dated is not None else None,
        recipients=lines[recipients].raw[:-1] if recipients is not None else None,
        recipients_passage=lines[recipients].passage(0, -1) if recipients is not None else None,
        open_publication=any(_OPEN.fullmatch(mend(line.text)) for line in lines),
    )


def _is_recipients(text: str) -> bool:
    return text.endswith(":") and len(text) < _LONGEST_RECIPIENTS and bool(_RECIPIENTS.match(text))


def _title(lines: Sequence[Line], source: str) -> Passage | None:
    """A title ends in 通知, 方案 …; lines above belong to it back to the one with 关于."""
    for last, line in enumerate(lines):
        if not _TITLE_END.search(line.text):
            continue
        first = last
        while "关于" not in lines[first].text and 0 < first > last + 1 - _LONGEST_TITLE:
            first -= 1
        if "关于" not in lines[first].text:
            first = last
        return (join(lines[first], line, source) if first < last else line).passage()
    return None


def date_of(text: str) -> date | None:
    """Return the date a line is, None when it is anything else."""
    text = mend(text)
    if match := _DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _HAN_DATE.fullmatch(text):
        digits = (_HAN_DIGITS["〇" if c in "○零" else c] for c in match.group(1))
        year = int("".join(str(digit) for digit in digits))
        month, day = (_han_number(part) for part in match.groups()[1:])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _han_number(text: str) -> int:
    """Return 1 to 99 from its Chinese words: 三 is 3, 十二 is 12, 二十一 is 21."""
    tens, ten, ones = text.rpartition("十")
    value = _HAN_DIGITS.get(ones, 0)
    return value + (10 * _HAN_DIGITS.get(tens, 1) if ten else 0)
