"""What a deadline looks like: 6月底前, 年内完成, 2025年12月31日前, 第三季度末, 长期坚持."""

import re
from typing import Final

_DATE: Final = re.compile(
    r"(?:力争|确保|于|在)?(?:(?:\d{4}|今|本|当|次|明)年)?(?:"
    r"\d{1,2}月(?:\d{1,2}日|底|末|初|中旬|上旬|下旬|中|份)?|年底|年内|年末|全年|内|底|"
    r"(?:第?[一二三四1-4]|每)季度末?|[上下]半年|每月|长期|持续)"
    r"(?:以?前|之前|内|底)?(?:底前)?(?:完成|持续推进|持续实施|取得实效|投入使用|实施|推进|坚持|到位)?"
)


def is_deadline(text: str) -> bool:
    """Tell whether a folded text is a deadline and nothing else.

    >>> is_deadline("6月底前"), is_deadline("2025年底前完成"), is_deadline("区发改局")
    (True, True, False)
    """
    return _DATE.fullmatch(text) is not None
