"""How paragraphs are numbered, and where in a line that runs several together each begins.

Six kinds of numbers are known, from 第一部分 over 一、 (一) 1. (1) to ①; their order is the
order in which offices nest them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

_NUMBERINGS: Final = (
    re.compile(r"(第[一二三四五六七八九十百]+(?:部分|章|类|方面|项))[、:\s]?"),
    re.compile(r"([一二三四五六七八九十百]+)\s*[、..]"),
    re.compile(r"\(\s*([一二三四五六七八九十百]+)\s*\)、?"),
    re.compile(r"(?:第\s*)?(\d{1,3})\s*(?:[、﹒。]|\.(?!\d)|\.(?=20\d\d年)|项[:、\s])"),
    re.compile(r"\(\s*(\d{1,3})\s*\)、?"),
    re.compile(r"([①-⑳㉑-㊿])"),
)
UNNUMBERED: Final = len(_NUMBERINGS)
"""The level of a paragraph without a number: below all others."""
FIRST_TASK_LEVEL: Final = 3
"""Numbers from here on (1. (1) ①) number tasks more often than headings."""
_MARK: Final = re.compile(
    r"(?:(?<=[。;；)\]\s:])|(?<=[\u4e00-\u9fff])(?=[(①-㊿]|\d{1,3}[、.﹒](?!\d)))"
    r"(?=[第(①-㊿一二三四五六七八九十百\d])"
)
_COUNTED: Final = re.compile(r"(?<=[\u4e00-\u9fff]\n)\d{1,3}、")
_LETTER: Final = re.compile(r"[\u4e00-\u9fff,、]")
_LONG_LINE: Final = 60
_SHORTEST: Final = 4
"""Characters of a paragraph without a number."""
_TITLE: Final = re.compile(r"[^。;:,!?]{2,30}")


def numbering(text: str) -> tuple[int, str | None, int]:
    """Return the level and number a folded paragraph begins with, and where its words begin.

    >>> numbering("(三)推进改革"), numbering("推进改革")
    ((2, '三', 3), (6, None, 0))
    """
    for level, pattern in enumerate(_NUMBERINGS):
        match = pattern.match(text)
        if match and match.end() < len(text):
            return level, match.group(1), match.end()
    return UNNUMBERED, None, 0


def page_counters(texts: Sequence[str]) -> set[int]:
    """Return which folded lines begin with a counter of pages, within a sentence.

    Previews of libraries print them: `…个体工商` / `2、户提供…`. They count up from 2 below long
    lines without a stop, in a text without a line numbered `1、`.
    """
    found: set[int] = set()
    for index, (above, text) in enumerate(pairwise(texts), 1):
        broken = len(above) >= _LONG_LINE and _LETTER.search(above[-1]) is not None
        if broken and text.startswith(f"{len(found) + 2}、"):
            found.add(index)
    return set() if any(text.startswith("1、") for text in texts) else found


def next_number(text: str, start: int) -> int:
    """Return where the next number that may begin a paragraph stands, or the text's end."""
    return next((at for at, _ in _marks(text, start)), len(text))


def run_together(text: str, duties: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut a folded line that runs several numbered paragraphs together.

    `duties` are the spans of the words that say who answers, in order. A number that
    follows such a span begins a paragraph, and so do all numbers of its kind, and the
    titles above them (`二、民生 3.…`); without numbers, what follows a full stop does.
    Returns the (start, end) of each paragraph.

    >>> text = "1.修路。(县交通局)2.架桥:(1)选址;(2)开工。(县住建局)"
    >>> [text[a:b] for a, b in run_together(text, [(5, 11), (28, 34)])]
    ['1.修路。(县交通局)', '2.架桥:(1)选址;(2)开工。(县住建局)']
    """
    within = [*duties, *(counter.span() for counter in _COUNTED.finditer(text))]
    marks = [m for m in _marks(text) if not any(a <= m[0] < b for a, b in within)]
    after: set[int] = set()
    for index, (at, _) in enumerate(marks):
        if any(b <= at and not text[b:at].strip("。;, ") for _, b in duties):
            after |= _levels_begun(text, marks[index:])
    cuts = {0, *(at for at, level in marks if level in after)}
    for (above, high), (below, low) in reversed(list(pairwise(marks))):
        if below in cuts and high < low and _is_title(text[above:below]):
            cuts.add(above)
    if len(cuts) == 1 and len(duties) > 1:
        cuts |= {end for _, end in duties if _begins_another(text, end, duties)}
    return list(pairwise([*sorted(cuts), len(text)]))


def parts_of_list(text: str) -> list[tuple[int, int]]:
    """Cut a folded line at the numbers that count up in it from 1.

    >>> text = "主要内容:(1)修路。(2)架桥。"
    >>> [text[a:b] for a, b in parts_of_list(text)]
    ['主要内容:', '(1)修路。', '(2)架桥。']
    """
    cuts: list[int] = []
    first: int | None = None
    for at, level in [*([(0, numbering(text)[0])] if numbering(text)[1] else []), *_marks(text)]:
        number = numbering(text[at:])[1]
        if number == str(len(cuts) + 1) and first in (None, level):
            first = level
            cuts.append(at)
    if len(cuts) < 2:
        return [(0, len(text))]
    return list(pairwise([*([] if cuts[0] == 0 else [0]), *cuts, len(text)]))


def _levels_begun(text: str, marks: Sequence[tuple[int, int]]) -> set[int]:
    """Return the level of the first number, and of those below it that only titles part from it."""
    levels = {marks[0][1]}
    for (above, high), (below, low) in pairwise(marks):
        if high >= low or not _is_title(text[above:below]):
            break
        levels.add(low)
    return levels


def _is_title(words: str) -> bool:
    """Tell whether a numbered stretch of words is a title: short, and no sentence."""
    return _TITLE.fullmatch(words[numbering(words)[2] :].strip()) is not None


def _begins_another(text: str, end: int, duties: Sequence[tuple[int, int]]) -> bool:
    """Words between a full stop after duties and the next ones are a paragraph of their own."""
    following = min((start for start, _ in duties if start >= end), default=len(text))
    return text[end - 1] == "。" and len(text[end:following].strip()) > _SHORTEST


def _marks(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where numbers stand that may begin a paragraph, with their levels."""
    for match in _MARK.finditer(text, start):
        level, number, _ = numbering(text[match.start() :])
        if number is not None:
            yield match.start(), level
