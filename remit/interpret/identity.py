"""When two printed names are one body, when they may be, and when they are not.

Names are one agent only where their form, or what is known of the kind of organ, says so:

- padding, bracket style and traditional characters do not count: `吴 伟` is `吴伟`;
- the plan's own level or place may be left out: in a district's plan `区发改局` is `发改局`,
  while `市税务局` stays another body;
- of most kinds a government has one: `区发改局`, `区发展和改革局` and `发改委` are one, but a
  branch (`公安分局`), an office (`国资办`) and a bureau are never taken for one another;
- a second name in brackets belongs to the body before it: `区应急管理局(安委办)`;
- a subdistrict or town is its own office or government: `南山街道办事处` is `南山街道`;
- two zones joined with the same body are one: `高新区(邹区镇)` is `高新园(邹区镇)`;
- wordings that stand side by side in one row are hardly one body: `区发改局、区发改委` stay two.

Anything less certain stays apart; where two names may well be one body, that is a doubt.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from remit.interpret.organs import OrganName, bare_places, read_name, split_second_name
from remit.model import Bilingual
from remit.organkinds import organ_scheme

OWN: Final = ""
"""The scope of a body of the plan's own government."""

_OFFICE_OF: Final = re.compile(r"(?<=街道)办事处$|(?<=[镇乡])人民政府$|(?<=[镇乡])政府$")
_ZONE: Final = re.compile(r"(?:开发区|园区|区|园)$")
_LEVELS: Final = "区县市省州旗"
_NO_LEVEL: Final = re.compile(r"[区县市省州旗](?:委|政府|长|直|属|场|政|容|民|区)")
_ORGAN_OF_LEVEL: Final = re.compile(r"(?:级|直属?)?(?:委|人民政府|政府|党工委|管委会)?$")
_FORMS: Final = (
    ("branch", re.compile(r"[分支]局$")),
    ("squad", re.compile(r"[大支总中]队$")),
    ("office", re.compile(r"办$|办公[室厅]$")),
    ("bureau", re.compile(r"[局委厅署]$|委员会$|部门$")),
)
_ALIKE: Final = frozenset({"branch", "office", "bureau"})


@dataclass(frozen=True, slots=True)
class Name:
    """A printed unit name as it is compared: its text, its reading, and whose body it is.

    `core` has no padding, second name, or own level; `scope` is OWN, or the place or level
    of another government (`常州市`, `省`).
    """

    core: str
    reading: OrganName
    scope: str

    @property
    def form(self) -> str:
        """Bureau, office, branch … by the ending: bodies of unlike form are never one."""
        return form_of(self.reading.body)


Identity = tuple[object, ...]
"""Equal for two names exactly when they are one body."""


class Identities:
    """Tells which of a plan's unit names are one body."""

    def __init__(
        self, names: Iterable[str], place: str | None, rows: Iterable[Iterable[str]] = ()
    ) -> None:
        """Know all names of a plan, and which of them stand together in a row.

        `place` is the plan's jurisdiction (常州市钟楼区), if known.
        """
        printed = list(dict.fromkeys(names))
        self._place = place
        self.level = place[-1] if place else _commonest_level(printed)
        self._parts = _parts(place)
        self._names: dict[str, Name] = {}
        read = [self.name(each) for each in printed]
        self._elsewhere = {(n.reading.kinds, n.reading.body) for n in read if n.scope != OWN}
        self._own = {
            (n.reading.kinds, n.reading.body) for n in read if n.scope == OWN and n.reading.prefix
        }
        self._apart: set[Identity] = set()
        for row in rows:
            cores: dict[Identity, str] = {}
            for each in row:
                identity, core = self._alike(self.name(each)), self.name(each).core
                if cores.setdefault(identity, core) != core:
                    self._apart.add(identity)

    def name(self, printed: str) -> Name:
        """Return a printed name as it is compared."""
        if printed not in self._names:
            self._names[printed] = self._compared(printed)
        return self._names[printed]

    def _compared(self, printed: str) -> Name:
        reading = read_name(printed, self._place)
        whole = split_second_name(printed)[0]
        scope = self._scope(reading.prefix)
        own_prefix = scope == OWN and bool(reading.prefix)
        core = reading.body if own_prefix else self.without_level(whole)
        return Name(_OFFICE_OF.sub("", core), reading, scope)

    def of(self, printed: str) -> Identity:
        """Return what makes a name one with another."""
        name = self.name(printed)
        identity = self._alike(name)
        return ("name", name.scope, name.core) if identity in self._apart else identity

    def _alike(self, name: Name) -> Identity:
        """Return what makes a name one with another by its wording alone."""
        second = name.reading.second
        if second and _ZONE.search(name.core) and not name.reading.is_synonym:
            return ("zone", _ZONE.sub("", name.core), second.prefix + second.body)
        if self._is_anyones(name):
            return ("whose", name.core)
        if name.reading.is_synonym:
            return (name.scope, frozenset(name.reading.kinds), name.form)
        return ("name", name.scope, name.core)

    def without_level(self, text: str) -> str:
        """Drop the plan's own level from the front of a name: 区发改局 is 发改局."""
        own = bool(self.level) and text.startswith(self.level) and len(text) > 2
        return text[1:] if own and not _NO_LEVEL.match(text) else text

    def jurisdiction(self, printed: str) -> str | None:
        """Return the place whose body a name stands for, None when that is not known."""
        scope = self.name(printed).scope
        if scope == OWN:
            return self._place
        return scope if scope in self._parts.values() else None

    def doubt(self, one: str, other: str) -> Bilingual | None:
        """Return why two names that are not one may yet be, None when they hardly are."""
        a, b = self.name(one), self.name(other)
        if self._alike(a) == self._alike(b):
            return _reason(
                one, other, "按写法是一个，但写在同一行", "one by wording, but they share a row"
            )
        for first, second in ((a, b), (b, a)):
            inner = first.reading.second
            if inner and second.reading.second is None:
                if first.core == second.core:
                    return _reason(
                        one, other, "只有一处带括号", "only one of them has a second name"
                    )
                if inner.body == second.reading.body and first.scope == second.scope:
                    return _reason(
                        one, other, "一个是另一个括号内的名称", "one is the other's second name"
                    )
            if self._is_anyones(first) and first.reading.kinds == second.reading.kinds:
                return _reason(
                    one, other, "未写层级，各级都有", "no level is written and several have one"
                )
        if a.scope != b.scope or not (a.reading.is_synonym and b.reading.is_synonym):
            return None
        if not {a.form, b.form} <= _ALIKE or not _follows(a, b):
            return None
        if set(a.reading.kinds) == set(b.reading.kinds):
            return _reason(
                one, other, "同一种机构，形式不同", "they are of one kind, in different form"
            )
        return _reason(
            one, other, "职能重叠或前后承接", "their fields overlap or follow each other"
        )

    def _scope(self, prefix: str) -> str:
        """Return whose body a prefix tells: OWN, a place above, or the prefix itself."""
        place = _ORGAN_OF_LEVEL.sub("", prefix)
        head = re.match(rf"[{_LEVELS}](?=委|政府|人民政府|级|直)", prefix)
        place = head.group() if head else place
        if place in ("", self.level) or (self._place and place == self._place):
            return OWN
        found = self._parts.get(place)
        return OWN if found and found == self._place else found or place

    def _is_anyones(self, name: Name) -> bool:
        """Tell whether a name without level is worded as another government's, not the own."""
        wording = (name.reading.kinds, name.reading.body)
        return (
            not name.reading.prefix
            and name.reading.is_synonym
            and wording in self._elsewhere
            and wording not in self._own
            and any(kinds == name.reading.kinds for kinds, _ in self._own)
        )


def form_of(body: str) -> str:
    """Return the form of a body by the ending of its name; squads by their rank too.

    >>> form_of("发改委"), form_of("发展和改革局"), form_of("公安分局"), form_of("残联")
    ('bureau', 'bureau', 'branch', '')
    """
    for form, pattern in _FORMS:
        if pattern.search(body):
            return body[-2:] if form == "squad" else form
    return ""


def _follows(a: Name, b: Name) -> bool:
    """Tell whether two bodies share a kind, or one is of a kind that took over from the other's.

    Two that were merged into one (旅游局, 文广局) stood side by side.
    """
    kinds = organ_scheme().kinds

    def lineage(name: Name) -> set[str]:
        later = (successor for kind in name.reading.kinds for successor in kinds[kind].successors)
        return {*name.reading.kinds, *later}

    return not (lineage(a).isdisjoint(b.reading.kinds) and lineage(b).isdisjoint(a.reading.kinds))


def _parts(place: str | None) -> dict[str, str]:
    """Return every way to name a part of a jurisdiction, with that part's full name.

    >>> _parts("常州市钟楼区")["市"], _parts("常州市钟楼区")["钟楼"]
    ('常州市', '常州市钟楼区')
    """
    found: dict[str, str] = {}
    whole = ""
    for part in re.split(r"(?<=.[省市州盟])(?=.)", place) if place else []:
        whole += part
        found |= {part: whole, part[-1]: whole, whole: whole}
        found |= dict.fromkeys(bare_places(part), whole)
    return found


def _commonest_level(names: Iterable[str]) -> str:
    """Return the level most unit names begin with, for a plan that does not say its own."""
    levels = Counter(n[0] for n in names if n[0] in _LEVELS[:4] and not _NO_LEVEL.match(n))
    return levels.most_common(1)[0][0] if levels else ""


def _reason(one: str, other: str, zh: str, en: str) -> Bilingual:
    return Bilingual(
        f"“{one}”与“{other}”可能是同一单位（{zh}），未合并，请核对。",
        f"“{one}” and “{other}” may be one body ({en}); they are kept apart: please check.",
    )
