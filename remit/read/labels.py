"""The labels that stand before lists of those who answer, or of times: `牵头单位:`, `完成时限:`.

The words for roles stand in `ontology/roles.ttl`.
"""

import re
from collections.abc import Iterator
from typing import Final

from remit.model import Role
from remit.read.lines import is_balanced, mend
from remit.read.listed import pieces_of
from remit.rolewords import role_words

_BROKEN: Final = (
    r"(?:牵\s{0,2}头|责\s{0,2}任|配\s{0,2}合|主\s{0,2}办|协\s{0,2}办|承\s{0,2}办|参\s{0,2}[与加]|协\s{0,2}同|落\s{0,2}实|实\s{0,2}施|主\s{0,2}管|分\s{0,2}管)"
    r"\s{0,2}(?:单\s{0,2}位|部\s{0,2}门|领\s{0,2}导)"
)
"""The commonest labels, also with the space that a line end left within one."""
_LABEL: Final = re.compile(
    rf"(?:^|(?<=[\s,;。(\[、|—-]))([\u4e00-\u9fff]{{2,12}}?|{_BROKEN})"
    r"(?:\s*:\s*|\](?:\s{0,4}:)?\s{0,4}"
    r"|(?:(?<=^[\u4e00-\u9fff]{4})|(?<=[。;,][\u4e00-\u9fff]{4}))[ \t\u3000]+"
    r"|(?<=单位|部门)(?:为(?!牵头|责任)"
    r"|(?=[省市县区州](?!级|直|有关)[\u4e00-\u9fff]{1,12}?(?:[局委办厅会]|政府|公司|中心)(?:[、,;。)]|$))))"
)
"""A label, and what ends it: a colon, a bracket, four characters and spaces, 为, or a body."""
BEFORE_LABELS: Final = "[—–-·•●■◆▪○□◇▲★*※ "
"""What may stand before the label that a line begins with."""
_SPOKEN_OF: Final = re.compile(
    "明确|确定|落实|压实|细化|健全|完善|督促|要求|强化|.{0,6}(?:工作|任务|措施|内容|目标|事项)[及和与、]"
)
"""Before the word for a role, these make it an ordinary word: 明确责任单位:…, 任务及责任单位:"""
_TIME_LABEL: Final = re.compile(
    r"(?:完成|办结|落实|推进|进度)?(?:时限|时间|期限|节点|安排)(?:要求)?$|进度要求$"
)
HEADS: Final = re.compile(
    r"(?<=单位|部门|科室|处室|主体)"
    r"(?:(?:及|和|与|、|/)(?:主要)?(?:责任人|负责人)|\((?:主要)?(?:责任人|负责人)\))$"
)
"""Behind a label, this says that the persons at the head of the bodies are named too."""
_PERSON: Final = re.compile(r"(?:责任|负责|牵头|(?P<helps>协调|协助|联系))人$")
_GOVERNMENT_POST: Final = re.compile(r"(?:[省市区县州盟旗]长|秘书长|常委)(?:助理)?(?:同志)?$")
"""What a name ends with that is a leader's, and not the head's of a unit."""
_SHORT_LABEL: Final = 2
"""Labels of so few characters (牵头, 责任) are never the end of a longer one."""


def labels_in(text: str) -> list[re.Match[str]]:
    """Return the known labels of a folded text; the first group of each is its words."""
    return [label for label in _LABEL.finditer(text) if _is_known(label)]


def like_labels(text: str) -> Iterator[re.Match[str]]:
    """Yield what is written as labels are in a folded text, known or not."""
    return _LABEL.finditer(text)


def starts_with_label(text: str) -> bool:
    """Tell whether a folded line begins with a known role or deadline label."""
    match = _LABEL.match(text.lstrip(BEFORE_LABELS))
    return match is not None and _is_known(match)


def is_only_label(text: str) -> bool:
    """Tell whether a folded line is a known label and nothing behind it."""
    match = _LABEL.fullmatch(text)
    return match is not None and _is_known(match)


def leads_only(text: str) -> bool:
    """Tell whether a folded line is a label of leaders and their names: 责任领导:张伟."""
    match = _LABEL.match(text)
    return (
        match is not None and len(labels_in(text)) == 1 and roles_said(match) == {Role.SUPERVISES}
    )


def first_label(text: str, *, in_bracket: bool = True) -> int | None:
    """Return where the first known label of a folded text begins; `in_bracket` or not."""
    known = (label.start() for label in labels_in(text))
    return next((start for start in known if in_bracket or is_balanced(text[:start])), None)


def role_labels(text: str) -> Iterator[int]:
    """Yield where the labels of a folded text begin that stand before those who answer."""
    return (label.start() for label in labels_in(text) if roles_said(label))


def roles_of_label(word: str) -> frozenset[Role]:
    """Return the roles a label can mean; longer labels may carry a level (区政府分管领导)."""
    word = HEADS.sub("", mend(word))
    labels = role_words().labels
    if word in labels:
        return labels[word]
    known = [label for label in labels if len(label) > _SHORT_LABEL and word.endswith(label)]
    return labels[max(known, key=len)] if known else frozenset()


def is_of_person(word: str) -> bool:
    """Tell whether a label or column (责任人) names persons: leaders, or the heads of units."""
    return _PERSON.search(word) is not None


def names_leaders(text: str) -> bool:
    """Tell whether all names of a folded list have the post of a leader.

    >>> names_leaders("李刚副市长、王飞副秘书长"), names_leaders("周勇"), names_leaders("周勇局长")
    (True, False, False)
    """
    names = [text[slice(*piece)] for piece in pieces_of(text, 0, len(text))]
    return bool(names) and all(map(_GOVERNMENT_POST.search, names))


def _is_known(label: re.Match[str]) -> bool:
    word = label.group(1)
    if _SPOKEN_OF.match(word) and mend(word) not in role_words().labels:
        return False
    return bool(roles_said(label) or _TIME_LABEL.search(word))


def roles_said(label: re.Match[str]) -> frozenset[Role]:
    """Return the roles that a label of a text can mean: 责任人 stands before leaders with posts.

    Without their posts those are the heads of units, who answer for nobody else.
    """
    roles = roles_of_label(label.group(1))
    person = _PERSON.search(label.group(1))
    if roles or person is None:
        return roles
    text = label.string
    end = next((i for i in range(label.end(), len(text)) if text[i] in "。;"), len(text))
    if not names_leaders(text[label.end() : end]):
        return frozenset()
    return frozenset({Role.TAKES_PART if person.group("helps") else Role.SUPERVISES})
