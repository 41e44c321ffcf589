"""From printed names to agents: which names are one, and what type of unit each is.

Names are one agent only where the printed form itself says so:

- padding and bracket style do not count: `吴 伟` is `吴伟`;
- the plan's own level may be left out: in a district's plan `区发改局` is `发改局`, while
  `市税务局` stays another body;
- a second name in brackets belongs to the body before it: `区应急管理局(安委办)` is
  `区应急管理局`, the bureau that hosts the office;
- a subdistrict or town is its own office or government: `南山街道办事处` is `南山街道`;
- two zones joined with the same body are one: `高新区(邹区镇)` is `高新园(邹区镇)`.

Anything less certain stays apart.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from remit.model import Agent, AgentKind, Bilingual, Cell, UnitType

_BRACKETS: Final = str.maketrans("（）〔〕［］[]", "()()()()")
_SECOND_NAME: Final = re.compile(r"\(([^()]*)\)$")
_NO_LEVEL: Final = re.compile(r"[区县市省州旗](?:委|政府|长|直|属|场|政|容|民|区)")
_OFFICE_OF: Final = re.compile(r"(?<=街道)办事处$|(?<=[镇乡])人民政府$|(?<=[镇乡])政府$")
_ZONE: Final = re.compile(r"(?:开发区|园区|区|园)$")
_NOT_IN_KEY: Final = re.compile(r"[^\w-]+")

_TYPES: Final = (
    (UnitType.SUBDISTRICT, re.compile(r"(?:街道|街办)(?:办事处)?$")),
    (UnitType.TOWN, re.compile(r"[镇乡](?:人民)?(?:政府)?$")),
    (UnitType.COMPANY, re.compile(r"(?:集团|公司|银行|分行|支行|人行)$")),
    (
        UnitType.MASS_ORGANISATION,
        re.compile(r"工会$|[妇残侨文科]联$|工商联$|科协$|红十字会$|贸促会$|^团.?委$|计生协$"),
    ),
    (
        UnitType.PARTY_ORGAN,
        re.compile(r"^[区县市省州]?(?:纪)?委(?!员)|(?:组织|宣传|统战)部$|编办$|党校$|党工委$"),
    ),
    (UnitType.ZONE, re.compile(r"(?:区|园|园区|管委会|科教城)$")),
    (UnitType.BRANCH, re.compile(r"(?:分局|大队|支队|海关|税务局|供电公司)$")),
    (UnitType.OFFICE, re.compile(r"(?:办|办公室|中心|研究室|督查室|档案馆)$")),
    (UnitType.BUREAU, re.compile(r"[局委厅署]$|委员会$")),
)


@dataclass(slots=True)
class _Draft:
    key: str
    kind: AgentKind
    forms: list[str] = field(default_factory=list)


class Agents:
    """The agents of one plan, by every name they are printed with."""

    def __init__(self, cells: Iterable[Cell], place: str | None) -> None:
        """Resolve all cells; `place` is the jurisdiction's own name (常州市钟楼区)."""
        self._by_form: dict[tuple[AgentKind, str], _Draft] = {}
        self._drafts: list[_Draft] = []
        self._short_place = _short(place) if place else None
        found = list(cells)
        self._level = place[-1] if place else _commonest_level(found)
        for cell in found:
            self._add(cell)

    def key(self, cell: Cell) -> str:
        """Return the key of the agent a cell names."""
        return self._by_form[cell.kind, self._identity(cell)].key

    def all(self) -> tuple[Agent, ...]:
        """Return the agents in order of first mention; groups still without members."""
        return tuple(self._agent(draft) for draft in self._drafts)

    def _add(self, cell: Cell) -> None:
        draft = self._by_form.get((cell.kind, self._identity(cell)))
        if draft is None:
            draft = _Draft(self._free_key(cell), cell.kind)
            self._drafts.append(draft)
            self._by_form[cell.kind, self._identity(cell)] = draft
        if cell.name not in draft.forms:
            draft.forms.append(cell.name)

    def _free_key(self, cell: Cell) -> str:
        """Return the readable key; the rare second holder of a key gets a number."""
        wanted = _NOT_IN_KEY.sub("-", self._without_level(_core(cell.name))).strip("-")
        taken = {draft.key for draft in self._drafts}
        key, count = wanted, 1
        while key in taken:
            count += 1
            key = f"{wanted}-{count}"
        return key

    def _without_level(self, name: str) -> str:
        """Drop the plan's own level from the front of a name: 区发改局 is 发改局."""
        level = self._level
        own = bool(level) and name.startswith(level) and len(name) > 2
        return name[1:] if own and not _NO_LEVEL.match(name) else name

    def _identity(self, cell: Cell) -> str:
        """Return what makes two printed names one and the same."""
        if cell.kind is not AgentKind.UNIT:
            return cell.name.translate(_BRACKETS)
        core = _OFFICE_OF.sub("", self._without_level(_core(cell.name)))
        second = _SECOND_NAME.search(cell.name.translate(_BRACKETS))
        if second and _ZONE.search(core):
            return f"{_ZONE.sub('', core)}({second.group(1)})"
        return core

    def _agent(self, draft: _Draft) -> Agent:
        name, *aliases = draft.forms
        unit = draft.kind is AgentKind.UNIT
        return Agent(
            key=draft.key,
            kind=draft.kind,
            name=name,
            aliases=tuple(aliases),
            unit_type=self._type(name) if unit else None,
            because=_merged(draft.forms) if aliases else None,
        )

    def _type(self, name: str) -> UnitType:
        core = _core(name)
        for unit_type, pattern in _TYPES:
            if pattern.search(core):
                if self._is_branch(unit_type, core):
                    return UnitType.BRANCH
                return unit_type
        return UnitType.OTHER

    def _is_branch(self, unit_type: UnitType, core: str) -> bool:
        """A bureau named after the place, not the level, answers to a higher authority."""
        place = self._short_place
        return unit_type is UnitType.BUREAU and place is not None and core.startswith(place)


def _core(name: str) -> str:
    """Return a name without padding and without its second name in brackets."""
    return _SECOND_NAME.sub("", name.translate(_BRACKETS)) or name


def _commonest_level(cells: Iterable[Cell]) -> str:
    """Return the level most unit names begin with, for a plan that does not say its own."""
    units = [cell.name for cell in cells if cell.kind is AgentKind.UNIT]
    levels = Counter(n[0] for n in units if n[0] in "区县市省" and not _NO_LEVEL.match(n))
    return levels.most_common(1)[0][0] if levels else ""


def _short(place: str) -> str:
    """Return the bare name of the lowest level: 钟楼 for 常州市钟楼区."""
    last = re.split(r"(?<=.[省市州])(?=.)", place)[-1]
    return re.sub(r"[区县市旗州省]$", "", last)


def _merged(forms: list[str]) -> Bilingual:
    zh = "、".join(f"“{form}”" for form in forms)
    en = " and ".join(f"“{form}”" for form in forms)
    if any(_SECOND_NAME.search(form.translate(_BRACKETS)) for form in forms):
        why, because = "括号内为第二名称", "a second name stands in brackets"
    elif any(_OFFICE_OF.search(form) for form in forms):
        why, because = "办事处、人民政府是街道、乡镇的机关", "a subdistrict or town is its office"
    else:
        why, because = "只差本级层级字样", "they differ in the plan's own level only"
    return Bilingual(
        f"{zh}按名称写法视为同一单位（{why}）。",
        f"{en} are taken as one unit by the way the names are written ({because}).",
    )
