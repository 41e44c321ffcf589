"""Names of leaders as documents write them: with posts before or behind, helpers in brackets.

`县长赵大海`, `张伟、李强两位副区长`, `王芳 副区长`, `郑洁（副区长）` name persons, whose post is
no part of the name; `常务副市长` alone stands for whoever holds the post. A helper in a
bracket (`陈洪（秘书长钱进协助）`) takes part, and supervises nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from remit.model import AgentKind, Cell, Passage, Role
from remit.read.lines import fold, mend, part
from remit.read.names import is_given_name, kind_of, name_spans

_TITLE: Final = (
    r"(?:(?:[省市县区州镇乡]?(?:委|政府|人大|政协|纪委|管委会|党工委|党委)?(?:常委会)?(?:党组)?"
    r"(?:常务|一级|二级|三级|四级)?(?:副|分管|协管)?"
    r"(?:[省市县区州盟旗镇乡]长|书记|常委|秘书长|主任|主席|专员|成员|局长|部长|处长|助理|调研员|巡视员|组长)"
    r"|同志)(?:助理)?[、,\s]*){1,8}"
)
_BEFORE: Final = re.compile(_TITLE)
_BEHIND: Final = re.compile(rf"(?<!\s)\s*(?:[两二三四几]位)?(?:{_TITLE})$")
_BRACKET: Final = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?")
_TWO_PADDED: Final = re.compile(
    r"(?P<one>[\u4e00-\u9fff]\s+[\u4e00-\u9fff])(?P<other>[\u4e00-\u9fff]\s+[\u4e00-\u9fff])"
)
"""Two persons of two characters each, padded and run together: 陆 明俞 悦."""
_ELSEWHERE: Final = re.compile("^按照?.*(?:分工|要求|规定)$")
_LONGEST: Final = 60
"""Characters of a person's name with all posts."""
_HELP: Final = re.compile(r"协助|协管|配合|协调|领导|分管|负责|:")


def refined(cells: Sequence[Cell], within: Passage) -> list[Cell]:
    """Return the cells of one list with the leaders among them told apart from their posts.

    `within` is a passage that holds those of all cells. A post set off by a space from a
    person's name is that person's; so is one listed before such a post.
    """
    found: list[Cell] = []
    for index, cell in enumerate(cells):
        if cell.role is not Role.SUPERVISES:
            found.append(cell)
        elif not _belongs_to_person(cells, index, within):
            found.extend(_persons(cell))
    return found


def _belongs_to_person(cells: Sequence[Cell], index: int, within: Passage) -> bool:
    return _is_post(cells[index]) and any(
        _leads_to_person(cells, index, step, within) for step in (-1, 1)
    )


def _leads_to_person(cells: Sequence[Cell], index: int, step: int, within: Passage) -> bool:
    """Tell whether posts follow each other from here to one a space sets off from a person."""
    other = index + step
    if not 0 <= other < len(cells):
        return False
    first, second = sorted((index, other))
    if not _is_post(cells[other]):
        return _is_spaced(cells[first], cells[second], within)
    return _leads_to_person(cells, other, step, within)


def _is_spaced(one: Cell, other: Cell, within: Passage) -> bool:
    between = within.exact[one.passage.end - within.start : other.passage.start - within.start]
    return bool(between) and not between.strip(" \t\u3000")


def _is_post(cell: Cell) -> bool:
    post = cell.role is Role.SUPERVISES and cell.kind is AgentKind.LEADER
    return post and _BEFORE.fullmatch(fold(cell.name)) is not None


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
    bracket = _BRACKET.search(text)
    end = bracket.start() if bracket else len(text)
    if bracket is not None and _ELSEWHERE.search(text[:end]):
        yield from _those_of(cell, part(cell.passage, end + 1, bracket.end()))
        return
    yield _without_title(cell, part(cell.passage, 0, end)) if end else cell
    if bracket is not None and end:
        start = bracket.start() + 1
        yield from _helpers(cell, part(cell.passage, start, bracket.end()))


def _those_of(cell: Cell, place: Passage) -> Iterator[Cell]:
    """Yield the leaders of a bracket behind a reference: 按工作要点分工(张伟、李强)."""
    for start, end in name_spans(fold(place.exact).rstrip(")]")):
        leader = _without_title(cell, part(place, start, end))
        if is_given_name(leader.name):
            yield replace(leader, kind=AgentKind.LEADER)


def _without_title(cell: Cell, place: Passage) -> Cell:
    words = fold(place.exact)
    if len(words) > _LONGEST:
        return cell
    before, behind = _BEFORE.match(words), _BEHIND.search(words)
    start = before.end() if before and before.end() < len(words) else 0
    stop = behind.start() if behind and behind.start() > start else len(words)
    name = mend(words[start:stop])
    titled = (start, stop) != (0, len(words))
    if titled and (kind_of(name) is AgentKind.LEADER or is_given_name(name)):
        place = part(place, start, stop)
    elif titled:
        place = part(place, 0, len(words))
    place = part(place, 0, len(place.exact.rstrip()))
    return replace(cell, name=mend(place.exact), passage=place)


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
