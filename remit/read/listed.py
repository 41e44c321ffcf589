"""The names of a list, apart from its separators, from 由 and 等 around them, and from times."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from remit.model import BODIES, Role
from remit.read.dates import says_by_when
from remit.read.lines import is_balanced, says_nothing
from remit.read.names import (
    LONGEST_NAME,
    is_bare_organ,
    is_category,
    kind_of,
    name_spans,
    whole_groups,
)
from remit.rolewords import role_words

_MET: Final = "会同"
"""Those whom the one before meets with to do it, support: 县财政局会同县水利局、各镇负责."""
_DOING: Final = re.compile("负责|牵头|配合|协助|参与")
_LEADS_WITH: Final = re.compile("(?:牵头|负责|主办)$")
_MEETS: Final = re.compile("(?<=[局委厅办部院署会府])会同")
_JOIN: Final = re.compile(r"会同|以及|[和及与]")
_AND_OTHERS: Final = re.compile(
    r"等(?:[国务院市区县省州级直属各]*(?:有关|相关|责任)*(?:单位|部门|方面|机构)?(?:[和、及](?:单位|部门|地区|地方))?)$"
)
_NO_NAME: Final = re.compile(r"下同|为牵头|^牵头(?:单位|部门)$")
_THIS: Final = r"(?:[此该本]|[上前]述|以上)[各几]?项?(?:工作|任务|事项)?"
_BEFORE_NAMES: Final = re.compile(
    rf"^(?:{_THIS}由|并?(?:由|请)|具体由|其中|以(?=[省市县区州])|会同)"
)
THIS_WORK: Final = re.compile(rf"{_THIS}由[^。]{{2,200}}(?:。|$)")
"""A sentence that says who answers for what stands before it: 此项工作由县水利局牵头。"""
_RULE_BEHIND: Final = re.compile(r"\((?=[^()]{0,30}(?:为[^()]{0,4}牵头|下同))[^()]{2,60}\)$")
"""How the list is to be read, in a bracket behind its last name: (第一个为牵头单位)."""
_MARKED: Final = re.compile(r"\((?P<verb>[\u4e00-\u9fff]{2,6})\)$")
"""A role said behind one name: 市财政局(牵头), 市财政局(牵头单位)."""
_STAR: Final = re.compile(r"★|(?<!\*)\*(?!\*)")
"""The mark of a lead; two asterisks only make bold."""
_MANY: Final = ("各", "有关", "相关")
_ENDS: Final = " \t\r\n,;。、|"


@dataclass(frozen=True, slots=True)
class Named:
    """A name at `start:end` of the words read; `roles` is empty when none is said.

    `shared` marks those who answer "each for its part" (按职责分工负责): beside a lead they
    support, one alone leads, and of several nothing says which leads.
    """

    start: int
    end: int
    roles: frozenset[Role]
    starred: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Duties:
    """The names in order, and the (start, end) of the deadline, None when there is none.

    `answered` tells that words for a role are there, and be it with nobody behind them;
    `gives_way` that the deadline is only the time of the work, should another be said.
    """

    named: tuple[Named, ...]
    deadline: tuple[int, int] | None = None
    answered: bool = True
    gives_way: bool = False


def without_others(words: str) -> str:
    """Return a folded name without what says that it is not the only one.

    >>> without_others("市文旅局等部门")
    '市文旅局'
    """
    return _AND_OTHERS.sub("", words)


def listed(text: str, start: int, end: int, roles: frozenset[Role]) -> Duties:
    """Return the names of the folded list at `start:end`, each with `roles`, and its deadline."""
    spans = []
    deadline: tuple[int, int] | None = None
    for piece in pieces_of(text, start, end):
        if says_by_when(text[slice(*piece)]):
            deadline = deadline or piece
        else:
            spans.append(piece)
    return Duties(tuple(names_of(text, spans, roles)), deadline)


def pieces_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a folded list stand in the whole text."""
    for a, b in name_spans(text[start:end]):
        piece = trimmed(text, start + a, start + b)
        if piece is not None:
            yield piece


def names_of(
    text: str, spans: Sequence[tuple[int, int]], roles: frozenset[Role]
) -> Iterator[Named]:
    """Yield the names in pieces of a list, with `roles` unless their own words say others."""
    met = False
    if not roles and any(_MEETS.search(text, *span) for span in spans):
        roles = frozenset({Role.LEADS})  # 甲局会同乙局: who meets with others leads
    for start, end in _as_far_as_names(text, whole_groups(text, spans)):
        for a, b in _joined_names(text, start, end):
            star = _STAR.search(text, a, b) is not None
            rule = _RULE_BEHIND.search(text, a, b)
            name = trimmed(text, a, rule.start() if rule else b, "★☆*")
            name = _without_doing(text, *name) if name else None
            words = text[slice(*name)] if name else ""
            if name is None or _NO_NAME.search(words) or says_nothing(words):
                continue
            marked = _MARKED.search(text, *name)
            said = _roles_said(marked.group("verb")) if marked else None
            if marked is not None and said:
                own = said
                yield Named(name[0], marked.start(), own, starred=Role.LEADS in own)
            elif name[1] - name[0] <= LONGEST_NAME:
                met = met or (bool(roles) and text.endswith(_MET, 0, name[0]))
                own = frozenset({Role.SUPPORTS}) if met else roles
                yield Named(*name, frozenset({Role.LEADS}) if star else own, star)


def _roles_said(word: str) -> frozenset[Role] | None:
    return role_words().verbs.get(word) or role_words().labels.get(word)


def _without_doing(text: str, start: int, end: int) -> tuple[int, int]:
    """End a name before what its body is told to do: 县财政局负责安排资金."""
    doing = None if kind_of(text[start:end]) else _DOING.search(text, start, end)
    known = doing is not None and kind_of(text[start : doing.start()]) in BODIES
    return (start, doing.start()) if doing and known else (start, end)


def _as_far_as_names(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """End a name at a space, if it is a body's and what follows is none: `各区政府 东城 合计`.

    Behind that the list may be at its end: only what is surely a body goes on with it.
    """
    doubtful = False
    for start, end in spans:
        first = text[start:end].split(" ", 1)[0]
        kind = kind_of(text[start:end])
        if len(first) < end - start and kind_of(first) in BODIES and not kind:
            doubtful = True
            yield start, start + len(first)
        elif not doubtful or kind in BODIES:
            yield start, end


def _joined_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut `X和Y` where both sides are names (发展和改革局 is one), and drop 由 and 等."""
    before = _BEFORE_NAMES.match(text[start:end])
    start += before.end() if before else 0
    others = _AND_OTHERS.search(text[start:end])
    end = start + others.start() if others else end
    for joint in _JOIN.finditer(text[start:end]):
        left = _AND_OTHERS.sub("", text[start : start + joint.start()])
        left = _LEADS_WITH.sub("", left) if joint.group() == _MET else left
        right = text[start + joint.end() : end]
        if (is_category(right) and left.startswith(_MANY)) or is_bare_organ(right):
            continue  # 各有关部门和单位 is one group, 高新区党工委和管委会 one body
        if right.startswith("其"):
            continue  # 领导小组及其办公室 is one body
        and_others = _AND_OTHERS.search(text[start : start + joint.start()]) is not None
        if and_others or (kind_of(left) and (kind_of(right) or kind_of("各" + right))):
            yield start, start + len(left)
            start += joint.end()
            break
    if start < end:
        yield start, end


def _flipped(text: str) -> str:
    return text.translate(str.maketrans("([)]", ")](["))


def trimmed(text: str, start: int, end: int, more: str = "") -> tuple[int, int] | None:
    """Return the span without separators, spaces and closing marks around it."""
    while start < end and text[start] in _ENDS + more:
        start += 1
    while start < end and text[end - 1] in _ENDS + more:
        end -= 1
    if text[start:end].endswith((")", "]")) and not is_balanced(_flipped(text[start:end])):
        return trimmed(text, start, end - 1, more)
    return (start, end) if start < end else None
