"""The stretches of a paragraph that say who does what: role brackets, and labels without one."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from remit.model import Role
from remit.read.duties import closing_duties, read_duties
from remit.read.enumeration import next_number
from remit.read.labels import first_label, role_labels
from remit.read.listed import THIS_WORK, Duties, Named
from remit.read.names import kind_of

_SHORT_NAME: Final = 4
"""Characters of names that need not look like any: (发改、工信牵头)."""
_MEASURE: Final = re.compile("[万亿][元亩人吨户个件台套]")
"""What figures are counted in, which looks like a person's name: 总投资(万元)."""
_LAST_WORDS: Final = re.compile(r"[^。;:,、!?\s]*$")


def role_brackets(text: str, start: int = 0) -> Iterator[tuple[int, int, Duties]]:
    """Yield (start, end, duties) of the outermost brackets of a folded text that say who does what.

    A bracket that never closes reaches to the end.
    """
    depth, opened = 0, 0
    for position in range(start, len(text)):
        if text[position] in "([":
            opened = position if depth == 0 else opened
            depth += 1
        elif text[position] in ")]" and depth:
            depth -= 1
            if depth == 0:
                duties = _duties_in(text, start, opened, position)
                if duties is not None:
                    yield opened, position + 1, duties
    duties = _duties_in(text, start, opened, len(text)) if depth else None
    if duties is not None and (opened > 0 or any(n.roles for n in duties.named)):
        yield opened, len(text), duties


def _duties_in(text: str, start: int, opened: int, closed: int) -> Duties | None:
    duties = read_duties(text[opened + 1 : closed])
    if duties is None or not duties.named or _MEASURE.fullmatch(text, opened + 1, closed):
        return None
    said = any(n.roles for n in duties.named)
    words = text[opened + 1 : closed]
    if said and first_label(words) is None and not any(_may_answer(words, duties.named)):
        return None  # what is done (数据共享、业务协同), by nobody
    last_words = _LAST_WORDS.search(text[start:opened])
    if not said and last_words is not None and kind_of(last_words.group()):
        return None  # the second name of the unit before it
    after, before = text[closed + 1 :].lstrip(" "), text[:opened].rstrip(" ")
    if not after.strip("。;, ") or first_label(text[opened + 1 : closed]) is not None:
        return duties
    closes = after[0] in "。;([" or before.endswith(("。", ";"))
    sure = said and all(
        kind_of(text[opened + 1 + n.start : opened + 1 + n.end]) for n in duties.named
    )
    closes |= sure and (after[0] == "," or before.endswith(","))
    listed = len(duties.named) > 1
    return duties if closes and (said or listed) else None


def _may_answer(words: str, named: Iterable[Named]) -> Iterator[bool]:
    """Tell of each name before a verb whether it may be one: it looks so, or shortly leads."""
    for n in named:
        short = n.roles == {Role.LEADS} and n.end - n.start <= _SHORT_NAME
        yield short or (bool(n.roles) and kind_of(words[n.start : n.end]) is not None)


def duty_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of a folded text that say who answers, in order.

    Brackets, labels, and sentences such as 此项工作由X牵头。
    """
    spans = [(start, end) for start, end, _ in role_brackets(text)]
    spans += (found.span() for found in THIS_WORK.finditer(text) if closing_duties(found.group()))
    for label in role_labels(text):
        if not any(start <= label < end for start, end in spans):
            spans.append((label, _list_end(text, label)))
    return sorted(spans)


def _list_end(text: str, label: int) -> int:
    """Return where what a label says ends: at a number, or a full stop and what says no more."""
    last = next_number(text, label)
    end = label
    while 0 <= (stop := text.find("。", end)) < last:
        end = stop + 1
        following = text[end : text.find("。", end) + 1 or last]
        if closing_duties(following) is None:
            return end
    return last
