"""What a deadline looks like: 6月底前, 年内完成, 2025年12月31日前, 第三季度末, 长期坚持."""

import re
from typing import Final

from remit.read.lines import mend

_YEAR: Final = r"(?:(?:\d{4}|今|本|当|次|明|全)年度?)?"
_DAY: Final = (
    r"(?:(?:\d{1,2}[-—–至~])?\d{1,2}月(?:\d{1,2}日|底|末|初|中旬|上旬|下旬|中|份)?|年底|年末|年中|年内|年初|内|底|"
    r"(?:第?[一二三四1-4]|每)个?季度末?|[上下]半年|[春夏秋冬]季?(?:开学)?|每[年月季周]|"
    r"常年|长期|持续|常态化?|全年|\d{4}年|即时|适时|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?)"
)
_DONE: Final = (
    r"(?:(?:基本|全面|全部|持续|长期|年内|并)*+"
    r"(?:完成|建成|推进|实施|落实|坚持|开展|到位|动工|开工|竣工|达标|办结|启动|投入使用|投用|投产|"
    r"取得实效|成效|整改|节点|任务|交付|见效|见成效|抓好|进行|通车|运营|使用))*+"
)
_DATE: Final = re.compile(
    rf"(?:力争|确保|于|在|到)?{_YEAR}(?:{_DAY}(?:[-—–至到~、]+{_YEAR}{_DAY})?)"
    rf"(?:以?前|之前|内|底|末){{0,2}}{_DONE}(?:[并,;]{_DONE})?"
)


_DATE_AND_WORK: Final = re.compile(
    rf"{_DATE.pattern}(?<=完成|建成|开工|启动|实现|投用)[\u4e00-\u9fff\d%]{{1,10}}"
)


def says_by_when(text: str) -> bool:
    """Tell whether a piece of a duty list says by when, and be it what of the task.

    >>> says_by_when("2024年12月前完成主体工程"), says_by_when("6月底前"), says_by_when("县发改局")
    (True, True, False)
    """
    return is_deadline(text) or _DATE_AND_WORK.fullmatch(mend(text)) is not None


def is_deadline(text: str) -> bool:
    """Tell whether a folded text is a deadline and nothing else.

    >>> is_deadline("6月底前"), is_deadline("2025年底前完成"), is_deadline("区发改局")
    (True, True, False)
    """
    return _DATE.fullmatch(mend(text)) is not None
