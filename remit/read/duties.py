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

from remit.model import AgentKind, Role, RoleRule
from remit.read.dates import is_deadline, says_by_when
from remit.read.lines import is_balanced, says_nothing
from remit.read.names import (
    LONGEST_NAME,
    ends_in_post,
    is_category,
    kind_of,
    name_spans,
    whole_groups,
)
from remit.rolewords import role_words

_LABEL: Final = re.compile(
    r"(?:^|(?<=[\s,;。(\[、|—-]))([\u4e00-\u9fff]{2,12}?)"
    r"(?:\s*:\s*|\](?:\s{0,4}:)?\s{0,4}|(?<=^[\u4e00-\u9fff]{4})[ \t\u3000]+"
    r"|(?<=单位|部门)为(?!牵头|责任))"
)
"""A label, and what ends it: a colon, a bracket, four characters and spaces, or 为."""
_SPOKEN_OF: Final = re.compile("明确|确定|落实|压实|细化|健全|完善|督促|要求|强化")
"""Before the word for a role, these make it an ordinary word: 明确责任单位:…"""
_TIME_LABEL: Final = re.compile(
    r"(?:完成|办结|落实|推进|进度)?(?:时限|时间|期限|节点|安排)(?:要求)?$|进度要求$"
)
_OF_THE_WORK: Final = re.compile("实施|开始|启动|起止")
"""A label with these says when work goes on, which gives way to when it is done (完成时间)."""
_SURELY_NAMES: Final = 0.8
"""Of the pieces of a list without a label, how many must look like names."""
_SHORT_LABEL: Final = 2
"""Labels of so few characters (牵头, 责任) are never the end of a longer one."""
_LONGEST_CLOSING: Final = 200
"""Characters of a sentence that only says who answers."""
_TOGETHER: Final = re.compile(
    r"(?:^|(?<=[。;,]))(?P<by>由)(?P<lead>[^。;,]{2,60}?)(?:牵头)?,?(?:会同|商)(?P<others>[^。;]{2,150}?)"
    r"(?:共同|负责|研究|落实|组织|制定|提出|牵头|抓好)[^。;、]{0,20}$"
)
_MET: Final = "会同"
"""Whom the one before meets with to do it, supports: 县财政局会同有关部门负责."""
_JOIN: Final = re.compile(r"会同|以及|[和及与]")
_AND_OTHERS: Final = re.compile(
    r"等(?:[国务院市区县省州级直属各]*(?:有关|相关|责任)*(?:单位|部门|方面|机构)?(?:[和、及](?:单位|部门|地区|地方))?)$"
)
_NO_NAME: Final = re.compile(r"下同|为牵头|^牵头(?:单位|部门)$")
_RULE: Final = re.compile(r"(?<=。)[^。]*(?:不再|下同|为牵头)[^。]*。?")
"""A sentence behind the names that says how to read this list, or those that follow."""
_BEFORE_NAMES: Final = re.compile(r"^(?:并?(?:由|请)|具体由|其中)")
_MARKED: Final = re.compile(r"\((?P<verb>[\u4e00-\u9fff]{2,4})\)$")
"""A role said behind one name: 市财政局(牵头)."""
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
    text = _RULE.sub(lambda rule: "。" * len(rule.group()), text)
    labels = [m for m in _LABEL.finditer(text) if _known_label(m.group(1))]
    if labels:
        return _labelled(text, labels)
    spoken = _spoken(text, 0, len(text), frozenset())
    if spoken is not None and any(named.roles for named in spoken.named):
        return spoken
    bare = _listed(text, 0, len(text), frozenset())
    if not bare.named:
        return None
    known = sum(kind_of(text[n.start : n.end]) is not None for n in bare.named)
    return bare if lenient or known >= _SURELY_NAMES * len(bare.named) else None


def closing_duties(text: str) -> tuple[int, Duties] | None:
    """Return where a folded text's last sentence begins and its duties, if it says only these.

    >>> start, duties = closing_duties("修通公路。由王伟同志负责,县交通局承办。")
    >>> start, [sorted(n.roles)[0].value for n in duties.named]
    (5, ['supervises', 'leads'])
    """
    body = text.rstrip("。; ")
    start = max(body.rfind(mark) for mark in "。;!") + 1
    together = _TOGETHER.search(body, start)
    if together is not None:
        start = together.start("by")
        duties: Duties | None = _in_company(text, together)
    else:
        duties = _spoken(text, start, len(body), frozenset())
    if duties is None or len(body) - start > _LONGEST_CLOSING:
        return None
    if duties.deadline is not None and not is_deadline(text[slice(*duties.deadline)]):
        return None  # it says what to do, not only by when
    known = (n.roles == {Role.SUPERVISES} or kind_of(text[n.start : n.end]) for n in duties.named)
    said = all(n.roles for n in duties.named) and not all(n.shared for n in duties.named)
    return (start, duties) if said and all(known) else None


def _in_company(text: str, match: re.Match[str]) -> Duties:
    """Read `由X会同Y、Z落实`: X leads, those it meets with support."""
    parts = (("lead", Role.LEADS), ("others", Role.SUPPORTS))
    named = [
        name
        for group, role in parts
        for name in _listed(text, *match.span(group), frozenset({role})).named
    ]
    return Duties(tuple(named))


def settled(
    named: Iterable[Named], *, led: bool = False
) -> Iterator[tuple[Named, Role, RoleRule | None]]:
    """Give each name its one role, and the rule that it took where its words leave it open.

    `led` tells that the task has a lead elsewhere. Words that can mean both mean support
    beside a lead, and lead without one.
    """
    found = list(named)
    led = led or any(n.roles == {Role.LEADS} for n in found)
    starred = any(n.starred for n in found)
    for n in found:
        if n.shared and not led and len(found) > 1:
            yield n, Role.TAKES_PART, None
        elif starred and not n.starred and len(n.roles) != 1:
            yield n, Role.SUPPORTS, RoleRule.UNSTARRED
        elif n.starred:
            yield n, Role.LEADS, None
        elif n.shared or len(n.roles) > 1:
            yield n, *open_role(led=led)
        elif n.roles:
            yield n, next(iter(n.roles)), None
        else:
            yield n, Role.TAKES_PART, None


def open_role(*, led: bool) -> tuple[Role, RoleRule]:
    """Return what words that can mean lead or support mean beside a lead, or without one."""
    return (Role.SUPPORTS, RoleRule.BESIDE_LEAD) if led else (Role.LEADS, RoleRule.ALONE)


def starts_with_label(text: str) -> bool:
    """Tell whether a folded line begins with a known role or deadline label."""
    match = _LABEL.match(text.removeprefix("["))
    return match is not None and _known_label(match.group(1))


def is_only_label(text: str) -> bool:
    """Tell whether a folded line is a known label and nothing behind it."""
    match = _LABEL.fullmatch(text)
    return match is not None and _known_label(match.group(1))


def first_label(text: str, *, in_bracket: bool = True) -> int | None:
    """Return where the first known label of a folded text begins; `in_bracket` or not."""
    known = (m.start() for m in _LABEL.finditer(text) if _known_label(m.group(1)))
    return next((start for start in known if in_bracket or is_balanced(text[:start])), None)


def role_labels(text: str) -> Iterator[int]:
    """Yield where the labels of a folded text begin that stand before those who answer."""
    labels = (m for m in _LABEL.finditer(text) if _known_label(m.group(1)))
    return (m.start() for m in labels if roles_of_label(m.group(1)))


def roles_of_label(word: str) -> frozenset[Role]:
    """Return the roles a label can mean; longer labels may carry a level (区政府分管领导)."""
    labels = role_words().labels
    if word in labels:
        return labels[word]
    known = [label for label in labels if len(label) > _SHORT_LABEL and word.endswith(label)]
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
    gives_way = False
    for match in labels:
        end = next(stop for stop in stops if stop > match.start())
        roles = roles_of_label(match.group(1))
        if not roles:
            limit = _trimmed(text, match.end(), end)
            if limit and says_nothing(text[slice(*limit)]):
                continue
            if deadline is None or gives_way:
                deadline = limit
                gives_way = _OF_THE_WORK.search(match.group(1)) is not None
            continue
        end = _end_of_list(text, match.end(), end)
        leaders = roles == {Role.SUPERVISES}
        spoken = None if leaders else _spoken(text, match.end(), end, roles)
        found = spoken or _listed(text, match.end(), end, roles)
        named.extend(found.named)
        deadline = deadline or found.deadline
    answered = any(roles_of_label(match.group(1)) for match in labels)
    return Duties(tuple(named), deadline, answered, gives_way)


def _end_of_list(text: str, start: int, end: int) -> int:
    """Return where a list behind a label ends: at a full stop that other words follow."""
    stop = text.find("。", start, end)
    if stop < 0:
        return end
    rest = [text[slice(*piece)] for piece in _pieces(text, stop, end)]
    known = sum(is_deadline(words) or kind_of(words) is not None for words in rest)
    return end if known >= _SURELY_NAMES * len(rest) else stop


# --- verbs after lists --------------------------------------------------------


@cache
def _verb() -> re.Pattern[str]:
    """Verbs of the ontology, with the ways of saying that each answers for its part."""
    words = sorted(role_words().verbs, key=len, reverse=True)
    verbs = "|".join(map(re.escape, words))
    return re.compile(
        r"(?P<part>按照?(?:各自|部门)?(?:的?(?:职责|职能|权限|分工|要求)){1,2}(?:范围|规定|内)?)?"
        rf"(?:分别|共同|联合|具体|各自|抓好|组织)?(?P<verb>{verbs})$"
    )


def _spoken(text: str, start: int, end: int, otherwise: frozenset[Role]) -> Duties | None:
    """Read `X牵头,Y、Z配合`; what no verb follows has the role `otherwise`."""
    named: list[Named] = []
    waiting: list[tuple[int, int]] = []
    deadline: tuple[int, int] | None = None
    spoken = False
    for piece in _pieces(text, start, end):
        words = text[slice(*piece)]
        if says_by_when(words):
            deadline = deadline or piece
            continue
        verb = _verb().search(words)
        if verb is None:
            waiting.append(piece)
            continue
        spoken = True
        waiting.append((piece[0], piece[0] + verb.start()))
        roles = role_words().verbs[verb.group("verb")]
        if Role.LEADS in roles and ends_in_post(words[: verb.start()]):
            roles = frozenset({Role.SUPERVISES})
        shared = verb.group("part") is not None or verb.group("verb").startswith(("按", "分工"))
        if shared and otherwise:  # a label has said what they are
            named.extend(_names(text, waiting, otherwise))
        else:
            named.extend(
                replace(n, roles=_of_persons(text[n.start : n.end], n.roles), shared=shared)
                for n in _names(text, waiting, roles)
            )
        waiting = []
    if not spoken:
        return None
    named.extend(_names(text, waiting, otherwise))
    return Duties(tuple(named), deadline)


def _of_persons(name: str, roles: frozenset[Role]) -> frozenset[Role]:
    """A person who leads (张伟牵头) supervises those bodies that do the work."""
    person = Role.LEADS in roles and kind_of(name) is AgentKind.LEADER
    return frozenset({Role.SUPERVISES}) if person else roles


# --- lists --------------------------------------------------------------------


def _listed(text: str, start: int, end: int, roles: frozenset[Role]) -> Duties:
    spans = []
    deadline: tuple[int, int] | None = None
    for piece in _pieces(text, start, end):
        if says_by_when(text[slice(*piece)]):
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
    for start, end in whole_groups(text, spans):
        for a, b in _joined_names(text, start, end):
            star = "★" in text[a:b]
            name = _trimmed(text, a, b, "★☆*")
            words = text[slice(*name)] if name else ""
            if name is None or _NO_NAME.search(words) or says_nothing(words):
                continue
            marked = _MARKED.search(text, *name)
            if marked is not None and marked.group("verb") in role_words().verbs:
                own = role_words().verbs[marked.group("verb")]
                yield Named(name[0], marked.start(), own, starred=Role.LEADS in own)
            elif name[1] - name[0] <= LONGEST_NAME:
                met = roles and text.endswith(_MET, 0, name[0])
                own = frozenset({Role.SUPPORTS}) if met else roles
                yield Named(*name, frozenset({Role.LEADS}) if star else own, star)


def _joined_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut `X和Y` where both sides are names (发展和改革局 is one), and drop 由 and 等."""
    before = _BEFORE_NAMES.match(text[start:end])
    start += before.end() if before else 0
    others = _AND_OTHERS.search(text[start:end])
    end = start + others.start() if others else end
    for joint in _JOIN.finditer(text[start:end]):
        left = _AND_OTHERS.sub("", text[start : start + joint.start()])
        right = text[start + joint.end() : end]
        if is_category(right) and left.startswith(_MANY):
            continue  # 各有关部门和单位 is one group
        and_others = left != text[start : start + joint.start()]
        if and_others or (kind_of(left) and (kind_of(right) or kind_of("各" + right))):
            yield start, start + len(left)
            start += joint.end()
            break
    if start < end:
        yield start, end


def _flipped(text: str) -> str:
    return text.translate(str.maketrans("([)]", ")](["))


def _trimmed(text: str, start: int, end: int, more: str = "") -> tuple[int, int] | None:
    """Return the span without separators, spaces and closing marks around it."""
    while start < end and text[start] in _ENDS + more:
        start += 1
    while start < end and text[end - 1] in _ENDS + more:
        end -= 1
    if text[start:end].endswith((")", "]")) and not is_balanced(_flipped(text[start:end])):
        return _trimmed(text, start, end - 1, more)
    return (start, end) if start < end else None
