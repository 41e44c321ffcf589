"""Whether several files can be one plan: a notice and its attachments, not plans of two years.

Files of one folder are read as one plan. Titles that name different years or places, or two
notices, show that they are several; these are refused, as a graph of both would count tasks
of one as tasks of the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePath
from typing import Final

from remit.read.formats.border import refused
from remit.read.lines import fold, mend
from remit.read.notice import read_notice
from remit.read.rendering import Rendering

_YEAR: Final = re.compile(r"20\d\d")
_PLACE: Final = re.compile(
    r"(?![全我本各]|关于)[\u4e00-\u9fff]{1,6}?(?:特别行政区|自治[县州区旗]|[省市县区州旗盟])(?!直|级)"
)
_NOTICES: Final = ("通知", "决定", "公告", "通告")
_TITLE: Final = re.compile(r"分解|分工|清单|实事|任务|责任|计划|要点|报告|方案|台账|目标|项目|工作")
_HEAD: Final = 12
"""Lines in which a paper's title stands."""
_LONGEST_TITLE: Final = 60


@dataclass(frozen=True, slots=True)
class _Paper:
    """What a file says of itself: its notice, and the years and places of its title."""

    name: str
    notice: str | None
    years: frozenset[str]
    places: tuple[str, ...]


def refuse_several_plans(files: Sequence[tuple[str, Rendering]]) -> None:
    """Raise UnreadableSource, naming both, when two files are plans of their own."""
    for one, other in combinations([_paper(*file) for file in files], 2):
        difference = next(_differences(one, other), None)
        if difference is not None:
            zh, en = difference
            raise refused(
                f"{one.name}、{other.name}",
                f"{zh}，不像同一份计划；请用 --each 让每个文件各成一份计划，"
                f"确是同一份的，请先合成一个文件。",
                f"{en}, so they do not look like one plan; use --each to make every file a"
                f" plan of its own, or put them into one file if they are one.",
            )


def _differences(one: _Paper, other: _Paper) -> Iterator[tuple[str, str]]:
    """Yield what shows that two files are two plans, zh and en."""
    if one.years and other.years and not one.years & other.years:
        a, b = "、".join(sorted(one.years)), "、".join(sorted(other.years))
        yield f"前者是 {a} 年的，后者是 {b} 年的", f"the first is of {a}, the second of {b}"
    if one.places and other.places and not set(one.places) & set(other.places):
        a, b = "".join(one.places), "".join(other.places)
        yield f"前者是{a}的，后者是{b}的", f"the first is of {a}, the second of {b}"
    if one.notice and other.notice and one.notice != other.notice:
        yield (
            f"各是一份通知（“{one.notice}”，“{other.notice}”）",
            f"each is a notice of its own (“{one.notice}”, “{other.notice}”)",
        )


def _paper(name: str, rendering: Rendering) -> _Paper:
    own = read_notice(rendering.lines, rendering.text).title
    title = own or next(_titles(rendering), "")
    years = _YEAR.findall(title) or _YEAR.findall(PurePath(name).stem)
    return _Paper(
        name,
        notice=own if own and "关于" in own and own.endswith(_NOTICES) else None,
        years=frozenset(years),
        places=tuple(_places(title.removeprefix("中共"))),
    )


def _places(title: str) -> Iterator[str]:
    """Yield the places a title begins with, the larger first: 常州市, 钟楼区."""
    end = 0
    while match := _PLACE.match(title, end):
        yield match.group()
        end = match.end()


def _titles(rendering: Rendering) -> Iterator[str]:
    """Yield the lines and cells at the head of a paper that look like its title."""
    head = [mend(fold(line)) for line in rendering.text.splitlines() if line.strip()][:_HEAD]
    for line in head:
        for words in line.split("\t"):
            if _YEAR.search(words) and _TITLE.search(words) and len(words) <= _LONGEST_TITLE:
                yield words
