"""Reads a stretch of words that says who does what, by when.

Three ways of saying it are known:

- labels before lists: `牵头单位:X;责任单位:Y、Z,6月底完成`;
- verbs after lists: `X牵头,Y、Z配合,各县区政府负责落实`;
- a bare list: `X、Y`, whose roles are not said.

The words for roles stand in `ontology/roles.ttl`. A word that can mean lead or support
(责任单位) means support beside a lead of the same task, and lead when it stands alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from remit.model import Role
from remit.read.dates import is_deadline
from remit.read.lines import is_balanced
from remit.read.names import LONGEST_NAME, groups_whole, kind_of, name_spans
from remit.rolewords import role_words

_LABEL: Final = re.compile(r"(?:^|(?<=[\s,;。(\[、|]))([\u4e00-\u9fff]{2,12}?)\s*:\s*")
_SPOKEN_OF: Final = re.compile("明确|确定|落实|压实|细化|健全|完善|督促|要求|强化")
"""Before the word for a role, these make it an ordinary word: 明确责任单位:…"""
_TIME_LABEL: Final = re.compile(
    r"(?:完成|办结|落实|推进|进度)?(?:时限|时间|期限|节点|安排)(?:要求)?$"
)
_JOIN: Final = re.compile(r"以及|[和及与]")
_AND_OTHERS: Final = re.compile(
    r"等(?:[国务院市区县省州级直属各]*(?:有关|相关|责任)*(?:单位|部门|方面)?)$"
)
_LEGEND: Final = re.compile(
    r"(?:排|列)(?:在|名|于)?第?[一首]位|第一(?:个|位|责任)?(?:单位|部门)?[^。]{0,6}为?牵头|首位(?:单位|部门)?[^。]{0,4}牵头|"
    r"(?:排|列)[^。]{0,4}(?:最前|首位|第一)"
)
_NO_NAME: Final = re.compile(r"下同|为牵头|不再列出|牵头单位$|牵头部门$")
_NOBODY: Final = re.compile(r"暂?无|[-－—–―~/／\\]+")
"""What people write where there is nobody to name."""
_BEFORE_NAMES: Final = re.compile(r"^(?:由|并由|具体由|其中)")
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
    """The names in order, and the (start, end) of the deadline, None when there is none."""

    named: tuple[Named, ...]
    deadline: tuple[int, int] | None = None


def read_duties(text: str, *, lenient: bool = False) -> Duties | None:
    """Return who does what in a folded text, None when it says nothing of the kind.

    A label or a verb must be there, or all of it must look like names. `lenient` takes
    any list at all: what stands in a duty column is a name, whatever it looks like.

    >>> text = "牵头单位:县财政局;责任单位:各镇,6月底完成"
    >>> duties = read_duties(text)
    >>> [(text[n.start : n.end], sorted(role.value for role in n.roles)) for n in duties.named]
    [('县财政局', ['leads']), ('各镇', ['leads', 'supports'])]
    >>> text[slice(*duties.deadline)]
    '6月底完成'
    """
    labels = [m for m in _LABEL.finditer(text) if _known_label(m.group(1))]
    if labels:
        return _labelled(text, labels)
    spoken = _spoken(text, 0, len(text), frozenset())
    if spoken is not None and any(named.roles for named in spoken.named):
        return spoken
    bare = _listed(text, 0, len(text), frozenset())
    if not bare.named:
        return None
    if lenient or all(kind_of(text[n.start : n.end]) for n in bare.named):
        return bare
    return None


def first_leads(text: str) -> bool:
    """Tell whether a folded text says that the first unit of a list leads."""
    return any("牵头" in text[m.start() : m.end() + 20] for m in _LEGEND.finditer(text))


def settled(named: Iterable[Named], *, led: bool = False) -> list[tuple[Named, Role]]:
    """Give each name its one role; `led` tells that the task has a lead elsewhere.

    Words that can mean both mean support beside a lead, and lead without one.
    """
    found = list(named)
    led = led or any(n.roles == {Role.LEADS} for n in found)
    both = Role.SUPPORTS if led else Role.LEADS
    unsaid = Role.SUPPORTS if any(n.starred for n in found) else Role.TAKES_PART
    alone = Role.LEADS if len(found) == 1 else Role.TAKES_PART
    shared = Role.SUPPORTS if led else alone
    return [
        (n, shared if n.shared else both if len(n.roles) > 1 else next(iter(n.roles), unsaid))
        for n in found
    ]


def starts_with_label(text: str) -> bool:
    """Tell whether a folded line begins with a known role or deadline label."""
    match = _LABEL.match(text)
    return match is not None and _known_label(match.group(1))


def first_label(text: str, *, in_bracket: bool = True) -> int | None:
    """Return where the first known label of a folded text begins; `in_bracket` or not."""
    known = (m.start() for m in _LABEL.finditer(text) if _known_label(m.group(1)))
    return next((start for start in known if in_bracket or is_balanced(text[:start])), None)


def roles_of_label(word: str) -> frozenset[Role]:
    """Return the roles a label can mean; longer labels may carry a level (区政府分管领导)."""
    labels = role_words().labels
    if word in labels:
        return labels[word]
    known = [label for label in labels if word.endswith(label)]
    return labels[max(known, key=len)] if known else frozenset()


def _known_label(word: str) -> bool:
    if _SPOKEN_OF.match(word):
        return False
    return bool(roles_of_label(word) or _TIME_LABEL.search(word))


# --- labels before lists ------------------------------------------------------


def _labelled(text: str, labels: list[re.Match[str]]) -> Duties:
    named: list[Named] = []
    deadline: tuple[int, int] | None = None
    every = [match for match in _LABEL.finditer(text) if is_balanced(text[: match.start()])]
    stops = sorted({m.start() for m in [*every, *labels]} | {len(text)})
    for match in labels:
        end = next(stop for stop in stops if stop > match.start())
        roles = roles_of_label(match.group(1))
        if not roles:
            deadline = deadline or _trimmed(text, match.end(), end)
            continue
        spoken = _spoken(text, match.end(), end, roles)
        found = spoken or _listed(text, match.end(), end, roles)
        named.extend(found.named)
        deadline = deadline or found.deadline
    return Duties(tuple(named), deadline)


# --- verbs after lists --------------------------------------------------------


@cache
def _verb() -> re.Pattern[str]:
    words = sorted(role_words().verbs, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, words)) + ")$")


def _spoken(text: str, start: int, end: int, otherwise: frozenset[Role]) -> Duties | None:
    """Read `X牵头,Y、Z配合`; what no verb follows has the role `otherwise`."""
    named: list[Named] = []
    waiting: list[tuple[int, int]] = []
    deadline: tuple[int, int] | None = None
    spoken = False
    for piece in _pieces(text, start, end):
        words = text[slice(*piece)]
        if is_deadline(words):
            deadline = deadline or piece
            continue
        verb = _verb().search(words)
        if verb is None:
            waiting.append(piece)
            continue
        spoken = True
        waiting.append((piece[0], piece[0] + verb.start()))
        roles = role_words().verbs[verb.group()]
        shared = "分工" in verb.group() or verb.group().startswith("按")
        whole = groups_whole(text, waiting)  # 各乡镇、街道负责落实: the verb hid the group's end
        named.extend(replace(n, shared=shared) for n in _names(text, whole, roles))
        waiting = []
    if not spoken:
        return None
    named.extend(_names(text, waiting, otherwise))
    return Duties(tuple(named), deadline)


# --- lists --------------------------------------------------------------------


def _listed(text: str, start: int, end: int, roles: frozenset[Role]) -> Duties:
    spans = []
    deadline: tuple[int, int] | None = None
    for piece in _pieces(text, start, end):
        if is_deadline(text[slice(*piece)]):
            deadline = deadline or piece
        else:
            spans.append(piece)
    return Duties(tuple(_names(text, spans, roles)), deadline)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for a, b in name_spans(text[start:end]):
        piece = _trimmed(text, start + a, start + b)
        if piece is not None:
            yield piece


def _names(text: str, spans: Iterable[tuple[int, int]], roles: frozenset[Role]) -> Iterator[Named]:
    for start, end in spans:
        for a, b in _joined_names(text, start, end):
            star = "★" in text[a:b]
            name = _trimmed(text, a, b, "★☆*")
            words = text[slice(*name)] if name else ""
            if name is None or _NO_NAME.search(words) or _NOBODY.fullmatch(words):
                continue
            if name[1] - name[0] <= LONGEST_NAME:
                yield Named(*name, frozenset({Role.LEADS}) if star else roles, star)


def _joined_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut `X和Y` where both sides are names (发展和改革局 is one), and drop 由 and 等."""
    before = _BEFORE_NAMES.match(text[start:end])
    start += before.end() if before else 0
    others = _AND_OTHERS.search(text[start:end])
    end = start + others.start() if others else end
    for joint in _JOIN.finditer(text[start:end]):
        left = _AND_OTHERS.sub("", text[start : start + joint.start()])
        right = text[start + joint.end() : end]
        if kind_of(left) and (kind_of(right) or kind_of("各" + right)):
            yield start, start + len(left)
            start += joint.end()
            break
    if start < end:
        yield start, end


def _trimmed(text: str, start: int, end: int, more: str = "") -> tuple[int, int] | None:
    """Return the span without separators, spaces and closing marks around it."""
    while start < end and text[start] in _ENDS + more:
        start += 1
    while start < end and text[end - 1] in _ENDS + more:
        end -= 1
    return (start, end) if start < end else None
