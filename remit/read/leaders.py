"""Names of leaders as documents write them: with posts before or behind, helpers in brackets.

`县长赵大海`, `张伟、李强两位副区长`, `王芳 副区长`, `郑洁（副区长）` name persons, whose post is
no part of the name; `常务副市长` alone stands for whoever holds the post. A helper in a
bracket (`陈洪（秘书长钱进协助）`) takes part, and supervises nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from remit.model import BODIES, AgentKind, Cell, Passage, Role
from remit.read.lines import fold, mend, part
from remit.read.names import is_given_name, is_post, kind_of, name_spans

_POSTS: Final = (
    r"(?:[省市县区州盟旗镇乡局部厅处院校]长|书记|常委|秘书长|主任|主席|专员|成员|助理|调研员|"
    r"巡视员|组长)"
)
_TITLE: Final = (
    r"(?:(?:[省市县区州镇乡]?(?:委|政府|人大|政协|纪委|管委会|党工委|党委)?(?:常委会)?(?:党组)?"
    rf"(?:常务|一级|二级|三级|四级)?(?:副|分管|协管)?{_POSTS}"
    r"|同志)(?:助理)?[、,\s]*){1,8}"
)
_BEFORE: Final = re.compile(_TITLE)
_LAST_POST: Final = re.compile(rf"(?:{_POSTS}|同志)[\s:]*$")
_BEHIND: Final = re.compile(rf"(?<!\s)\s*(?:[两二三四几]位)?(?:{_TITLE})$")
_PORTFOLIO: Final = re.compile(
    r"(?:分管|协管|主管|联系|负责|相关|有关|其他|各|全体|常务|[省市县区州盟旗镇乡街]|政法|纪委|组织|宣传|统战|公安)"
)
"""Before a post these say which one (分管副县长, 县委政法委书记); they begin no person's name."""
_CHIEF: Final = re.compile(r"[省市县区州镇乡]长$")
_DEPUTY: Final = re.compile(r"副[省市县区州镇乡]长")
_BRACKET: Final = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?")
_TWO_PADDED: Final = re.compile(
    r"(?P<one>[\u4e00-\u9fff]\s+[\u4e00-\u9fff])(?P<other>[\u4e00-\u9fff]\s+[\u4e00-\u9fff])"
)
"""Two persons of two characters each, padded and run together: 陆 明俞 悦."""
_ELSEWHERE: Final = re.compile("^按照?.*(?:分工|要求|规定)$")
_LONGEST: Final = 60
"""Characters of a person's name with all posts."""
_LONGEST_NAME: Final = 9
"""Characters of a name without them, with spaces."""
_HELP: Final = re.compile(r"协助|协管|配合|协调|领导|分管|负责|:")


def refined(cells: Sequence[Cell], within: Passage) -> list[Cell]:
    """Return the cells of one list with the leaders among them told apart from their posts.

    `within` is a passage that holds those of all cells. A post set off by a space from a
    person's name is that person's; so is one listed before such a post.
    """
    found: list[Cell] = []
    for index, cell in enumerate(cells):
        if cell.role is not Role.SUPERVISES:
            found.append(_helper(cell) if cell.role is Role.TAKES_PART else cell)
        elif not _belongs_to_person(cells, index, within):
            found.extend(_persons(cell))
    return found


def _helper(cell: Cell) -> Cell:
    """Return one who takes part without the post, if it is a person with one: 王飞副秘书长."""
    if not _LAST_POST.search(fold(cell.name)):
        return cell
    person = _without_title(replace(cell, kind=AgentKind.LEADER), cell.passage)
    return person if kind_of(person.name) is AgentKind.LEADER else cell


def _belongs_to_person(cells: Sequence[Cell], index: int, within: Passage) -> bool:
    return _is_post(cells[index]) and (
        _is_rank_of_next(cells, index)
        or any(_leads_to_person(cells, index, step, within) for step in (-1, 1))
    )


def _is_rank_of_next(cells: Sequence[Cell], index: int) -> bool:
    """Tell whether posts follow each other from here to one with its holder's name.

    县委常委、常务副县长李强 is one person; 县长、副县长李强 are two.
    """
    if index + 1 == len(cells) or cells[index + 1].role is not Role.SUPERVISES:
        return False
    this, following = fold(cells[index].name), fold(cells[index + 1].name)
    if _CHIEF.search(this) and "副" not in this and _DEPUTY.search(following):
        return False
    if _is_post(cells[index + 1]):
        return _is_rank_of_next(cells, index + 1)
    return _name_start(following) > 0


def _leads_to_person(cells: Sequence[Cell], index: int, step: int, within: Passage) -> bool:
    """Tell whether posts follow each other from here to one a space sets off from a person."""
    other = index + step
    if not 0 <= other < len(cells):
        return False
    first, second = sorted((index, other))
    if cells[other].kind is AgentKind.LEADER_GROUP:
        return False
    if not _is_post(cells[other]):
        return _is_spaced(cells[first], cells[second], within)
    return _leads_to_person(cells, other, step, within)


def _is_spaced(one: Cell, other: Cell, within: Passage) -> bool:
    between = within.exact[one.passage.end - within.start : other.passage.start - within.start]
    return bool(between) and not between.strip(" \t\u3000\r\n")


def _is_post(cell: Cell) -> bool:
    post = cell.role is Role.SUPERVISES and cell.kind is AgentKind.LEADER
    name = fold(cell.name)
    return post and (is_post(name) or _BEFORE.fullmatch(name) is not None)


def _persons(cell: Cell) -> Iterator[Cell]:
    """Yield who one piece of a list names, then the helpers in its bracket."""
    if cell.kind is AgentKind.LEADER_GROUP:
        yield cell
        return
    text = fold(cell.passage.exact)
    if padded := _TWO_PADDED.fullmatch(text):
        for group in ("one", "other"):
            place = part(cell.passage, *padded.span(group))
            yield replace(cell, name=mend(place.exact), passage=place)
        return
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if len(words) > 1 and _are_persons([text[slice(*word)] for word in words]):
        for word in words:
            place = part(cell.passage, *word)
            yield replace(cell, name=mend(place.exact), passage=place)
        return
    bracket = _BRACKET.search(text)
    end = bracket.start() if bracket else len(text)
    if bracket is not None and _ELSEWHERE.search(text[:end]):
        yield from _those_of(cell, part(cell.passage, end + 1, bracket.end()))
        return
    yield _without_title(cell, part(cell.passage, 0, end)) if end else cell
    if bracket is not None and end:
        start = bracket.start() + 1
        yield from _helpers(cell, part(cell.passage, start, bracket.end()))


def _are_persons(words: Sequence[str]) -> bool:
    """Tell whether words set off by spaces are a person each: 李强 才让东智."""
    known = [kind_of(word) is AgentKind.LEADER for word in words]
    return any(known) and all(
        len(word) > 1 and is_given_name(word) and not _LAST_POST.search(word) for word in words
    )


def _those_of(cell: Cell, place: Passage) -> Iterator[Cell]:
    """Yield the leaders of a bracket behind a reference: 按工作要点分工(张伟、李强)."""
    for start, end in name_spans(fold(place.exact).rstrip(")]")):
        leader = _without_title(cell, part(place, start, end))
        if is_given_name(leader.name):
            yield replace(leader, kind=AgentKind.LEADER)


def _without_title(cell: Cell, place: Passage) -> Cell:
    words = fold(place.exact)
    if len(words) > _LONGEST or kind_of(words) in BODIES:
        return cell
    before, behind = _BEFORE.match(words), _BEHIND.search(words)
    start = before.end() if before and before.end() < len(words) else _name_start(words)
    stop = behind.start() if behind and behind.start() > start else len(words)
    if _PORTFOLIO.match(words[start:stop]):
        start, stop = 0, len(words)
    name = mend(words[start:stop])
    titled = (start, stop) != (0, len(words))
    if titled and (kind_of(name) is AgentKind.LEADER or is_given_name(name)):
        place = part(place, start, stop)
    elif titled:
        place = part(place, 0, len(words))
    place = part(place, 0, len(place.exact.rstrip()))
    return replace(cell, name=mend(place.exact), passage=place)


def _name_start(words: str) -> int:
    """Return where a person's name begins behind any post (县人武部部长周勇), 0 without one."""
    for start in range(max(1, len(words) - _LONGEST_NAME), len(words) - 1):
        named = not words[start].isspace() and kind_of(words[start:]) is AgentKind.LEADER
        if named and _LAST_POST.search(words[:start]):
            return start
    return 0


def _helpers(cell: Cell, place: Passage) -> Iterator[Cell]:
    """Yield the persons of a bracket that says who helps; others say a post or explain."""
    words = fold(place.exact)
    if not _HELP.search(words):
        return
    blank = _HELP.sub(lambda match: " " * len(match.group()), words.rstrip(")]"))
    for start, end in name_spans(blank):
        helper = _without_title(cell, part(place, start, end))
        if kind_of(helper.name) is AgentKind.LEADER:
            yield replace(helper, role=Role.TAKES_PART)
