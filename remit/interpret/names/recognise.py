"""Puts together what the recognisers of names find; where they overlap, the longest stands."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from remit.interpret.clauses import Spans, quotations
from remit.interpret.names.found import Name
from remit.interpret.names.headed import COUNT_BEFORE, COUNTED, headed, marked
from remit.interpret.names.known import areas, lines, of_areas
from remit.interpret.names.listed import beside, listed
from remit.interpret.names.programmes import platforms, programmes
from remit.interpret.names.projects import activities, campaigns, titled, works
from remit.interpret.targets.numerals import digits_of
from remit.model import NameKind
from remit.read.lines import simplified

_COUNTABLE: Final = frozenset({NameKind.INSTITUTION, NameKind.SITE, NameKind.PARK})
_NUMERALS: Final = frozenset("一二两三四五六七八九十0123456789")
_LONGEST_QUOTED: Final = 6


def names(text: str, known: Iterable[Name] = (), own: tuple[str, ...] = ()) -> list[Name]:
    """Return the places and projects that a text names, in order.

    A project may hold the name of a place (柳湾大道 in 柳湾大道二期); two places never
    overlap, nor two projects. What is `known`, from a gazetteer, stands before what the
    shape of a name suggests. `own` are the bare names of the area that the text is
    about (钟楼), which are no places in it.
    """
    text = simplified(digits_of(text))
    marks = quotations(text)
    by_shape = [
        *listed(text),
        *headed(text),
        *marked(text),
        *lines(text),
        *areas(text),
        *of_areas(text),
    ]
    whole = [each for each in by_shape if _fills(text, each, marks)]
    here = [
        each
        for each in whole
        if not _is_own(text, each, own)
        and not (
            each.kind in _COUNTABLE
            and COUNT_BEFORE.search(text, max(0, each.start - 8), each.start)
        )
    ]
    sure = list(known)
    places = _apart(sure, (each for each in here if each.kind.is_place))
    places = _apart(places, beside(text, places))
    projects = _apart(
        (each for each in sure if not each.kind.is_place),
        [
            *works(text, places),
            *titled(text),
            *activities(text),
            *campaigns(text, own),
            *programmes(text),
            *platforms(text),
            *(each for each in here if not each.kind.is_place),
        ],
    )
    spans = {(each.start, each.end) for each in projects}
    quoting = {
        each.start + 1
        for each in projects
        if text[each.start] == "“" and not text.endswith("建设", each.start, each.end)
    }
    places = [
        each
        for each in places
        if each.kind.is_place and (each.start, each.end) not in spans and each.start not in quoting
    ]
    return sorted([*places, *projects], key=lambda name: (name.start, -name.end))


def _is_own(text: str, name: Name, own: tuple[str, ...]) -> bool:
    """Tell of the area that the text is about, with its level or without: 钟楼, 钟楼区."""
    bare = text[name.start : name.end].rstrip("省市县区旗州盟")
    return text.endswith(own, name.start, name.end) or (
        name.kind is NameKind.AREA and bare.endswith(own)
    )


def _fills(text: str, name: Name, marks: list[tuple[int, int]]) -> bool:
    """Tell whether a name is no mere part of what stands in quotation marks."""
    start, end = marks[max(0, bisect_left(marks, (name.start, 0)) - 1)] if marks else (0, 0)
    if start < name.start and name.end < end:
        inside = name.start == start + 1 and name.end == end - 1
        counted = COUNTED.match(text, end) is not None
        slogan = text[name.start] in _NUMERALS  # “一区两园”
        return inside and not counted and not slogan and name.end - name.start <= _LONGEST_QUOTED
    return text[name.start : name.end].count("“") == text[name.start : name.end].count("”")


def _apart(sure: Iterable[Name], found: Iterable[Name]) -> list[Name]:
    """Return what does not overlap: what is sure, then the longest, the first among equals."""
    kept: list[Name] = []
    taken = Spans()
    for name in (*sure, *sorted(found, key=lambda each: each.start - each.end)):
        if not taken.meet(name.start, name.end):
            taken.add(name.start, name.end)
            kept.append(name)
    return kept
