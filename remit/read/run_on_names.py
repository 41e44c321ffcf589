"""How well words look like a name, among names that run together without marks.

Known kinds of organ look best, then groups, persons where a column of leaders stands, and
other bodies; what cutting leaves of a longer name is none.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from remit.model import PERSONS, AgentKind
from remit.organkinds import organ_names, organ_scheme
from remit.read.names import is_category, kind_of, name_spans

LEVELS: Final = "省市区县州"
_MEMBERS: Final = "各成员单位"
_SECOND_NAME: Final = re.compile(r"\([^()]*\)$")
_SCRAP: Final = re.compile(r".[局办厅]|[局厅委办处\W].*")
"""What cutting leaves of a longer name."""
_BARE: Final = re.compile(
    r"政府|人民政府|办公室|委员会|管委会|街道|镇|乡|公司|有限公司|集团|中心|领导小组|指挥部|"
    r"组织部|宣传部|统战部|管委|园区|新区|开发区|度假区|示范区|经信|分局|支队|大队|分公司|供电公司|分行|支行|中心支行"
)
"""Endings of names that are none alone, unless the list begins with them."""
_UNMARKED: Final = {True: 1.0, False: 0.6}
"""What it costs that no mark sets a name off, where there is only one list, or several."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name would stand: `first` of its list, `apart` by a mark, behind a person."""

    first: bool
    apart: bool
    after_person: bool


@dataclass(slots=True)
class Looks:
    """What the columns of a table have a place for; how marks set names off.

    `marked` tells that they do, `only` that there is one list, in which all are set off.
    """

    leaders: bool
    leaders_first: bool
    marked: bool = False
    only: bool = False

    def worth(self, words: str, met: int, place: Place) -> tuple[float, bool] | None:
        """Return how well words look there, and whether they name a person; None if not at all.

        `met` is how often they were taken for a name before.
        """
        kind = _kind_of_one(words)
        if kind is None or (not place.first and words == _MEMBERS):
            return None
        if not place.apart and is_category(words):
            return None  # the rest of 各区市政府
        unmarked = self.marked and not place.apart
        seen = 0.3 * min(3, met) - (_UNMARKED[self.only] if unmarked else 0)
        if kind in PERSONS:
            return self._worth_of_person(words, seen, place)
        late = place.after_person and not place.first and not self.leaders_first
        body = _SECOND_NAME.sub("", words)
        if late or (not place.first and _BARE.fullmatch(body)) or _SCRAP.fullmatch(words):
            return None
        if kind is AgentKind.UNIT_GROUP:
            return 1.5 - 0.05 * len(words) + seen, False
        organ = body.lstrip(LEVELS)
        if organ not in organ_names() and not _is_framed(organ):
            return 0.2 + seen, False
        return (1.0 if organ == body else 2.0) + seen, False

    def _worth_of_person(self, words: str, seen: float, place: Place) -> tuple[float, bool] | None:
        placed = (place.first or place.after_person) if self.leaders_first else True
        if not self.leaders or not placed:
            return None
        lone = 1.0 if place.first or not place.after_person else 0.05
        return lone + 0.01 * len(words) + seen, True


@lru_cache(maxsize=1 << 16)
def _is_framed(name: str) -> bool:
    """Tell whether a name has a place within that of an organ: 人行云溪中心支行."""
    frames = (frame for kind in organ_scheme().kinds.values() for frame in kind.frames)
    return any(name.startswith(before) and name.endswith(after) for before, after in frames)


@lru_cache(maxsize=1 << 16)
def _kind_of_one(words: str) -> AgentKind | None:
    """Return the kind of agent that words name, None for none and for several run together."""
    kind = kind_of(words)
    if kind is None or re.match(r"[()、\d]", words) or words.count("(") != words.count(")"):
        return None
    several = "各" in words[1:].removesuffix(_MEMBERS) or len(name_spans(words)) > 1
    return None if several else kind
