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
from dataclasses import replace
from functools import cache
from typing import Final

from remit.model import BODIES, AgentKind, Role, RoleRule
from remit.read.dates import is_deadline, says_by_when
from remit.read.labels import HEADS, labels_in, like_labels, roles_said
from remit.read.lines import is_balanced, says_nothing
from remit.read.listed import Duties, Named, listed, names_of, pieces_of, trimmed
from remit.read.names import ends_in_post, kind_of
from remit.rolewords import role_words

_DOES: Final = re.compile(r"(?P<verb>负责|配合|协助|参与)[\u4e00-\u9fff]{2,6}$")
"""What one beside others does of the task: 县发改局牵头,县司法局负责起草."""
_BEHIND_VERB: Final = re.compile(
    r"(?<=牵头|负责|配合|主办|承办|协办|参加|参与)[ \u3000]{1,4}(?=[\u4e00-\u9fff])"
)
"""Spaces in the place of a comma: 县物价局牵头 县发改局配合."""
_HOW: Final = re.compile("按照?|根据|依据|结合|围绕|组织|认真|切实|密切|共同")
_OF_THE_WORK: Final = re.compile("实施|开始|启动|起止")
"""A label with these says when work goes on, which gives way to when it is done (完成时间)."""
_SURELY_NAMES: Final = 0.8
"""Of the pieces of a list without a label, how many must look like names."""
_BY_WITHIN: Final = 8
"""Characters within which a sentence says 由: 此项工作由…."""
_LONGEST_UNKNOWN: Final = 12
"""Characters of a name that looks like none."""
_LONGEST_CLOSING: Final = 200
"""Characters of a sentence that only says who answers."""
_TOGETHER: Final = re.compile(
    r"(?:^|(?<=[。;,]))(?P<by>由)(?P<lead>[^。;,]{2,60}?)(?:分别|共同)?(?:牵头)?,?"
    r"(?:会同|商(?=[省市县区]|有关|相关|财政))(?P<others>[^。;]{2,150}?)"
    r"(?:共同|负责|研究|落实|组织|制定|提出|牵头|抓好|完成)[^。;、]{0,20}$"
)
_LEADS_FIRST: Final = re.compile("[^:]{2,80}(?:牵头|主办)")
_CONTACT: Final = re.compile(
    r"(?<=[。;])[^。;:]{0,6}(?:责任人|负责人|联系人|电话):[^。;]{0,40}[。;]?$"
)
"""Whom to call, behind the sentence that says who answers."""
_BY_TIME: Final = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月|年)(?:底|末|中旬)?前")
"""How words begin that say by when something is to be reached: 6月底前取得进展."""
_RULE: Final = re.compile(r"(?<=。)[^。]*(?:不再|下同|为牵头)[^。]*。?")
"""A sentence behind the names that says how to read this list, or those that follow."""


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
    labels = labels_in(text)
    if labels:
        return _labelled(text, labels) if any(map(roles_said, labels)) else _timed(text, labels)
    text = _BEHIND_VERB.sub(lambda gap: "," * len(gap.group()), text)
    spoken = _spoken(text, 0, len(text), frozenset())
    if spoken is not None and any(named.roles for named in spoken.named):
        return spoken
    bare = listed(text, 0, len(text), frozenset())
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
    body = _RULE.sub(lambda rule: " " * len(rule.group()), text).rstrip("。; ")
    body = _CONTACT.sub("", body + "。").rstrip("。; ")
    start = _last_sentence(body)
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
    # Else what all departments are to do anyhow; who leads a part of it (甲局牵头制定方案) not all.
    by = "由" in text[start : start + _BY_WITHIN] and "牵头" not in text[start:]
    said = all(n.roles for n in duties.named) and (by or not all(n.shared for n in duties.named))
    return (start, duties) if said and all(known) else None


def bodies_behind(text: str) -> tuple[int, Duties] | None:
    """Return where bare bodies stand behind a folded text's last full stop or dash.

    And their duties; None if none stand there.

    >>> start, duties = bodies_behind("新建幼儿园3所。县教育局、县住建局")
    >>> start, len(duties.named)
    (8, 2)
    """
    start = max(text.rfind(mark) for mark in "。—–") + 1
    if not start or len(text) - start > _LONGEST_CLOSING:
        return None
    bare = listed(text, start, len(text), frozenset())
    names = [text[named.start : named.end] for named in bare.named]
    return (start, bare) if names and all(kind_of(name) in BODIES for name in names) else None


def _last_sentence(text: str) -> int:
    """Return where the last sentence begins: `甲局牵头;乙局配合` is one."""
    start = max(text.rfind(mark) for mark in "。;!") + 1
    before = max(text.rfind(mark, 0, start - 1) for mark in "。;!") + 1
    leads = _LEADS_FIRST.fullmatch(text, before, max(before, start - 1))
    return before if text[start - 1 : start] == ";" and leads else start


def _in_company(text: str, match: re.Match[str]) -> Duties:
    """Read `由X会同Y、Z落实`: X leads, those it meets with support."""
    lead, others = (
        listed(text, *match.span(group), frozenset({role}))
        for group, role in (("lead", Role.LEADS), ("others", Role.SUPPORTS))
    )
    return Duties((*lead.named, *others.named), others.deadline)


def settled(
    named: Iterable[Named], *, led: bool = False
) -> Iterator[tuple[Named, Role, RoleRule | None]]:
    """Give each name its one role, and the rule that it took where its words leave it open.

    `led` tells that the task has a lead elsewhere. Words that can mean both mean support
    beside a lead, and lead without one; beside several who answer each for
    its part (甲局、乙局按职责分工负责，各镇落实) they leave it open.
    """
    found = list(named)
    led = led or any(n.roles == {Role.LEADS} for n in found)
    starred = any(n.starred for n in found)
    shared = not led and len(found) > 1 and any(n.shared for n in found)
    for n in found:
        if shared and (n.shared or len(n.roles) > 1):
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


# --- labels before lists ------------------------------------------------------


def _labelled(text: str, labels: list[re.Match[str]]) -> Duties:
    named: list[Named] = []
    deadline: tuple[int, int] | None = None
    every = [match for match in like_labels(text) if is_balanced(text[: match.start()])]
    marked = [match for match in every if match.group().strip() != match.group(1)]
    stops = sorted({m.start() for m in [*marked, *labels]} | {len(text)})
    gives_way = False
    for match in labels:
        end = next(stop for stop in stops if stop > match.start())
        roles = roles_said(match)
        if not roles:
            limit = trimmed(text, match.end(), end)
            if limit and says_nothing(text[slice(*limit)]):
                continue
            if deadline is None or gives_way:
                deadline = limit
                gives_way = _OF_THE_WORK.search(match.group(1)) is not None
            continue
        end = _end_of_list(text, match.end(), end)
        leaders = roles == {Role.SUPERVISES}
        spoken = None if leaders else _spoken(text, match.end(), end, roles)
        found = spoken or listed(text, match.end(), end, roles)
        heads = HEADS.search(match.group(1)) is not None
        named.extend(n for n in found.named if not (heads and _is_leader(text[n.start : n.end])))
        deadline = deadline or found.deadline
    answered = any(roles_said(match) for match in labels)
    return Duties(tuple(named), deadline, answered, gives_way)


def _is_leader(name: str) -> bool:
    return kind_of(name) is AgentKind.LEADER


def _end_of_list(text: str, start: int, end: int) -> int:
    """Return where a list behind a label ends: at a full stop that other words follow.

    Or at a semicolon behind which words too long for an unknown name stand.
    """
    for semicolon in (i for i in range(start, end) if text[i] == ";"):
        behind = next((text[slice(*piece)] for piece in pieces_of(text, semicolon, end)), "")
        if len(behind) > _LONGEST_UNKNOWN and kind_of(behind) is None and not says_by_when(behind):
            end = semicolon
            break
    stop = text.find("。", start, end)
    if stop < 0:
        return end
    rest = [text[slice(*piece)] for piece in pieces_of(text, stop, end)]
    known = sum(is_deadline(words) or kind_of(words) is not None for words in rest)
    return end if known >= _SURELY_NAMES * len(rest) else stop


def _timed(text: str, labels: list[re.Match[str]]) -> Duties:
    """Read verbs before labels that tell of times only: `甲局牵头,完成时限:长期`."""
    found = _labelled(text, labels)
    spoken = _spoken(text, 0, labels[0].start(), frozenset())
    return found if spoken is None else replace(found, named=spoken.named, answered=True)


# --- verbs after lists --------------------------------------------------------


@cache
def _verb() -> re.Pattern[str]:
    """Verbs of the ontology, with the ways of saying that each answers for its part."""
    words = sorted(role_words().verbs, key=len, reverse=True)
    verbs = "|".join(map(re.escape, words))
    return re.compile(
        r"(?P<part>按照?(?:各自|部门)?(?:的?(?:职责|职能|权限|分工|要求)){1,2}(?:范围|规定|内)?)?"
        rf"(?:分别|共同|联合|具体|各自|抓好|组织|密切|积极|主动|参与|协助|参加|结合(?:各自|本地)?实际)?(?<!的)(?P<verb>{verbs})"
        r"(?:(?<=负责|牵头)(?:组织|具体|统筹|协调|推进|实施|落实|抓好|办理){1,3}(?:到位|工作)?"
        r"|(?<=落实)到位)?$"
    )


def _spoken(text: str, start: int, end: int, otherwise: frozenset[Role]) -> Duties | None:
    """Read `X牵头,Y、Z配合`; what no verb follows has the role `otherwise`."""
    named: list[Named] = []
    waiting: list[tuple[int, int]] = []
    deadline: tuple[int, int] | None = None
    spoken = False
    for piece in pieces_of(text, start, end):
        words = text[slice(*piece)]
        if says_by_when(words):
            deadline = deadline or piece
            continue
        verb = _verb().search(words) or (_DOES.search(words) if spoken else None)
        if verb is None:
            waiting.append(piece)
            continue
        roles = role_words().verbs[verb.group("verb")]
        does, who = verb.re is _DOES, words[: verb.start()]
        told = does or roles == {Role.TAKES_PART} or verb.group("verb").startswith("为")
        if told and kind_of(who) is None and not (does and who.endswith(("单位", "部门"))):
            waiting.append(piece)  # what is guided, not who guides; 列第一位的为牵头单位
            continue
        spoken = True
        waiting.append((piece[0], piece[0] + verb.start()))
        if Role.LEADS in roles and ends_in_post(who):
            roles = frozenset({Role.SUPERVISES})
        first = not named and roles == {Role.SUPPORTS}
        if first or (otherwise and not otherwise & roles):  # 牵头单位:甲局,乙局、丙局配合
            comma = max(text.rfind(mark, start, waiting[-1][0]) for mark in ",;")
            own = [piece for piece in waiting if piece[1] <= comma]
            named.extend(names_of(text, own, otherwise))
            waiting = [piece for piece in waiting if piece[1] > comma]
        shared = verb.groupdict().get("part") is not None or verb.group("verb").startswith(
            ("按", "分工")
        )
        if shared and otherwise:  # a label has said what they are
            named.extend(names_of(text, waiting, otherwise))
        else:
            for n in names_of(text, waiting, roles):
                persons = _of_persons(text[n.start : n.end], n.roles, shared=shared)
                own_part = shared and persons != {Role.SUPERVISES}
                named.append(replace(n, roles=persons, shared=own_part))
        waiting = []
    if not spoken:
        return None
    others = ((piece, text[slice(*piece)]) for piece in waiting)
    waiting = [piece for piece, words in others if not (_says_how(words) or _BY_TIME.match(words))]
    named.extend(names_of(text, waiting, otherwise))
    return Duties(tuple(named), deadline)


def _says_how(words: str) -> bool:
    """Tell whether a piece behind those who answer says how they do: 按照各自职能组织实施."""
    return _HOW.match(words) is not None and kind_of(words) is None


def _of_persons(name: str, roles: frozenset[Role], *, shared: bool) -> frozenset[Role]:
    """A person who leads (张伟牵头), or several do, supervises those bodies that do the work."""
    person = (shared or Role.LEADS in roles) and _is_leader(name)
    return frozenset({Role.SUPERVISES}) if person else roles
